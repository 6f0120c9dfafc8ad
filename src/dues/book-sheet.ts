import { monthsThrough } from '../kernel/language/months.ts'
import type { SheetColumn, SheetToWrite, SheetValue } from '../kernel/tables/write-sheet.ts'
import { isInPeriod, sayPeriod } from './book-period.ts'
import type { MemberRecord, ReceiptRecord, TotalRecord } from './book-records.ts'
import { bookWords as words } from './book-words.ts'
import type { Month } from './entry.ts'
import { sayYuan } from '../kernel/language/say-money.ts'
import { sayMonths } from './saying.ts'

type Row = Record<string, SheetValue>

/** 12345.00 and some room. */
const MONEY_LETTERS = 10
const FORM = { paper: 'landscape', lines: 'narrow' } as const
const MONEY = ['due_fen', 'paid_fen', 'claimed_fen', 'open_fen'] as const
const PARTS = ['here_fen', 'elsewhere_fen', 'credit_fen', 'extra_fen', 'sum_fen'] as const

/** The sheet offices keep: members by months with what each paid, the sums of each and of each month, in yuan. */
export function ledgerSheet(branch: string, period: string, people: readonly MemberRecord[], total: TotalRecord): SheetToWrite {
  const months = monthsIn(period)
  const received = total.paid_fen - total.credit_used_fen
  const adds = words.adds(sayYuan(total.paid_fen), sayYuan(received), sayYuan(total.credit_used_fen))
  return {
    ...emptyDuesBook(period),
    name: `${branch} ${period}`,
    rows: [...people.map((person, at) => personRow(person, at + 1)), ...totalRows(months, people, total)],
    above: [words.title(branch), words.subtitle(sayPeriod(period), people.length)],
    below: [words.legend, adds, words.signatures],
  }
}

/** A ledger in which nothing stands. */
export function emptyDuesBook(period: string | undefined): SheetToWrite {
  return {
    name: words.name,
    columns: columnsFor(period === undefined ? [] : monthsIn(period)),
    rows: [],
    above: [words.title(''), words.subtitle(period === undefined ? '' : sayPeriod(period), 0)],
    below: [words.legend, words.signatures],
    form: FORM,
  }
}

function monthsIn(period: string): readonly Month[] {
  const year = period.slice(0, 4)
  return monthsThrough(`${year}-01`, `${year}-12`).filter((month) => isInPeriod(month, period))
}

function columnsFor(months: readonly Month[]): readonly SheetColumn[] {
  return [
    { key: 'at', title: words.columns.at, holds: 'number' },
    { key: 'name', title: words.columns.name },
    { key: 'monthly', title: words.columns.monthly },
    ...months.map((month) => ({ key: month, title: words.month(Number(month.slice(5, 7))), holds: 'fen' as const })),
    ...MONEY.map((key) => ({ key, title: words.columns[columnOf(key)], holds: 'fen' as const, width: MONEY_LETTERS })),
    { key: 'receipts', title: words.columns.receipts },
  ]
}

function columnOf(key: (typeof MONEY)[number]): 'due' | 'paid' | 'claimed' | 'open' {
  return key.slice(0, -'_fen'.length) as ReturnType<typeof columnOf>
}

function personRow(person: MemberRecord, at: number): Row {
  const amounts = [...new Set(person.months.map(({ assessed_fen }) => (assessed_fen / 100).toFixed(2)))]
  const receipts = [...new Set(person.months.flatMap((one) => one.receipts))].map((one) => sayReceipt(one, person.year))
  const row: Row = { at, name: person.member, monthly: amounts, receipts }
  for (const key of MONEY) row[key] = person[key]
  for (const one of person.months) {
    const mark = one.claimed_fen > 0 ? words.claimed : one.state === 'exempt' ? words.exempt : null
    row[one.month] = one.paid_fen > 0 ? one.paid_fen : mark
  }
  return row
}

function totalRows(months: readonly Month[], people: readonly MemberRecord[], total: TotalRecord): readonly Row[] {
  const due: Row = { name: words.dueTotal, due_fen: total.due_fen }
  const paid: Row = { name: words.paidTotal }
  for (const key of MONEY) if (key !== 'due_fen') paid[key] = total[key]
  for (const month of months) {
    const own = people.flatMap((person) => person.months.filter((one) => one.month === month))
    due[month] = own.reduce((sum, one) => sum + one.due_fen, 0)
    paid[month] = own.reduce((sum, one) => sum + one.paid_fen, 0)
  }
  return [due, paid]
}

/** Receipt by receipt: who paid what for which months, on which day, to whom; those taken back keep their line. */
export function receiptsSheet(branch: string, period: string, receipts: readonly ReceiptRecord[]): SheetToWrite {
  const year = Number(period.slice(0, 4))
  const rows = receipts.map((one): Row => {
    const row: Row = { receipt: sayReceipt(one.receipt, year), day: one.date, name: one.member, collector: one.collector }
    for (const key of PARTS) row[key] = one[key] === 0 ? null : one[key]
    return { ...row, months: sayMonths(one.months, String(year)), note: one.state === 'reversed' ? words.void : null }
  })
  const total: Row = { name: words.total }
  for (const key of PARTS) total[key] = receipts.reduce((sum, one) => sum + one[key], 0)
  return {
    name: `${words.receipts} ${branch} ${period}`,
    columns: [
      { key: 'receipt', title: words.columns.receipt },
      { key: 'day', title: words.columns.day },
      { key: 'name', title: words.columns.name },
      { key: 'months', title: words.columns.months },
      { key: 'here_fen', title: words.columns.here, holds: 'fen' },
      { key: 'elsewhere_fen', title: words.columns.elsewhere, holds: 'fen' },
      { key: 'credit_fen', title: words.columns.credit, holds: 'fen' },
      { key: 'extra_fen', title: words.columns.extra, holds: 'fen' },
      { key: 'sum_fen', title: words.columns.sum, holds: 'fen' },
      { key: 'collector', title: words.columns.collector },
      { key: 'note', title: words.columns.note },
    ],
    rows: [...rows, total],
    above: [words.receiptsTitle(branch), words.subtitle(sayPeriod(period), new Set(receipts.map(({ member }) => member)).size)],
    below: [words.signatures],
    form: FORM,
  }
}

function sayReceipt(name: string, year: number): string {
  const [given, number] = name.split('-')
  return Number(given) === year ? words.receipt(Number(number)) : words.receiptOf(Number(given), Number(number))
}
