/** Moments as people type them: a date, a part of the day and a clock time together, always to be read back in full. */
import { addDays, type Day, dayOf, momentAt, timeOf } from '../day.ts'
import { clockAt, type FoundClock, partAt } from './clock-time.ts'
import { dateAt, sayBound } from './dates.ts'
import type { ClockTime } from './day-parts.ts'
import { type Bound, civil, type FoundDate, type MeantDay, sayFullDay, sayMeantDay } from './meant-day.ts'
import { foldTyped, LONGEST_EXPRESSION, skipBlanks } from './typed-text.ts'

/** One point in time. `read` is how it is said back: 11月23日（星期一）18:00. */
export type Moment = {
  readonly kind: 'moment'
  readonly day: Day
  readonly time: string
  readonly at: Date
  readonly lunar: boolean
  readonly read: string
}

/** A day without a clock time; `part` when a part of the day was said (礼拜六早上), `bound` when not the day itself is meant. */
export type WholeDay = {
  readonly kind: 'day'
  readonly day: Day
  readonly bound: Bound
  readonly part: string | undefined
  readonly lunar: boolean
  readonly read: string
}

/** What a text says as a moment. Alternatives are in order of time; nothing in the past is among them unless all are. */
export type MomentReading =
  | Moment
  | WholeDay
  | { readonly kind: 'ambiguous'; readonly alternatives: readonly (Moment | WholeDay)[] }
  | { readonly kind: 'none' }

/** A text whose beginning is a moment of its own (明天 18点 停水): how that reads, and the text without it. */
export type LeadingMoment = {
  readonly moment: Moment | { readonly kind: 'ambiguous'; readonly alternatives: readonly (Moment | WholeDay)[] }
  readonly typed: string
  readonly rest: string
}

type Expression = { readonly meanings: readonly (Moment | WholeDay)[]; readonly holds: 'hour' | 'word' | 'day'; readonly end: number }

/** What is longer before the first word ends is no message that begins with a moment. */
const LONGEST_TYPED = 200

const BETWEEN = /[\s,，、的]/
const SEPARATOR = /[\s,，、。;；:]/
/** 18点 - 20点, 18点 前, 18点 到 20点 are no moment of their own. */
const GOES_ON = /^(?:[-~～—–至到]|(?:之|以)?[前后](?![天日院])|开始|起|左右|结束)/
const FRAME_BEFORE = /^(?:那就|那|就|改到|改成|改为|定在|定于|定到|在|等)?/
const FRAME_AFTER = /(?:准时)?(?:开始)?[吧哈啊呀嘛哦噢。.!！~～\s]{0,4}$/

/** Reads a text that is a moment and nothing else. A clock time alone comes today or, when that is past, tomorrow. */
export function readMoment(text: string, today: Day, now: Date): MomentReading {
  if (text.length > LONGEST_TYPED) return { kind: 'none' }
  const folded = foldTyped(text).trim()
  if (folded.length > LONGEST_EXPRESSION) return { kind: 'none' }
  const start = FRAME_BEFORE.exec(folded)?.[0].length ?? 0
  const length = folded.slice(start).replace(FRAME_AFTER, '').length + start
  const whole = folded.slice(0, length)
  const fitting = [0, start].flatMap((at) => expressionsAt(whole, at, today, now)).filter(({ end }) => end === length)
  return decide(fitting.flatMap(({ meanings }) => meanings))
}

/**
 * Splits a moment off the beginning of a text. It must hold a clock time and stand by itself before a blank, a comma or
 * the end: 明天 18点 停水 is split, 明天9点开会带老花镜 is not, and neither is 18点 到 20点 停水.
 */
export function splitLeadingMoment(text: string, today: Day, now: Date): LeadingMoment | undefined {
  const folded = foldTyped(text.slice(0, LONGEST_TYPED))
  const start = skipBlanks(folded, 0)
  const standing = expressionsAt(folded, start, today, now).filter(({ end }) => end === text.length || SEPARATOR.test(folded.charAt(end)))
  const end = Math.max(...standing.map((expression) => expression.end))
  const longest = standing.filter((expression) => expression.end === end)
  if (longest.length === 0 || longest.some(({ holds }) => holds !== 'hour')) return undefined
  const reading = decide(longest.flatMap(({ meanings }) => meanings))
  if (reading.kind !== 'moment' && reading.kind !== 'ambiguous') return undefined
  let rest = end
  while (rest < folded.length && SEPARATOR.test(folded.charAt(rest))) rest++
  if (GOES_ON.test(folded.slice(rest, rest + 4))) return undefined
  return { moment: reading, typed: text.slice(start, end), rest: text.slice(rest) }
}

/** All ways to read an expression that begins at `start`: 9.30 is a day or a clock time. */
function expressionsAt(text: string, start: number, today: Day, now: Date): readonly Expression[] {
  const date = dateAt(text, start, today)
  const clock = clockAt(text, start)
  const alone = clock === undefined ? [] : [timed([civil(today), civil(addDays(today, 1))], clock, { today, now, days: 'first' })]
  return [...(date === undefined ? [] : datedAt(text, date, today, now)), ...alone]
}

function datedAt(text: string, date: FoundDate, today: Day, now: Date): readonly Expression[] {
  const untimed = wholeDays(date, undefined, date.end, today)
  if (date.bound !== 'on') return [untimed]
  let at = date.end
  while (at < text.length && BETWEEN.test(text.charAt(at))) at++
  const clock = clockAt(text, at)
  if (clock !== undefined) return [timed(date.days, clock, { today, now, days: 'each' }), ...(at > date.end ? [untimed] : [])]
  const part = partAt(text, at)
  return part === undefined ? [untimed] : [wholeDays(date, part.part, part.end, today), ...(at > date.end ? [untimed] : [])]
}

function wholeDays(date: FoundDate, part: string | undefined, end: number, today: Day): Expression {
  const meanings = date.days.map((meant): WholeDay => ({
    kind: 'day',
    day: meant.day,
    bound: date.bound,
    part,
    lunar: meant.lunar,
    read: sayMeantDay(meant, today) + (part ?? sayBound(date.bound)),
  }))
  return { meanings, holds: 'day', end }
}

type Around = { readonly today: Day; readonly now: Date; readonly days: 'each' | 'first' }

/** Every day with every clock time; of what is meant, the past falls away as long as something lies ahead. */
function timed(days: readonly MeantDay[], { times, by, end }: FoundClock, around: Around): Expression {
  const all = times.map((time) => days.map((meant) => momentOf(meant, time, around.today)))
  const coming = all.map((each) => each.filter(({ at }) => at > around.now))
  const meant = around.days === 'first' ? coming.flatMap((each) => each.slice(0, 1)) : coming.flat()
  const meanings = meant.length > 0 ? meant : all.flat()
  return { meanings, holds: by, end }
}

function momentOf(meant: MeantDay, { time, nextDay }: ClockTime, today: Day): Moment {
  const at = momentAt(addDays(meant.day, nextDay), time)
  const day = dayOf(at)
  const read = nextDay === 0 ? sayMeantDay(meant, today) : sayFullDay(day, today)
  return { kind: 'moment', day, time: timeOf(at), at, lunar: meant.lunar, read: `${read}${timeOf(at)}` }
}

function decide(meanings: readonly (Moment | WholeDay)[]): MomentReading {
  const ordered = meanings.toSorted((one, other) => (keyOf(one) < keyOf(other) ? -1 : 1))
  const distinct = ordered.filter((meaning, place) => ordered.findIndex((other) => keyOf(other) === keyOf(meaning)) === place)
  const [only, ...others] = distinct
  if (only === undefined) return { kind: 'none' }
  return others.length === 0 ? only : { kind: 'ambiguous', alternatives: distinct }
}

function keyOf(meaning: Moment | WholeDay): string {
  return `${meaning.day} ${meaning.kind === 'moment' ? meaning.time : ''}`
}
