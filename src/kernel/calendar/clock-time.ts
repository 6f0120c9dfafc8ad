/** Clock times in Chinese habits: 9点, 9:30, 上午9点半, 晚上七点半, 两点一刻, 差五分八点, 中午, 18时, 晚8点. */
import { type ClockTime, NOON_WORDS, PART_WORDS, timesAlone, timesInPart } from './day-parts.ts'
import { foldTyped, LONGEST_EXPRESSION, matchAt, readSmall, SMALL } from './typed-text.ts'

/** What a text says as a clock time. Several possibilities are never decided here: 7点 is 07:00 or 19:00. */
export type ClockReading =
  | { readonly kind: 'time'; readonly time: string; readonly nextDay: 0 | 1 }
  | { readonly kind: 'ambiguous'; readonly alternatives: readonly ClockTime[] }
  | { readonly kind: 'none' }

/** A clock time found in a folded text, with all it may mean, whether an hour was named or only a word as 中午, and where it ends. */
export type FoundClock = { readonly times: readonly ClockTime[]; readonly by: 'hour' | 'word'; readonly end: number }

type Digits = { readonly hour: number; readonly minute: number; readonly written: string; readonly end: number }

const PART = new RegExp(`(?:${PART_WORDS})`, 'y')
const WRITTEN = /(\d{1,2}) ?[:.](?: ?)([0-5]\d)(?::[0-5]\d)?(?![\d:.])(?:分|整)?/y
const SPOKEN = new RegExp(`(${SMALL}) ?(?:点|时(?![候间段节而]))(?:钟(?!头))?`, 'y')
const QUARTER = /(?:过|又)?([一三13])刻(?:钟)?/y
const MINUTES = new RegExp(`(?:过|零|又)?(${SMALL}) ?分(?:钟)?`, 'y')
const BARE_MINUTES = /(?:[0-5]\d|零[一二三四五六七八九]|〇[一二三四五六七八九]|[二三四五]?十[一二三四五六七八九]?)(?![\d十])/y
const LACKING_AFTER = new RegExp(`(?:还)?差 ?(?:(${SMALL}) ?分(?:钟)?|一刻(?:钟)?)`, 'y')
const LACKING_BEFORE = new RegExp(`[差欠] ?(?:(${SMALL}) ?分(?:钟)?|一刻(?:钟)?) ?(?:到|就)? ?(${SMALL}) ?[点时](?:钟)?`, 'y')
const MIDNIGHT = /(?:午夜|子夜)(?! ?[\d一二三四五六七八九十零])/y
const NOON: readonly ClockTime[] = [{ time: '12:00', nextDay: 0 }]
/** 明天午夜 may be the midnight with which the day begins or that with which it ends. */
const MIDNIGHTS: readonly ClockTime[] = [
  { time: '00:00', nextDay: 0 },
  { time: '00:00', nextDay: 1 },
]
const A_LITTLE = new Set(['早', '晚'])

/** Reads a text that is a clock time and nothing else. */
export function readClockTime(text: string): ClockReading {
  if (text.length > LONGEST_EXPRESSION) return { kind: 'none' }
  const folded = foldTyped(text).trim()
  const found = clockAt(folded, 0)
  if (found === undefined || found.end !== folded.length) return { kind: 'none' }
  const [only, ...others] = found.times
  if (only === undefined) return { kind: 'none' }
  return others.length === 0 ? { kind: 'time', ...only } : { kind: 'ambiguous', alternatives: found.times }
}

/** Finds the clock time that begins exactly at `start` of a folded text. A time that cannot be (早上19点) is none. */
export function clockAt(folded: string, start: number): FoundClock | undefined {
  if (start > 0 && /[\d.:]/.test(folded.charAt(start - 1)) && /\d/.test(folded.charAt(start))) return undefined
  const part = partAt(folded, start)
  const after = part === undefined ? start : skipOneBlank(folded, skipOf(folded, part.end))
  const digits = digitsAt(folded, after)
  if (digits !== undefined && !isALittle(part?.part, folded, after)) {
    const { hour, minute, written, end } = digits
    const times = part === undefined ? timesAlone(hour, minute, written) : timesInPart(part.part, hour, minute)
    return times.length === 0 ? undefined : { times, by: 'hour', end }
  }
  if (part !== undefined) return NOON_WORDS.has(part.part) ? { times: NOON, by: 'word', end: part.end } : undefined
  const midnight = matchAt(MIDNIGHT, folded, start)
  return midnight === undefined ? undefined : { times: MIDNIGHTS, by: 'word', end: start + midnight[0].length }
}

/** Finds the word for a part of the day (早上, 傍晚) that begins exactly at `start` of a folded text. */
export function partAt(folded: string, start: number): { readonly part: string; readonly end: number } | undefined {
  const found = matchAt(PART, folded, start)
  return found === undefined ? undefined : { part: found[0], end: start + found[0].length }
}

/** 晚上的7点 */
function skipOf(text: string, at: number): number {
  return text[at] === '的' ? at + 1 : at
}

function skipOneBlank(text: string, at: number): number {
  return text[at] === ' ' ? at + 1 : at
}

/** 早一点 and 晚一点 mean a little earlier and a little later. */
function isALittle(part: string | undefined, text: string, at: number): boolean {
  return part !== undefined && A_LITTLE.has(part) && text.startsWith('一点', at)
}

function digitsAt(text: string, start: number): Digits | undefined {
  return writtenAt(text, start) ?? lackingAt(text, start) ?? spokenAt(text, start)
}

function writtenAt(text: string, start: number): Digits | undefined {
  const found = matchAt(WRITTEN, text, start)
  if (found === undefined) return undefined
  return { hour: Number(found[1]), minute: Number(found[2]), written: found[1] ?? '', end: start + found[0].length }
}

/** 差五分八点 is 7:55. */
function lackingAt(text: string, start: number): Digits | undefined {
  const found = matchAt(LACKING_BEFORE, text, start)
  if (found === undefined) return undefined
  const lacking = found[1] === undefined ? 15 : readSmall(found[1])
  return hourBefore(readSmall(found[2]), lacking, start + found[0].length)
}

function hourBefore(hour: number, lacking: number, end: number): Digits | undefined {
  if (lacking < 1 || lacking > 59 || hour < 1) return undefined
  return { hour: hour === 1 ? 12 : hour - 1, minute: 60 - lacking, written: '', end }
}

function spokenAt(text: string, start: number): Digits | undefined {
  const found = matchAt(SPOKEN, text, start)
  if (found === undefined) return undefined
  const written = found[1] ?? ''
  const hour = readSmall(written)
  const at = start + found[0].length
  const lacking = matchAt(LACKING_AFTER, text, at)
  if (lacking !== undefined) return hourBefore(hour, lacking[1] === undefined ? 15 : readSmall(lacking[1]), at + lacking[0].length)
  const { minute, end } = minutesAt(text, at)
  return { hour, minute, written, end }
}

function minutesAt(text: string, start: number): { readonly minute: number; readonly end: number } {
  const next = text[start]
  if (next === '半') return { minute: 30, end: start + (text[start + 1] === '钟' ? 2 : 1) }
  if (next === '整' || next === '正') return { minute: 0, end: start + 1 }
  const quarter = matchAt(QUARTER, text, start)
  if (quarter !== undefined) return { minute: readSmall(quarter[1]) * 15, end: start + quarter[0].length }
  const minutes = matchAt(MINUTES, text, start)
  if (minutes !== undefined) return { minute: readSmall(minutes[1]), end: start + minutes[0].length }
  const bare = matchAt(BARE_MINUTES, text, start)
  if (bare !== undefined) return { minute: readSmall(bare[0]), end: start + bare[0].length }
  return { minute: 0, end: start }
}
