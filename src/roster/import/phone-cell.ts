import type { FieldCell } from './field-cell.ts'
import { isBlank, isClear } from './field-cell.ts'
import type { Notes } from './remarks.ts'

const MOBILE = /^1[3-9]\d{9}$/
const LANDLINE = /^0\d{9,11}$/
const SCIENTIFIC = /^\d(?:\.\d+)?E\+?\d+$/i
const SEPARATORS = /[\s\-–—.()\u200b-\u200f\ufeff]/gu

/** Reads a phone number into its 11 digits. A number Excel has rounded is refused: the lost digits cannot be guessed. */
export function readPhone(cell: FieldCell, notes: Notes): string | null | undefined {
  if (isClear(cell)) return null
  if (isBlank(cell)) return undefined
  if (isRounded(cell)) return refuse('phone-damaged', cell, notes)
  const wide = cell.number === undefined ? cell.text.trim() : String(cell.number)
  const plain = wide.normalize('NFKC')
  const phones = plain
    .split(/[/、,;\n或]/u)
    .flatMap(bareEach)
    .filter((part) => part !== '')
  const [first] = phones
  if (first === undefined) return refuse('phone-wrong', cell, notes)
  if (phones.length > 1) notes.questions.push({ kind: 'two-phones', at: [cell.at] })
  if (LANDLINE.test(first)) notes.questions.push({ kind: 'landline', at: [cell.at] })
  else if (!MOBILE.test(first)) return refuse('phone-wrong', cell, notes)
  if (phones.length === 1) remarkOnSpelling(cell, wide, plain, notes)
  return first
}

function refuse(kind: 'phone-damaged' | 'phone-wrong', cell: FieldCell, notes: Notes): undefined {
  notes.refusals.push({ kind, at: [cell.at] })
  return undefined
}

/** 1.38E+10, or a stored number that lost its last digits on the way through 1.38E+10. */
function isRounded(cell: FieldCell): boolean {
  if (cell.number !== undefined) return !Number.isInteger(cell.number) || cell.number % 1_000_000 === 0
  return SCIENTIFIC.test(cell.text.normalize('NFKC').replaceAll(/\s/g, ''))
}

/** Two numbers with nothing but a blank between them are still two. */
function bareEach(part: string): string[] {
  const digits = bare(part)
  return /^(?:1[3-9]\d{9}){2}$/.test(digits) ? [digits.slice(0, 11), digits.slice(11)] : [digits]
}

/** Takes away what people put between and before the digits. */
function bare(part: string): string {
  const digits = part.replaceAll(SEPARATORS, '')
  return digits.replace(/^(?:\+?86|0086)(?=1[3-9]\d{9}$)/, '')
}

function remarkOnSpelling(cell: FieldCell, wide: string, plain: string, notes: Notes): void {
  if (cell.number !== undefined) notes.corrections.push({ kind: 'phone-as-number', at: [cell.at] })
  else if (plain !== wide) notes.corrections.push({ kind: 'phone-full-width', at: [cell.at] })
  else if (/^(?:\+|0086|86)/.test(plain.replaceAll(SEPARATORS, '')) && bare(plain) !== plain)
    notes.corrections.push({ kind: 'phone-prefix', at: [cell.at] })
  else if (bare(plain) !== cell.text) notes.corrections.push({ kind: 'phone-separators', at: [cell.at] })
}
