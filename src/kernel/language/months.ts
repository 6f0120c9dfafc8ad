/** Reads months people name for dues: 到6月, 1-6月, 9、10月, 上个月, 三季度, 上半年, 今年, 3个月. Months are YYYY-MM. */
import { readNumeral } from './numerals.ts'

/** Months named one by one, or (when only that was said) how many. `spoken` keeps how it was said. */
export type Months = {
  readonly end: number
  readonly named?: readonly string[]
  readonly count?: number
  readonly spoken: 'named' | 'count' | 'last-month' | 'this-month' | 'next-month' | 'year' | 'until'
}

/** From which month relative words and open ends count: the open period, YYYY-MM. */
export type MonthContext = { readonly period: string }

const NUMBER = '(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])'
const YEAR = '(?:去年|今年|明年|20\\d\\d年|[12]\\d年)'
const LINK = '(?:-|~|—|–|至|到)'
const RANGE = new RegExp(`从?(${YEAR})?的?(${NUMBER})月?份?${LINK}(${YEAR})?(${NUMBER})月(?:份|底)?`, 'y')
const UNTIL = new RegExp(`到(${YEAR})?的?(${NUMBER})月(?:份|底)?`, 'y')
const UNTIL_WORD = /到(年底|年末|年尾|现在|本月|这个月|今年年底|今年底)/y
const LIST = new RegExp(
  `(${YEAR})?的?((?:${NUMBER}月份?[、,，和跟及]?|${NUMBER}[、,，和跟及.]|[一二三四五六七八九](?=[一二三四五六七八九]月)|[一二三四五六七八九](?=[一二三四五六七八九]{2}月)){0,11}${NUMBER}月份?)`,
  'y',
)
/** 7、8、9三个月: the count after a list says that its numbers are months. */
const COUNTED = new RegExp(`((?:${NUMBER}[、,，和跟及.]){1,5}${NUMBER}月?份?)[这共]?(?:两|二|三|四|五|六|\\d)个月(?:份)?`, 'y')
const BARE_LIST = /([一二三四五六七八九]{2,5})(?:这|共)?([两二三四五])个月(?:份)?/y
const COUNT = /(\d{1,2}|[一二三四五六七八九十两俩仨]{1,3})(?:个月|个季度|年)/y
const HALF_YEARS = /(去年|今年|明年)?(上半年|下半年)/y
const QUARTER = /(去年|今年|明年|20\d\d年)?第?([1-4一二三四])个?季度?/y
type Say = (period: string) => Omit<Months, 'end'>
const WORD_LISTS: readonly (readonly [string, Say])[] = [
  ['上上个月', (period) => ({ named: [monthAfter(period, -2)], spoken: 'named' })],
  ['上个月 上月 上个月份 头个月', (period) => ({ named: [monthAfter(period, -1)], spoken: 'last-month' })],
  ['这个月 本月 当月 这月 本月份 今个月', (period) => ({ named: [period], spoken: 'this-month' })],
  ['下个月 下月', (period) => ({ named: [monthAfter(period, 1)], spoken: 'next-month' })],
  [
    '全年 今年全年 今年一年 今年一整年 一整年 今年 本年度 本年 整年 今年整年',
    (period) => ({ named: wholeYear(yearOf(period)), spoken: 'year' }),
  ],
  ['去年 去年全年 去年一年', (period) => ({ named: wholeYear(yearOf(period) - 1), spoken: 'year' })],
  ['明年 明年全年 明年一年', (period) => ({ named: wholeYear(yearOf(period) + 1), spoken: 'year' })],
  ['本季度 这季度 这个季度 当季', (period) => ({ named: quarter(yearOf(period), quarterOf(period)), spoken: 'named' })],
  ['上季度 上个季度', (period) => ({ named: quarterBefore(period), spoken: 'named' })],
  ['半年 大半年', () => ({ count: 6, spoken: 'count' })],
]
const WORDS: ReadonlyMap<string, Say> = new Map(WORD_LISTS.flatMap(([words, say]) => words.split(' ').map((word) => [word, say] as const)))
const FIRST_CHARACTERS = new Set('上这本当今头下全整一去明半大到从第二三四五六七八九十两俩仨0123456789')

const yearOf = (month: string): number => Number(month.slice(0, 4))
const monthOf = (month: string): number => Number(month.slice(5, 7))
const quarterOf = (month: string): number => Math.ceil(monthOf(month) / 3)

/** Writes a month as YYYY-MM. */
export function writeMonth(year: number, month: number): string {
  return `${year}-${String(month).padStart(2, '0')}`
}

/** The month so many months after (or, negative, before) another. */
export function monthAfter(month: string, by: number): string {
  const index = yearOf(month) * 12 + monthOf(month) - 1 + by
  return writeMonth(Math.floor(index / 12), (((index % 12) + 12) % 12) + 1)
}

/** All months from one through another; nothing when they are in the wrong order or more than three years apart. */
export function monthsThrough(first: string, last: string): readonly string[] {
  const length = (yearOf(last) - yearOf(first)) * 12 + monthOf(last) - monthOf(first) + 1
  if (length < 1 || length > 36) return []
  return Array.from({ length }, (_, index) => monthAfter(first, index))
}

function wholeYear(year: number): readonly string[] {
  return monthsThrough(writeMonth(year, 1), writeMonth(year, 12))
}

function quarter(year: number, number: number): readonly string[] {
  return monthsThrough(writeMonth(year, number * 3 - 2), writeMonth(year, number * 3))
}

function quarterBefore(period: string): readonly string[] {
  const number = quarterOf(period)
  return number === 1 ? quarter(yearOf(period) - 1, 4) : quarter(yearOf(period), number - 1)
}

function match(pattern: RegExp, text: string, start: number): RegExpExecArray | undefined {
  pattern.lastIndex = start
  return pattern.exec(text) ?? undefined
}

function readYear(word: string | undefined, period: string): number | undefined {
  if (!word) return undefined
  if (word === '去年') return yearOf(period) - 1
  if (word === '今年') return yearOf(period)
  if (word === '明年') return yearOf(period) + 1
  const year = Number.parseInt(word, 10)
  return year < 100 ? 2000 + year : year
}

function rangeAt(text: string, start: number, period: string): Months | undefined {
  const found = match(RANGE, text, start)
  if (!found || /^[\d号日]/.test(text.slice(RANGE.lastIndex, RANGE.lastIndex + 1))) return undefined
  const firstYear = readYear(found[1], period) ?? readYear(found[3], period) ?? yearOf(period)
  const from = readNumeral(found[2] ?? '') ?? 0
  const to = readNumeral(found[4] ?? '') ?? 0
  const lastYear = readYear(found[3], period) ?? (to < from ? firstYear + 1 : firstYear)
  const named = monthsThrough(writeMonth(firstYear, from), writeMonth(lastYear, to))
  return named.length > 0 ? { named, spoken: 'named', end: start + found[0].length } : undefined
}

/** 到X月 counts from the open month; a month already past is meant in the next year. */
function untilAt(text: string, start: number, period: string): Months | undefined {
  const word = match(UNTIL_WORD, text, start)
  if (word) {
    const last = word[1]?.includes('年') ? writeMonth(yearOf(period), 12) : period
    return { named: monthsThrough(period, last), spoken: 'until', end: start + word[0].length }
  }
  const found = match(UNTIL, text, start)
  if (!found) return undefined
  const month = readNumeral(found[2] ?? '') ?? 0
  const year = readYear(found[1], period) ?? (month < monthOf(period) ? yearOf(period) + 1 : yearOf(period))
  const named = monthsThrough(period, writeMonth(year, month))
  return named.length > 0 ? { named, spoken: 'until', end: start + found[0].length } : undefined
}

/** 9、10月 or 七月八月: every number counts; the last one must carry 月, and a day after it makes it a date. */
function listAt(text: string, start: number, period: string): Months | undefined {
  const bare = match(BARE_LIST, text, start)
  if (bare && (bare[1] ?? '').length === (readNumeral(bare[2] ?? '') ?? 0)) {
    const named = [...(bare[1] ?? '')].map((number) => writeMonth(yearOf(period), readNumeral(number) ?? 1))
    return { named, spoken: 'named', end: start + bare[0].length }
  }
  const counted = match(COUNTED, text, start)
  if (counted) {
    const numbers = (counted[1] ?? '').match(new RegExp(NUMBER, 'g')) ?? []
    const named = [...new Set(numbers.map((number) => writeMonth(yearOf(period), readNumeral(number) ?? 1)))]
    return { named, spoken: 'named', end: start + counted[0].length }
  }
  const found = match(LIST, text, start)
  const whole = found?.[0].replace(/[、,，和跟及.]+$/, '')
  if (!found || !whole || !/月份?$/.test(whole)) return undefined
  const end = start + whole.length
  if (/^(?:\d|[一二三四五六七八九十]+[号日]|初)/.test(text.slice(end, end + 3))) return undefined
  const year = readYear(found[1], period) ?? yearOf(period)
  const numbers = (found[2] ?? '').match(new RegExp(NUMBER, 'g')) ?? []
  const named = [...new Set(numbers.map((number) => writeMonth(year, readNumeral(number) ?? 1)))]
  return { named, spoken: 'named', end }
}

function halfOrQuarterAt(text: string, start: number, period: string): Months | undefined {
  const half = match(HALF_YEARS, text, start)
  if (half) {
    const year = readYear(half[1], period) ?? yearOf(period)
    const named =
      half[2] === '上半年'
        ? monthsThrough(writeMonth(year, 1), writeMonth(year, 6))
        : monthsThrough(writeMonth(year, 7), writeMonth(year, 12))
    return { named, spoken: 'named', end: start + half[0].length }
  }
  const found = match(QUARTER, text, start)
  if (!found || found[0].includes('个') || (!found[0].endsWith('度') && !/^第|年/.test(found[0]))) return undefined
  const named = quarter(readYear(found[1], period) ?? yearOf(period), readNumeral(found[2] ?? '') ?? 1)
  return { named, spoken: 'named', end: start + found[0].length }
}

function countAt(text: string, start: number): Months | undefined {
  const found = match(COUNT, text, start)
  if (!found) {
    const short = /[俩仨]月/y
    short.lastIndex = start
    return short.test(text) ? { count: text[start] === '俩' ? 2 : 3, spoken: 'count', end: start + 2 } : undefined
  }
  const number = readNumeral(found[1] ?? '')
  if (number === undefined || number < 1 || number > 36) return undefined
  const unit = found[0].endsWith('季度') ? 3 : found[0].endsWith('年') ? 12 : 1
  return { count: number * unit, spoken: 'count', end: start + found[0].length }
}

function wordAt(text: string, start: number, period: string): Months | undefined {
  for (let length = 5; length >= 2; length--) {
    const word = text.slice(start, start + length)
    const say = word.length === length ? WORDS.get(word) : undefined
    if (say) return { ...say(period), end: start + length }
  }
  return undefined
}

/** Finds the months named exactly at `start`. The number of a date (6月5号) is no month. */
export function monthsAt(text: string, start: number, context: MonthContext): Months | undefined {
  if (!FIRST_CHARACTERS.has(text[start] ?? '')) return undefined
  const { period } = context
  return (
    rangeAt(text, start, period) ??
    untilAt(text, start, period) ??
    halfOrQuarterAt(text, start, period) ??
    countAt(text, start) ??
    listAt(text, start, period) ??
    wordAt(text, start, period)
  )
}
