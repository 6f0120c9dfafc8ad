import type { BranchId, MemberId } from '../kernel/chat/person.ts'
import type { Tx } from '../kernel/database/connection.ts'
import type { Membership, RosterTables } from './tables.ts'

/** What the roster knows of a member that decides the dues. Money is in fen; it is asked for by nobody but the dues. */
export type DuesBasis = {
  readonly member: MemberId
  readonly branch: BranchId
  readonly name: string
  readonly membership: Membership
  readonly category: string | undefined
  readonly baseFen: number | undefined
  readonly monthlyFen: number | undefined
  /** When the member was entered. */
  readonly enteredAt: Date
}

/** The bases of the active members of these branches, by branch and then as they were entered. */
export async function duesBasesOf(tx: Tx, branches: readonly BranchId[]): Promise<readonly DuesBasis[]> {
  if (branches.length === 0) return []
  const rows = await tx
    .withTables<RosterTables>()
    .selectFrom('member')
    .select(['id', 'branch_id', 'name', 'membership', 'dues_category', 'base_fen', 'monthly_fen', 'created_at'])
    .where('branch_id', 'in', [...branches])
    .where('state', '=', 'active')
    .orderBy('branch_id')
    .orderBy('id')
    .execute()
  return rows.map((row) => ({
    member: row.id,
    branch: row.branch_id,
    name: row.name,
    membership: row.membership,
    category: row.dues_category ?? undefined,
    baseFen: row.base_fen ?? undefined,
    monthlyFen: row.monthly_fen ?? undefined,
    enteredAt: new Date(row.created_at),
  }))
}

/** What of a basis becomes another; what is left out stays. */
export type BasisChange = { readonly category?: string; readonly baseFen?: number; readonly monthlyFen?: number }

/** Enters what a member's dues are now worked out from. */
export async function setDuesBasis(tx: Tx, member: MemberId, change: BasisChange): Promise<void> {
  await tx
    .withTables<RosterTables>()
    .updateTable('member')
    .set({
      ...(change.category === undefined ? {} : { dues_category: change.category }),
      ...(change.baseFen === undefined ? {} : { base_fen: change.baseFen }),
      ...(change.monthlyFen === undefined ? {} : { monthly_fen: change.monthlyFen }),
    })
    .where('id', '=', member)
    .execute()
}
