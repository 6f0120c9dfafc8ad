/** Days counted from today: 今天, 大后天, 今晚, 三天后, 两周后, 周五, 下周三, 礼拜天, 周末. */
import { addDays, type Day, weekday } from '../day.ts'
import { civil, dayInMonth, type FoundDate, found, lastDayInMonth } from './meant-day.ts'
import { matchAt, readSmall, readWeekday, SMALL, WEEKDAY_NAME } from './typed-text.ts'

const NEAR_WORDS: readonly (readonly [string, number])[] = [
  ['大前天', -3],
  ['前天', -2],
  ['昨天', -1],
  ['昨日', -1],
  ['昨儿', -1],
  ['今天', 0],
  ['今日', 0],
  ['今儿个', 0],
  ['今儿', 0],
  ['明天', 1],
  ['明日', 1],
  ['明儿个', 1],
  ['明儿', 1],
  ['后天', 2],
  ['后日', 2],
  ['后儿个', 2],
  ['后儿', 2],
  ['大后天', 3],
  ['大后日', 3],
]
/** 今晚, 明早: the first character is the day, the second belongs to the clock time. */
const SHORT_WORDS: ReadonlyMap<string, number> = new Map([
  ['今', 0],
  ['明', 1],
  ['后', 2],
  ['昨', -1],
])
const SHORT = /[今明后昨](?=[早晚夜])/y
const LATER = new RegExp(`(半|${SMALL}) ?(天|周|个?星期|个?礼拜|个月) ?(?:之|以)?后(?!天)`, 'y')
const WITHIN = new RegExp(`(${SMALL}) ?(?:天|日) ?(?:之|以)?内`, 'y')
const WEEK = new RegExp(`(上|本|这|下下|下)?(?:一?个)?${WEEKDAY_NAME}`, 'y')
const WEEKEND = /(上|本|这|下下|下)?个?周末/y
const WEEKS: Readonly<Record<string, number>> = { 上: -1, 本: 0, 这: 0, 下: 1, 下下: 2 }
const HALF_MONTH_DAYS = 15

/** Finds a day counted from today that begins exactly at `start` of a folded text. */
export function nearDateAt(text: string, start: number, today: Day): FoundDate | undefined {
  return wordAt(text, start, today) ?? laterAt(text, start, today) ?? weekdayAt(text, start, today) ?? weekendAt(text, start, today)
}

function wordAt(text: string, start: number, today: Day): FoundDate | undefined {
  const word = NEAR_WORDS.find(([typed]) => text.startsWith(typed, start))
  if (word !== undefined) return found([civil(addDays(today, word[1]))], start + word[0].length)
  const short = matchAt(SHORT, text, start)
  if (short === undefined) return undefined
  return found([civil(addDays(today, SHORT_WORDS.get(short[0]) ?? 0))], start + 1)
}

/** 三天后 is a day; 三天内 is the time before it. 一个月后 in a month too short is its last day. */
function laterAt(text: string, start: number, today: Day): FoundDate | undefined {
  const within = matchAt(WITHIN, text, start)
  if (within !== undefined) return found([civil(addDays(today, readSmall(within[1])))], start + within[0].length, 'before')
  const later = matchAt(LATER, text, start)
  if (later === undefined) return undefined
  const [typed, number, unit = ''] = later
  const end = start + typed.length
  if (number === '半') return unit === '个月' ? found([civil(addDays(today, HALF_MONTH_DAYS))], end) : undefined
  const count = readSmall(number)
  if (unit === '天') return found([civil(addDays(today, count))], end)
  if (unit !== '个月') return found([civil(addDays(today, 7 * count))], end)
  const day = dayInMonth(today, count, Number(today.slice(8, 10))) ?? lastDayInMonth(today, count)
  return day === undefined ? undefined : found([civil(day)], end)
}

/**
 * A weekday with 本 or 下 lies in that week, which begins on Monday. Alone it is the coming one; said on that very weekday
 * it may be today or in a week.
 */
function weekdayAt(text: string, start: number, today: Day): FoundDate | undefined {
  const match = matchAt(WEEK, text, start)
  if (match === undefined) return undefined
  const [typed, week] = match
  const wanted = readWeekday(match[2] ?? '')
  const end = start + typed.length
  if (week !== undefined) return found([civil(dayOfWeek(today, week, wanted))], end)
  const distance = (wanted - weekday(today) + 7) % 7
  const day = addDays(today, distance)
  return found(distance === 0 ? [civil(day), civil(addDays(day, 7))] : [civil(day)], end)
}

/** The weekend is two days, and nobody knows which is meant. */
function weekendAt(text: string, start: number, today: Day): FoundDate | undefined {
  const match = matchAt(WEEKEND, text, start)
  if (match === undefined) return undefined
  const week = match[1] ?? '本'
  return found(
    [6, 7].map((day) => civil(dayOfWeek(today, week, day))).filter(({ day }) => match[1] !== undefined || day >= today),
    start + match[0].length,
  )
}

function dayOfWeek(today: Day, week: string, wanted: number): Day {
  return addDays(today, wanted - weekday(today) + 7 * (WEEKS[week] ?? 0))
}
