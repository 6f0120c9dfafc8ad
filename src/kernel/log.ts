import pino from 'pino'
import { describeError } from './log-error.ts'

/** How much is written down; `silent` writes nothing. */
export const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const
export type LogLevel = (typeof LOG_LEVELS)[number]

/**
 * The only things a log line may tell beside its sentence: which kind of thing, which row, how many, how long.
 * There is no key for a name, a phone number or a text, and a key that is not here is dropped when it is written.
 */
const WORDS = [
  'what', 'kind', 'platform', 'capability', 'command', 'intent', 'job', 'rule', 'state', 'stage', 'scope', 'verb',
  'method', 'reason', 'lane', 'priority', 'level', 'day', 'migration', 'signal', 'page', 'once',
] as const // prettier-ignore
const NUMBERS = [
  'account', 'member', 'branch', 'room', 'mailbox', 'letter', 'notice', 'session', 'disclosure', 'feedback', 'subject',
  'count', 'waiting', 'tries', 'ms', 'afterMs', 'bytes', 'port', 'status', 'rows', 'size', 'exitCode',
] as const // prettier-ignore

/** What a log line tells: kinds as short words, rows and amounts as numbers, and the error that happened. */
export type Facts = { readonly [key in (typeof WORDS)[number]]?: string | undefined } & {
  readonly [key in (typeof NUMBERS)[number]]?: number | undefined
} & { readonly error?: unknown }

type Say = (facts: Facts, sentence: string) => void

/** The log of the house. The sentence is fixed text of ours; whatever varies is a fact. */
export type Log = { readonly debug: Say; readonly info: Say; readonly warn: Say; readonly error: Say }

const LONGEST_WORD = 60
const LONGEST_SENTENCE = 160
/** Rows, counts and milliseconds are smaller; phone numbers and platform ids of people are not. */
const LARGEST_NUMBER = 9_999_999_999

/** Opens a log. It writes to standard error, because standard output belongs to what a command was asked for. */
export function makeLog(level: LogLevel, destination: pino.DestinationStream = pino.destination({ dest: 2, sync: true })): Log {
  const options = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
  }
  const out = pino(options, destination)
  return {
    debug: (facts, sentence) => out.debug(keepSafe(facts), safeSentence(sentence)),
    info: (facts, sentence) => out.info(keepSafe(facts), safeSentence(sentence)),
    warn: (facts, sentence) => out.warn(keepSafe(facts), safeSentence(sentence)),
    error: (facts, sentence) => out.error(keepSafe(facts), safeSentence(sentence)),
  }
}

function keepSafe(facts: Facts): Record<string, unknown> {
  const kept: Record<string, unknown> = {}
  for (const key of NUMBERS) {
    const value: unknown = facts[key]
    if (typeof value === 'number' && Math.abs(value) <= LARGEST_NUMBER) kept[key] = value
  }
  for (const key of WORDS) {
    const value: unknown = facts[key]
    if (typeof value === 'string' && isShortWord(value)) kept[key] = value
  }
  if (facts.error !== undefined) kept['error'] = describeError(facts.error)
  return kept
}

/** Words of ours are Latin, without spaces and without long numbers: `notice-reminder`, `2026-11-22`, `dues:2026-11:m42:2`. */
function isShortWord(value: string): boolean {
  return value.length <= LONGEST_WORD && /^[A-Za-z0-9]+(?:[._:/-][A-Za-z0-9]+)*$/.test(value) && !/\d{6}/.test(value)
}

/** Somebody may one day put a name into the sentence: what is not plain ASCII, or holds a long number, is not written. */
function safeSentence(sentence: string): string {
  return sentence.length <= LONGEST_SENTENCE && /^[\x20-\x7e]*$/.test(sentence) && !/\d{5}/.test(sentence) ? sentence : '(withheld)'
}
