import { dayOfParts } from '../kernel/calendar/meant-day.ts'
import { plainDigits } from './digits.ts'
import { addDays, type Day } from '../kernel/day.ts'

/** A day that is over or is today, as it was typed, and the text without it. */
export type PastDay = { readonly day: Day; readonly rest: string }

const WORDS: Readonly<Record<string, number>> = { 今天: 0, 今日: 0, 昨天: -1, 昨日: -1, 前天: -2 }
const WORD = /今天|今日|昨天|昨日|前天/u
const DATE = /(?:(20\d{2})[年.-])?(\d{1,2})[月.-](\d{1,2})[日号]?/u

/** Finds the day on which something was done: 昨天, 11月3日, 2026-11-03; without one it was today. A day still to come was last year's. */
export function readPastDay(text: string, today: Day): PastDay {
  const plain = plainDigits(text)
  const word = WORD.exec(plain)
  if (word !== null) return { day: addDays(today, WORDS[word[0]] ?? 0), rest: without(plain, word) }
  const date = DATE.exec(plain)
  const day = date === null ? undefined : readDate(date, today)
  return date === null || day === undefined ? { day: today, rest: plain.trim() } : { day, rest: without(plain, date) }
}

function readDate([, year, month, day]: RegExpExecArray, today: Day): Day | undefined {
  const thisYear = Number(today.slice(0, 4))
  const found = dayOfParts(Number(year ?? thisYear), Number(month), Number(day))
  if (found === undefined || found <= today) return found
  return year === undefined ? dayOfParts(thisYear - 1, Number(month), Number(day)) : undefined
}

function without(text: string, found: RegExpExecArray): string {
  return `${text.slice(0, found.index)} ${text.slice(found.index + found[0].length)}`.trim()
}
