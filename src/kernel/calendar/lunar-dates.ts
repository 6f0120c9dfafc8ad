/** Lunar dates: 腊月廿三, 正月初八, 农历八月十五, 初五, 大年初六, 大年三十; 八月十五 alone may be lunar or not. */
import type { Day } from '../day.ts'
import { readYear, YEAR } from './civil-dates.ts'
import { dayOfLunar, daysInLunarMonth, leapMonthOf, type LunarDate, lunarOf, sayLunar } from './lunar.ts'
import { ahead, type FoundDate, found, type MeantDay, yearOf } from './meant-day.ts'
import { matchAt, readSmall, SMALL } from './typed-text.ts'

const FULL = new RegExp(
  `(农历|阴历|旧历|古历|老历|老黄历)?(?:的| )?(?:(${YEAR})(?:的| )?)?(农历|阴历)?(闰)?(正|冬|腊|${SMALL}) ?月(?:的| )?(初)?(${SMALL})( ?[日号])?`,
  'y',
)
const DAY_ALONE =
  /(农历|阴历|旧历|古历|老历)?的?(?:初([一二三四五六七八九十]|\d{1,2})|((?:二?十|廿)[一二三四五六七八九]?|三十))(?![日号月点时天年个])/y
const NEXT_MONTH = /(本|这个?|下个?)月初([一二三四五六七八九十])(?![日号])/y
const NEW_YEAR = /大?年初([一二三四五六七八九十])/y
const LAST_DAY = /(?:大年三十|年三十|大年夜|年三十夜|除夕夜)/y
const MONTH_NAMES: Readonly<Record<string, number>> = { 正: 1, 冬: 11, 腊: 12 }
const DIGITS = /\d/
const LAST_MONTH = 12

/** Finds a lunar date that begins exactly at `start` of a folded text. Without a year it lies ahead. */
export function lunarDateAt(text: string, start: number, today: Day): FoundDate | undefined {
  return newYearAt(text, start, today) ?? fullAt(text, start, today) ?? inNextMonthAt(text, start, today) ?? dayAloneAt(text, start, today)
}

function fullAt(text: string, start: number, today: Day): FoundDate | undefined {
  const match = matchAt(FULL, text, start)
  if (match === undefined) return undefined
  const [typed, before, year, after, leap, monthName = '', first, dayName = '', unit] = match
  const told = before !== undefined || after !== undefined || leap !== undefined || first !== undefined || monthName in MONTH_NAMES
  if (!told && (unit !== undefined || !soundsLunar(monthName, dayName))) return undefined
  const month = MONTH_NAMES[monthName] ?? readSmall(monthName)
  const day = readSmall(dayName)
  if (month < 1 || month > LAST_MONTH || (first !== undefined && day > 10)) return undefined
  const months = leap === undefined ? [month, -month] : [-month]
  const years = year === undefined ? undefined : readYear(year, today)
  return found(comingDays(today, months, day, years), start + typed.length)
}

/** 八月十五, 腊月廿三 and 三月三 are how lunar days are said; 八月五 is not, nor anything in figures. */
function soundsLunar(month: string, day: string): boolean {
  if (DIGITS.test(month) || DIGITS.test(day)) return false
  return day.length > 1 || day === month
}

/** 初五 is the coming fifth of a lunar month; a bare 十五 is no date unless 农历 stands before it. */
function dayAloneAt(text: string, start: number, today: Day): FoundDate | undefined {
  const match = matchAt(DAY_ALONE, text, start)
  if (match === undefined || (match[1] === undefined && match[2] === undefined)) return undefined
  const day = readSmall(match[2] ?? match[3])
  const now = lunarOf(today)
  if (now === undefined) return undefined
  const coming = [0, 1, 2].flatMap((months) => meantDay({ ...monthsAfter(now, months), day })).filter((meant) => meant.day >= today)
  return found(coming.slice(0, 1), start + match[0].length)
}

/** 下月初五 may mean the fifth of the next lunar month; that it may be the usual calendar's is read elsewhere. */
function inNextMonthAt(text: string, start: number, today: Day): FoundDate | undefined {
  const match = matchAt(NEXT_MONTH, text, start)
  const now = lunarOf(today)
  if (match === undefined || now === undefined) return undefined
  const month = monthsAfter(now, match[1]?.startsWith('下') === true ? 1 : 0)
  return found(meantDay({ ...month, day: readSmall(match[2]) }), start + match[0].length)
}

function newYearAt(text: string, start: number, today: Day): FoundDate | undefined {
  const match = matchAt(NEW_YEAR, text, start)
  if (match !== undefined) return found(comingDays(today, [1], readSmall(match[1]), undefined), start + match[0].length)
  const last = matchAt(LAST_DAY, text, start)
  return last === undefined ? undefined : found(comingDays(today, [LAST_MONTH], 30, undefined), start + last[0].length)
}

/** The days of the first lunar year in which one lies ahead. A month that comes twice gives two. */
function comingDays(today: Day, months: readonly number[], day: number, year: number | undefined): readonly MeantDay[] {
  const daysOf = (lunarYear: number): readonly MeantDay[] => months.flatMap((month) => meantDay({ year: lunarYear, month, day }))
  if (year !== undefined) {
    // 今年腊月 is said of the lunar year and of the calendar year in which it ends.
    const both = [...daysOf(year - 1).filter((meant) => yearOf(meant.day) === year), ...daysOf(year)]
    return ahead(both, today)
  }
  const now = lunarOf(today)
  if (now === undefined) return []
  return [now.year, now.year + 1].map((each) => daysOf(each).filter((meant) => meant.day >= today)).find((days) => days.length > 0) ?? []
}

/** The 30th of the last month is its last day, also in a year in which it has only 29: that is how people say it. */
function meantDay({ year, month, day }: LunarDate): readonly MeantDay[] {
  const exists = month === LAST_MONTH && day === 30 ? daysInLunarMonth(year, month) : day
  const found = dayOfLunar({ year, month, day: exists })
  if (found === undefined) return []
  const eve = month === LAST_MONTH && exists === daysInLunarMonth(year, month)
  const name = sayLunar({ month, day: exists })
  return [{ day: found, lunar: true, said: eve ? `除夕（${name}）` : name }]
}

/** The lunar month so many months later, leap months counted. */
function monthsAfter({ year, month }: LunarDate, count: number): { readonly year: number; readonly month: number } {
  if (count === 0) return { year, month }
  if (month > 0 && leapMonthOf(year) === month) return monthsAfter({ year, month: -month, day: 1 }, count - 1)
  const next = Math.abs(month) + 1
  return next > LAST_MONTH
    ? monthsAfter({ year: year + 1, month: 1, day: 1 }, count - 1)
    : monthsAfter({ year, month: next, day: 1 }, count - 1)
}
