import { addDays, dayOf, momentAt, type Day } from '../kernel/day.ts'

const LEADING =
  /^(?:(今天|今日|明天|明日|后天|大后天)[ \t\u3000]*)?(早上|上午|中午|下午|晚上|晚)?(\d{1,2})(?:[点时](?:(半)|(\d{1,2})分?|整)?|[:：](\d{2}))(?=[\s,，]|$)/u
const DAYS: Readonly<Record<string, number>> = { 今天: 0, 今日: 0, 明天: 1, 明日: 1, 后天: 2, 大后天: 3 }
const LATEST_UNCLEAR_HOUR = 8

/** Reads a moment typed as a whole line; `undefined` when the clock time is missing or could be morning or evening. */
export function readWhen(typed: string, now: Date): Date | undefined {
  const { when, text } = splitWhen(typed.trim(), now)
  return text === '' ? when : undefined
}

/** Splits a leading moment that stands by itself (明天 18点 停水) from the text; 明天9点开会 stays text. */
export function splitWhen(text: string, now: Date): { when: Date | undefined; text: string } {
  const found = LEADING.exec(text.trimStart())
  const time = found === null ? undefined : clockOf(found)
  if (found === null || time === undefined) return { when: undefined, text }
  const rest = text.trimStart().slice(found[0].length)
  return { when: momentOf(found[1], time, now), text: rest.replace(/^[\s,，]+/u, '') }
}

function momentOf(word: string | undefined, time: string, now: Date): Date {
  const today: Day = dayOf(now)
  if (word !== undefined) return momentAt(addDays(today, DAYS[word] ?? 0), time)
  const at = momentAt(today, time)
  return at > now ? at : momentAt(addDays(today, 1), time)
}

function clockOf(found: RegExpExecArray): string | undefined {
  const part = found[2]
  const typed = found[3] ?? ''
  const minute = found[4] === undefined ? Number(found[5] ?? found[6] ?? 0) : 30
  const hour = hourOf(part, Number(typed))
  if (hour === undefined || minute > 59) return undefined
  if (part === undefined && !typed.startsWith('0') && hour <= LATEST_UNCLEAR_HOUR) return undefined
  return `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`
}

function hourOf(part: string | undefined, hour: number): number | undefined {
  if (hour > 23) return undefined
  const afternoon = part === '下午' || part === '晚上' || part === '晚' || (part === '中午' && hour < 10)
  return afternoon && hour < 12 ? hour + 12 : hour
}
