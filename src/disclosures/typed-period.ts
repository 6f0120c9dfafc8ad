import type { Day } from '../kernel/day.ts'
import { periodIn } from './hears-slots.ts'

/** The period somebody means: nobody tells of one that has not begun, so in January 4季度 is last year's. */
export function readPeriod(said: string, today: Day): string | undefined {
  const period = periodIn(said, today.slice(0, 7))
  if (period === undefined || firstMonth(period) <= today.slice(0, 7)) return period
  return `${Number(period.slice(0, 4)) - 1}${period.slice(4)}`
}

function firstMonth(period: string): string {
  const [year = '', part] = period.split('-')
  if (part === undefined) return `${year}-01`
  return part.startsWith('Q') ? `${year}-${String(Number(part.slice(1)) * 3 - 2).padStart(2, '0')}` : period
}
