import type { BranchId, MemberId } from '../kernel/chat/person.ts'
import type { Tx } from '../kernel/database/connection.ts'
import type { RosterTables } from './tables.ts'

/** Which of these members can be written to in private. */
export async function isReachable(tx: Tx, members: readonly MemberId[]): Promise<ReadonlySet<MemberId>> {
  if (members.length === 0) return new Set()
  const rows = await tx
    .withTables<RosterTables>()
    .selectFrom('account')
    .innerJoin('mailbox', 'mailbox.id', 'account.mailbox_id')
    .select('account.member_id')
    .distinct()
    .where('account.member_id', 'in', [...members])
    .where('account.evidence', '!=', 'probable')
    .where('mailbox.state', '=', 'open')
    .execute()
  return new Set(rows.map((row) => row.member_id))
}

/** Which active members of these branches have a verified login. */
export async function boundMembers(tx: Tx, branches: readonly BranchId[]): Promise<ReadonlySet<MemberId>> {
  if (branches.length === 0) return new Set()
  const rows = await tx
    .withTables<RosterTables>()
    .selectFrom('account')
    .innerJoin('member', 'member.id', 'account.member_id')
    .select('account.member_id')
    .distinct()
    .where('member.branch_id', 'in', [...branches])
    .where('account.evidence', '=', 'verified')
    .execute()
  return new Set(rows.map((row) => row.member_id))
}
