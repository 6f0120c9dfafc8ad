import { SECRETARIAL } from '../kernel/chat/converse.ts'
import type { Occasion } from '../kernel/chat/capability.ts'
import type { BranchId, Room } from '../kernel/chat/person.ts'
import type { Tx } from '../kernel/database/connection.ts'
import { dayOf, daysBetween, isQuiet, type Quiet, sayMoment } from '../kernel/day.ts'
import { courierStore } from '../kernel/outbox/courier-store.ts'
import type { Letter } from '../kernel/outbox/letter.ts'
import { issueChoice } from '../kernel/outbox/choice.ts'
import { openPrompt } from '../kernel/chat/prompt.ts'
import { type Branch, branchTree, downwards, getBranch, isReachable, membersOf, roomsOf } from '../roster/directory.ts'
import { findSameNotice } from './notices-store.ts'
import { type Blocker, type Circumstances, judgeNotice, SAME_NOTICE_DAYS } from './rules.ts'
import type { Notice } from './tables.ts'
import { noticeWords } from './words.ts'

/** Settings of the house that a preview has to tell of. */
export type NoticeSettings = { readonly quiet: Quiet; readonly groupDailyCap: number | undefined }

/** The prompt under which a preview waits for 发送, 改 or 取消. */
export const PREVIEW_PROMPT = 'notice-preview'
const CHOICES_LIVE_HOURS = 24

/** Shows the draft with its audience and what stands in the way, and waits for the answer. */
export async function showPreview(settings: NoticeSettings, occasion: Occasion, notice: Notice): Promise<void> {
  const found = await lookAround(settings, occasion, notice)
  const { blockers, warnings } = judgeNotice(notice, found)
  const notes = [...(await audienceNote(occasion.tx, notice)), ...blockers.map(noticeWords.blocker), ...warnings.map(noticeWords.warning)]
  await openPrompt(
    occasion.tx,
    occasion.mailbox.id,
    occasion.senderId,
    { kind: PREVIEW_PROMPT, state: { notice: notice.id } },
    occasion.now,
  )
  const expires = new Date(occasion.now.getTime() + CHOICES_LIVE_HOURS * 3_600_000)
  const choice = async (word: string, action: string) => ({
    label: word,
    word,
    token: await issueChoice(occasion.tx, occasion.token(), { action, args: { notice: notice.id }, mailbox: occasion.mailbox.id }, expires),
  })
  await occasion.voice.reply(
    noticeWords.preview({
      text: notice.text,
      when: notice.sendAt === undefined ? undefined : sayMoment(notice.sendAt),
      rooms: found.rooms,
      people: found.people,
      file: notice.file !== undefined,
      notes,
      ready: blockers.length === 0,
    }),
    {
      choices: [
        ...(blockers.length === 0 ? [await choice(noticeWords.sendChoice, 'notice-send')] : []),
        await choice(noticeWords.cancelChoice, 'notice-cancel'),
      ],
      why: noticeWords.whyOwnDraft,
    },
  )
}

/** What stands in the way of sending this draft now. */
export async function findBlockers(settings: NoticeSettings, occasion: Occasion, notice: Notice): Promise<readonly Blocker[]> {
  return judgeNotice(notice, await lookAround(settings, occasion, notice)).blockers
}

async function lookAround(settings: NoticeSettings, occasion: Occasion, notice: Notice): Promise<Circumstances> {
  const { tx, now } = occasion
  const rooms = await roomsOf(tx, notice.audience)
  const open = rooms.filter(({ mailbox }) => mailbox.state === 'open')
  const members = await membersOf(tx, notice.audience)
  const reachable = await isReachable(
    tx,
    members.map(({ id }) => id),
  )
  const same = await findSameNotice(tx, notice, new Date(now.getTime() - SAME_NOTICE_DAYS * 86_400_000))
  const gate = open[0] === undefined ? undefined : await occasion.outbox.inspect(tx, toInspect(notice, open[0].mailbox.id, now))
  return {
    rooms: open.length,
    closedRooms: rooms.filter(({ mailbox }) => mailbox.state === 'closed').map(({ title }) => title),
    people: members.length,
    unbound: members.filter(({ id }) => !reachable.has(id)).length,
    gate,
    same:
      same === undefined
        ? undefined
        : { days: daysBetween(dayOf(same.createdAt), dayOf(now)), branch: (await getBranch(tx, same.branch)).name },
    quiet: isQuiet(notice.sendAt ?? now, settings.quiet),
    capped: notice.sendAt === undefined ? await countCapped(settings, tx, open, now) : 0,
  }
}

async function countCapped(settings: NoticeSettings, tx: Tx, rooms: readonly Room[], now: Date): Promise<number> {
  if (settings.groupDailyCap === undefined) return 0
  let capped = 0
  for (const { mailbox } of rooms) if ((await courierStore.ownToday(tx, mailbox.id, dayOf(now))) >= settings.groupDailyCap) capped += 1
  return capped
}

function toInspect(notice: Notice, to: Letter['to'], now: Date): Letter {
  return { once: `inspect:${notice.id}`, to, priority: 'notice', text: notice.text, why: '', inDoubt: 'ask', goodUntil: now }
}

/** Tells whom it goes to when that is not simply everybody below the branch. */
async function audienceNote(tx: Tx, notice: Notice): Promise<readonly string[]> {
  const tree = await branchTree(tx)
  const whole = downwards(notice.branch, tree)
  if (whole.length === notice.audience.length && whole.every((branch) => notice.audience.includes(branch))) return []
  const names = notice.audience.map((branch) => tree.get(branch)?.name).filter((name) => name !== undefined)
  return [noticeWords.chosen(names)]
}

/** The branch for which a person sends by default: the lowest one in which an office is held; 全镇 takes the highest. */
export function issuingBranch(occasion: Occasion, tree: ReadonlyMap<BranchId, Branch>, reach: 'own' | 'whole'): BranchId | undefined {
  const held = occasion.person.offices.filter(({ role }) => (SECRETARIAL as readonly string[]).includes(role)).map(({ branch }) => branch)
  const byDepth = held.toSorted((a, b) => downwards(a, tree).length - downwards(b, tree).length)
  return reach === 'own' ? byDepth[0] : byDepth.at(-1)
}
