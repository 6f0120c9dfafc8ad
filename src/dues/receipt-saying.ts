import type { Occasion } from '../kernel/chat/capability.ts'
import { entriesOfReceipt } from './entries-store.ts'
import type { Receipt } from './receipts-store.ts'
import { sayMonths } from './saying.ts'
import { duesWords as words } from './words.ts'

/** What a receipt still confirms: months, and what of it is beside them. */
export async function sayWhatFor({ tx, today }: Pick<Occasion, 'tx' | 'today'>, receipt: Receipt): Promise<string> {
  const entries = await entriesOfReceipt(tx, receipt.id)
  const months = sayMonths(
    entries.flatMap(({ month }) => (month === undefined ? [] : [month])),
    today,
  )
  const beside = entries.flatMap(({ purpose }) => (purpose === 'month' ? [] : [words.beside[purpose]]))
  return [months, ...beside].filter((part) => part !== '').join('，')
}
