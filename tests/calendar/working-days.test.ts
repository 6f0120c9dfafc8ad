import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { HOLIDAYS, holiday } from '../../src/kernel/calendar/holidays.ts'
import { addWorkingDays, countWorkingDays, isWorkingDay, nextWorkingDay, sayArithmetic } from '../../src/kernel/calendar/working-days.ts'
import { addDays, daysBetween, weekday } from '../../src/kernel/day.ts'
import { day } from './reading.ts'

describe('working days', () => {
  test.each([
    ['2026-11-20', true],
    ['2026-11-21', false],
    ['2026-10-01', false],
    ['2026-10-10', true],
    ['2026-09-20', true],
    ['2026-02-14', true],
    ['2026-02-23', false],
    ['2026-02-28', true],
    ['2025-10-08', false],
    ['2025-10-11', true],
    ['2025-01-26', true],
    ['2027-10-01', true],
  ])('on %s people work: %s', (typed, expected) => {
    expect(isWorkingDay(day(typed))).toBe(expected)
  })

  test.each([
    ['2026-04-02', 7, '2026-04-14', '7 个工作日，扣除清明 3 天，应于 4月14日答复'],
    ['2025-04-02', 7, '2025-04-14', '7 个工作日，扣除清明 3 天，应于 4月14日答复'],
    ['2026-11-20', 3, '2026-11-25', '3 个工作日，应于 11月25日答复'],
    ['2026-09-30', 3, '2026-10-10', '3 个工作日，扣除国庆 7 天，调休上班 1 天也算，应于 10月10日答复'],
    ['2026-09-24', 4, '2026-10-08', '4 个工作日，扣除中秋 3 天、国庆 7 天，应于 10月8日答复'],
    ['2025-12-30', 5, '2026-01-07', '5 个工作日，扣除元旦 3 天，调休上班 1 天也算，应于 2026年1月7日答复'],
  ])('from %s %i of them end on %s and are told as they were counted', (from, count, until, said) => {
    const term = addWorkingDays(day(from), count)
    expect(term.until).toBe(until)
    expect(term.count).toBe(count)
    expect(sayArithmetic(term)).toBe(said)
  })

  test('beyond the table only weekends are left out, and people are told', () => {
    const term = addWorkingDays(day('2027-09-29'), 5)
    expect(term.until).toBe('2027-10-06')
    expect(term.unknownYears).toEqual([2027])
    expect(sayArithmetic(term, '办结')).toBe('5 个工作日，应于 10月6日办结。\n2027年放假安排还没公布，只扣了周末')
  })

  test('a new holiday moves a running case', () => {
    const from = day('2027-09-29')
    const later = [...HOLIDAYS, holiday('国庆', '2027-10-01', '2027-10-07', '2027-10-09')]
    expect(addWorkingDays(from, 5, later).until).toBe('2027-10-12')
    expect(sayArithmetic(addWorkingDays(from, 5, later))).toBe('5 个工作日，扣除国庆 7 天，调休上班 1 天也算，应于 10月12日答复')
  })

  test('the first working day on or after a day', () => {
    expect(nextWorkingDay(day('2026-10-01'))).toBe('2026-10-08')
    expect(nextWorkingDay(day('2026-11-20'))).toBe('2026-11-20')
  })

  test('a term of no days, and a term that ends before it begins, has none', () => {
    expect(addWorkingDays(day('2026-11-20'), 0).until).toBe('2026-11-20')
    expect(addWorkingDays(day('2026-11-20'), -3).until).toBe('2026-11-20')
    expect(countWorkingDays(day('2026-11-20'), day('2026-11-01')).count).toBe(0)
  })

  test('counting what was added gives the number back, and the days add up', () => {
    const days = fc.integer({ min: 0, max: 1500 }).map((count) => addDays(day('2024-06-01'), count))
    fc.assert(
      fc.property(days, fc.integer({ min: 1, max: 60 }), (from, count) => {
        const term = addWorkingDays(from, count)
        expect(countWorkingDays(from, term.until)).toEqual(term)
        expect(term.count).toBe(count)
        expect(isWorkingDay(term.until)).toBe(true)
        const free = Array.from({ length: daysBetween(from, term.until) }, (_, place) => addDays(from, place + 1)).filter(
          (each) => !isWorkingDay(each),
        )
        expect(daysBetween(from, term.until)).toBe(count + free.length)
      }),
    )
  })
})

describe('the table of holidays', () => {
  test('periods are in order, and people make up only on weekends outside of them', () => {
    for (const [place, { first, last, madeUpOn }] of HOLIDAYS.entries()) {
      expect(first <= last).toBe(true)
      expect((HOLIDAYS[place - 1]?.last ?? '') < first).toBe(true)
      for (const each of madeUpOn) {
        expect(weekday(each)).toBeGreaterThan(5)
        expect(HOLIDAYS.some((other) => other.first <= each && each <= other.last)).toBe(false)
      }
    }
  })

  test('as many days off as the notices say: 28 in 2025, 33 in 2026, and as many days made up', () => {
    const off = (year: string): number =>
      HOLIDAYS.filter(({ first }) => first.startsWith(year)).reduce((sum, { first, last }) => sum + daysBetween(first, last) + 1, 0)
    const madeUp = (year: string): number => HOLIDAYS.flatMap(({ madeUpOn }) => madeUpOn).filter((each) => each.startsWith(year)).length
    expect([off('2025'), off('2026')]).toEqual([28, 33])
    expect([madeUp('2025'), madeUp('2026')]).toEqual([5, 6])
  })

  test('a day that does not exist is not written down', () => {
    expect(() => holiday('国庆', '2027-10-01', '2027-10-32')).toThrow('2027-10-32')
  })
})
