import { bookWords as words } from './book-words.ts'
import type { Month } from './entry.ts'

const MONTHS_OF_QUARTER = 3
const MONTHS_OF_HALF = 6

/** True when a month lies in a period: a year, a half of it (`2026-H1`), a quarter (`2026-Q4`) or a month; without one, always. */
export function isInPeriod(month: Month, period: string | undefined): boolean {
  if (period === undefined) return true
  const { year, part } = partsOf(period)
  if (month.slice(0, 4) !== year) return false
  const number = Number(month.slice(5, 7))
  if (part === undefined) return true
  if (part.startsWith('H')) return Math.ceil(number / MONTHS_OF_HALF) === Number(part.slice(1))
  if (part.startsWith('Q')) return Math.ceil(number / MONTHS_OF_QUARTER) === Number(part.slice(1))
  return number === Number(part)
}

/** A period as it stands above a table: 2026年, 2026年上半年, 2026年第4季度, 2026年11月. */
export function sayPeriod(period: string): string {
  const { year, part } = partsOf(period)
  if (part === undefined) return words.year(Number(year))
  if (part.startsWith('H')) return words.half(Number(year), Number(part.slice(1)))
  if (part.startsWith('Q')) return words.quarter(Number(year), Number(part.slice(1)))
  return words.monthOf(Number(year), Number(part))
}

function partsOf(period: string): { readonly year: string; readonly part: string | undefined } {
  const [year = '', part] = period.trim().toUpperCase().split('-')
  return { year, part }
}
