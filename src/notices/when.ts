import { readMoment, splitLeadingMoment } from '../kernel/calendar/moments.ts'
import { dayOf, timeOf } from '../kernel/day.ts'

/** What stands at the beginning of a typed notice: a moment of its own sets the clock, everything else is text. */
export type Opening =
  | { readonly kind: 'text'; readonly text: string }
  /** `cut` is the moment as it was typed, for whoever meant it as a part of the text. */
  | { readonly kind: 'at'; readonly at: Date; readonly cut: string; readonly text: string }
  /** Morning or evening? It stays text until the sender says which. */
  | { readonly kind: 'unclear'; readonly examples: readonly string[]; readonly text: string }

/** What is typed behind 定时. */
export type TypedTime =
  | { readonly kind: 'at'; readonly at: Date }
  | { readonly kind: 'unclear'; readonly examples: readonly string[] }
  | { readonly kind: 'none' }

const LONGEST_ANSWER = 200
/** 明天18点发, 明天18点发送吧 */
const SENDING = /(?:再|准时)?(?:发|发送|发出|发出去|推送)[吧。\s]{0,3}$/u

/**
 * Splits a leading moment that stands by itself before a blank (明天 18点 停水) from the text. 明天9点开会 and 明天9点，开会
 * stay text, and so does the past.
 */
export function readOpening(typed: string, now: Date): Opening {
  const text = typed.trim()
  const found = splitLeadingMoment(text, dayOf(now), now)
  const cut = text.slice(0, text.length - (found?.rest.length ?? 0))
  if (found === undefined || found.rest.trim() === '' || !/\s$/u.test(cut)) return { kind: 'text', text }
  if (found.moment.kind === 'ambiguous') return { kind: 'unclear', examples: examplesOf(found.moment.alternatives), text }
  const { at } = found.moment
  if (at <= now) return { kind: 'text', text }
  return { kind: 'at', at, cut, text: found.rest.trim() }
}

/** Reads a moment typed as a whole line. */
export function readTypedTime(typed: string, now: Date): TypedTime {
  const reading = readMoment(typed.length > LONGEST_ANSWER ? '' : typed.replace(SENDING, ''), dayOf(now), now)
  if (reading.kind === 'moment') return { kind: 'at', at: reading.at }
  if (reading.kind === 'ambiguous') return { kind: 'unclear', examples: examplesOf(reading.alternatives) }
  return { kind: 'none' }
}

type Alternative = { readonly kind: 'day' } | { readonly kind: 'moment'; readonly at: Date }

/** The possibilities as they can be typed back: 11月21日08:00. */
function examplesOf(alternatives: readonly Alternative[]): readonly string[] {
  return alternatives.flatMap((one) => (one.kind === 'moment' ? [typeable(one.at)] : [])).slice(0, 2)
}

function typeable(at: Date): string {
  const [, month, day] = dayOf(at).split('-')
  return `${Number(month)}月${Number(day)}日${timeOf(at)}`
}
