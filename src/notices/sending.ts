import type { Room } from '../kernel/chat/person.ts'
import type { Tx } from '../kernel/database/connection.ts'
import { issueChoice } from '../kernel/outbox/choice.ts'
import type { LetterId } from '../kernel/outbox/letter.ts'
import type { MailboxId } from '../kernel/outbox/mailbox.ts'
import type { Outbox } from '../kernel/outbox/outbox.ts'
import { recordAudit } from '../kernel/audit.ts'
import { setAlarm } from '../kernel/schedule/alarm.ts'
import { getBranch, membersOf, roomsOf } from '../roster/directory.ts'
import { copyStates, recordCopy } from './copies-store.ts'
import { getNotice, markSent, setNoticeState } from './notices-store.ts'
import { recordRecipients } from './recipients-store.ts'
import { RECEIPT_DAYS, UNDO_SECONDS } from './rules.ts'
import type { Notice, NoticeId } from './tables.ts'
import { noticeWords } from './words.ts'

/** What sending needs, whether a person or the clock orders it. */
export type SendingRound = { readonly tx: Tx; readonly now: Date; readonly outbox: Outbox; readonly token: () => string }

/** What became of sending: the number people will know it by, or the line that stopped it. */
export type Dispatched = { readonly kind: 'sent'; readonly number: number } | { readonly kind: 'blocked'; readonly line: string }

export const SEND_JOB = 'notice-send'
/** A notice that was to go out at noon is not worth sending after midnight. */
const SCHEDULE_STALE_HOURS = 12
/** A group notice that could not be delivered within a day is shown as undelivered instead. */
const COPY_GOOD_HOURS = 24
const URGENT_GOOD_HOURS = 6

/** Puts a copy for every group in the outbox and fixes who is asked for a receipt, all in one transaction. */
export async function dispatchNotice(round: SendingRound, notice: Notice, pause: 'undo' | 'none'): Promise<Dispatched> {
  const { tx, now } = round
  const rooms = (await roomsOf(tx, notice.audience)).filter(({ mailbox }) => mailbox.state === 'open')
  const branch = await getBranch(tx, notice.branch)
  const line = await firstObjection(round, notice, rooms)
  if (line !== undefined) return { kind: 'blocked', line }
  const number = await markSent(tx, notice.id, now)
  const corrected = notice.corrects === undefined ? undefined : await getNotice(tx, notice.corrects)
  const text = noticeWords.notice({ urgent: notice.urgent, number, text: notice.text, branch: branch.name, corrects: corrected?.number })
  const leaves = new Date(now.getTime() + (pause === 'undo' ? UNDO_SECONDS * 1000 : 0))
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
        why: noticeWords.whyNotice(branch.name, number),
        inDoubt: 'resend',
        notBefore: leaves,
        goodUntil: inHours(leaves, notice.urgent ? URGENT_GOOD_HOURS : COPY_GOOD_HOURS),
        ...(notice.file === undefined ? {} : { file: notice.file }),
      },
      now,
    )
    if (put.kind === 'put') await recordCopy(tx, notice.id, { mailbox: room.mailbox.id, letter: put.id, branch: room.branch })
  }
  await recordRecipients(
    tx,
    notice.id,
    (await membersOf(tx, notice.audience)).map(({ id }) => id),
  )
  if (corrected !== undefined) await markReplaced(round, corrected, number)
  await recordAudit(
    tx,
    { actor: `member:${notice.author}`, action: 'notice-send', subject: `notice:${notice.id}`, after: { number, rooms: rooms.length } },
    now,
  )
  return { kind: 'sent', number }
}

/** What the gate says of this text in any of the groups; asked before anything is written, so that nothing is half sent. */
async function firstObjection(round: SendingRound, notice: Notice, rooms: readonly Room[]): Promise<string | undefined> {
  for (const { mailbox } of rooms) {
    const letter = {
      once: '',
      to: mailbox.id,
      priority: 'notice',
      text: notice.text,
      why: '',
      inDoubt: 'ask',
      goodUntil: round.now,
    } as const
    const line = await round.outbox.inspect(round.tx, letter)
    if (line !== undefined) return line
  }
  return undefined
}

/** Sets the clock for a notice that goes out later. */
export async function scheduleNotice(round: SendingRound, notice: Notice, at: Date): Promise<void> {
  await setNoticeState(round.tx, notice.id, 'scheduled')
  await setAlarm(round.tx, {
    once: scheduleKey(notice.id, at),
    job: SEND_JOB,
    args: { notice: notice.id },
    at,
    staleAt: inHours(at, SCHEDULE_STALE_HOURS),
  })
}

/** The name of the alarm of a scheduled notice. */
export function scheduleKey(notice: NoticeId, at: Date): string {
  return `notice:${notice}:at:${at.toISOString()}`
}

/** The text of a copy as it first hung in the group, for refreshing its counter. */
export async function copyText(tx: Tx, notice: Notice): Promise<string> {
  const branch = await getBranch(tx, notice.branch)
  const corrected = notice.corrects === undefined ? undefined : await getNotice(tx, notice.corrects)
  return noticeWords.notice({
    urgent: notice.urgent,
    number: notice.number ?? 0,
    text: notice.text,
    branch: branch.name,
    corrects: corrected?.number,
  })
}

/** The old copies stay where they are and say which number replaces them (nothing published is changed quietly). */
async function markReplaced(round: SendingRound, old: Notice, by: number): Promise<void> {
  const text = noticeWords.replaced(await copyText(round.tx, old), by)
  for (const copy of await copyStates(round.tx, old.id)) {
    if (copy.state !== 'sent') continue
    await putEdit(round, { mailbox: copy.mailbox, letter: copy.letter, once: `notice:${old.id}:replaced:${copy.mailbox}`, text })
  }
}

async function putEdit(round: SendingRound, edit: { mailbox: MailboxId; letter: LetterId; once: string; text: string }): Promise<void> {
  await round.outbox.put(
    round.tx,
    {
      once: edit.once,
      to: edit.mailbox,
      priority: 'card',
      text: edit.text,
      edits: edit.letter,
      why: noticeWords.whyOwnDraft,
      inDoubt: 'resend',
      goodUntil: inHours(round.now, COPY_GOOD_HOURS),
    },
    round.now,
  )
}

function inHours(from: Date, hours: number): Date {
  return new Date(from.getTime() + hours * 3_600_000)
}
