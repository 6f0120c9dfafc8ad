import type { Delivery } from '../chat/message.ts'
import type { Tx } from '../database/connection.ts'
import { dayOf } from '../day.ts'
import { courierStore, type WaitingLetter } from './courier-store.ts'
import { closeMailbox, type MailboxId, moveMailbox } from './mailbox.ts'
import type { Pace } from './pace.ts'

/** Who hears of what went wrong, within the transaction that writes it down. */
export type Consequences = {
  /** The bot cannot speak there any more: whoever must know is told. */
  readonly lost: (tx: Tx, mailbox: MailboxId, now: Date) => Promise<void>
  /** A letter will never be sent: whoever ordered it is told. */
  readonly failed: (tx: Tx, letter: LostLetter, reason: string, now: Date) => Promise<void>
}

/** A letter that will not be sent, or not again. */
export type LostLetter = Pick<WaitingLetter, 'id' | 'mailbox_id'>

/** After how long a letter that could not go is tried again; later tries keep the last step. */
const RETRY_LADDER_SECONDS = [30, 300, 600, 1800, 3600] as const
/** Nobody hears the same line more than three times because its answers were lost. */
const MOST_DOUBTS = 3

/** Writes down what became of a letter that was on its way. */
export async function settleDelivery(
  tx: Tx,
  house: Consequences,
  pace: Pace,
  letter: WaitingLetter,
  delivery: Delivery,
  now: Date,
): Promise<void> {
  const mailbox = letter.mailbox_id as MailboxId
  switch (delivery.kind) {
    case 'sent':
      await courierStore.settle(tx, letter.id, 'sent', now, { day: dayOf(now), message: delivery.messageId })
      return
    case 'accepted':
      await courierStore.settle(tx, letter.id, 'accepted', now, { day: dayOf(now) })
      return
    case 'moved':
      await moveMailbox(tx, mailbox, delivery.to, now)
      await courierStore.retry(tx, letter.id, now, '群已搬家', 0)
      return
    case 'gone':
      await courierStore.settle(tx, letter.id, 'gone', now, { reason: delivery.reason })
      if (await closeMailbox(tx, mailbox, delivery.reason, now)) await house.lost(tx, mailbox, now)
      return
    case 'refused':
      await courierStore.settle(tx, letter.id, 'refused', now, { reason: delivery.reason })
      await house.failed(tx, letter, delivery.reason, now)
      return
    case 'try-later':
      await tryLater(tx, house, pace, letter, delivery, now)
  }
}

/** What broke after it had left may have arrived, so it is said again more slowly, and not for ever. */
async function tryLater(
  tx: Tx,
  house: Pick<Consequences, 'failed'>,
  pace: Pace,
  letter: WaitingLetter,
  delivery: Extract<Delivery, { kind: 'try-later' }>,
  now: Date,
): Promise<void> {
  const rung = (RETRY_LADDER_SECONDS[Math.min(letter.tries, RETRY_LADDER_SECONDS.length - 1)] ?? 3600) * 1000
  const hold = delivery.afterMs > 0 ? delivery.afterMs : rung
  const due = new Date(now.getTime() + (delivery.maybeDelivered ? Math.max(hold, rung) : hold))
  if (delivery.wholeAccount) pace.holdAccount(`${letter.platform}:${letter.account}`, now.getTime() + hold)
  else pace.holdChat(letter.mailbox_id, due.getTime())
  if (delivery.maybeDelivered && isEnough(letter)) {
    await courierStore.giveUp(tx, letter.id, delivery.reason, now)
    await house.failed(tx, letter, delivery.reason, now)
    return
  }
  await courierStore.retry(tx, letter.id, due, delivery.reason, delivery.maybeDelivered ? 1 : 0)
}

/** True when a letter that is in doubt once more must not be said again: a person looks at it instead. */
export function isEnough(letter: { readonly in_doubt: 'resend' | 'ask'; readonly doubts: number }): boolean {
  return letter.in_doubt === 'ask' || letter.doubts + 1 >= MOST_DOUBTS
}
