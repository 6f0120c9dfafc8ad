import type { CellValue } from 'hucre'
import { writeCsv } from 'hucre/csv'
import { guardFormula } from './formula-guard.ts'
import { LONGEST_CELL_CHARACTERS } from './limits.ts'
import { type Grid, writeWorkbook } from './write-workbook.ts'

/** A value of an export: as our own programs want it. Several values stand side by side with 、 where people read. */
export type SheetValue = string | number | boolean | null | readonly string[]

/** A column of an export: `key` names it for programs, `title` for people; `fen` holds money in fen and shows yuan to people. */
export type SheetColumn = {
  readonly key: string
  readonly title: string
  readonly holds?: 'text' | 'number' | 'fen'
  /** Says a value to people, where it is a word of the glossary to programs. */
  readonly say?: (value: SheetValue) => string
  /** How wide it is at least, in letters: room to write by hand. */
  readonly width?: number
}

/** A table for people who keep files. */
export type SheetToWrite = {
  readonly name: string
  readonly columns: readonly SheetColumn[]
  readonly rows: readonly Readonly<Record<string, SheetValue>>[]
  /** Lines above the headings, as an office prints them: the title, then branch and period. */
  readonly above?: readonly string[]
  /** Lines below the table: what the marks mean, where to sign. */
  readonly below?: readonly string[]
  /** How it lies on paper: a form with lines that prints on A4, as wide as the page; `tall` leaves room to sign by hand. */
  readonly form?: { readonly paper: 'portrait' | 'landscape'; readonly lines: 'narrow' | 'tall' }
  /** More sheets of the same workbook; a csv has them one below the other. */
  readonly further?: readonly SheetToWrite[]
}

/** The three forms of an export. */
export type SheetFormat = 'xlsx' | 'csv' | 'json'

// Control characters and halves of characters have no place in XML.
const UNWRITABLE = /[^\P{Cc}\t\n]|\p{Cs}|[\ufffe\uffff]/gu

/** Writes a table: csv and xlsx for people (headed, money in yuan, no text that a spreadsheet would run), json for programs (money in fen). */
export async function writeSheet(sheet: SheetToWrite, format: SheetFormat): Promise<Uint8Array> {
  const sheets = [sheet, ...(sheet.further ?? [])]
  switch (format) {
    case 'json':
      return Buffer.from(
        `${JSON.stringify(
          sheets.flatMap(({ columns, rows }) => rows.map((row) => forPrograms(columns, row))),
          undefined,
          2,
        )}\n`,
        'utf8',
      )
    case 'csv':
      // Excel takes a csv without this mark for GBK.
      return Buffer.from(writeCsv(sheets.flatMap(linesOf), { bom: true }), 'utf8')
    case 'xlsx':
      return await writeWorkbook(sheets.map((one) => gridOf(one, 'xlsx')))
  }
}

/** A table as lines, with an empty one before it unless it is the first. */
function linesOf(sheet: SheetToWrite, at: number): CellValue[][] {
  const { above, table, below } = gridOf(sheet, 'csv')
  return [...(at === 0 ? [] : [['']]), ...above.map((line) => [line]), ...table, ...below.map((line) => [line])]
}

function forPrograms(columns: readonly SheetColumn[], row: Readonly<Record<string, SheetValue>>): Record<string, SheetValue> {
  return Object.fromEntries(columns.map((column) => [column.key, row[column.key] ?? null]))
}

function gridOf(sheet: SheetToWrite, format: 'csv' | 'xlsx'): Grid {
  const heading = sheet.columns.map((column) => safeText(column.title))
  const body = sheet.rows.map((row) => sheet.columns.map((column) => forPeople(column, row[column.key] ?? null, format)))
  return {
    name: sheetName(sheet.name),
    above: (sheet.above ?? []).map(safeText),
    table: [heading, ...body],
    below: (sheet.below ?? []).map(safeText),
    money: sheet.columns.map(({ holds }) => holds === 'fen'),
    widths: sheet.columns.map(({ width }) => width ?? 0),
    ...(sheet.form === undefined ? {} : { form: sheet.form }),
  }
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
