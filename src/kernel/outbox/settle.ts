import type { Delivery } from '../chat/message.ts'
import type { Tx } from '../database/connection.ts'
import { dayOf } from '../day.ts'
import type { CourierHouse } from './courier.ts'
import { courierStore, type WaitingLetter } from './courier-store.ts'
import { closeMailbox, type MailboxId, moveMailbox } from './mailbox.ts'
import type { Pace } from './pace.ts'

/** After how long a letter that could not go is tried again; later tries keep the last step. */
const RETRY_LADDER_SECONDS = [30, 300, 600, 1800, 3600] as const

/** Writes down what became of a letter that was on its way. */
export async function settleDelivery(
  tx: Tx,
  house: Pick<CourierHouse, 'lost' | 'failed'>,
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

async function tryLater(
  tx: Tx,
  house: Pick<CourierHouse, 'failed'>,
  pace: Pace,
  letter: WaitingLetter,
  delivery: Extract<Delivery, { kind: 'try-later' }>,
  now: Date,
): Promise<void> {
  const rung = RETRY_LADDER_SECONDS[Math.min(letter.tries, RETRY_LADDER_SECONDS.length - 1)] ?? 3600
  const wait = delivery.afterMs > 0 ? delivery.afterMs : rung * 1000
  const due = new Date(now.getTime() + wait)
  if (delivery.wholeAccount) pace.holdAccount(`${letter.platform}:${letter.account}`, due.getTime())
  else pace.holdChat(letter.mailbox_id, due.getTime())
  if (delivery.maybeDelivered && letter.in_doubt === 'ask') {
    await courierStore.settle(tx, letter.id, 'doubtful', now, { reason: delivery.reason })
    await house.failed(tx, letter, delivery.reason, now)
    return
  }
  await courierStore.retry(tx, letter.id, due, delivery.reason, delivery.maybeDelivered ? 1 : 0)
}
