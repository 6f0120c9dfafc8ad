/** Reads whole numbers and decimals as people type them: 12, 3.5, 十二, 两百五, 壹拾贰, 廿三, 二〇二六. */

const DIGITS: ReadonlyMap<string, number> = new Map([
  ...[...'零一二三四五六七八九'].map((character, value) => [character, value] as const),
  ...[...'零壹贰叁肆伍陆柒捌玖'].map((character, value) => [character, value] as const),
  ['〇', 0],
  ['两', 2],
  ['俩', 2],
  ['仨', 3],
  ['幺', 1],
  ['弍', 2],
  ['贰', 2],
])

const MULTIPLIERS: ReadonlyMap<string, number> = new Map([
  ['十', 10],
  ['拾', 10],
  ['百', 100],
  ['佰', 100],
  ['千', 1000],
  ['仟', 1000],
  ['万', 10_000],
  ['亿', 100_000_000],
])

/** 廿 and 卅 stand for 二十 and 三十. */
const TENS: ReadonlyMap<string, number> = new Map([
  ['廿', 20],
  ['卅', 30],
])

const LONGEST_NUMERAL = 24

/** A number found in a text: its value, and where it ends. `unit` is the size of its last spoken unit (百 in 两百五). */
export type Numeral = { readonly value: number; readonly end: number; readonly chinese: boolean }

const isArabic = (code: number): boolean => code >= 48 && code <= 57

/** Tells whether a number could begin with this character. */
export function beginsNumeral(character: string): boolean {
  return isArabic(character.charCodeAt(0)) || DIGITS.has(character) || MULTIPLIERS.has(character) || TENS.has(character)
}

function arabicAt(text: string, start: number): Numeral | undefined {
  let end = start
  while (end - start < LONGEST_NUMERAL && isArabic(text.charCodeAt(end))) end++
  if (end === start) return undefined
  if (text[end] === '.' && isArabic(text.charCodeAt(end + 1))) {
    end++
    while (end - start < LONGEST_NUMERAL && isArabic(text.charCodeAt(end))) end++
  }
  const value = Number(text.slice(start, end))
  const wan = text[end] === '万'
  return { value: wan ? value * 10_000 : value, end: wan ? end + 1 : end, chinese: false }
}

/** 二〇二六 is read digit by digit; 一百二十 by its units; 两百五 lets the last digit take a tenth of the unit before it. */
function chineseValue(run: string): number | undefined {
  const digits = [...run].map((character) => DIGITS.get(character))
  if (run.length > 1 && digits.every((digit) => digit !== undefined)) return Number(digits.join(''))
  let total = 0
  let section = 0
  let digit: number | undefined
  let lastUnit = 0
  for (const character of run) {
    const value = DIGITS.get(character)
    const tens = TENS.get(character)
    const unit = MULTIPLIERS.get(character)
    if (value !== undefined) {
      if (digit !== undefined && digit !== 0) return undefined
      if (value === 0) lastUnit = 0
      digit = value
    } else if (tens !== undefined) {
      section += tens
      lastUnit = 0
    } else if (unit !== undefined && unit >= 10_000) {
      total = (total + section + (digit ?? 0)) * unit
      section = 0
      digit = undefined
      lastUnit = unit
    } else if (unit !== undefined) {
      section += (digit ?? 1) * unit
      digit = undefined
      lastUnit = unit
    }
  }
  const rest = digit === undefined ? 0 : lastUnit >= 100 ? (digit * lastUnit) / 10 : digit
  return total + section + rest
}

function chineseAt(text: string, start: number): Numeral | undefined {
  let end = start
  while (end - start < LONGEST_NUMERAL && (DIGITS.has(text[end] ?? '') || MULTIPLIERS.has(text[end] ?? '') || TENS.has(text[end] ?? '')))
    end++
  if (end === start) return undefined
  const value = chineseValue(text.slice(start, end))
  if (value === undefined) return undefined
  if (text[end] === '点' && DIGITS.has(text[end + 1] ?? '') && value < 100) {
    const decimal = chineseDecimal(text, end + 1, value)
    if (decimal) return decimal
  }
  return { value, end, chinese: true }
}

/** 三点五 is a decimal only when a unit of money or nothing follows: 三点五十 is a time of day. */
function chineseDecimal(text: string, start: number, whole: number): Numeral | undefined {
  let end = start
  while (end - start < 4 && DIGITS.has(text[end] ?? '')) end++
  const next = text[end]
  if (next !== undefined && next !== '块' && next !== '元') return undefined
  const fraction = Array.from(text.slice(start, end), (character) => DIGITS.get(character)).join('')
  return { value: Number(`${whole}.${fraction}`), end, chinese: true }
}

/** Finds the number that begins exactly at `start`, or nothing. Takes the longest run that makes sense. */
export function numeralAt(text: string, start: number): Numeral | undefined {
  return arabicAt(text, start) ?? chineseAt(text, start)
}

/** Reads a text that is a number and nothing else. */
export function readNumeral(text: string): number | undefined {
  const found = numeralAt(text, 0)
  return found && found.end === text.length ? found.value : undefined
}
