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

/** A letter that was handed over is not to be carried any more. False when it hangs in its group already. */
export async function withdrawByHand(tx: Tx, letter: LetterId, reason: string, now: Date): Promise<boolean> {
  const changed = await tx
    .withTables<OutboxTables>()
    .updateTable('letter')
    .set({ state: 'withdrawn', reason, settled_at: now.toISOString(), sent_on: null })
    .where('id', '=', letter)
    .where('state', '=', 'accepted')
    .executeTakeFirst()
  return changed.numUpdatedRows > 0n
}
