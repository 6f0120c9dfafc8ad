import type { MemberId } from '../kernel/chat/person.ts'
import type { Tx } from '../kernel/database/connection.ts'
import { toSessions } from './sessions-store.ts'
import type { Session, StudyTables } from './tables.ts'

/** The meetings that are over and that a member was asked to, or might have come to, from a moment on; the latest first. */
export async function sessionsConcerning(tx: Tx, member: MemberId, from: Date): Promise<readonly Session[]> {
  const rows = await tx
    .withTables<StudyTables>()
    .selectFrom('session_expected')
    .innerJoin('session', 'session.id', 'session_expected.session_id')
    .selectAll('session')
    .where('session_expected.member_id', '=', member)
    .where('session.state', '=', 'closed')
    .where('session.starts_at', '>=', from.toISOString())
    .orderBy('session.starts_at', 'desc')
    .orderBy('session.id', 'desc')
    .execute()
  return toSessions(tx, rows)
}
