import { addDays, type Day, daysBetween, parseDay } from '../kernel/day.ts'
import type { Cadence, CatalogueItem } from './catalogue.ts'
import type { Profile } from './profiles.ts'

/** A disclosure that is owed: what, for which period, from when on it can be drafted, and the last day on which it is in time. */
export type Owed = {
  readonly category: string
  readonly period: string
  readonly opensOn: Day
  readonly dueOn: Day
}

/** How a disclosure stands on a day. Lateness is worked out from dates and never kept as a flag; once published it stays as it was. */
export type Standing =
  | { readonly kind: 'not-yet' }
  | { readonly kind: 'open'; readonly daysLeft: number }
  | { readonly kind: 'overdue'; readonly daysLate: number }
  | { readonly kind: 'on-time' }
  | { readonly kind: 'late'; readonly daysLate: number }

const YEAR_END_MONTH = 12

/** What a village owes of this item at a day: the periods that have ended in the year before it and since the rule holds, oldest first. */
export function owedBy(item: CatalogueItem, profile: Profile, today: Day): readonly Owed[] {
  if (item.owed === 'off') return []
  const cadence = item.category === 'finance' ? profile.finance : item.cadence
  return periodsBefore(cadence, today)
    .map((period) => ({ category: item.category, period, opensOn: dayAfter(period), dueOn: dueOnOf(period, profile) }))
    .filter(({ opensOn }) => opensOn >= item.validFrom)
}

/** How a disclosure stands that was published on a day, or not yet. Overdue is the day after the last day (R1). */
export function standingOf({ opensOn, dueOn }: Pick<Owed, 'opensOn' | 'dueOn'>, publishedOn: Day | undefined, today: Day): Standing {
  if (publishedOn !== undefined) {
    const daysLate = Math.max(0, daysBetween(dueOn, publishedOn))
    return daysLate === 0 ? { kind: 'on-time' } : { kind: 'late', daysLate }
  }
  if (today < opensOn) return { kind: 'not-yet' }
  return today > dueOn ? { kind: 'overdue', daysLate: daysBetween(dueOn, today) } : { kind: 'open', daysLeft: daysBetween(today, dueOn) }
}

/** The last day on which a period is told in time. */
export function dueOnOf(period: string, profile: Profile): Day {
  return addDays(dayAfter(period), profile.publishByDay - 1)
}

/** The day after a period (`2026`, `2026-Q3`, `2026-09`): from then on it can be told whole. Throws for any other text. */
export function dayAfter(period: string): Day {
  const [year, month] = lastMonthOf(period)
  return dayAt(month === YEAR_END_MONTH ? year + 1 : year, month === YEAR_END_MONTH ? 1 : month + 1)
}

/** A period as people say it: 2026年第三季度. */
export function sayPeriod(period: string): string {
  const [year, part] = period.split('-')
  if (part === undefined) return `${year ?? ''}年`
  if (part.startsWith('Q')) return `${year ?? ''}年第${'一二三四'[Number(part.slice(1)) - 1] ?? ''}季度`
  return `${year ?? ''}年${Number(part)}月`
}

/** The periods of this cadence that ended within the twelve months before a day, oldest first. */
function periodsBefore(cadence: Cadence, today: Day): readonly string[] {
  if (cadence === 'when-it-happens') return []
  const [year, month] = [Number(today.slice(0, 4)), Number(today.slice(5, 7))]
  if (cadence === 'yearly') return [String(year - 1)]
  const step = cadence === 'monthly' ? 1 : 3
  const lastEnded = Math.floor((month - 1) / step) * step
  return Array.from({ length: 12 / step }, (_, back) => {
    const count = year * 12 + lastEnded - 1 - (12 / step - 1 - back) * step
    const [itsYear, itsMonth] = [Math.floor(count / 12), (count % 12) + 1]
    return cadence === 'monthly' ? `${itsYear}-${String(itsMonth).padStart(2, '0')}` : `${itsYear}-Q${Math.ceil(itsMonth / 3)}`
  })
}

function lastMonthOf(period: string): readonly [number, number] {
  const found = /^(\d{4})(?:-(?:Q([1-4])|(0[1-9]|1[0-2])))?$/.exec(period)
  if (found === null) throw new Error(`"${period}" is no period`)
  const [, year, quarter, month] = found
  if (quarter !== undefined) return [Number(year), Number(quarter) * 3]
  return [Number(year), month === undefined ? YEAR_END_MONTH : Number(month)]
}

function dayAt(year: number, month: number): Day {
  const day = parseDay(`${year}-${String(month).padStart(2, '0')}-01`)
  if (day === undefined) throw new Error(`${year}-${month} is no month`)
  return day
}
