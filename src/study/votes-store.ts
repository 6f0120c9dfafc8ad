import type { MemberId } from '../kernel/chat/person.ts'
import type { Tx } from '../kernel/database/connection.ts'
import type { SessionId, StudyTables } from './tables.ts'
import type { Vote } from './votes.ts'

/** Writes down a vote that was counted in the room. */
export async function recordVote(tx: Tx, session: SessionId, vote: Vote, by: MemberId, now: Date): Promise<void> {
  await tx
    .withTables<StudyTables>()
    .insertInto('session_vote')
    .values({
      session_id: session,
      matter: vote.matter,
      entitled: vote.entitled,
      present: vote.present,
      in_favour: vote.inFavour,
      recorded_by: by,
      at: now.toISOString(),
    } as never)
    .execute()
}

/** The votes of a session, in the order in which they were written down. */
export async function votesOf(tx: Tx, session: SessionId): Promise<readonly Vote[]> {
  const rows = await tx
    .withTables<StudyTables>()
    .selectFrom('session_vote')
    .select(['matter', 'entitled', 'present', 'in_favour'])
    .where('session_id', '=', session)
    .orderBy('id')
    .execute()
  return rows.map(({ in_favour, ...vote }) => ({ ...vote, inFavour: in_favour }))
}
