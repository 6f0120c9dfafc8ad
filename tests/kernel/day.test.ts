import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  addDays,
  type Day,
  dayOf,
  daysBetween,
  isQuiet,
  momentAt,
  parseDay,
  parseQuietHours,
  quietEnds,
  sayDay,
  sayMoment,
  timeOf,
  weekday,
} from '../../src/kernel/day.ts'

const day = (text: string): Day => parseDay(text) ?? (`no such day: ${text}` as Day)
const hours = (text: string) => parseQuietHours(text) ?? { kind: 'off' as const }

describe('calendar days in Asia/Shanghai', () => {
  test.each([
    ['2026-11-22T15:59:59.999Z', '2026-11-22', '23:59'],
    ['2026-11-22T16:00:00.000Z', '2026-11-23', '00:00'],
    ['2026-12-31T20:00:00.000Z', '2027-01-01', '04:00'],
    ['2028-02-28T17:00:00.000Z', '2028-02-29', '01:00'],
  ])('%s is %s %s for the village', (at, expected, time) => {
    expect(dayOf(new Date(at))).toBe(expected)
    expect(timeOf(new Date(at))).toBe(time)
  })

  test.each(['2026-02-30', '2026-13-01', '26-1-1', '2026-11-22 ', '今天', ''])('"%s" is no day', (text) => {
    expect(parseDay(text)).toBeUndefined()
  })

  test.each([
    ['2026-11-30', 1, '2026-12-01'],
    ['2026-03-01', -1, '2026-02-28'],
    ['2028-02-28', 1, '2028-02-29'],
    ['2026-11-22', 0, '2026-11-22'],
    ['2026-11-22', 365, '2027-11-22'],
  ])('%s and %i days is %s', (from, count, to) => {
    expect(addDays(day(from), count)).toBe(to)
    expect(daysBetween(day(from), day(to))).toBe(count)
  })

  test.each([
    ['2026-11-22', 7, '2026年11月22日（星期日）'],
    ['2026-11-23', 1, '2026年11月23日（星期一）'],
    ['2027-01-05', 2, '2027年1月5日（星期二）'],
  ])('%s is said with its weekday', (text, number, said) => {
    expect(weekday(day(text))).toBe(number)
    expect(sayDay(day(text))).toBe(said)
  })

  test('a moment is said with weekday and time', () => {
    expect(sayMoment(momentAt(day('2026-11-22'), '19:00'))).toBe('11月22日（星期日）19:00')
    expect(sayMoment(momentAt(day('2026-11-22'), '8:05'))).toBe('11月22日（星期日）08:05')
  })

  test('seven in the evening is eleven in the morning UTC', () => {
    expect(momentAt(day('2026-11-22'), '19:00').toISOString()).toBe('2026-11-22T11:00:00.000Z')
    expect(() => momentAt(day('2026-11-22'), '24:00')).toThrow('24:00')
  })
})

describe('quiet hours', () => {
  test.each(['', '21-8', '21:00', '21:00-25:00', '08:00-08:00', '21:00-08:00-09:00', 'on'])('"%s" is refused', (text) => {
    expect(parseQuietHours(text)).toBeUndefined()
  })

  test.each([
    ['21:00-08:00', '20:59', false],
    ['21:00-08:00', '21:00', true],
    ['21:00-08:00', '00:00', true],
    ['21:00-08:00', '07:59', true],
    ['21:00-08:00', '08:00', false],
    ['12:00-14:00', '11:59', false],
    ['12:00-14:00', '13:00', true],
    ['12:00-14:00', '14:00', false],
    ['off', '03:00', false],
  ])('with %s people at %s are left alone: %s', (text, time, expected) => {
    expect(isQuiet(momentAt(day('2026-11-22'), time), hours(text))).toBe(expected)
  })

  test.each([
    ['21:00-08:00', '2026-11-22', '22:30', '2026-11-23', '08:00'],
    ['21:00-08:00', '2026-11-23', '03:00', '2026-11-23', '08:00'],
    ['21:00-08:00', '2026-11-23', '09:30', '2026-11-23', '09:30'],
    ['12:00-14:00', '2026-11-23', '12:00', '2026-11-23', '14:00'],
    ['off', '2026-11-23', '03:00', '2026-11-23', '03:00'],
  ])('with %s a letter of %s %s waits until %s %s', (text, from, time, to, until) => {
    expect(quietEnds(momentAt(day(from), time), hours(text))).toEqual(momentAt(day(to), until))
  })

  test('whatever the hour, after the quiet it is not quiet and no time was lost', () => {
    fc.assert(
      fc.property(fc.date({ noInvalidDate: true, min: new Date('2000-01-01'), max: new Date('2100-01-01') }), (at) => {
        const end = quietEnds(at, hours('21:00-08:00'))
        expect(isQuiet(end, hours('21:00-08:00'))).toBe(false)
        expect(end.getTime() - at.getTime()).toBeLessThanOrEqual(11 * 3_600_000)
        expect(end.getTime()).toBeGreaterThanOrEqual(at.getTime())
      }),
    )
  })
})
