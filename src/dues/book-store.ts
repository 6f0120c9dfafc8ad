import type { BranchId, MemberId } from '../kernel/chat/person.ts'
import type { Tx } from '../kernel/database/connection.ts'
import type { Month, Purpose, ReceiptId } from './entry.ts'
import type { DuesTables } from './tables.ts'

/** Money that a collector confirmed and nobody took back: for a month, or beside the months; credit that was used has no receipt. */
export type Paid = {
  readonly member: MemberId
  readonly purpose: Purpose
  readonly month: Month | undefined
  readonly fen: number
  readonly receipt: ReceiptId | undefined
  readonly at: Date
}

/** A receipt whether it still confirms something or not. */
export type NumberedReceipt = {
  readonly id: ReceiptId
  readonly branch: BranchId
  readonly year: number
  readonly number: number
  readonly member: MemberId
  readonly collector: MemberId
  readonly at: Date
}

/** Everything paid by people of whom these branches have a month or a receipt, or by all; as it was entered. */
export async function paidEntries(tx: Tx, branches: readonly BranchId[] | undefined): Promise<readonly Paid[]> {
  const rows = await tx
    .withTables<DuesTables>()
    .selectFrom('dues_entry as e')
    .leftJoin('dues_entry as r', 'r.reverses_id', 'e.id')
    .select(['e.member_id', 'e.purpose', 'e.month', 'e.fen', 'e.receipt_id', 'e.at'])
    .where('e.kind', 'in', ['confirmation', 'credit_use'])
    .where('r.id', 'is', null)
    .$if(branches !== undefined, (query) =>
      query.where((one) =>
        one.or([
          one('e.member_id', 'in', one.selectFrom('dues_month').select('member_id').where('branch_id', 'in', atLeastOne(branches))),
          one('e.member_id', 'in', one.selectFrom('dues_receipt').select('member_id').where('branch_id', 'in', atLeastOne(branches))),
        ]),
      ),
    )
    .orderBy('e.id')
    .execute()
  return rows.map((row) => ({
    member: row.member_id as MemberId,
    purpose: row.purpose,
    month: row.month ?? undefined,
    fen: row.fen,
    receipt: (row.receipt_id ?? undefined) as ReceiptId | undefined,
    at: new Date(row.at),
  }))
}

/** The receipts of these branches and of people who have months there, or of all, by number; those taken back keep their number. */
export async function numberedReceipts(tx: Tx, branches: readonly BranchId[] | undefined): Promise<readonly NumberedReceipt[]> {
  const rows = await tx
    .withTables<DuesTables>()
    .selectFrom('dues_receipt')
    .select(['id', 'branch_id', 'year', 'number', 'member_id', 'collector_id', 'at'])
    .$if(branches !== undefined, (query) =>
      query.where((one) =>
        one.or([
          one('branch_id', 'in', atLeastOne(branches)),
          one('member_id', 'in', one.selectFrom('dues_month').select('member_id').where('branch_id', 'in', atLeastOne(branches))),
        ]),
      ),
    )
    .orderBy('branch_id')
    .orderBy('year')
    .orderBy('number')
    .execute()
  return rows.map((row) => ({
    id: row.id as ReceiptId,
    branch: row.branch_id as BranchId,
    year: row.year,
    number: row.number,
    member: row.member_id as MemberId,
    collector: row.collector_id as MemberId,
    at: new Date(row.at),
  }))
}

/** `in ()` is no SQL; nothing has the number 0. */
function atLeastOne(ids: readonly number[] | undefined): number[] {
  return ids === undefined || ids.length === 0 ? [0] : [...ids]
}
