import type { BranchId, MemberId } from '../kernel/chat/person.ts'
import type { Tx } from '../kernel/database/connection.ts'
import type { PaymentId, ReceiptId } from './entry.ts'
import type { DuesTables } from './tables.ts'

/** A receipt: what a collector confirmed of one member's at one time. */
export type Receipt = {
  readonly id: ReceiptId
  readonly branch: BranchId
  readonly year: number
  /** Counts through a branch and a year. */
  readonly number: number
  readonly member: MemberId
  readonly payment: PaymentId
  readonly fen: number
  readonly collector: MemberId
  readonly at: Date
}

/** Writes a receipt under the next number of its branch and year. */
export async function addReceipt(tx: Tx, receipt: Omit<Receipt, 'id' | 'number' | 'at'>, now: Date): Promise<Receipt> {
  const table = tx.withTables<DuesTables>()
  const last = await table
    .selectFrom('dues_receipt')
    .select((of) => of.fn.max('number').as('number'))
    .where('branch_id', '=', receipt.branch)
    .where('year', '=', receipt.year)
    .executeTakeFirst()
  const number = Number(last?.number ?? 0) + 1
  const { id } = await table
    .insertInto('dues_receipt')
    .values({
      branch_id: receipt.branch,
      year: receipt.year,
      number,
      member_id: receipt.member,
      payment_id: receipt.payment,
      fen: receipt.fen,
      collector_id: receipt.collector,
      at: now.toISOString(),
    } as never)
    .returning('id')
    .executeTakeFirstOrThrow()
  return { ...receipt, id: Number(id) as ReceiptId, number, at: now }
}

/** Which receipts are looked for; what is left out does not matter. */
export type ReceiptSearch = {
  readonly branches?: readonly BranchId[]
  readonly member?: MemberId
  readonly collector?: MemberId
  readonly payment?: PaymentId
  readonly since?: Date
  readonly year?: number
  readonly number?: number
}

/** The receipts that fit and still confirm something, newest first. */
export async function findReceipts(tx: Tx, search: ReceiptSearch, most: number): Promise<readonly Receipt[]> {
  const { branches, member, collector, payment, since, year, number } = search
  const rows = await tx
    .withTables<DuesTables>()
    .selectFrom('dues_receipt')
    .selectAll()
    .where((one) =>
      one.exists(
        one
          .selectFrom('dues_entry as e')
          .leftJoin('dues_entry as r', 'r.reverses_id', 'e.id')
          .select('e.id')
          .whereRef('e.receipt_id', '=', 'dues_receipt.id')
          .where('e.kind', '=', 'confirmation')
          .where('r.id', 'is', null),
      ),
    )
    .$if(branches !== undefined, (query) =>
      query.where('branch_id', 'in', branches === undefined || branches.length === 0 ? [0] : [...branches]),
    )
    .$if(member !== undefined, (query) => query.where('member_id', '=', Number(member)))
    .$if(collector !== undefined, (query) => query.where('collector_id', '=', Number(collector)))
    .$if(payment !== undefined, (query) => query.where('payment_id', '=', Number(payment)))
    .$if(since !== undefined, (query) => query.where('at', '>', since?.toISOString() ?? ''))
    .$if(year !== undefined, (query) => query.where('year', '=', Number(year)))
    .$if(number !== undefined, (query) => query.where('number', '=', Number(number)))
    .orderBy('id', 'desc')
    .limit(most)
    .execute()
  return rows.map((row) => ({
    id: row.id as ReceiptId,
    branch: row.branch_id as BranchId,
    year: row.year,
    number: row.number,
    member: row.member_id as MemberId,
    payment: row.payment_id as PaymentId,
    fen: row.fen,
    collector: row.collector_id as MemberId,
    at: new Date(row.at),
  }))
}
