import { readClockTime } from '../kernel/calendar/clock-time.ts'
import { isWorkingDay, nextWorkingDay } from '../kernel/calendar/working-days.ts'
import { findHoliday } from '../kernel/calendar/holidays.ts'
import { addDays, type Day, parseDay, weekday } from '../kernel/day.ts'
import { readNumeral } from '../kernel/language/numerals.ts'
import { readKinds } from './kinds.ts'
import type { SessionKind } from './tables.ts'

/** A rule as it was typed: on which day of each month, when, what and where. */
export type TypedRule = {
  readonly pattern: string
  readonly said: string
  readonly starts: string
  readonly kinds: readonly SessionKind[]
  readonly place: string | undefined
}

const NUMBER = '(?:\\d{1,2}|[一二三四五六七八九十廿]{1,3})'
const BY_DAY = new RegExp(`^每(?:个)?月\\s*的?\\s*(${NUMBER})[号日]`, 'u')
const BY_WEEKDAY = /^每(?:个)?月\s*的?\s*第([一二三四1-4])个?(?:周|星期|礼拜)([一二三四五六日天1-7])/u
const WEEKDAYS = '一二三四五六日'
const USUAL_START = '09:00'
const CLOCK =
  /(?:上午|下午|晚上|早上|傍晚|中午)?\s*(?:\d{1,2}[:点时](?:[0-5]?\d分?|半|一刻)?|[一二三四五六七八九十两]{1,3}点(?:半|一刻|钟)?)/u

/** Reads 每月5号9点 村部 主题党日 and 每月第一个周五 主题党日; nine in the morning when no time is said. */
export function readRule(typed: string): TypedRule | undefined {
  const text = typed.normalize('NFKC').trim()
  const found = BY_DAY.exec(text) ?? BY_WEEKDAY.exec(text)
  if (found === null) return undefined
  const pattern = found[2] === undefined ? patternOfDay(found[1] ?? '') : patternOfWeekday(found[1] ?? '', found[2])
  const rest = text.slice(found[0].length)
  const clock = CLOCK.exec(rest)?.[0]
  const time = clock === undefined ? undefined : readClockTime(padded(clock.trim()))
  const kinds = readKinds(rest)
  if (pattern === undefined || kinds.length === 0 || time?.kind === 'none' || time?.kind === 'ambiguous') return undefined
  const starts = time?.kind === 'time' ? time.time : USUAL_START
  const place = rest
    .replace(clock ?? '', ' ')
    .split(/[\s,，、]+/u)
    .map((piece) => piece.replace(/^(?:地点[:：]?|在|到)/u, ''))
    .find((piece) => piece !== '' && readKinds(piece).length === 0 && !/^(?:的|开|开会|和|提醒)$/u.test(piece))
  return { pattern, said: `${found[0].replaceAll(/\s/gu, '')} ${starts} `, starts, kinds, place }
}

/** The day of a month (2026-12) on which a rule falls; a short month ends with its last day. */
export function dayInMonth(pattern: string, month: string): Day | undefined {
  const [kind, first = '', second = ''] = pattern.split(':')
  if (kind === 'day') {
    for (let day = Number(first); day > 27; day--) {
      const found = parseDay(`${month}-${String(day).padStart(2, '0')}`)
      if (found !== undefined) return found
    }
    return parseDay(`${month}-${first.padStart(2, '0')}`)
  }
  const start = parseDay(`${month}-01`)
  if (start === undefined) return undefined
  const offset = (Number(second) - weekday(start) + 7) % 7
  return addDays(start, offset + (Number(first) - 1) * 7)
}

/** A fixed day that falls on a holiday is proposed for the next working day; the secretary decides. */
export function movedFromHoliday(day: Day): { readonly day: Day; readonly holiday: string | undefined } {
  const holiday = findHoliday(day)
  return holiday === undefined || isWorkingDay(day) ? { day, holiday: undefined } : { day: nextWorkingDay(day), holiday: holiday.name }
}

/** 8:30 as it is written on a clock is the morning's; 8点 may be either and is not taken. */
function padded(clock: string): string {
  return clock.replace(/^(\d):(\d\d)$/u, '0$1:$2')
}

function patternOfDay(typed: string): string | undefined {
  const day = /^\d/u.test(typed) ? Number(typed) : (readNumeral(typed) ?? 0)
  return day >= 1 && day <= 31 ? `day:${day}` : undefined
}

function patternOfWeekday(nth: string, name: string): string | undefined {
  const number = /^\d/u.test(nth) ? Number(nth) : WEEKDAYS.indexOf(nth) + 1
  const at = name === '天' ? 7 : /^\d/u.test(name) ? Number(name) : WEEKDAYS.indexOf(name) + 1
  return number >= 1 && number <= 4 && at >= 1 ? `weekday:${number}:${at}` : undefined
}
