import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readClockTime } from '../../src/kernel/calendar/clock-time.ts'
import { readDate } from '../../src/kernel/calendar/dates.ts'
import { readMoment, splitLeadingMoment } from '../../src/kernel/calendar/moments.ts'
import { foldTyped } from '../../src/kernel/calendar/typed-text.ts'
import { addDays, type Day, dayOf, momentAt, parseDay } from '../../src/kernel/day.ts'
import { day } from './reading.ts'

const PIECES =
  '今天 明天 后天 大后天 今晚 明早 下周三 周五 礼拜天 周末 5号 12月5日 八月十五 腊月廿三 正月初八 初五 大年三十 国庆 中秋 小年 后第一个周一 前 以前 后 当天 月底 年底 2026年 明年 农历 闰 12/5 9.30 2026-12-05 18点 7点 半 一刻 差五分 八点 晚上 早上 中午 凌晨 9:30 零五分 二十四 十 0 1 9 三 点 时 : . - / 月 日 号 年 （ ） , ， 的 到 停水 开会'.split(
    ' ',
  )
const typed = fc
  .array(fc.oneof(fc.constantFrom(...PIECES), fc.constantFrom(' ', '\n', '　', ''), fc.string({ unit: 'binary', maxLength: 3 })), {
    maxLength: 9,
  })
  .map((parts) => parts.join(''))
const anything = fc.oneof(typed, fc.string({ unit: 'binary', maxLength: 300 }))
const today = fc.integer({ min: 0, max: 25_000 }).map((count) => addDays(day('1995-01-01'), count))

const exists = (each: Day): boolean => parseDay(each) === each

describe('any text at all', () => {
  test('ends in a reading whose days and times exist', () => {
    fc.assert(
      fc.property(anything, today, fc.integer({ min: 0, max: 1439 }), (text, from, minute) => {
        const now = new Date(momentAt(from, '00:00').getTime() + minute * 60_000)
        const reading = readMoment(text, from, now)
        const all = reading.kind === 'none' ? [] : reading.kind === 'ambiguous' ? reading.alternatives : [reading]
        if (reading.kind === 'ambiguous') expect(all.length).toBeGreaterThan(1)
        for (const each of all) {
          expect(exists(each.day)).toBe(true)
          expect(each.read).not.toBe('')
          if (each.kind === 'moment') expect(momentAt(each.day, each.time)).toEqual(each.at)
        }
        const date = readDate(text, from)
        if (date.kind === 'day') expect(exists(date.day)).toBe(true)
        expect(['time', 'ambiguous', 'none']).toContain(readClockTime(text).kind)
      }),
      { numRuns: 3000 },
    )
  })

  test('a split gives the text back: what was typed, what separates, and the rest', () => {
    const beginning = fc.tuple(
      fc.constantFrom('18点', '明天 18点', '5号晚上7点半', '9:30', '7点', '今晚12点'),
      fc.constantFrom(' ', '，', '\n', '', '　'),
      anything,
    )
    fc.assert(
      fc.property(
        fc.oneof(
          anything,
          beginning.map((parts) => parts.join('')),
        ),
        today,
        (text, from) => {
          const leading = splitLeadingMoment(text, from, momentAt(from, '13:00'))
          if (leading === undefined) return
          expect(text.trimStart().startsWith(leading.typed) || foldTyped(text).trimStart().startsWith(foldTyped(leading.typed))).toBe(true)
          expect(text.endsWith(leading.rest)).toBe(true)
          const between = text.slice(text.indexOf(leading.typed) + leading.typed.length, text.length - leading.rest.length)
          expect(foldTyped(between)).toMatch(/^[\s,，、。;；:]*$/)
        },
      ),
      { numRuns: 3000 },
    )
  })

  test('folding keeps every place', () => {
    fc.assert(fc.property(anything, (text) => foldTyped(text).length === text.length))
  })

  test('a date without a year that is a single day never lies behind', () => {
    const dates = fc.constantFrom(
      '5号',
      '31号',
      '12月5日',
      '2/28',
      '周三',
      '腊月廿三',
      '正月初八',
      '初五',
      '国庆',
      '中秋',
      '大年三十',
      '元旦',
      '月底',
      '清明',
    )
    fc.assert(
      fc.property(dates, today, (text, from) => {
        const reading = readDate(text, from)
        const days = reading.kind === 'day' ? [reading] : reading.kind === 'ambiguous' ? reading.alternatives : []
        expect(days.length).toBeGreaterThan(0)
        for (const each of days) expect(each.day >= from).toBe(true)
      }),
      { numRuns: 1000 },
    )
  })

  test('the moment at which nobody typed anything is none', () => {
    const now = momentAt(day('2026-11-20'), '13:00')
    expect(readMoment('', dayOf(now), now).kind).toBe('none')
  })
})
