import type { BranchId, MemberId } from '../kernel/chat/person.ts'
import type { Tx } from '../kernel/database/connection.ts'
import type { SessionId, StudyTables } from './tables.ts'

type Tables = StudyTables & { member: { id: number; branch_id: number } }

/** Who has not said anything yet at a meeting that is open. */
export type OwedCheckIn = { readonly session: SessionId; readonly member: MemberId; readonly branch: BranchId }

/** Everybody who is expected at an open meeting and of whom nothing is known. */
export async function outstandingCheckIns(
  tx: Tx,
  scope: { readonly branches?: readonly BranchId[]; readonly member?: MemberId },
): Promise<readonly OwedCheckIn[]> {
  if (scope.branches?.length === 0) return []
  let query = tx
    .withTables<Tables>()
    .selectFrom('session')
    .innerJoin('session_expected', 'session_expected.session_id', 'session.id')
    .innerJoin('member', 'member.id', 'session_expected.member_id')
    .leftJoin('attendance', (join) =>
      join.onRef('attendance.session_id', '=', 'session.id').onRef('attendance.member_id', '=', 'session_expected.member_id'),
    )
    .select(['session.id', 'session_expected.member_id', 'member.branch_id'])
    .where('session.state', '=', 'open')
    .where('session_expected.state', '=', 'expected')
    .where('attendance.member_id', 'is', null)
  if (scope.branches !== undefined) query = query.where('member.branch_id', 'in', [...scope.branches])
  if (scope.member !== undefined) query = query.where('session_expected.member_id', '=', scope.member)
  const rows = await query.orderBy('session.starts_at').orderBy('session.id').orderBy('session_expected.member_id').execute()
  return rows.map((row) => ({ session: row.id as SessionId, member: row.member_id as MemberId, branch: row.branch_id as BranchId }))
}
