import type { BranchId } from '../kernel/chat/person.ts'
import type { Tx } from '../kernel/database/connection.ts'
import type { Month } from './entry.ts'
import type { DuesTables } from './tables.ts'

/** What is open in the ledger of one branch, whether said to be paid or not; in fen. */
export type Arrears = { readonly branch: BranchId; readonly people: number; readonly months: number; readonly fen: number }

/** What is open up to a month in each of these branches that has anything open; left out, in all. */
export async function findArrears(tx: Tx, until: Month, branches?: readonly BranchId[]): Promise<readonly Arrears[]> {
  const rows = await tx
    .withTables<DuesTables>()
    .selectFrom('dues_month')
    .select((of) => [
      'branch_id',
      of.fn.count<number>('member_id').distinct().as('people'),
      of.fn.countAll<number>().as('months'),
      of.fn.sum<number>('assessed_fen').as('assessed'),
      of.fn.sum<number>('waived_fen').as('waived'),
      of.fn.sum<number>('confirmed_fen').as('confirmed'),
    ])
    .where((one) => one('assessed_fen', '>', one('confirmed_fen', '+', one.ref('waived_fen'))))
    .where('month', '<=', until)
    .$if(branches !== undefined, (query) =>
      query.where('branch_id', 'in', branches === undefined || branches.length === 0 ? [0] : [...branches]),
    )
    .groupBy('branch_id')
    .orderBy('branch_id')
    .execute()
  return rows.map((row) => ({
    branch: row.branch_id as BranchId,
    people: Number(row.people),
    months: Number(row.months),
    fen: Number(row.assessed) - Number(row.waived) - Number(row.confirmed),
  }))
}

/** The branches in which somebody was assessed for a month. */
export async function branchesWithMonths(tx: Tx, month: Month): Promise<readonly BranchId[]> {
  const rows = await tx
    .withTables<DuesTables>()
    .selectFrom('dues_month')
    .select('branch_id')
    .distinct()
    .where('month', '=', month)
    .execute()
  return rows.map((row) => row.branch_id as BranchId)
}
