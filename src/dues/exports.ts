import type { BranchId, MemberId } from '../kernel/chat/person.ts'
import type { Tx } from '../kernel/database/connection.ts'
import { dayOf } from '../kernel/day.ts'
import type { SheetToWrite } from '../kernel/tables/write-sheet.ts'
import { branchTree, getMember } from '../roster/directory.ts'
import { emptyDuesBook, ledgerSheet, receiptsSheet } from './book-sheet.ts'
import { type NumberedReceipt, numberedReceipts, type Paid, paidEntries } from './book-store.ts'
import { isInPeriod } from './book-period.ts'
import { type BookMonth, type DuesRecord, type ReceiptRecord, toMemberRecord, toReceiptRecord, toTotal } from './book-records.ts'
import type { MemberMonth } from './member-month.ts'
import { findMonths } from './months-store.ts'

type Book = { readonly records: readonly DuesRecord[]; readonly sheet: SheetToWrite }

/** The ledger of one branch and year with the receipts that belong to it. */
type Volume = { readonly branch: BranchId; readonly year: number; readonly months: readonly MemberMonth[] }

/**
 * The dues of these branches (all without a choice) in a period of months: members with their months, receipts and
 * totals for programs, money in fen; and as the ledger an office keeps, members by months and receipt by receipt, two
 * sheets for each branch and year. What a receipt confirmed and what was taken back is read from the ledger itself.
 */
export async function duesTable(tx: Tx, branches: readonly BranchId[] | undefined, period: string | undefined): Promise<Book> {
  const months = (await findMonths(tx, branches === undefined ? {} : { branches })).filter(({ month }) => isInPeriod(month, period))
  const receipts = await numberedReceipts(tx, branches)
  const paid = groupBy(await paidEntries(tx, branches), ({ member }) => member)
  const nameOf = await namesFor(tx, months, receipts)
  const tree = await branchTree(tx)
  const records: DuesRecord[] = []
  const sheets: SheetToWrite[] = []
  for (const volume of volumesOf(months)) {
    const branch = tree.get(volume.branch)?.name ?? ''
    const { year } = volume
    const people = [...groupBy(volume.months, ({ member }) => member)].map(([member, own]) => {
      const rows = own.map((one) => paidFor(one, paid.get(member) ?? [], receipts, nameOf))
      return toMemberRecord(branch, nameOf.get(member) ?? '', year, rows)
    })
    const lines = receiptsOf(volume, receipts, paid, period, { branch, nameOf })
    const total = toTotal(branch, year, people)
    records.push(...people, ...lines, total)
    const said = period ?? String(year)
    sheets.push(ledgerSheet(branch, said, people, total), receiptsSheet(branch, said, lines))
  }
  const [first, ...further] = sheets
  return { records, sheet: first === undefined ? emptyDuesBook(period) : { ...first, further } }
}

function volumesOf(months: readonly MemberMonth[]): readonly Volume[] {
  const volumes = [...groupBy(months, ({ branch, month }) => `${branch}:${month.slice(0, 4)}`).values()].map((own): Volume => {
    const [first] = own
    if (first === undefined) throw new Error('a group is never empty')
    return { branch: first.branch, year: Number(first.month.slice(0, 4)), months: own }
  })
  return volumes.toSorted((one, other) => one.branch - other.branch || one.year - other.year)
}

async function namesFor(tx: Tx, months: readonly MemberMonth[], receipts: readonly NumberedReceipt[]): Promise<Map<MemberId, string>> {
  const names = new Map<MemberId, string>()
  const people = [...months.map(({ member }) => member), ...receipts.flatMap(({ member, collector }) => [member, collector])]
  for (const id of new Set(people)) names.set(id, (await getMember(tx, id)).name)
  return names
}

/** A month with the payments that stand for it, and by which receipts. */
function paidFor(
  one: MemberMonth,
  paid: readonly Paid[],
  receipts: readonly NumberedReceipt[],
  nameOf: ReadonlyMap<MemberId, string>,
): BookMonth {
  const own = paid.filter(({ month }) => month === one.month)
  const ids = new Set(own.flatMap(({ receipt }) => (receipt === undefined ? [] : [receipt])))
  const shown = receipts.filter(({ id }) => ids.has(id))
  const last = own.at(-1)
  return {
    ...one,
    creditFen: own.reduce((sum, { receipt, fen }) => sum + (receipt === undefined ? fen : 0), 0),
    paidOn: last === undefined ? undefined : dayOf(last.at),
    collectors: [...new Set(shown.map(({ collector }) => nameOf.get(collector) ?? ''))],
    receipts: shown,
  }
}

/** The receipts of a volume: given by its branch within the period, or for its months at another time. */
function receiptsOf(
  volume: Volume,
  receipts: readonly NumberedReceipt[],
  paid: ReadonlyMap<MemberId, readonly Paid[]>,
  period: string | undefined,
  { branch, nameOf }: { readonly branch: string; readonly nameOf: ReadonlyMap<MemberId, string> },
): readonly ReceiptRecord[] {
  const isOwn = new Set(volume.months.map(({ member, month }) => `${member}:${month}`))
  return receipts.flatMap((receipt) => {
    const entries = (paid.get(receipt.member) ?? []).filter((one) => one.receipt === receipt.id)
    const here = entries.filter(({ member, month }) => isOwn.has(`${member}:${month}`))
    const isGivenHere =
      receipt.branch === volume.branch && receipt.year === volume.year && isInPeriod(dayOf(receipt.at).slice(0, 7), period)
    if (!isGivenHere && here.length === 0) return []
    const names = { branch, member: nameOf.get(receipt.member) ?? '', collector: nameOf.get(receipt.collector) ?? '' }
    return [toReceiptRecord(receipt, entries, here, names)]
  })
}

function groupBy<Item, Key>(items: readonly Item[], keyOf: (item: Item) => Key): Map<Key, Item[]> {
  const groups = new Map<Key, Item[]>()
  for (const item of items) {
    const group = groups.get(keyOf(item))
    if (group === undefined) groups.set(keyOf(item), [item])
    else group.push(item)
  }
  return groups
}
