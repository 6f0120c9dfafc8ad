import type { LastRecord, Occasion, Pressed, Spoken } from '../kernel/chat/capability.ts'
import type { MemberId } from '../kernel/chat/person.ts'
import { recordAudit } from '../kernel/audit.ts'
import { getMember } from '../roster/directory.ts'
import { refreshCards } from './card.ts'
import { findNoticeOfMessage } from './copies-store.ts'
import { findCorrectionOf } from './find-notices.ts'
import {
  findReceived,
  type Given,
  hangsInGroup,
  lastAcknowledgements,
  openNoticesOf,
  type OpenNotice,
  recordAcknowledgement,
  removeAcknowledgement,
} from './receipts-store.ts'
import { RECEIPT_DAYS, titleOf } from './rules.ts'
import type { NoticeId } from './tables.ts'
import { noticeWords } from './words.ts'

/** How the answer to one notice stands for a member: to be given, or why not. */
type Standing = { readonly kind: 'open'; readonly notice: OpenNotice } | { readonly kind: 'not'; readonly line: string }

/** A tap on 收到. */
export async function pressReceipt(occasion: Occasion, args: Readonly<Record<string, string | number>>): Promise<Pressed> {
  const { member } = occasion.person
  if (member === undefined) return { toast: noticeWords.bindFirst }
  const standing = await standingOf(occasion, Number(args['notice']) as NoticeId, member)
  if (standing.kind === 'not') return { toast: standing.line }
  const isFirst = await acknowledge(occasion, standing.notice.id, member)
  return { toast: isFirst ? noticeWords.received : noticeWords.receivedBefore }
}

/**
 * 收到 in words. Below a notice, or below the line that calls it to mind, it means that one; in a group otherwise the
 * newest that hangs there and waits for this person; in private everything that waits, because the reminder listed it all.
 */
export async function hearReceipt(occasion: Spoken): Promise<void> {
  const { member } = occasion.person
  if (member === undefined) return
  const { repliesTo } = occasion.event
  const below = repliesTo === undefined ? undefined : await findNoticeOfMessage(occasion.tx, occasion.mailbox.id, repliesTo)
  if (below !== undefined) {
    const standing = await standingOf(occasion, below, member)
    if (standing.kind === 'open') await acknowledge(occasion, standing.notice.id, member)
    else await occasion.voice.privately(standing.line)
    return
  }
  const open = await openNotices(occasion)
  const isPrivate = occasion.mailbox.kind === 'private'
  const meant = isPrivate ? open : open.slice(0, 1)
  for (const notice of meant) await acknowledge(occasion, notice.id, member)
  if (meant.length > 0 && isPrivate) await occasion.voice.reply(noticeWords.privateThanks(meant.map(titleOf)))
}

/** The notices that wait for an answer of this person in this chat. Nobody is asked in private to confirm the own words. */
export async function openNotices(occasion: Occasion): Promise<readonly OpenNotice[]> {
  const { member } = occasion.person
  if (member === undefined) return []
  const since = new Date(occasion.now.getTime() - RECEIPT_DAYS * 86_400_000)
  const open = await openNoticesOf(occasion.tx, member, since)
  if (occasion.mailbox.kind === 'private') return open.filter(({ author }) => author !== member)
  const here: OpenNotice[] = []
  for (const notice of open) if (await hangsInGroup(occasion.tx, notice.id, occasion.mailbox.id)) here.push(notice)
  return here
}

async function standingOf({ tx }: Occasion, id: NoticeId, member: MemberId): Promise<Standing> {
  const received = await findReceived(tx, id, member)
  if (received === undefined) return { kind: 'not', line: noticeWords.notOnList }
  if (received.state === 'withdrawn') return { kind: 'not', line: noticeWords.withdrawn }
  const newer = await findCorrectionOf(tx, id)
  return newer === undefined ? { kind: 'open', notice: received } : { kind: 'not', line: noticeWords.replacedToast(newer.number) }
}

async function acknowledge(occasion: Occasion, notice: NoticeId, member: MemberId): Promise<boolean> {
  const first = await recordAcknowledgement(
    occasion.tx,
    {
      notice,
      member,
      evidence: occasion.answeredAs,
      identity: occasion.person.evidence,
      platform: occasion.from.platform,
      ...(occasion.relayedBy === undefined ? {} : { recordedBy: occasion.relayedBy }),
    },
    occasion.now,
  )
  if (first && occasion.person.branch !== undefined) await refreshCards(occasion, notice, occasion.person.branch)
  return first
}

/** The receipts that the sender's newest message since a moment recorded, own or for others, which 撤销 takes back. */
export async function lastReceipt(occasion: Occasion, since: Date): Promise<LastRecord | undefined> {
  const { member, offices } = occasion.person
  if (member === undefined) return undefined
  const given = await lastAcknowledgements(occasion.tx, member, since, offices.length > 0 ? 'officer' : 'member')
  const [first] = given
  if (first === undefined) return undefined
  return {
    what: 'acknowledge',
    title: await titleOfGiven(occasion, given, member),
    at: first.at,
    undo: async (undoing) => {
      for (const one of given) await takeBack(undoing, one, member)
    },
  }
}

async function titleOfGiven({ tx }: Occasion, given: readonly Given[], member: MemberId): Promise<string> {
  const titles: string[] = []
  for (const one of given) {
    const title = titleOf(one.notice)
    titles.push(
      one.member === member ? noticeWords.undoTitle(title) : noticeWords.undoRecorded((await getMember(tx, one.member)).name, title),
    )
  }
  return titles.join('\n')
}

async function takeBack(occasion: Occasion, { notice, member }: Given, by: MemberId): Promise<void> {
  await removeAcknowledgement(occasion.tx, notice.id, member)
  const deed = { actor: `member:${by}`, action: 'acknowledgement-undone', subject: `notice:${notice.id}` } as const
  await recordAudit(occasion.tx, member === by ? deed : { ...deed, after: { member } }, occasion.now)
  await refreshCards(occasion, notice.id, (await getMember(occasion.tx, member)).branch)
}
