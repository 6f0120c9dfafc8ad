/** The farmers' calendar: from lunar days to calendar days and back, and how a lunar day is said. Computed by tyme4ts. */
import { LunarYear, type SolarDay, SolarTerm } from 'tyme4ts'
import { addDays, type Day, daysBetween } from '../day.ts'

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

type Month = { readonly month: number; readonly first: Day; readonly length: number }

/** The calculation takes a millisecond for a year, and the same few years are asked for again and again. */
const computed = new Map<number, readonly Month[]>()

/** The calendar day of a lunar day; `undefined` when that month has no such day or that year no such leap month. */
export function dayOfLunar({ year, month, day }: LunarDate): Day | undefined {
  const found = monthsOf(year).find((each) => each.month === month)
  return found === undefined || day < 1 || day > found.length ? undefined : addDays(found.first, day - 1)
}

/** How many days a lunar month has, 29 or 30; 0 when there is no such month. */
export function daysInLunarMonth(year: number, month: number): number {
  return monthsOf(year).find((each) => each.month === month)?.length ?? 0
}

/** The number of the month that comes twice in a lunar year; 0 when none does. */
export function leapMonthOf(year: number): number {
  return -(monthsOf(year).find(({ month }) => month < 0)?.month ?? 0)
}

/** The lunar day of a calendar day; `undefined` outside the years 1902 to 2099. */
export function lunarOf(day: Day): LunarDate | undefined {
  const calendarYear = Number(day.slice(0, 4))
  if (calendarYear <= FIRST_YEAR || calendarYear > LAST_YEAR) return undefined
  for (const year of [calendarYear, calendarYear - 1]) {
    const found = monthsOf(year).findLast(({ first }) => first <= day)
    if (found !== undefined) return { year, month: found.month, day: daysBetween(found.first, day) + 1 }
  }
  return undefined
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

function monthsOf(year: number): readonly Month[] {
  const known = computed.get(year)
  if (known !== undefined) return known
  if (!Number.isInteger(year) || year < FIRST_YEAR || year > LAST_YEAR) return []
  const months = LunarYear.fromYear(year)
    .getMonths()
    .map((month) => ({
      month: month.getMonthWithLeap(),
      first: dayOfSolar(month.getFirstJulianDay().getSolarDay()),
      length: month.getDayCount(),
    }))
  computed.set(year, months)
  return months
}

function dayOfSolar(solar: SolarDay): Day {
  const pad = (part: number): string => String(part).padStart(2, '0')
  return `${solar.getYear()}-${pad(solar.getMonth())}-${pad(solar.getDay())}` as Day
}
