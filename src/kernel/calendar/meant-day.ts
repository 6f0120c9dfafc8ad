/** What a date in a text may mean, before anybody decides. */
import { addDays, type Day, parseDay, sayDay, sayShortDay } from '../day.ts'

/** One day that a text may mean. `lunar` when it was named by the lunar calendar; `said` how it is then read back. */
export type MeantDay = { readonly day: Day; readonly lunar: boolean; readonly said?: string }

/** Whether the day itself is meant or the time before or after it: 春节前, 5号以后. */
export type Bound = 'on' | 'before' | 'after'

/** A date found in a folded text: every day it may mean, never none, in order, and where it ends. */
export type FoundDate = { readonly days: readonly MeantDay[]; readonly bound: Bound; readonly end: number }

/** A day of the usual calendar, meant as it stands. */
export function civil(day: Day): MeantDay {
  return { day, lunar: false }
}

/** The day of a year, month and day of the month; `undefined` when there is none, as 30 February. */
export function dayOfParts(year: number, month: number, day: number): Day | undefined {
  return parseDay(`${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`)
}

/** The year of a day. */
export function yearOf(day: Day): number {
  return Number(day.slice(0, 4))
}

/** The month of a day, 1 to 12. */
export function monthOf(day: Day): number {
  return Number(day.slice(5, 7))
}

/** The day of the month so many months after the month of `today`; `undefined` when that month is too short. */
export function dayInMonth(today: Day, months: number, day: number): Day | undefined {
  const index = yearOf(today) * 12 + monthOf(today) - 1 + months
  return dayOfParts(Math.floor(index / 12), (index % 12) + 1, day)
}

/** The last day of the month so many months after the month of `today`. */
export function lastDayInMonth(today: Day, months: number): Day | undefined {
  const first = dayInMonth(today, months + 1, 1)
  return first === undefined ? undefined : addDays(first, -1)
}

/** The found date for days that may be none, twice the same or in disorder; `undefined` when none is left. */
export function found(days: readonly MeantDay[], end: number, bound: Bound = 'on'): FoundDate | undefined {
  const ordered = days.toSorted((one, other) => (one.day < other.day ? -1 : one.day > other.day ? 1 : 0))
  const distinct = ordered.filter(({ day }, place) => ordered.findIndex((other) => other.day === day) === place)
  return distinct.length === 0 ? undefined : { days: distinct, bound, end }
}

/** The meanings that are not past, or all when all are: a date that is announced lies ahead. */
export function ahead(days: readonly MeantDay[], today: Day): readonly MeantDay[] {
  const coming = days.filter(({ day }) => day >= today)
  return coming.length > 0 ? coming : days
}

/** A day as it is read back, with the year when it is not this one: 2027年1月30日（星期六）. */
export function sayFullDay(day: Day, today: Day): string {
  return yearOf(day) === yearOf(today) ? sayShortDay(day) : sayDay(day)
}

/** A meaning as it is read back; lunar days and festivals with their name: 农历腊月廿三，即2027年1月30日（星期六）. */
export function sayMeantDay(meant: MeantDay, today: Day): string {
  const day = sayFullDay(meant.day, today)
  return meant.said === undefined ? day : `${meant.said}，即${day}`
}
