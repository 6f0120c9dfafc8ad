import { writeFileSync } from 'node:fs'
import { type SheetFormat, writeSheet } from '../../src/kernel/tables/write-sheet.ts'
import { findTable, type TableRequest, tableNames } from '../../src/tables.ts'
import { openMachine, Refused } from '../machine.ts'

const FORMATS = ['json', 'csv', 'xlsx'] as const
/** Periods as people and programs name them: a year, a month, a quarter, a day. */
const PERIOD = /^\d{4}(-(0[1-9]|1[0-2])(-\d{2})?|-Q[1-4])?$/

/** Writes one of the tables to a file or to standard output. */
export async function exportVerb(
  what: string,
  options: { readonly branch?: string; readonly period?: string; readonly format: string; readonly out?: string },
): Promise<void> {
  const format = FORMATS.find((one) => one === options.format)
  if (format === undefined) throw new Refused('--format 请写 json、csv 或 xlsx')
  if (options.period !== undefined && !PERIOD.test(options.period)) throw new Refused('--period 请写 2026、2026-11 或 2026-Q3')
  const table = findTable(what)
  if (table === undefined) throw new Refused(`没有“${what}”这张表，能导出的有：${tableNames().join('、')}`)
  const { database, cipher } = await openMachine()
  try {
    const request: TableRequest = { cipher, branch: options.branch, period: options.period }
    const made = await database.read((tx) => table(tx, request))
    if (made.kind === 'refused') throw new Refused(made.line)
    const bytes = format === 'json' ? Buffer.from(`${JSON.stringify(made.records, undefined, 2)}\n`) : await sheetBytes(made.sheet, format)
    if (options.out === undefined) process.stdout.write(bytes)
    else writeFileSync(options.out, bytes, { mode: 0o600 })
  } finally {
    await database.close()
  }
}

async function sheetBytes(sheet: Parameters<typeof writeSheet>[0], format: SheetFormat): Promise<Uint8Array> {
  return writeSheet(sheet, format)
}
