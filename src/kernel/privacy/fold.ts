import { foldTraditional } from '../language/traditional.ts'

/**
 * A text as a reader sees it, whatever it was typed with: `plain` without invisible characters, with half-width digits
 * and Simplified characters; `tight` also without the gaps people put between characters (身 份 证, 离*婚).
 */
export type Folded = { readonly plain: string; readonly tight: string }

/** Zero-width and format characters, variation selectors, the keycap of 1️⃣, fillers. */
const INVISIBLE = /\p{Cf}|\u{34f}|\u{115f}|\u{1160}|\u{17b4}|\u{17b5}|[\u{20d0}-\u{20ff}]|\u{3164}|\u{ffa0}|[\u{fe00}-\u{fe0f}]/gu
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
