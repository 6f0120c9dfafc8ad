import { columnCount } from './address.ts'
import { MOST_COLUMNS, MOST_ROWS, MOST_SHEETS } from './limits.ts'
import type { RefusalReason } from './refusal.ts'

const ROW = /<(?:\w+:)?row\b[^>]*?\br\s*=\s*["'](\d+)/g
const ROWS = /<(?:\w+:)?row\b/g
const CELL = /<(?:\w+:)?c\b[^>]*?\br\s*=\s*["']([A-Z]+)(\d+)/g
const CELLS = /<(?:\w+:)?c[\s/>]/g
const SHEET_PART = /^xl\/worksheets\/[^/]+\.xml$/

/** Finds what makes a workbook too large to lay out as a rectangle, before anything lays it out: one cell at XFD1048576 is enough. */
export function measureParts(parts: ReadonlyMap<string, Uint8Array>): RefusalReason | 'fine' | 'other-office' {
  if (!parts.has('[Content_Types].xml') || !parts.has('xl/workbook.xml')) return otherKind(parts)
  if ([...parts.keys()].filter((path) => SHEET_PART.test(path)).length > MOST_SHEETS) return 'too-many-sheets'
  // Every part, because a sheet may lie anywhere the workbook's relations point to.
  return [...parts.values()].every((part) => fits(Buffer.from(part.buffer, part.byteOffset, part.byteLength).toString('latin1')))
    ? 'fine'
    : 'too-many-cells'
}

function otherKind(parts: ReadonlyMap<string, Uint8Array>): RefusalReason {
  const isOffice = parts.has('mimetype') || parts.has('[Content_Types].xml')
  return isOffice ? 'other-office' : 'unknown'
}

function fits(xml: string): boolean {
  if (occurrences(xml, ROWS) > MOST_ROWS || occurrences(xml, CELLS) > MOST_ROWS * MOST_COLUMNS) return false
  for (const match of xml.matchAll(ROW)) if (Number(match[1]) > MOST_ROWS) return false
  for (const match of xml.matchAll(CELL)) if (columnCount(match[1] ?? '') > MOST_COLUMNS || Number(match[2]) > MOST_ROWS) return false
  return true
}

function occurrences(text: string, pattern: RegExp): number {
  let count = 0
  for (const _match of text.matchAll(pattern)) count += 1
  return count
}
