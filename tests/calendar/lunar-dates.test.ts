import { describe, expect, test } from 'vitest'
import { dayOfLunar, lunarOf } from '../../src/kernel/calendar/lunar.ts'
import { addDays } from '../../src/kernel/day.ts'
import { date, day, readBack } from './reading.ts'

describe('lunar dates as people say them, on 20 November 2026', () => {
  test.each([
    ['腊月廿三', 'lunar 2027-01-30'],
    ['臘月廿三', 'lunar 2027-01-30'],
    ['腊月二十三', 'lunar 2027-01-30'],
    ['腊月23', 'lunar 2027-01-30'],
    ['冬月初一', 'lunar 2026-12-09'],
    ['正月初八', 'lunar 2027-02-13'],
    ['正月十五', 'lunar 2027-02-20'],
    ['农历八月十五', 'lunar 2027-09-15'],
    ['农历10月20', 'lunar 2026-11-28'],
    ['阴历十月十二', 'lunar 2026-11-20'],
    ['阴历十月十一', 'lunar 2027-11-08'],
    ['2027年正月初八', 'lunar 2027-02-13'],
    ['明年正月初八', 'lunar 2027-02-13'],
    ['今年腊月廿三', 'lunar 2027-01-30'],
    ['农历2026年腊月廿三', 'lunar 2027-01-30'],
    ['大年初六', 'lunar 2027-02-11'],
    ['大年初一', 'lunar 2027-02-06'],
    ['大年三十', 'lunar 2027-02-05'],
    ['年三十', 'lunar 2027-02-05'],
    ['腊月三十', 'lunar 2027-02-05'],
    ['除夕', 'lunar 2027-02-05'],
    ['初五', 'lunar 2026-12-13'],
    ['初一', 'lunar 2026-12-09'],
    ['农历十五', 'lunar 2026-11-23'],
    ['八月廿三', 'lunar 2027-09-23'],
    ['六月初六', 'lunar 2027-07-09'],
  ])('%s is %s', (typed, expected) => {
    expect(date(typed)).toBe(expected)
  })

  test.each([
    ['八月十五', '2027-08-15 or lunar 2027-09-15'],
    ['十二月二十', '2026-12-20 or lunar 2027-01-27'],
    ['三月三', '2027-03-03 or lunar 2027-04-09'],
    ['下月初五', '2026-12-05 or lunar 2026-12-13'],
    ['小年', 'lunar 2027-01-30 or lunar 2027-01-31'],
  ])('%s may be %s', (typed, expected) => {
    expect(date(typed)).toBe(expected)
  })

  test.each([
    ['八月十五号', '2027-08-15'],
    ['八月五', '2027-08-05'],
    ['8月15', '2027-08-15'],
  ])('%s is said by the usual calendar: %s', (typed, expected) => {
    expect(date(typed)).toBe(expected)
  })

  test('a month that comes twice gives both days until 闰 is said', () => {
    expect(date('农历六月初五', '2025-05-01')).toBe('lunar 2025-06-29 or lunar 2025-07-29')
    expect(date('闰六月初五', '2025-05-01')).toBe('lunar 2025-07-29')
    expect(readBack('闰六月初五', '2025-05-01')).toBe('农历闰六月初五，即7月29日（星期二）')
    expect(date('闰六月初五')).toBe('none')
  })

  test.each(['正月三十一', '腊月卅二', '农历十三月初一', '正月初十一'])('%s does not exist', (typed) => {
    expect(date(typed)).toBe('none')
  })
})

describe('the lunar calendar', () => {
  test('agrees on every day from 2019 to 2049 with the calendar that the system carries', () => {
    const china = new Intl.DateTimeFormat('en-u-ca-chinese', { timeZone: 'UTC', year: 'numeric', month: 'numeric', day: 'numeric' })
    for (let each = day('2019-01-01'); each < '2050-01-01'; each = addDays(each, 1)) {
      if (NEAR_MIDNIGHT.some(({ from, until }) => from <= each && each <= until)) continue
      const parts = new Map(china.formatToParts(Date.parse(`${each}T12:00:00Z`)).map(({ type, value }) => [type as string, value]))
      const month = parts.get('month') ?? ''
      const lunar = lunarOf(each)
      const said = lunar === undefined ? '' : `${lunar.year} ${lunar.month < 0 ? `${-lunar.month}bis` : lunar.month} ${lunar.day}`
      expect(`${each}: ${said}`).toBe(`${each}: ${parts.get('relatedYear')} ${month} ${parts.get('day')}`)
      if (lunar !== undefined) expect(dayOfLunar(lunar)).toBe(each)
    }
  })

  test.each([
    ['1800-01-01', undefined],
    ['2150-01-01', undefined],
  ])('%s lies outside of it', (typed, expected) => {
    expect(lunarOf(day(typed))).toBe(expected)
  })

  test.each([
    { year: 2026, month: 12, day: 30 },
    { year: 2026, month: -6, day: 1 },
    { year: 2026, month: 13, day: 1 },
    { year: 2026, month: 0, day: 1 },
    { year: 1600, month: 1, day: 1 },
    { year: 2026, month: 1.5, day: 1 },
  ])('there is no $year-$month-$day', (lunar) => {
    expect(dayOfLunar(lunar)).toBeUndefined()
  })
})

/**
 * Months whose new moon comes within minutes of midnight in China: 6 February 2027 at 23:56 and 3 February 2030 at 0:07.
 * There the system's calendar is a day off; the observatories (and ours) put the first day on these days.
 */
const NEAR_MIDNIGHT = [
  { from: '2027-02-06', until: '2027-03-07' },
  { from: '2030-02-02', until: '2030-03-03' },
]
