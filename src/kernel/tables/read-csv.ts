import { parseCsv } from 'hucre/csv'
import { unguardFormula } from './formula-guard.ts'
import { MOST_CELLS, MOST_COLUMNS, MOST_ROWS } from './limits.ts'
import { refuse } from './refusal.ts'
import type { Cell, SheetsRead } from './sheet.ts'

const SEPARATORS = [',', ';', '\t']
const LINES_TO_LOOK_AT = 20

/** Reads a csv as offices save it: UTF-8, GBK or what Excel calls Unicode text; parted by comma, semicolon or tab. */
export function readCsv(file: Uint8Array, name: string): SheetsRead {
  const text = decode(file)
  if (text === undefined || text.includes('\0')) return refuse('unknown')
  if (text.trim() === '') return refuse('empty')
  const rows = parseCsv(text, { delimiter: separatorOf(text) })
  const cells = rows.reduce((sum, row) => sum + row.length, 0)
  if (rows.length > MOST_ROWS || cells > MOST_CELLS || rows.some((row) => row.length > MOST_COLUMNS)) return refuse('too-many-cells')
  const table = rows.map((row, at) => row.map((value, column) => toCell(String(value ?? ''), at, column)))
  return { kind: 'sheets', sheets: [{ name: name.replace(/\.\w+$/, ''), visibility: 'shown', rows: table }] }
}

function toCell(text: string, row: number, column: number): Cell {
  return { address: `第${row + 1}行第${column + 1}列`, text: unguardFormula(text), source: 'typed' }
}

function decode(file: Uint8Array): string | undefined {
  if (file[0] === 0xff && file[1] === 0xfe) return decodeAs('utf-16le', file)
  if (file[0] === 0xfe && file[1] === 0xff) return decodeAs('utf-16be', file)
  return decodeAs('utf-8', file) ?? decodeAs('gb18030', file)
}

function decodeAs(encoding: string, file: Uint8Array): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(file)
  } catch {
    return undefined
  }
}

function separatorOf(text: string): string {
  const lines = text.split(/\r\n|\r|\n/, LINES_TO_LOOK_AT).map((line) => line.replaceAll(/"[^"]*"/g, ''))
  const counts = SEPARATORS.map((separator) => lines.reduce((sum, line) => sum + line.split(separator).length - 1, 0))
  return SEPARATORS[counts.indexOf(Math.max(...counts))] ?? ','
}
