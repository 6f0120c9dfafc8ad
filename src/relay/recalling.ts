import type { Tx } from '../kernel/database/connection.ts'
import { withdrawByHand } from '../kernel/outbox/by-hand.ts'
import type { LetterId } from '../kernel/outbox/letter.ts'
import type { Outbox } from '../kernel/outbox/outbox.ts'
import { privateMailbox } from '../roster/directory.ts'
import { findForward, forgetForward, lettersOf } from './forwards-store.ts'
import { beginningOf } from './passing.ts'
import type { Forward } from './tables.ts'
import { relayWords as words } from './words.ts'

const GOOD_HOURS = 24

/** An outbox that takes back also what a keeper has been given and has not passed on yet; the keeper hears of it. */
export function recallByHand(outbox: Outbox): Outbox {
  return {
    ...outbox,
    withdraw: async (tx, id, reason, now) => (await outbox.withdraw(tx, id, reason, now)) || recall(outbox, tx, id, reason, now),
  }
}

async function recall(outbox: Outbox, tx: Tx, letter: LetterId, reason: string, now: Date): Promise<boolean> {
  const forward = await findForward(tx, letter)
  if (forward === undefined || forward.passed === 'yes' || !(await withdrawByHand(tx, letter, reason, now))) return false
  await forgetForward(tx, letter)
  await tellKeeper(outbox, tx, forward, now)
  return true
}

async function tellKeeper(outbox: Outbox, tx: Tx, forward: Forward, now: Date): Promise<void> {
  const mailbox = await privateMailbox(tx, forward.keeper)
  if (mailbox === undefined) return
  const { text } = await lettersOf(tx, forward)
  await outbox.put(
    tx,
    {
      once: `relay:${forward.letter}:recalled`,
      to: mailbox.id,
      priority: 'urgent',
      text: words.recalled(forward.title, beginningOf(text)),
      why: words.whyCopy(forward.title),
      inDoubt: 'resend',
      goodUntil: new Date(now.getTime() + GOOD_HOURS * 3_600_000),
    },
    now,
  )
}
