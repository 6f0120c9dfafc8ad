import { SECRETARIAL } from '../kernel/chat/converse.ts'
import type { Tx } from '../kernel/database/connection.ts'
import { dayOf } from '../kernel/day.ts'
import { getMailbox, type MailboxId } from '../kernel/outbox/mailbox.ts'
import type { Outbox } from '../kernel/outbox/outbox.ts'
import { reachableOfficer } from './people.ts'
import { findRoom } from './rooms-store.ts'
import { bindingWords } from './words.ts'

const GOOD_HOURS = 48

/**
 * Tells the secretary in private that a group of the branch can no longer be written to; once a day, whether the
 * platform told it or a letter came back.
 */
export async function tellSecretariesOfLostRoom(outbox: Outbox, tx: Tx, mailbox: MailboxId, now: Date): Promise<void> {
  const room = await findRoom(tx, await getMailbox(tx, mailbox))
  if (room === undefined) return
  const officer = await reachableOfficer(tx, room.branch, SECRETARIAL)
  if (officer === undefined) return
  await outbox.put(
    tx,
    {
      once: `room-lost:${mailbox}:${dayOf(now)}`,
      to: officer.mailbox.id,
      priority: 'urgent',
      text: bindingWords.roomLost(room.title),
      why: bindingWords.roomLostWhy,
      inDoubt: 'resend',
      goodUntil: new Date(now.getTime() + GOOD_HOURS * 3_600_000),
    },
    now,
  )
}
