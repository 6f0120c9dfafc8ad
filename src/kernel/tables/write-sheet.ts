import { writeXlsx } from 'hucre'
import type { CellValue, ColumnDef } from 'hucre'
import { writeCsv } from 'hucre/csv'
import { guardFormula } from './formula-guard.ts'
import { LONGEST_CELL_CHARACTERS } from './limits.ts'

/** A value of an export: as our own programs want it. Several values stand side by side with 、 where people read. */
export type SheetValue = string | number | boolean | null | readonly string[]

/** A column of an export: `key` names it for programs, `title` for people; `fen` holds money in fen and shows yuan to people. */
export type SheetColumn = {
  readonly key: string
  readonly title: string
  readonly holds?: 'text' | 'number' | 'fen'
  /** Says a value to people, where it is a word of the glossary to programs. */
  readonly say?: (value: SheetValue) => string
}

/** A table for people who keep files. */
export type SheetToWrite = {
  readonly name: string
  readonly columns: readonly SheetColumn[]
  readonly rows: readonly Readonly<Record<string, SheetValue>>[]
}

/** The three forms of an export. */
export type SheetFormat = 'xlsx' | 'csv' | 'json'

const NARROWEST = 6
const WIDEST = 42
// Control characters and halves of characters have no place in XML.
const UNWRITABLE = /[^\P{Cc}\t\n]|\p{Cs}|[\ufffe\uffff]/gu

/** Writes a table: csv and xlsx for people (headed, money in yuan, no text that a spreadsheet would run), json for programs (money in fen). */
export async function writeSheet(sheet: SheetToWrite, format: SheetFormat): Promise<Uint8Array> {
  switch (format) {
    case 'json':
      return Buffer.from(
        `${JSON.stringify(
          sheet.rows.map((row) => forPrograms(sheet.columns, row)),
          undefined,
          2,
        )}\n`,
        'utf8',
      )
    case 'csv':
      // Excel takes a csv without this mark for GBK.
      return Buffer.from(writeCsv(grid(sheet, 'csv'), { bom: true }), 'utf8')
    case 'xlsx':
      return await writeWorkbook(sheet)
  }
}

async function writeWorkbook(sheet: SheetToWrite): Promise<Uint8Array> {
  const rows = grid(sheet, 'xlsx')
  const heading = sheet.columns.map((_, column) => [`0,${column}`, { style: { font: { bold: true } } }] as const)
  return await writeXlsx({
    sheets: [
      {
        name: sheetName(sheet.name),
        columns: sheet.columns.map((column, at) => columnStyle(column, rows, at)),
        rows,
        cells: new Map(heading),
        freezePane: { rows: 1 },
      },
    ],
  })
}

function forPrograms(columns: readonly SheetColumn[], row: Readonly<Record<string, SheetValue>>): Record<string, SheetValue> {
  return Object.fromEntries(columns.map((column) => [column.key, row[column.key] ?? null]))
}

function grid(sheet: SheetToWrite, format: 'csv' | 'xlsx'): CellValue[][] {
  const heading = sheet.columns.map((column) => safeText(column.title))
  return [heading, ...sheet.rows.map((row) => sheet.columns.map((column) => forPeople(column, row[column.key] ?? null, format)))]
}

function forPeople(column: SheetColumn, value: SheetValue, format: 'csv' | 'xlsx'): CellValue {
  if (column.say !== undefined) return safeText(column.say(value))
  if (value === null) return null
  if (typeof value === 'number') return column.holds === 'fen' ? yuan(value, format) : value
  if (typeof value === 'boolean') return value ? '是' : '否'
  return safeText(typeof value === 'string' ? value : value.join('、'))
}

function yuan(fen: number, format: 'csv' | 'xlsx'): CellValue {
  return format === 'csv' ? (fen / 100).toFixed(2) : fen / 100
}

function safeText(text: string): string {
  const clean = text.replaceAll(/\r\n?/g, '\n').replaceAll(UNWRITABLE, '')
  return guardFormula(clean).slice(0, LONGEST_CELL_CHARACTERS)
}

function sheetName(name: string): string {
  const allowed = name
    .replaceAll(/[[\]:*?/\\']/g, ' ')
    .trim()
    .slice(0, 31)
  return allowed === '' ? '表' : allowed
}

function columnStyle(column: SheetColumn, rows: readonly CellValue[][], at: number): ColumnDef {
  const widest = Math.max(...rows.map((row) => shownWidth(String(row[at] ?? ''))))
  const width = Math.min(WIDEST, Math.max(NARROWEST, widest + 2))
  return column.holds === 'fen' ? { width, numFmt: '0.00' } : { width }
}

/** A Chinese character is as wide as two letters. */
function shownWidth(text: string): number {
  return Array.from(text).reduce((width, character) => width + ((character.codePointAt(0) ?? 0) > 0xff ? 2 : 1), 0)
}
