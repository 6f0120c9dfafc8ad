import { dayOf } from '../kernel/day.ts'
import type { NumberedReceipt, Paid } from './book-store.ts'
import type { Month } from './entry.ts'
import { type DuesState, type MemberMonth, openFen, stateOf, sumFen } from './member-month.ts'

/** A member's month with what was paid for it, when, to whom and by which receipts. */
export type BookMonth = MemberMonth & {
  /** What of it was paid from credit given before, in fen. */
  readonly creditFen: number
  readonly paidOn: string | undefined
  readonly collectors: readonly string[]
  readonly receipts: readonly Pick<NumberedReceipt, 'year' | 'number'>[]
}

/** Sums of a ledger in fen; due is what was assessed less what was waived, open what of it is not paid. */
type Sums = {
  readonly assessed_fen: number
  readonly waived_fen: number
  readonly due_fen: number
  readonly paid_fen: number
  /** What of the paid came from credit. */
  readonly credit_used_fen: number
  readonly claimed_fen: number
  readonly open_fen: number
}

type MonthRecord = Sums & {
  readonly month: Month
  readonly state: DuesState
  readonly paid_on: string | null
  readonly collectors: readonly string[]
  readonly receipts: readonly string[]
}

/** One member's dues in a year. */
export type MemberRecord = Sums & {
  readonly record: 'member'
  readonly branch: string
  readonly member: string
  readonly year: number
  readonly months: readonly MonthRecord[]
}

/** One receipt with what it still confirms; receipts are named by year and number, 2026-3. */
export type ReceiptRecord = {
  readonly record: 'receipt'
  readonly branch: string
  readonly receipt: string
  readonly member: string
  readonly date: string
  readonly collector: string
  readonly months: readonly Month[]
  readonly here_fen: number
  readonly elsewhere_fen: number
  readonly credit_fen: number
  readonly extra_fen: number
  readonly sum_fen: number
  readonly state: 'confirmed' | 'reversed'
}

/** All members of a branch together. */
export type TotalRecord = Sums & { readonly record: 'total'; readonly branch: string; readonly year: number; readonly members: number }

/** A record of the export, as programs read it. */
export type DuesRecord = MemberRecord | ReceiptRecord | TotalRecord

/** One member's dues in a year, month by month, with their sums. */
export function toMemberRecord(branch: string, member: string, year: number, rows: readonly BookMonth[]): MemberRecord {
  const months = rows.map((one): MonthRecord => ({
    month: one.month,
    state: stateOf(one),
    assessed_fen: one.assessedFen,
    waived_fen: one.waivedFen,
    due_fen: one.assessedFen - one.waivedFen,
    paid_fen: one.confirmedFen,
    credit_used_fen: one.creditFen,
    claimed_fen: one.claimedFen,
    open_fen: openFen(one),
    paid_on: one.paidOn ?? null,
    collectors: one.collectors,
    receipts: one.receipts.map(nameReceipt),
  }))
  return { record: 'member', branch, member, year, ...addUp(months), months }
}

/** What a receipt confirms, parted into the months of this ledger, other months and what is beside them. */
export function toReceiptRecord(
  receipt: NumberedReceipt,
  entries: readonly Paid[],
  here: readonly Paid[],
  names: { readonly branch: string; readonly member: string; readonly collector: string },
): ReceiptRecord {
  const beside = (purpose: 'credit' | 'extra') => sumFen(entries.filter((one) => one.purpose === purpose))
  const ofMonths = entries.filter(({ purpose }) => purpose === 'month')
  return {
    record: 'receipt',
    branch: names.branch,
    receipt: nameReceipt(receipt),
    member: names.member,
    date: dayOf(receipt.at),
    collector: names.collector,
    months: ofMonths.flatMap(({ month }) => (month === undefined ? [] : [month])),
    here_fen: sumFen(here),
    elsewhere_fen: sumFen(ofMonths) - sumFen(here),
    credit_fen: beside('credit'),
    extra_fen: beside('extra'),
    sum_fen: sumFen(entries),
    state: entries.length === 0 ? 'reversed' : 'confirmed',
  }
}

/** The sums over the members of a branch. */
export function toTotal(branch: string, year: number, people: readonly MemberRecord[]): TotalRecord {
  return { record: 'total', branch, year, members: people.length, ...addUp(people) }
}

function addUp(parts: readonly Sums[]): Sums {
  const sum = (key: keyof Sums) => parts.reduce((all, part) => all + part[key], 0)
  return {
    assessed_fen: sum('assessed_fen'),
    waived_fen: sum('waived_fen'),
    due_fen: sum('due_fen'),
    paid_fen: sum('paid_fen'),
    credit_used_fen: sum('credit_used_fen'),
    claimed_fen: sum('claimed_fen'),
    open_fen: sum('open_fen'),
  }
}

function nameReceipt({ year, number }: Pick<NumberedReceipt, 'year' | 'number'>): string {
  return `${year}-${number}`
}
