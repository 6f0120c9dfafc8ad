import type { MemberId } from '../kernel/chat/person.ts'
import type { Tx } from '../kernel/database/connection.ts'
import type { SessionId, StudyTables } from './tables.ts'

/** Writes down the minutes of a session, all of them; whoever adds to them gives the whole. */
export async function setMinutes(tx: Tx, id: SessionId, minutes: string, by: MemberId, now: Date): Promise<void> {
  await update(tx, id, { minutes, minutes_by: by, minutes_at: now.toISOString() })
}

/** Writes down what a session resolved. */
export async function setResolution(tx: Tx, id: SessionId, resolution: string): Promise<void> {
  await update(tx, id, { resolution })
}

/** Writes down how long people studied together. */
export async function setStudyMinutes(tx: Tx, id: SessionId, minutes: number): Promise<void> {
  await update(tx, id, { study_minutes: minutes })
}

async function update(tx: Tx, id: SessionId, values: Partial<StudyTables['session']>): Promise<void> {
  await tx.withTables<StudyTables>().updateTable('session').set(values).where('id', '=', id).execute()
}
