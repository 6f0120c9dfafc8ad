import type { Tx } from '../kernel/database/connection.ts'
import { recordAttendance } from './attendance-store.ts'
import { sheetOf } from './sheet-store.ts'
import type { Session } from './tables.ts'

/** Whoever was expected at a meeting that is over, and of whom nothing is known, is absent until somebody corrects it. */
export async function recordAbsent(tx: Tx, session: Session, now: Date): Promise<void> {
  for (const { member, state } of await sheetOf(tx, session.id))
    if (state === 'expected')
      await recordAttendance(
        tx,
        { session: session.id, member, state: 'absent', evidence: 'recorded', identity: 'none', platform: 'clock', at: now },
        undefined,
      )
}
