import { parentPort, workerData } from 'node:worker_threads'
import { LONGEST_CELL_CHARACTERS, MOST_TEXT_CHARACTERS } from './limits.ts'
import { readCsv } from './read-csv.ts'
import { readWorkbook } from './read-workbook.ts'
import { refuse } from './refusal.ts'
import type { Cell, SheetsRead } from './sheet.ts'

/** What the thread is given. */
export type ParseTask = { readonly file: Uint8Array; readonly name: string; readonly form: 'workbook' | 'csv' }

function isFilled(cell: Cell): boolean {
  return cell.text.trim() !== ''
}

function withoutEmptyEnds(read: SheetsRead): SheetsRead {
  if (read.kind === 'refused') return read
  const sheets = read.sheets.map((sheet) => {
    const rows = sheet.rows.map((row) => row.slice(0, row.findLastIndex(isFilled) + 1))
    return { ...sheet, rows: rows.slice(0, rows.findLastIndex((row) => row.length > 0) + 1) }
  })
  return { kind: 'sheets', sheets }
}

function withinTextLimits(read: SheetsRead): SheetsRead {
  if (read.kind === 'refused') return read
  let characters = 0
  for (const sheet of read.sheets) {
    for (const cell of sheet.rows.flat()) {
      characters += cell.text.length
      if (cell.text.length > LONGEST_CELL_CHARACTERS || characters > MOST_TEXT_CHARACTERS) return refuse('too-much-text')
    }
  }
  return read
}

const task = workerData as ParseTask
const read = task.form === 'csv' ? readCsv(task.file, task.name) : await readWorkbook(task.file)
parentPort?.postMessage(withinTextLimits(withoutEmptyEnds(read)))
