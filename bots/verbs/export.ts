import { writeFileSync } from 'node:fs'
import { dayOf } from '../../src/kernel/day.ts'
import { type SheetFormat, writeSheet } from '../../src/kernel/tables/write-sheet.ts'
import { findTable, type TableRequest, tableNames } from '../../src/tables.ts'
import { clock, openMachine, Refused } from '../machine.ts'
import { Misused } from '../usage.ts'

const FORMATS = ['json', 'csv', 'xlsx'] as const
/** Periods as people and programs name them: a year, a half of it, a quarter, a month, a day. */
const PERIOD = /^\d{4}(-(0[1-9]|1[0-2])(-\d{2})?|-Q[1-4]|-H[12])?$/

/** Writes one of the tables to a file or to standard output. */
export async function exportVerb(
  what: string,
  options: { readonly branch?: string; readonly period?: string; readonly format: string; readonly out?: string },
): Promise<void> {
  const format = FORMATS.find((one) => one === options.format)
  if (format === undefined) throw new Misused('--format 请写 json、csv 或 xlsx')
  if (options.period !== undefined && !PERIOD.test(options.period)) throw new Misused('--period 请写 2026、2026-11 或 2026-11-22')
  const table = findTable(what)
  if (table === undefined) throw new Refused(`没有“${what}”这张表，能导出的有：${tableNames().join('、')}`)
  const { database, cipher } = await openMachine()
  try {
    const request: TableRequest = { cipher, branch: options.branch, period: options.period, today: dayOf(clock()) }
    const made = await database.read((tx) => table(tx, request))
    if (made.kind === 'refused') throw new Refused(made.line)
    const bytes = format === 'json' ? Buffer.from(`${JSON.stringify(made.records, undefined, 2)}\n`) : await sheetBytes(made.sheet, format)
    if (options.out === undefined) process.stdout.write(bytes)
    else writeOrRefuse(options.out, bytes)
  } finally {
    await database.close()
  }
}

function writeOrRefuse(file: string, bytes: Uint8Array): void {
  try {
    writeFileSync(file, bytes, { mode: 0o600 })
  } catch {
    throw new Refused(`写不进这个文件：${file}。请检查目录在不在、能不能写`)
  }
}

async function sheetBytes(sheet: Parameters<typeof writeSheet>[0], format: SheetFormat): Promise<Uint8Array> {
  return writeSheet(sheet, format)
}
