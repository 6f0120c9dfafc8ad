/**
 * Working days. The day on which something begins does not count, the day on which it ends does (民法典 art. 201); what
 * is a day off comes from the table of holidays, so a new entry there moves every term that is computed again.
 */
import { addDays, type Day, weekday } from '../day.ts'
import { findHoliday, HOLIDAYS, type Holiday } from './holidays.ts'

/** A term in working days with its arithmetic: what was left out and what was counted against the weekend. */
export type WorkingTerm = {
  readonly from: Day
  readonly count: number
  readonly until: Day
  /** The holidays on the way and how many of their days fell into it, weekends among them included. */
  readonly holidays: readonly { readonly name: string; readonly days: number }[]
  /** Saturdays and Sundays that were working days. */
  readonly madeUp: number
  /** Years on the way whose holidays are not in the table: for these only weekends were left out. */
  readonly unknownYears: readonly number[]
}

/** No term of an office is longer. */
const LONGEST_TERM = 5000

/** Whether people work on a day. In a year that the table does not know, Monday to Friday. */
export function isWorkingDay(day: Day, table: readonly Holiday[] = HOLIDAYS): boolean {
  if (findHoliday(day, table) !== undefined) return false
  return weekday(day) <= 5 || isMadeUp(day, table)
}

/** The day itself when people work on it, else the next on which they do. */
export function nextWorkingDay(day: Day, table: readonly Holiday[] = HOLIDAYS): Day {
  return isWorkingDay(day, table) ? day : nextWorkingDay(addDays(day, 1), table)
}

/** The term of `count` working days that begins after `from`; 0 or less ends on `from` itself. */
export function addWorkingDays(from: Day, count: number, table: readonly Holiday[] = HOLIDAYS): WorkingTerm {
  const wanted = Math.min(Math.floor(count), LONGEST_TERM)
  let until = from
  for (let counted = 0; counted < wanted;) {
    until = addDays(until, 1)
    if (isWorkingDay(until, table)) counted++
  }
  return describe(from, until, table)
}

/** The working days after `from` up to and with `until`; none when `until` is not later. */
export function countWorkingDays(from: Day, until: Day, table: readonly Holiday[] = HOLIDAYS): WorkingTerm {
  return describe(from, until, table)
}

/** The arithmetic of a term as people are told it: 7 个工作日，扣除清明 3 天，应于 4月14日答复. */
export function sayArithmetic(term: WorkingTerm, verb = '答复'): string {
  const without = term.holidays.map(({ name, days }) => `${name} ${days} 天`).join('、')
  const parts = [
    `${term.count} 个工作日`,
    ...(without === '' ? [] : [`扣除${without}`]),
    ...(term.madeUp === 0 ? [] : [`调休上班 ${term.madeUp} 天也算`]),
    `应于 ${sayDate(term)}${verb}`,
  ]
  const [year] = term.unknownYears
  return year === undefined ? parts.join('，') : `${parts.join('，')}。\n${year}年放假安排还没公布，只扣了周末`
}

function sayDate({ from, until }: WorkingTerm): string {
  const year = from.slice(0, 4) === until.slice(0, 4) ? '' : `${Number(until.slice(0, 4))}年`
  return `${year}${Number(until.slice(5, 7))}月${Number(until.slice(8, 10))}日`
}

function describe(from: Day, until: Day, table: readonly Holiday[]): WorkingTerm {
  const known = new Set(table.map(({ first }) => Number(first.slice(0, 4))))
  const holidays = new Map<Holiday, number>()
  const unknown = new Set<number>()
  let count = 0
  let madeUp = 0
  for (let day = addDays(from, 1); day <= until; day = addDays(day, 1)) {
    const holiday = findHoliday(day, table)
    if (holiday !== undefined) holidays.set(holiday, (holidays.get(holiday) ?? 0) + 1)
    else if (weekday(day) <= 5) count++
    else if (isMadeUp(day, table)) {
      count++
      madeUp++
    }
    const year = Number(day.slice(0, 4))
    if (!known.has(year)) unknown.add(year)
  }
  return {
    from,
    count,
    until,
    holidays: [...holidays].map(([{ name }, days]) => ({ name, days })),
    madeUp,
    unknownYears: [...unknown],
  }
}

function isMadeUp(day: Day, table: readonly Holiday[]): boolean {
  return table.some(({ madeUpOn }) => madeUpOn.includes(day))
}
