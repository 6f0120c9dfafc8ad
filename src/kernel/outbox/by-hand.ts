import type { Tx } from '../database/connection.ts'
import { dayOf } from '../day.ts'
import type { LetterId } from './letter.ts'
import type { OutboxTables } from './tables.ts'

/** Somebody has carried a letter to its group: what was only handed over has now arrived. */
export async function arrivedByHand(tx: Tx, letter: LetterId, now: Date): Promise<void> {
  await tx
    .withTables<OutboxTables>()
    .updateTable('letter')
    .set({ state: 'sent', settled_at: now.toISOString(), sent_on: dayOf(now) })
    .where('id', '=', letter)
    .where('state', '=', 'accepted')
    .execute()
}
