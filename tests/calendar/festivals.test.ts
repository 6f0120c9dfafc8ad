import { describe, expect, test } from 'vitest'
import { festivalsOf } from '../../src/kernel/calendar/festivals.ts'
import { HOLIDAYS } from '../../src/kernel/calendar/holidays.ts'
import { date } from './reading.ts'

const daysOf = (year: number, name: string): readonly string[] =>
  festivalsOf(year).flatMap((each) => (each.name === name ? [each.day] : []))

describe('festivals of a year', () => {
  test.each([
    [2024, '春节', ['2024-02-10']],
    [2025, '春节', ['2025-01-29']],
    [2026, '春节', ['2026-02-17']],
    [2027, '春节', ['2027-02-06']],
    [2028, '春节', ['2028-01-26']],
    [2025, '除夕', ['2025-01-28']],
    [2026, '除夕', ['2026-02-16']],
    [2026, '元宵节', ['2026-03-03']],
    [2025, '清明节', ['2025-04-04']],
    [2026, '清明节', ['2026-04-05']],
    [2027, '清明节', ['2027-04-05']],
    [2025, '端午节', ['2025-05-31']],
    [2026, '端午节', ['2026-06-19']],
    [2027, '端午节', ['2027-06-09']],
    [2025, '中秋节', ['2025-10-06']],
    [2026, '中秋节', ['2026-09-25']],
    [2027, '中秋节', ['2027-09-15']],
    [2025, '重阳节', ['2025-10-29']],
    [2026, '重阳节', ['2026-10-18']],
    [2025, '冬至', ['2025-12-21']],
    [2026, '冬至', ['2026-12-22']],
    [2026, '腊八节', ['2026-01-26']],
    [2022, '腊八节', ['2022-01-10', '2022-12-30']],
    [2026, '国庆节', ['2026-10-01']],
    [2026, '建党节', ['2026-07-01']],
    [2027, '小年', ['2027-01-30', '2027-01-31']],
  ])('%i: %s is %j', (year, name, expected) => {
    expect(daysOf(year, name)).toEqual(expected)
  })

  test('they come in order and each lies in its year', () => {
    for (let year = 2000; year <= 2050; year++) {
      const days = festivalsOf(year).map((festival) => festival.day)
      expect(days).toEqual(days.toSorted())
      expect(days.every((each) => each.startsWith(`${year}-`))).toBe(true)
    }
  })

  test('every public holiday in the table holds a festival of its name', () => {
    const without = HOLIDAYS.filter(({ name, first, last }) => {
      const names = festivalsOf(Number(first.slice(0, 4))).filter((each) => first <= each.day && each.day <= last)
      return !names.some((each) => name.startsWith(each.name.replace('节', '')))
    })
    expect(without).toEqual([])
  })
})

describe('days named by a festival, on 20 November 2026', () => {
  test.each([
    ['元旦', '2027-01-01'],
    ['五一', '2027-05-01'],
    ['劳动节', '2027-05-01'],
    ['七一', '2027-07-01'],
    ['清明', '2027-04-05'],
    ['端午', 'lunar 2027-06-09'],
    ['端午节', 'lunar 2027-06-09'],
    ['中秋节当天', 'lunar 2027-09-15'],
    ['国慶節', '2027-10-01'],
    ['元宵节', 'lunar 2027-02-20'],
    ['今年国庆', '2026-10-01'],
    ['2026国庆', '2026-10-01'],
    ['2027年春节', 'lunar 2027-02-06'],
    ['除夕前一天', '2027-02-04'],
    ['国庆第二天', '2027-10-02'],
    ['国庆后第3天', '2027-10-04'],
  ])('%s is %s', (typed, expected) => {
    expect(date(typed)).toBe(expected)
  })

  test.each([
    ['国庆后第一个周一', '2026-09-01', '2026-10-12'],
    ['国庆后第一个周一', '2026-10-06', '2026-10-12'],
    ['国庆后第一个周一', '2026-10-13', '2027-10-11'],
    ['国庆后第二个周一', '2026-09-01', '2026-10-19'],
    ['国庆节后第一个星期六', '2026-09-01', '2026-10-10'],
    ['国庆后第一个工作日', '2026-09-01', '2026-10-08'],
    ['十一长假后第一个工作日', '2026-09-01', '2026-10-08'],
    ['春节后第一个工作日', '2026-01-10', '2026-02-24'],
    ['五一后第一个周六', '2026-04-01', '2026-05-09'],
    ['五一后第一个周一', '2026-04-01', '2026-05-11'],
    ['七一后第一个周一', '2026-06-01', '2026-07-06'],
    ['国庆前最后一个周五', '2026-09-01', '2026-09-25'],
    ['春节前最后一个工作日', '2026-01-10', '2026-02-14'],
    ['清明后第一个周一', '2025-03-01', '2025-04-07'],
    ['端午后第一个周一', '2025-05-01', '2025-06-09'],
  ])('%s said on %s is %s, beyond the days off', (typed, today, expected) => {
    expect(date(typed, today)).toBe(expected)
  })

  test('the day itself is still meant on the day, and the next year after it', () => {
    expect(date('国庆', '2026-10-01')).toBe('2026-10-01')
    expect(date('国庆', '2026-10-02')).toBe('2027-10-01')
    expect(date('小年', '2027-01-31')).toBe('lunar 2027-01-31')
  })
})
