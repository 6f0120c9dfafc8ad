import type { BranchId, MemberId } from '../kernel/chat/person.ts'
import type { Tx } from '../kernel/database/connection.ts'
import { statement } from '../kernel/database/statement.ts'
import type { EntryId, EntryKind, Month, NewEntry, PaymentId, Purpose, ReceiptId } from './entry.ts'
import type { DuesTables } from './tables.ts'

/** An entry as it stands in the ledger. */
export type Entry = {
  readonly id: EntryId
  readonly kind: EntryKind
  readonly purpose: Purpose
  readonly member: MemberId
  readonly branch: BranchId
  readonly month: Month | undefined
  readonly fen: number
  readonly payment: PaymentId | undefined
  readonly receipt: ReceiptId | undefined
  /** Of an exemption or reduction: the committee that approved it. */
  readonly approvedBy: BranchId | undefined
}

type Row = DuesTables['dues_entry']

const insert = statement<Omit<Row, 'id'>, DuesTables>()((db, given) =>
  db
    .insertInto('dues_entry')
    .values({
      kind: given('kind'),
      purpose: given('purpose'),
      member_id: given('member_id'),
      branch_id: given('branch_id'),
      month: given('month'),
      fen: given('fen'),
      assessment_id: given('assessment_id'),
      payment_id: given('payment_id'),
      receipt_id: given('receipt_id'),
      settles_id: given('settles_id'),
      reverses_id: given('reverses_id'),
      reversed_kind: given('reversed_kind'),
      approved_by_branch: given('approved_by_branch'),
      reason: given('reason'),
      by_id: given('by_id'),
      at: given('at'),
    } as never)
    .returning('id'),
)

const columns = [
  'e.id',
  'e.kind',
  'e.purpose',
  'e.member_id',
  'e.branch_id',
  'e.month',
  'e.fen',
  'e.payment_id',
  'e.receipt_id',
  'e.approved_by_branch',
] as const
type Columns = Pick<
  Row,
  'id' | 'kind' | 'purpose' | 'member_id' | 'branch_id' | 'month' | 'fen' | 'payment_id' | 'receipt_id' | 'approved_by_branch'
>

const ofMonth = statement<{ member: number; month: Month }, DuesTables>()((db, given) =>
  db
    .selectFrom('dues_entry as e')
    .leftJoin('dues_entry as r', 'r.reverses_id', 'e.id')
    .select(columns)
    .where('e.member_id', '=', given('member'))
    .where('e.month', '=', given('month'))
    .where('e.kind', '!=', 'reversal')
    .where('r.id', 'is', null)
    .orderBy('e.id'),
)

const beside = statement<{ member: number }, DuesTables>()((db, given) =>
  db
    .selectFrom('dues_entry as e')
    .leftJoin('dues_entry as r', 'r.reverses_id', 'e.id')
    .select(columns)
    .where('e.member_id', '=', given('member'))
    .where('e.kind', 'in', ['confirmation', 'credit_use'])
    .where('r.id', 'is', null)
    .where((one) => one.or([one('e.purpose', '!=', 'month'), one('e.kind', '=', 'credit_use')]))
    .orderBy('e.id'),
)

const ofReceipt = statement<{ receipt: number }, DuesTables>()((db, given) =>
  db
    .selectFrom('dues_entry as e')
    .leftJoin('dues_entry as r', 'r.reverses_id', 'e.id')
    .select(columns)
    .where('e.receipt_id', '=', given('receipt'))
    .where('e.kind', '=', 'confirmation')
    .where('r.id', 'is', null)
    .orderBy('e.id'),
)

/** Adds a line to the ledger; the database adds it to its member's month. */
export async function addEntry(tx: Tx, entry: NewEntry, now: Date): Promise<EntryId> {
  const stored = await insert.first(tx, {
    kind: entry.kind,
    purpose: entry.purpose,
    member_id: entry.member,
    branch_id: entry.branch,
    month: entry.month ?? null,
    fen: entry.fen,
    assessment_id: entry.assessment ?? null,
    payment_id: entry.payment ?? null,
    receipt_id: entry.receipt ?? null,
    settles_id: entry.settles ?? null,
    reverses_id: entry.reverses?.entry ?? null,
    reversed_kind: entry.reverses?.kind ?? null,
    approved_by_branch: entry.approvedBy ?? null,
    reason: entry.reason ?? null,
    by_id: entry.by ?? null,
    at: now.toISOString(),
  })
  return Number(stored?.id) as EntryId
}

/** The entries of a member's month that nobody has reversed, oldest first. */
export async function entriesOfMonth(tx: Tx, member: MemberId, month: Month): Promise<readonly Entry[]> {
  return (await ofMonth.all(tx, { member, month })).map(toEntry)
}

/** What a receipt still confirms, that is, what of it nobody has reversed. */
export async function entriesOfReceipt(tx: Tx, receipt: ReceiptId): Promise<readonly Entry[]> {
  return (await ofReceipt.all(tx, { receipt })).map(toEntry)
}

/** What a member has beside the months, in fen: credit that waits for months to come, and voluntary extras. */
export async function besideMonths(
  tx: Tx,
  member: MemberId,
): Promise<{ readonly creditFen: number; readonly extraFen: number; readonly uses: readonly Entry[] }> {
  const entries = (await beside.all(tx, { member })).map(toEntry)
  const sum = (purpose: Purpose) =>
    entries.filter((one) => one.kind === 'confirmation' && one.purpose === purpose).reduce((fen, one) => fen + one.fen, 0)
  const uses = entries.filter(({ kind }) => kind === 'credit_use')
  return { creditFen: sum('credit') - uses.reduce((fen, one) => fen + one.fen, 0), extraFen: sum('extra'), uses }
}

function toEntry(row: Columns): Entry {
  return {
    id: row.id as EntryId,
    kind: row.kind,
    purpose: row.purpose,
    member: row.member_id as MemberId,
    branch: row.branch_id as BranchId,
    month: row.month ?? undefined,
    fen: row.fen,
    payment: (row.payment_id ?? undefined) as PaymentId | undefined,
    receipt: (row.receipt_id ?? undefined) as ReceiptId | undefined,
    approvedBy: (row.approved_by_branch ?? undefined) as BranchId | undefined,
  }
}
