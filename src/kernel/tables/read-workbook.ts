import { formatValue, readXlsx } from 'hucre'
import type { Cell as StoredCell, CellValue, Sheet as StoredSheet } from 'hucre'
import { columnLetters } from './address.ts'
import { unguardFormula } from './formula-guard.ts'
import { MOST_CELLS } from './limits.ts'
import { measureParts } from './measure-parts.ts'
import { refuse } from './refusal.ts'
import type { Cell, Sheet, SheetsRead } from './sheet.ts'
import { unpackWorkbook } from './zip-directory.ts'
import { packStored } from './zip-stored.ts'

/** Reads an xlsx workbook once its true size is known. Cells joined from top to bottom all show what the topmost holds. */
export async function readWorkbook(file: Uint8Array): Promise<SheetsRead> {
  const unpacked = unpackWorkbook(file)
  if (unpacked.kind === 'refused') return refuse(unpacked.reason)
  const size = measureParts(unpacked.parts)
  if (size !== 'fine') return refuse(size)
  const workbook = await readXlsx(packStored(unpacked.parts), { readStyles: true })
  const cells = workbook.sheets.reduce((sum, sheet) => sum + sheet.rows.length * (sheet.rows[0]?.length ?? 0), 0)
  if (cells > MOST_CELLS) return refuse('too-many-cells')
  return { kind: 'sheets', sheets: workbook.sheets.map(toSheet) }
}

function toSheet(stored: StoredSheet): Sheet {
  const rows = stored.rows.map((row, at) => row.map((value, column) => toCell(value, stored.cells?.get(`${at},${column}`), at, column)))
  showThroughMerges(rows, stored)
  const isHidden = stored.hidden === true || stored.veryHidden === true
  return { name: stored.name, visibility: isHidden ? 'hidden' : 'shown', rows }
}

function toCell(value: CellValue, details: StoredCell | undefined, row: number, column: number): Cell {
  return {
    address: `${columnLetters(column)}${row + 1}`,
    text: asSeen(value, details?.style?.numFmt),
    ...(typeof value === 'number' ? { number: value } : {}),
    source: details?.formula === undefined ? 'typed' : 'formula',
  }
}

function asSeen(value: CellValue, format: string | undefined): string {
  if (value === null) return ''
  if (value instanceof Date)
    return value
      .toISOString()
      .replace(/T00:00:00\.000Z$/, '')
      .replace(/T(\d\d:\d\d).*$/, ' $1')
  if (typeof value === 'string') return unguardFormula(value)
  if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE'
  return format === undefined || format === 'General' || format === '@' ? String(value) : formatValue(value, format)
}

function showThroughMerges(rows: Cell[][], stored: StoredSheet): void {
  for (const merge of stored.merges ?? []) {
    const top = rows[merge.startRow]?.[merge.startCol]
    if (top === undefined || top.text === '') continue
    for (let row = merge.startRow + 1; row <= Math.min(merge.endRow, rows.length - 1); row += 1) {
      const below = rows[row]
      if (below === undefined || below.length <= merge.startCol) continue
      const address = `${columnLetters(merge.startCol)}${row + 1}`
      below[merge.startCol] = { ...top, address, source: top.source === 'formula' ? 'formula' : 'merged' }
    }
  }
}
