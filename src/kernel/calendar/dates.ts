/** Dates as people type them, to calendar days. What may be two days is never decided here. */
import { addDays, type Day, daysBetween, weekday } from '../day.ts'
import { civilDateAt } from './civil-dates.ts'
import { festivalDateAt } from './festival-dates.ts'
import { lunarDateAt } from './lunar-dates.ts'
import { type Bound, civil, type FoundDate, found, type MeantDay, sayMeantDay } from './meant-day.ts'
import { nearDateAt } from './near-dates.ts'
import { foldTyped, LONGEST_EXPRESSION, matchAt, readWeekday, skipBlanks, WEEKDAY_NAME } from './typed-text.ts'

/** A day with how it is read back: 12月5日（星期六）, or 农历腊月廿三，即2027年1月30日（星期六）. */
export type ReadDay = MeantDay & { readonly read: string }

/** What a text says as a date. `bound` tells whether the day itself is meant or the time before or after it: 春节前. */
export type DateReading =
  | ({ readonly kind: 'day'; readonly bound: Bound } & ReadDay)
  | { readonly kind: 'ambiguous'; readonly bound: Bound; readonly alternatives: readonly ReadDay[] }
  | { readonly kind: 'none' }

const BOUND = /(?:之|以)?(前|后)(?![天日儿])/y
const WEEKDAY_BESIDE = new RegExp(`[,，、]? ?[(（]? ?${WEEKDAY_NAME} ?[)）]?`, 'y')
const OPENING = /[(（]/
const WEEKDAY_FIRST = new RegExp(`(本|这|下下|下)?个?${WEEKDAY_NAME}`, 'y')
const FIRST_CHARACTERS = new Set(
  '0123456789一二两三四五六七八九十廿卅零〇今明后昨前大上本这当下半周星礼公阳新农阴旧古老闰正冬腊初年月元妇植劳青儿建党教国清春端中仲重除小过去龙',
)

/** Reads a text that is a date and nothing else. A date without a year lies ahead of `today`. */
export function readDate(text: string, today: Day): DateReading {
  if (text.length > LONGEST_EXPRESSION) return { kind: 'none' }
  const folded = foldTyped(text).trim()
  const date = dateAt(folded, 0, today)
  if (date === undefined || date.end !== folded.length) return { kind: 'none' }
  const [only, ...others] = date.days.map((meant) => ({ ...meant, read: sayMeantDay(meant, today) + sayBound(date.bound) }))
  if (only === undefined) return { kind: 'none' }
  return others.length === 0
    ? { kind: 'day', bound: date.bound, ...only }
    : { kind: 'ambiguous', bound: date.bound, alternatives: [only, ...others] }
}

/** Finds the date that begins exactly at `start` of a folded text, the longest there is, with a weekday beside it. */
export function dateAt(folded: string, start: number, today: Day): FoundDate | undefined {
  if (!FIRST_CHARACTERS.has(folded.charAt(start))) return undefined
  if (start > 0 && /[\d.]/.test(folded.charAt(start - 1)) && /\d/.test(folded.charAt(start))) return undefined
  const plain = longest([nearDateAt, civilDateAt, lunarDateAt, festivalDateAt].flatMap((read) => read(folded, start, today) ?? []))
  if (plain === undefined) return undefined
  return boundAt(folded, weekdayFirst(folded, start, plain, today) ?? weekdayBeside(folded, plain))
}

/** What follows a day to mean the time before or after it, as it is read back. */
export function sayBound(bound: Bound): string {
  return bound === 'on' ? '' : bound === 'before' ? '以前' : '以后'
}

/** Readings of the same length are all meant: 八月十五 by either calendar. */
function longest(dates: readonly FoundDate[]): FoundDate | undefined {
  const end = Math.max(...dates.map((date) => date.end))
  const [first, ...others] = dates.filter((date) => date.end === end)
  return first === undefined
    ? undefined
    : found(
        [first, ...others].flatMap(({ days }) => days),
        end,
        first.bound,
      )
}

/** 12月5日（周六）: the weekday decides between the meanings, or adds a doubt when it fits none. */
function weekdayBeside(text: string, date: FoundDate): FoundDate {
  const match = matchAt(WEEKDAY_BESIDE, text, date.end)
  if (match === undefined || !closes(match[0])) return date
  return agree(date, readWeekday(match[1] ?? ''), date.end + match[0].length) ?? date
}

/** 下周三（12月2日） and 周三 12月2日: the date after the weekday counts with it. */
function weekdayFirst(text: string, start: number, date: FoundDate, today: Day): FoundDate | undefined {
  const match = matchAt(WEEKDAY_FIRST, text, start)
  if (match === undefined || start + match[0].length !== date.end) return undefined
  const at = skipBlanks(text, date.end)
  const opened = OPENING.test(text.charAt(at))
  const second = civilDateAt(text, opened ? skipBlanks(text, at + 1) : at, today)
  if (second === undefined) return undefined
  const closed = opened ? skipBlanks(text, second.end) : second.end
  if (opened && !/[)）]/.test(text.charAt(closed))) return undefined
  const end = opened ? closed + 1 : second.end
  const both = second.days.filter(({ day }) => date.days.some((other) => other.day === day))
  if (both.length > 0) return found(both, end)
  if (match[1] === undefined) return agree(second, readWeekday(match[2] ?? ''), end)
  return found([...date.days, ...second.days], end)
}

function agree(date: FoundDate, wanted: number, end: number): FoundDate | undefined {
  const fitting = date.days.filter(({ day }) => weekday(day) === wanted)
  if (fitting.length > 0) return found(fitting, end, date.bound)
  return found([...date.days, ...date.days.map(({ day }) => civil(nearestWeekday(day, wanted)))], end, date.bound)
}

function nearestWeekday(day: Day, wanted: number): Day {
  const near = [-3, -2, -1, 0, 1, 2, 3].map((distance) => addDays(day, distance))
  return near.find((each) => weekday(each) === wanted && Math.abs(daysBetween(day, each)) <= 3) ?? day
}

function closes(typed: string): boolean {
  return OPENING.test(typed) === /[)）]/.test(typed)
}

function boundAt(text: string, date: FoundDate): FoundDate {
  const match = date.bound === 'on' ? matchAt(BOUND, text, date.end) : undefined
  if (match === undefined) return date
  return { ...date, bound: match[1] === '前' ? 'before' : 'after', end: date.end + match[0].length }
}
