import type { Room } from '../kernel/chat/person.ts'
import type { Tx } from '../kernel/database/connection.ts'
import { recordAudit } from '../kernel/audit.ts'
import { issueChoice } from '../kernel/outbox/choice.ts'
import type { Outbox } from '../kernel/outbox/outbox.ts'
import { setAlarm } from '../kernel/schedule/alarm.ts'
import { getBranch } from '../roster/directory.ts'
import { audienceOf } from './audience.ts'
import { hangingText, markReplaced } from './card.ts'
import { recordCopy } from './copies-store.ts'
import { getNotice, giveNumber, markSent, setNoticeState } from './notices-store.ts'
import { recordRecipients } from './recipients-store.ts'
import { RECEIPT_DAYS, UNDO_SECONDS } from './rules.ts'
import type { Notice, NoticeId } from './tables.ts'
import { noticeWords } from './words.ts'

/** What sending needs, whether a person or the clock orders it. */
export type SendingRound = { readonly tx: Tx; readonly now: Date; readonly outbox: Outbox; readonly token: () => string }

/** What became of sending: the notice with its number, or the line that stopped it. */
export type Dispatched = { readonly kind: 'sent'; readonly notice: Notice } | { readonly kind: 'blocked'; readonly line: string }

export const SEND_JOB = 'notice-send'
/** A notice that was to go out at noon is not worth sending after midnight. */
export const SCHEDULE_STALE_HOURS = 12
/** The alarm itself rings however late it is, so that the author hears that it was too late. */
const ALARM_GOOD_HOURS = 24 * 60
/** A group notice that could not be delivered within a day is shown as undelivered instead. */
const COPY_GOOD_HOURS = 24
const URGENT_GOOD_HOURS = 6

/** Puts a copy for every group in the outbox and fixes who is asked for a receipt, all in one transaction. */
export async function dispatchNotice(round: SendingRound, draft: Notice, pause: 'undo' | 'none'): Promise<Dispatched> {
  const { tx, now } = round
  const { rooms, people } = await audienceOf(tx, draft)
  if (rooms.length === 0) return { kind: 'blocked', line: noticeWords.noRoomsLeft }
  const line = await firstObjection(round, draft, rooms)
  if (line !== undefined) return { kind: 'blocked', line }
  await giveNumber(tx, draft.id)
  await markSent(tx, draft.id, now)
  const notice = await getNotice(tx, draft.id)
  const leaves = new Date(now.getTime() + (pause === 'undo' ? UNDO_SECONDS * 1000 : 0))
  await hangCopies(round, notice, rooms, leaves)
  await recordRecipients(
    tx,
    notice.id,
    people.map(({ id }) => id),
  )
  if (notice.corrects !== undefined) await markReplaced(round, await getNotice(tx, notice.corrects), { number: notice.number ?? 0, leaves })
  await recordAudit(
    tx,
    {
      actor: `member:${notice.author}`,
      action: 'notice-send',
      subject: `notice:${notice.id}`,
      after: { number: notice.number ?? 0, rooms: rooms.length },
    },
    now,
  )
  return { kind: 'sent', notice }
}

async function hangCopies(round: SendingRound, notice: Notice, rooms: readonly Room[], leaves: Date): Promise<void> {
  const { tx, now } = round
  const text = await hangingText(tx, notice)
  const branch = await getBranch(tx, notice.branch)
  const token = await issueChoice(
    tx,
    round.token(),
    { action: 'notice-receipt', args: { notice: notice.id } },
    inHours(now, RECEIPT_DAYS * 24),
  )
  for (const room of rooms) {
    const put = await round.outbox.put(
      tx,
      {
        once: `notice:${notice.id}:room:${room.mailbox.id}`,
        to: room.mailbox.id,
        priority: notice.urgent ? 'urgent' : 'notice',
        text,
        choices: [{ label: noticeWords.receiptChoice, word: noticeWords.receiptChoice, token }],
        why: noticeWords.why(branch.name, notice.number ?? 0),
        inDoubt: 'resend',
        notBefore: leaves,
        goodUntil: inHours(leaves, notice.urgent ? URGENT_GOOD_HOURS : COPY_GOOD_HOURS),
        ...(notice.file === undefined ? {} : { file: notice.file }),
      },
      now,
    )
    if (put.kind === 'put') await recordCopy(tx, notice.id, { mailbox: room.mailbox.id, letter: put.id, branch: room.branch })
  }
}

/** What the gate says of this notice in any of the groups; asked before anything is written, so that nothing is half sent. */
export async function firstObjection(
  round: Pick<SendingRound, 'tx' | 'now' | 'outbox'>,
  notice: Notice,
  rooms: readonly Room[],
): Promise<string | undefined> {
  const text = await hangingText(round.tx, notice)
  for (const { mailbox } of rooms) {
    const letter = { once: '', to: mailbox.id, priority: 'notice', text, why: '', inDoubt: 'ask', goodUntil: round.now } as const
    const line = await round.outbox.inspect(round.tx, letter)
    if (line !== undefined) return line
  }
  return undefined
}

/** Sets the clock for a notice that goes out later, and gives it the number by which it can be taken back. */
export async function scheduleNotice(round: SendingRound, notice: Notice, at: Date): Promise<Notice> {
  await giveNumber(round.tx, notice.id)
  await setNoticeState(round.tx, notice.id, 'scheduled')
  await setAlarm(round.tx, {
    once: scheduleKey(notice.id, at),
    job: SEND_JOB,
    args: { notice: notice.id },
    at,
    staleAt: inHours(at, ALARM_GOOD_HOURS),
  })
  return getNotice(round.tx, notice.id)
}

/** The name of the alarm of a scheduled notice. */
export function scheduleKey(notice: NoticeId, at: Date): string {
  return `notice:${notice}:at:${at.toISOString()}`
}

function inHours(from: Date, hours: number): Date {
  return new Date(from.getTime() + hours * 3_600_000)
}
