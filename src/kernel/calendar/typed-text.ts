/** One way of writing for texts in which dates and clock times are looked for, and the small numbers in them. */
import { readNumeral } from '../language/numerals.ts'
import { foldTraditional } from '../language/traditional.ts'

/** Nobody types a date or a clock time longer than this. */
export const LONGEST_EXPRESSION = 48

/** A number from 0 to 99 as people write it in dates and clock times: 5, 05, 五, 十二, 二十五, 廿三, 零五. */
export const SMALL =
  '(?:\\d{1,2}|[二三四五六七八九两]?十[一二三四五六七八九]?|廿[一二三四五六七八九]?|卅一?|[零〇][一二三四五六七八九]?|[一二两三四五六七八九])'

/** The weekday in 周三, 星期3, 礼拜天. */
export const WEEKDAY_NAME = '(?:周|星期|礼拜)([一二三四五六日天1-7])'

const FULL_WIDTH = /[\uff01-\uff5e]/g
const INVISIBLE_OR_BLANK = /[\u00a0\u00ad\u1680\u2000-\u200f\u2028-\u202f\u205f\u2060\u3000\ufeff]/g
const WEEKDAYS = '一二三四五六日'

/** Folds full-width and Traditional characters; the length stays, so that places in one text are places in the other. */
export function foldTyped(text: string): string {
  return foldTraditional(text)
    .replace(FULL_WIDTH, (character) => String.fromCharCode(character.charCodeAt(0) - 0xfee0))
    .replace(INVISIBLE_OR_BLANK, ' ')
}

/** Matches a sticky pattern exactly at a place of the text. */
export function matchAt(pattern: RegExp, text: string, start: number): RegExpExecArray | undefined {
  pattern.lastIndex = start
  return pattern.exec(text) ?? undefined
}

/** The number that a match of SMALL stands for; −1 for a missing one, which no day and no hour is. */
export function readSmall(text: string | undefined): number {
  return text === undefined ? -1 : (readNumeral(text) ?? -1)
}

/** The weekday a character of WEEKDAY_NAME stands for, Monday 1 … Sunday 7. */
export function readWeekday(character: string): number {
  if (character === '天') return 7
  const place = WEEKDAYS.indexOf(character)
  return place >= 0 ? place + 1 : Number(character)
}

/** The first place at or after `start` that is no blank. */
export function skipBlanks(text: string, start: number): number {
  let at = start
  while (at < text.length && /\s/.test(text.charAt(at))) at++
  return at
}
