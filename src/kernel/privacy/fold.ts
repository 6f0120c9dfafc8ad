import { foldTraditional } from '../language/traditional.ts'

/**
 * A text as a reader sees it, whatever it was typed with: `plain` without invisible characters, with half-width digits
 * and Simplified characters; `tight` also without the gaps people put between characters (身 份 证, 离*婚).
 */
export type Folded = { readonly plain: string; readonly tight: string }

/** Zero-width and format characters, variation selectors, the keycap of 1️⃣, fillers. */
const INVISIBLE = /[\p{Cf}\u034f\u115f\u1160\u17b4\u17b5\u20d0-\u20ff\u3164\uffa0\ufe00-\ufe0f]/gu
const FOREIGN_DIGIT = /(?![0-9])\p{Nd}/gu
const GAP = /[^\S\n]+|[*_·•.~|^`'"-]+(?=\p{Script=Han})/gu

/** Folds a text for reading by the gate. */
export function fold(text: string): Folded {
  const visible = text.replace(INVISIBLE, '').normalize('NFKC').replace(INVISIBLE, '')
  const plain = foldTraditional(visible.replace(FOREIGN_DIGIT, asDigit))
  return { plain, tight: plain.replace(GAP, '') }
}

/** Unicode keeps the digits of each script together in order, so the zero is found by stepping back. */
function asDigit(digit: string): string {
  const code = digit.codePointAt(0) ?? 0
  let value = 0
  while (value < 9 && /\p{Nd}/u.test(String.fromCodePoint(code - value - 1))) value++
  return String(value)
}
