/** The farmers' calendar: from lunar days to calendar days and back, and how a lunar day is said. Computed by tyme4ts. */
import { LunarMonth, LunarYear, SolarDay, SolarTerm } from 'tyme4ts'
import type { Day } from '../day.ts'

/** A day of the lunar calendar. `month` is negative for a leap month (−6 is 闰六月). */
export type LunarDate = { readonly year: number; readonly month: number; readonly day: number }

/** Outside these years nobody in a branch lives, and the calculation is not checked. */
const FIRST_YEAR = 1901
const LAST_YEAR = 2099

const MONTH_NAMES = ['正月', '二月', '三月', '四月', '五月', '六月', '七月', '八月', '九月', '十月', '冬月', '腊月']
const DAY_NAMES = [
  ...[...'一二三四五六七八九十'].map((digit) => `初${digit}`),
  ...[...'一二三四五六七八九'].map((digit) => `十${digit}`),
  '二十',
  ...[...'一二三四五六七八九'].map((digit) => `廿${digit}`),
  '三十',
]

/** The calendar day of a lunar day; `undefined` when that month has no such day or that year no such leap month. */
export function dayOfLunar({ year, month, day }: LunarDate): Day | undefined {
  if (day < 1 || day > daysInLunarMonth(year, month)) return undefined
  return dayOfSolar(
    LunarMonth.fromYm(year, month)
      .getFirstJulianDay()
      .getSolarDay()
      .next(day - 1),
  )
}

/** How many days a lunar month has, 29 or 30; 0 when there is no such month. */
export function daysInLunarMonth(year: number, month: number): number {
  if (!Number.isInteger(year) || year < FIRST_YEAR || year > LAST_YEAR) return 0
  if (!Number.isInteger(month) || month === 0 || Math.abs(month) > 12) return 0
  if (month < 0 && leapMonthOf(year) !== -month) return 0
  return LunarMonth.fromYm(year, month).getDayCount()
}

/** The number of the month that comes twice in a lunar year; 0 when none does. */
export function leapMonthOf(year: number): number {
  return year < FIRST_YEAR || year > LAST_YEAR ? 0 : LunarYear.fromYear(year).getLeapMonth()
}

/** The lunar day of a calendar day; `undefined` outside the years 1902 to 2099. */
export function lunarOf(day: Day): LunarDate | undefined {
  const year = Number(day.slice(0, 4))
  if (!(year > FIRST_YEAR && year <= LAST_YEAR)) return undefined
  const lunar = SolarDay.fromYmd(year, Number(day.slice(5, 7)), Number(day.slice(8, 10))).getLunarDay()
  return { year: lunar.getYear(), month: lunar.getMonth(), day: lunar.getDay() }
}

/** A lunar day as it is said: 农历腊月廿三, 农历闰六月初五. */
export function sayLunar({ month, day }: Pick<LunarDate, 'month' | 'day'>): string {
  return `农历${month < 0 ? '闰' : ''}${MONTH_NAMES[Math.abs(month) - 1] ?? ''}${DAY_NAMES[day - 1] ?? ''}`
}

/** The day of a solar term (清明, 冬至) in a calendar year; `undefined` outside the years 1901 to 2099. */
export function dayOfTerm(year: number, name: '清明' | '冬至'): Day | undefined {
  if (year < FIRST_YEAR || year > LAST_YEAR) return undefined
  // tyme4ts begins a year of terms with the winter solstice of December before.
  return dayOfSolar(SolarTerm.fromName(name === '冬至' ? year + 1 : year, name).getSolarDay())
}

function dayOfSolar(solar: SolarDay): Day {
  const pad = (part: number): string => String(part).padStart(2, '0')
  return `${solar.getYear()}-${pad(solar.getMonth())}-${pad(solar.getDay())}` as Day
}
