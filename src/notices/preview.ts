import { createHash } from 'node:crypto'
import type { Occasion } from '../kernel/chat/capability.ts'
import { SECRETARIAL } from '../kernel/chat/converse.ts'
import type { BranchId, Room } from '../kernel/chat/person.ts'
import { openPrompt } from '../kernel/chat/prompt.ts'
import type { Tx } from '../kernel/database/connection.ts'
import { dayOf, daysBetween, isQuiet, type Quiet, quietEnds } from '../kernel/day.ts'
import { issueChoice } from '../kernel/outbox/choice.ts'
import { courierStore } from '../kernel/outbox/courier-store.ts'
import { hasEnded } from '../kernel/outbox/ended-logins.ts'
import type { LetterChoice } from '../kernel/outbox/letter.ts'
import { type Branch, branchTree, downwards, getBranch, isReachable, shortBranchName } from '../roster/directory.ts'
import { type Audience, audienceOf } from './audience.ts'
import { findSameNotice } from './find-notices.ts'
import { type Blocker, type Circumstances, judgeNotice, SAME_NOTICE_DAYS } from './rules.ts'
import { firstObjection } from './sending.ts'
import type { Notice, NoticeId } from './tables.ts'
import { draftWords } from './words.ts'

/** Settings of the house that a preview has to tell of. */
export type NoticeSettings = { readonly quiet: Quiet; readonly groupDailyCap: number | undefined }

/** The prompt under which a preview waits for 发送, 改 or 取消. */
export const PREVIEW_PROMPT = 'notice-preview'
const CHOICES_LIVE_HOURS = 24

/** What is remembered beside an open preview. */
export type PreviewState = {
  readonly notice: NoticeId
  /** 改 was said alone: the next line is the new text. */
  readonly waitsForText?: true
  /** The moment that was cut off the beginning of the text, in case it was meant as text. */
  readonly cut?: string
  /** A time at the beginning that may be morning or evening. */
  readonly unclear?: readonly string[]
}

/** Shows the draft with its audience and what stands in the way, and waits for the answer. */
export async function showPreview(
  settings: NoticeSettings,
  occasion: Occasion,
  notice: Notice,
  more: Omit<PreviewState, 'notice' | 'waitsForText'> = {},
): Promise<void> {
  const audience = await audienceOf(occasion.tx, notice)
  const found = await lookAround(settings, occasion, notice, audience)
  const { blockers, warnings } = judgeNotice(notice, { ...found, unclear: more.unclear ?? [] })
  const state: PreviewState = { ...more, notice: notice.id }
  await openPrompt(occasion.tx, occasion.mailbox.id, occasion.senderId, { kind: PREVIEW_PROMPT, state }, occasion.now)
  const isReady = blockers.length === 0
  const choices = [
    ...(isReady ? [await offer(occasion, notice, draftWords.sendChoice, 'notice-send')] : []),
    await offer(occasion, notice, draftWords.cancelChoice, 'notice-cancel'),
  ]
  const parts = {
    when: notice.sendAt,
    urgent: notice.urgent,
    rooms: audience.rooms.length,
    people: audience.people.length,
    groupless: audience.groupless,
    file: notice.file?.name,
    notes: [...(await audienceNotes(occasion.tx, notice)), ...blockers.map(draftWords.blocker), ...warnings.map(draftWords.warning)],
    ready: isReady,
    more: draftWords.more(
      shortBranchName((await getBranch(occasion.tx, notice.branch)).name),
      notice.sendAt === undefined ? 'now' : 'then',
    ),
  }
  const extras = { choices, why: draftWords.whyOwnDraft }
  const isTooLong = blockers.some(({ kind }) => kind === 'too-long')
  const said = isTooLong ? undefined : await occasion.voice.reply(draftWords.preview({ ...parts, text: notice.text }), extras)
  // What may not be repeated even to its writer is still answered.
  if (said === undefined)
    await occasion.voice.reply(draftWords.preview({ ...parts, text: isTooLong ? beginning(notice.text) : undefined }), extras)
}

/** What stands in the way of sending this draft now. */
export async function findBlockers(settings: NoticeSettings, occasion: Occasion, notice: Notice): Promise<readonly Blocker[]> {
  const audience = await audienceOf(occasion.tx, notice)
  return judgeNotice(notice, await lookAround(settings, occasion, notice, audience)).blockers
}

/** When a notice that is sent now really goes out, where that is not at once: everybody sleeps, or has heard enough today. */
export async function countHeld(
  settings: NoticeSettings,
  { tx, now }: Pick<Occasion, 'tx' | 'now'>,
  notice: Notice,
  rooms: readonly Pick<Room, 'mailbox'>[],
): Promise<{ readonly quietUntil: Date | undefined; readonly capped: number }> {
  if (notice.urgent) return { quietUntil: undefined, capped: 0 }
  const at = notice.sendAt ?? now
  const quietUntil = isQuiet(at, settings.quiet) ? quietEnds(at, settings.quiet) : undefined
  let capped = 0
  if (settings.groupDailyCap !== undefined && dayOf(at) === dayOf(now))
    for (const { mailbox } of rooms) if ((await courierStore.ownToday(tx, mailbox.id, dayOf(now))) >= settings.groupDailyCap) capped += 1
  return { quietUntil, capped }
}

/** Names what a preview shows, so that a choice below an older one does not send what was never seen. */
export function stampOf({ text, file, audience, sendAt, clearedPublic }: Notice): string {
  const shown = JSON.stringify([text, file?.reference, audience, sendAt, clearedPublic])
  return createHash('sha1').update(shown).digest('base64url').slice(0, 8)
}

/** The branch for which a person sends by default: the lowest one in which an office is held; 全镇 takes the highest. */
export function issuingBranch(occasion: Occasion, tree: ReadonlyMap<BranchId, Branch>, reach: 'own' | 'whole'): BranchId | undefined {
  const held = occasion.person.offices.filter(({ role }) => (SECRETARIAL as readonly string[]).includes(role)).map(({ branch }) => branch)
  const byDepth = held.toSorted((a, b) => downwards(a, tree).length - downwards(b, tree).length)
  return reach === 'own' ? byDepth[0] : byDepth.at(-1)
}

async function lookAround(settings: NoticeSettings, occasion: Occasion, notice: Notice, audience: Audience): Promise<Circumstances> {
  const { tx, now } = occasion
  const reachable = await isReachable(
    tx,
    audience.people.map(({ id }) => id),
  )
  const same = await findSameNotice(tx, notice, new Date(now.getTime() - SAME_NOTICE_DAYS * 86_400_000))
  const from = same === undefined ? undefined : (await getBranch(tx, same.branch)).name
  return {
    rooms: audience.rooms.length,
    closedRooms: audience.closed.map(({ title }) => title),
    lostRooms: audience.rooms.filter(({ mailbox }) => hasEnded(mailbox)).map(({ title }) => title),
    unbound: audience.people.filter(({ id }) => id !== notice.author && !reachable.has(id)).length,
    gate: await firstObjection(occasion, notice, audience.rooms),
    same: same === undefined || from === undefined ? undefined : { days: daysBetween(dayOf(same.createdAt), dayOf(now)), branch: from },
    ...(await countHeld(settings, occasion, notice, audience.rooms)),
    unclear: [],
  }
}

async function offer(occasion: Occasion, notice: Notice, word: string, action: string): Promise<LetterChoice> {
  const expires = new Date(occasion.now.getTime() + CHOICES_LIVE_HOURS * 3_600_000)
  const meaning = { action, args: { notice: notice.id, seen: stampOf(notice) }, mailbox: occasion.mailbox.id }
  return { label: word, word, token: await issueChoice(occasion.tx, occasion.token(), meaning, expires) }
}

/** Tells whom it goes to when that is not simply everybody below the branch. */
async function audienceNotes(tx: Tx, notice: Notice): Promise<readonly string[]> {
  const tree = await branchTree(tx)
  const whole = downwards(notice.branch, tree)
  const isWhole = whole.length === notice.audience.length && whole.every((branch) => notice.audience.includes(branch))
  const names = notice.audience.flatMap((branch) => tree.get(branch)?.name ?? [])
  return isWhole ? [] : [draftWords.chosen(names)]
}

const BEGINNING = 60

function beginning(text: string): string {
  return `${[...text].slice(0, BEGINNING).join('')}……`
}
