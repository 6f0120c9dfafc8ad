import { readMoney } from '../kernel/language/money.ts'
import type { Cell } from '../kernel/tables/sheet.ts'

/** What stands in a cell for money: an amount in fen, nothing, or something that is neither. */
export type Amount = { readonly kind: 'fen'; readonly fen: number } | { readonly kind: 'empty' } | { readonly kind: 'unreadable' }

const EMPTY = new Set(['', '-', '—', '－', '–', '/', '无', '0', '0.00'])
const EMPTY_AMOUNT: Amount = { kind: 'empty' }
const UNREADABLE: Amount = { kind: 'unreadable' }
/** Beyond this an integer of fen is not exact in every program that reads our tables. */
const LARGEST_FEN = 1_000_000_000_000_00

/**
 * Reads an amount as people write it: 1,234.50 · ￥１２００ · 3280.5元 · 一万二千元 · 2.5万 · (300) for a reversed entry.
 * `unitFen` is what 1 means when no unit is written: 100 below 元, 1,000,000 below 万元.
 */
export function readAmount(cell: Pick<Cell, 'text' | 'number'>, unitFen: number): Amount {
  if (cell.number !== undefined) return inFen(cell.number * unitFen)
  const text = cell.text.normalize('NFKC').replaceAll(/[\s,，]/gu, '')
  if (EMPTY.has(text)) return EMPTY_AMOUNT
  const [sign, plain] = signOf(text)
  const bare = plain.replace(/^[¥￥]/u, '')
  if (/^\d{1,15}(?:\.\d{1,6})?$/u.test(bare)) return inFen(sign * Number(bare) * unitFen)
  const fen = readMoney(bare) ?? readMoney(`${bare}元`)
  return fen === undefined ? UNREADABLE : inFen(sign * fen)
}

function signOf(text: string): readonly [number, string] {
  if (/^\(.*\)$/u.test(text)) return [-1, text.slice(1, -1)]
  if (/^[-−－]/u.test(text)) return [-1, text.slice(1)]
  return [1, text.startsWith('+') ? text.slice(1) : text]
}

/** Half fen do not exist: an amount that has them was damaged on its way. What a computer's fractions add is rounded off. */
function inFen(amount: number): Amount {
  const fen = Math.round(amount)
  if (Math.abs(amount - fen) > 0.01 || Math.abs(fen) > LARGEST_FEN) return UNREADABLE
  return { kind: 'fen', fen }
}
