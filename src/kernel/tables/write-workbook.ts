import { writeXlsx } from 'hucre'
import type { AlignmentStyle, BorderStyle, Cell, CellStyle, CellValue, ColumnDef, WriteSheet } from 'hucre'

/** A table ready to be written: every text is safe, every value as people read it. The first line of `table` is the headings. */
export type Grid = {
  readonly name: string
  readonly above: readonly string[]
  readonly table: CellValue[][]
  readonly below: readonly string[]
  /** Which columns hold money. */
  readonly money: readonly boolean[]
  /** How wide each column is at least, in letters. */
  readonly widths: readonly number[]
  readonly form?: { readonly paper: 'portrait' | 'landscape'; readonly lines: 'narrow' | 'tall' }
}

const NARROWEST = 6
const WIDEST = 42
/** Heights of lines in points; the tall ones leave room to sign by hand. */
const HEIGHTS = { narrow: 18, tall: 30, title: 32, headingLine: 17, note: 18 } as const
/** Margins of the page in inches. */
const MARGINS = { top: 0.6, bottom: 0.6, left: 0.5, right: 0.5 } as const

const THIN = { style: 'thin' } as const
const FRAME: BorderStyle = { top: THIN, right: THIN, bottom: THIN, left: THIN }
const MIDDLE: AlignmentStyle = { horizontal: 'center', vertical: 'center', wrapText: true }
/** Without a name each program takes a face of its own, and another one for figures. */
const FACE = { name: '宋体', size: 11 } as const
const TITLE: CellStyle = { font: { ...FACE, bold: true, size: 18 }, alignment: MIDDLE }
const SUBTITLE: CellStyle = { font: FACE, alignment: { horizontal: 'left', vertical: 'center' } }

/** Writes an Excel file. A form gets lines around its cells and prints on A4, as wide as the page, headings on every sheet. */
export async function writeWorkbook(grids: readonly Grid[]): Promise<Uint8Array> {
  const names = new Set<string>()
  return await writeXlsx({ sheets: grids.map((grid) => toSheet(grid, nameOnce(grid.name, names))) })
}

function toSheet(grid: Grid, name: string): WriteSheet {
  const { above, table, below, form } = grid
  const head = above.length
  const width = table[0]?.length ?? 0
  const rows = [...above.map((line) => [line]), ...table, ...below.map((line) => [line])]
  const lines = [...above.map((_, at) => at), ...below.map((_, at) => head + table.length + at)]
  const plain: WriteSheet = {
    name,
    columns: table[0]?.map((_, at) => columnStyle(grid, at)) ?? [],
    rows,
    cells: stylesOf(grid),
    freezePane: { rows: head + 1 },
    ...(width < 2 ? {} : { merges: lines.map((row) => ({ startRow: row, endRow: row, startCol: 0, endCol: width - 1 })) }),
  }
  if (form === undefined) return plain
  return {
    ...plain,
    rowDefs: heightsOf(grid),
    pageSetup: {
      paperSize: 'a4',
      orientation: form.paper,
      fitToPage: true,
      fitToWidth: 1,
      fitToHeight: 0,
      margins: MARGINS,
      horizontalCentered: true,
      printTitlesRow: `$${head + 1}:$${head + 1}`,
    },
    headerFooter: { oddFooter: '&C第 &P 页，共 &N 页' },
  }
}

function stylesOf({ above, table, below, money, form }: Grid): Map<string, Partial<Cell>> {
  const cells = new Map<string, Partial<Cell>>()
  above.forEach((_, at) => cells.set(`${at},0`, { style: at === 0 ? TITLE : SUBTITLE }))
  below.forEach((_, at) => cells.set(`${above.length + table.length + at},0`, { style: SUBTITLE }))
  table.forEach((row, at) =>
    row.forEach((_, column) => {
      const face = { font: { ...(form === undefined ? {} : FACE), ...(at === 0 ? { bold: true } : {}) } }
      const framed = form === undefined ? {} : { border: FRAME, alignment: MIDDLE }
      // A cell with a style of its own does not take the one of its column.
      const numFmt = at > 0 && money[column] === true ? { numFmt: '0.00' } : {}
      if (at === 0 || form !== undefined) cells.set(`${above.length + at},${column}`, { style: { ...face, ...framed, ...numFmt } })
    }),
  )
  return cells
}

function heightsOf({ above, table, below, form }: Grid): Map<number, { height: number }> {
  const heights = new Map<number, { height: number }>()
  above.forEach((_, at) => heights.set(at, { height: at === 0 ? HEIGHTS.title : HEIGHTS.note }))
  const headingLines = Math.max(2, ...(table[0] ?? []).map((title) => String(title ?? '').split('\n').length))
  const heading = headingLines * HEIGHTS.headingLine
  table.forEach((_, at) => heights.set(above.length + at, { height: at === 0 ? heading : HEIGHTS[form?.lines ?? 'narrow'] }))
  below.forEach((_, at) => heights.set(above.length + table.length + at, { height: HEIGHTS.note }))
  return heights
}

function columnStyle({ table, money, widths, form }: Grid, at: number): ColumnDef {
  const numFmt = money[at] === true ? { numFmt: '0.00' } : {}
  // On a form a heading may stand in several lines, as it does on paper.
  const lines = table.flatMap((row, line) =>
    form !== undefined && line === 0 ? String(row[at] ?? '').split('\n') : [String(row[at] ?? '')],
  )
  return { width: Math.min(WIDEST, Math.max(NARROWEST, widths[at] ?? 0, ...lines.map((line) => shownWidth(line) + 2))), ...numFmt }
}

/** A Chinese character is as wide as two letters. */
function shownWidth(text: string): number {
  return Array.from(text).reduce((width, character) => width + ((character.codePointAt(0) ?? 0) > 0xff ? 2 : 1), 0)
}

/** Two sheets of one name would be refused by the program that opens the file. */
function nameOnce(name: string, names: Set<string>): string {
  for (let count = 1; ; count++) {
    const tail = count === 1 ? '' : ` ${count}`
    const free = `${name.slice(0, 31 - tail.length)}${tail}`
    if (names.has(free)) continue
    names.add(free)
    return free
  }
}
