/** Dates of the usual calendar: 5号, 12月5日, 12/5, 2026-12-05, 明年1月5号, 下个月3号, 月底, 12月底, 年底. */
import type { Day } from '../day.ts'
import { civil, dayInMonth, dayOfParts, type FoundDate, found, lastDayInMonth, monthOf, yearOf } from './meant-day.ts'
import { matchAt, readSmall, SMALL } from './typed-text.ts'

/** A year as it stands before a month: 2026年, 26年, 二〇二六年, 明年. */
export const YEAR = '(?:20\\d\\d ?年|\\d\\d ?年|二[〇零0][一二三四五六七八九][〇零一二三四五六七八九]年|今年|明年|后年|去年)'

const MONTH_WORD = '(?:本月|这个?月|当月|下下个?月|下个?月|上个?月)'
const FULL = new RegExp(`(?:公历|阳历|新历)? ?(?:(${YEAR})(?:的| )?)?(${SMALL}) ?月份?(?:的| )?(${SMALL})( ?[日号])?`, 'y')
const IN_MONTH = new RegExp(`(${MONTH_WORD})(?:份|的| |初){0,2}(${SMALL}) ?([日号])?`, 'y')
const DAY_ALONE = new RegExp(`(${SMALL}) ?[日号]`, 'y')
const WITH_YEAR = /(20\d\d) ?[-/.] ?(\d{1,2}) ?[-/.] ?(\d{1,2})(?![\d./-])(?: ?[日号])?/y
const COMPACT = /(20\d\d)([01]\d)([0-3]\d)(?!\d)/y
const WITHOUT_YEAR = /(\d{1,2})[-/.](\d{1,2})(?![\d./-])(?: ?[日号])?/y
const END_OF_MONTH = new RegExp(`(?:(${MONTH_WORD})|(${YEAR})?(${SMALL}) ?月份?|(月))(?:的)?(?:底|末)`, 'y')
const END_OF_YEAR = /(今年|明年|后年)?年?(?:底|末)/y
const MONTHS_AWAY: Readonly<Record<string, number>> = { 本: 0, 这: 0, 当: 0, 下: 1, 上: -1 }
const ARABIC = /^\d+$/
const TOLD_LUNAR = /^(?:廿|卅)/
/** The 31st may be two months away. */
const MONTHS_AHEAD = 12

/** Finds a date of the usual calendar that begins exactly at `start` of a folded text. Without a year it lies ahead. */
export function civilDateAt(text: string, start: number, today: Day): FoundDate | undefined {
  return (
    withYearAt(text, start) ??
    fullAt(text, start, today) ??
    inMonthAt(text, start, today) ??
    endAt(text, start, today) ??
    dayAloneAt(text, start, today) ??
    withoutYearAt(text, start, today)
  )
}

/** The year that a match of YEAR stands for. */
export function readYear(typed: string, today: Day): number {
  const year = yearOf(today)
  if (typed === '今年') return year
  if (typed === '明年') return year + 1
  if (typed === '后年') return year + 2
  if (typed === '去年') return year - 1
  const digits = [...typed].map((character) =>
    /\d/.test(character) ? character : '零一二三四五六七八九'.indexOf(character === '〇' ? '零' : character),
  )
  const number = Number(digits.filter((digit) => digit !== -1).join(''))
  return number < 100 ? 2000 + number : number
}

function withYearAt(text: string, start: number): FoundDate | undefined {
  const match = matchAt(WITH_YEAR, text, start) ?? matchAt(COMPACT, text, start)
  if (match === undefined) return undefined
  return one(dayOfParts(Number(match[1]), Number(match[2]), Number(match[3])), start + match[0].length)
}

function fullAt(text: string, start: number, today: Day): FoundDate | undefined {
  const match = matchAt(FULL, text, start)
  if (match === undefined) return undefined
  const [typed, year, month, day = '', unit] = match
  if (unit === undefined && TOLD_LUNAR.test(day)) return undefined
  const end = start + typed.length
  if (year !== undefined) return one(dayOfParts(readYear(year, today), readSmall(month), readSmall(day)), end)
  return one(comingDay(today, readSmall(month), readSmall(day)), end)
}

function withoutYearAt(text: string, start: number, today: Day): FoundDate | undefined {
  const match = matchAt(WITHOUT_YEAR, text, start)
  return match === undefined ? undefined : one(comingDay(today, Number(match[1]), Number(match[2])), start + match[0].length)
}

/** 下个月3号, and 下月初五 as the fifth, which may be lunar as well. */
function inMonthAt(text: string, start: number, today: Day): FoundDate | undefined {
  const match = matchAt(IN_MONTH, text, start)
  if (match === undefined) return undefined
  const [typed, month = '', day = '', unit] = match
  if (unit === undefined && (ARABIC.test(day) || !typed.includes('初'))) return undefined
  return one(dayInMonth(today, monthsAway(month), readSmall(day)), start + typed.length)
}

function dayAloneAt(text: string, start: number, today: Day): FoundDate | undefined {
  const match = matchAt(DAY_ALONE, text, start)
  if (match === undefined) return undefined
  const wanted = readSmall(match[1])
  for (let months = 0; months <= MONTHS_AHEAD; months++) {
    const day = dayInMonth(today, months, wanted)
    if (day !== undefined && day >= today) return one(day, start + match[0].length)
  }
  return undefined
}

function endAt(text: string, start: number, today: Day): FoundDate | undefined {
  const match = matchAt(END_OF_MONTH, text, start)
  if (match === undefined) return endOfYearAt(text, start, today)
  const [typed, word, year, number, bare] = match
  const end = start + typed.length
  if (word !== undefined || bare !== undefined) return one(lastDayInMonth(today, word === undefined ? 0 : monthsAway(word)), end)
  const month = readSmall(number)
  if (month < 1 || month > 12) return undefined
  const away = month - monthOf(today)
  if (year !== undefined) return one(lastDayInMonth(today, away + 12 * (readYear(year, today) - yearOf(today))), end)
  return one(lastDayInMonth(today, away < 0 ? away + 12 : away), end)
}

function endOfYearAt(text: string, start: number, today: Day): FoundDate | undefined {
  const match = matchAt(END_OF_YEAR, text, start)
  if (match === undefined || !match[0].includes('年')) return undefined
  return one(dayOfParts(readYear(match[1] ?? '今年', today), 12, 31), start + match[0].length)
}

function monthsAway(word: string): number {
  return word.startsWith('下下') ? 2 : (MONTHS_AWAY[word.charAt(0)] ?? 0)
}

/** A month and a day without a year: this year's while it lies ahead, else next year's. */
function comingDay(today: Day, month: number, day: number): Day | undefined {
  const year = yearOf(today)
  return [year, year + 1].map((each) => dayOfParts(each, month, day)).find((each) => each !== undefined && each >= today)
}

function one(day: Day | undefined, end: number): FoundDate | undefined {
  return day === undefined ? undefined : found([civil(day)], end)
}
