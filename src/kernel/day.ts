/**
 * Calendar days and times of day as people in the branches live them: in Asia/Shanghai. China has had no daylight
 * saving since 1991, so +08:00 is exact and no time-zone table is needed.
 */

/** A calendar day in Asia/Shanghai, `2026-11-22`. Days compare with `<` as text. */
export type Day = string & { readonly brand: 'day' }

const OFFSET_MS = 8 * 3_600_000
const DAY_MS = 86_400_000
const MINUTE_MS = 60_000
const DAY_MINUTES = 1440
const WEEKDAYS = ['一', '二', '三', '四', '五', '六', '日'] as const

/** The weekday as a number that people here count: Monday 1 … Sunday 7. */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7

/** The calendar day on which a moment falls. */
export function dayOf(at: Date): Day {
  return inChina(at).toISOString().slice(0, 10) as Day
}

/** Reads `2026-11-22`; `undefined` for any other text and for days that do not exist (30 February). */
export function parseDay(text: string): Day | undefined {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return undefined
  const at = Date.parse(`${text}T00:00:00Z`)
  return Number.isNaN(at) || new Date(at).toISOString().slice(0, 10) !== text ? undefined : (text as Day)
}

/** The day `count` days later, or earlier when it is negative. */
export function addDays(day: Day, count: number): Day {
  return new Date(utcOf(day) + count * DAY_MS).toISOString().slice(0, 10) as Day
}

/** How many days lie from one day to another: 1 from today to tomorrow, negative when `to` is earlier. */
export function daysBetween(from: Day, to: Day): number {
  return Math.round((utcOf(to) - utcOf(from)) / DAY_MS)
}

/** The weekday of a day, Monday 1 … Sunday 7. */
export function weekday(day: Day): Weekday {
  return (new Date(utcOf(day)).getUTCDay() || 7) as Weekday
}

/** The weekday's name, 星期日. */
export function weekdayName(day: Day): string {
  return `星期${WEEKDAYS[weekday(day) - 1] ?? ''}`
}

/** The moment at which a time of day (`19:00`) comes on a day; throws for a time that does not exist. */
export function momentAt(day: Day, time: string): Date {
  const minutes = parseTime(time)
  if (minutes === undefined) throw new Error(`"${time}" is not a time of day`)
  return new Date(utcOf(day) + minutes * MINUTE_MS - OFFSET_MS)
}

/** The time of day of a moment, `19:00`. */
export function timeOf(at: Date): string {
  return inChina(at).toISOString().slice(11, 16)
}

/** A day as it stands in a letter: 2026年11月22日（星期日）. */
export function sayDay(day: Day): string {
  return `${Number(day.slice(0, 4))}年${sayShortDay(day)}`
}

/** A day of this year as it is said: 11月22日（星期日）. */
export function sayShortDay(day: Day): string {
  return `${Number(day.slice(5, 7))}月${Number(day.slice(8, 10))}日（${weekdayName(day)}）`
}

/** A moment as it is said: 11月22日（星期日）19:00. */
export function sayMoment(at: Date): string {
  return `${sayShortDay(dayOf(at))}${timeOf(at)}`
}

/** The hours in which nobody is written to unless it is urgent; they may run over midnight. Minutes of the day. */
export type Quiet = { readonly kind: 'off' } | { readonly kind: 'between'; readonly from: number; readonly until: number }

/** Reads `21:00-08:00` or `off`; `undefined` when it is neither, or empty (`08:00-08:00`). */
export function parseQuietHours(text: string): Quiet | undefined {
  if (text.trim() === 'off') return { kind: 'off' }
  const parts = text.trim().split('-')
  const from = parseTime(parts[0]?.trim() ?? '')
  const until = parseTime(parts[1]?.trim() ?? '')
  if (parts.length !== 2 || from === undefined || until === undefined || from === until) return undefined
  return { kind: 'between', from, until }
}

/** True while people are left alone. The first minute is quiet, the last is not: at 08:00 the office opens. */
export function isQuiet(at: Date, quiet: Quiet): boolean {
  if (quiet.kind === 'off') return false
  const minute = minuteOf(at)
  return quiet.from < quiet.until ? minute >= quiet.from && minute < quiet.until : minute >= quiet.from || minute < quiet.until
}

/** The next moment at which people may be written to: the moment itself when it is not quiet. */
export function quietEnds(at: Date, quiet: Quiet): Date {
  if (quiet.kind === 'off' || !isQuiet(at, quiet)) return at
  const midnight = utcOf(dayOf(at)) - OFFSET_MS
  const end = midnight + quiet.until * MINUTE_MS
  return new Date(end > at.getTime() ? end : end + DAY_MS)
}

/** True when a day lies in a period: `2026`, `2026-11`, `2026-11-20` or `2026-Q4`. */
export function isWithin(day: Day, period: string): boolean {
  const quarter = /^(\d{4})-?Q([1-4])$/iu.exec(period.trim())
  if (quarter === null) return day === period.trim() || day.startsWith(`${period.trim()}-`)
  return day.startsWith(`${quarter[1]}-`) && Math.ceil(Number(day.slice(5, 7)) / 3) === Number(quarter[2])
}

function parseTime(text: string): number | undefined {
  const found = /^(\d{1,2}):(\d{2})$/.exec(text)
  if (found === null) return undefined
  const minutes = Number(found[1]) * 60 + Number(found[2])
  return Number(found[2]) < 60 && minutes < DAY_MINUTES ? minutes : undefined
}

function minuteOf(at: Date): number {
  const local = inChina(at)
  return local.getUTCHours() * 60 + local.getUTCMinutes()
}

function inChina(at: Date): Date {
  return new Date(at.getTime() + OFFSET_MS)
}

function utcOf(day: Day): number {
  return Date.parse(`${day}T00:00:00Z`)
}
