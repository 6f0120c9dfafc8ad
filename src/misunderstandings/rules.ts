import { beginsNumeral, numeralAt } from '../kernel/language/numerals.ts'
import { nameAt } from '../kernel/chat/names.ts'
import { normalise } from '../kernel/chat/normalise.ts'

/** What stands for a name and for a number in a shape. */
export const NAME = '〔名〕'
export const NUMBER = '〔数〕'
const LONGEST_SHAPE = 60

/**
 * The shape of a line: how it was said, without who and how much. Names of the roster and everything that can be read as
 * a number are replaced; what is left is cut to the length of a line, so that no story is kept (DOMAIN §6.1).
 */
export function shapeOf(text: string, namesInText: readonly string[]): string {
  let plain = normalise(text).text
  for (const name of namesInText.toSorted((a, b) => b.length - a.length)) plain = plain.replaceAll(name, NAME)
  let shape = ''
  for (let at = 0; at < plain.length;) {
    const character = plain[at] ?? ''
    // Whatever may be somebody's name goes, also when no roster knows it: here a word too many costs nothing.
    const name = nameAt(plain, at, () => at)
    if (name !== undefined) {
      shape += NAME
      at = name.end
      continue
    }
    const numeral = beginsNumeral(character) ? numeralAt(plain, at) : undefined
    shape += numeral === undefined ? character : NUMBER
    at = numeral === undefined ? at + 1 : Math.max(numeral.end, at + 1)
  }
  return [...shape.replaceAll(/[A-Za-z]{3,}/gu, '〔字〕')].slice(0, LONGEST_SHAPE).join('')
}
