import { readClockTime } from '../../src/kernel/calendar/clock-time.ts'
import { readDate } from '../../src/kernel/calendar/dates.ts'
import { type MomentReading, readMoment } from '../../src/kernel/calendar/moments.ts'
import { type Day, dayOf, momentAt, parseDay } from '../../src/kernel/day.ts'

/** A day written in a test. */
export function day(text: string): Day {
  const read = parseDay(text)
  if (read === undefined) throw new Error(`no such day: ${text}`)
  return read
}

/** Friday, 20 November 2026, one o'clock in the afternoon in the village. */
export const NOW = momentAt(day('2026-11-20'), '13:00')

/** A clock time as one line: `19:30`, `00:00 of the next day`, `07:00 or 19:00`, `none`. */
export function clock(text: string): string {
  const reading = readClockTime(text)
  if (reading.kind === 'none') return 'none'
  const times = reading.kind === 'time' ? [reading] : reading.alternatives
  return times.map(({ time, nextDay }) => (nextDay === 0 ? time : `${time} of the next day`)).join(' or ')
}

/** A date as one line: `2026-12-05`, `lunar 2027-01-30`, `before 2027-02-06`, `2026-11-20 or 2026-11-27`, `none`. */
export function date(text: string, today = '2026-11-20'): string {
  const reading = readDate(text, day(today))
  if (reading.kind === 'none') return 'none'
  const days = reading.kind === 'day' ? [reading] : reading.alternatives
  const bound = reading.bound === 'on' ? '' : `${reading.bound} `
  return bound + days.map((one) => `${one.lunar ? 'lunar ' : ''}${one.day}`).join(' or ')
}

/** How a date is read back, alternatives apart by a stroke. */
export function readBack(text: string, today = '2026-11-20'): string {
  const reading = readDate(text, day(today))
  if (reading.kind === 'none') return 'none'
  return (reading.kind === 'day' ? [reading] : reading.alternatives).map(({ read }) => read).join(' | ')
}

/** A moment as it is read back, alternatives apart by a stroke, a day without a clock time in brackets. */
export function moment(text: string, now = NOW): string {
  return sayReading(readMoment(text, dayOf(now), now))
}

/** A reading as one line, as `moment` gives it. */
export function sayReading(reading: MomentReading): string {
  if (reading.kind === 'none') return 'none'
  const all = reading.kind === 'ambiguous' ? reading.alternatives : [reading]
  return all.map((one) => (one.kind === 'day' ? `[${one.read}]` : one.read)).join(' | ')
}
