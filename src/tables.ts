import { archiveRecords } from './archived.ts'
import { disclosuresTable, inspectionTable } from './disclosures/exports.ts'
import { duesTable } from './dues/exports.ts'
import type { Day } from './kernel/day.ts'
import { readMisunderstandings } from './misunderstandings/index.ts'
import { feedbackRecords, feedbackSheet } from './feedback/index.ts'
import { noticesSheet, noticesTable } from './notices/index.ts'
import type { Tx } from './kernel/database/connection.ts'
import type { BranchId } from './kernel/chat/person.ts'
import type { Cipher } from './kernel/privacy/cipher.ts'
import type { SheetToWrite } from './kernel/tables/write-sheet.ts'
import { branchesUnder, findBranchByName } from './roster/directory.ts'
import { attendanceTable, signingTable } from './study/exports.ts'
import { auditRecords, auditSheet, rosterRecords, rosterSheet } from './roster/exports.ts'

/** What is asked of a table; `branch` is a name as typed, with everything below it. */
export type TableRequest = {
  readonly cipher: Cipher
  readonly branch: string | undefined
  readonly period: string | undefined
  readonly today: Day
}

/** A table for people who keep files: as records for programs and as a sheet for an office. */
export type Table =
  | { readonly kind: 'table'; readonly records: readonly object[]; readonly sheet: SheetToWrite }
  | { readonly kind: 'refused'; readonly line: string }

type MakeTable = (tx: Tx, request: TableRequest) => Promise<Table>
type Maker = (tx: Tx, branches: readonly BranchId[] | undefined, request: TableRequest) => Promise<Extract<Table, { kind: 'table' }>>

const makers: Readonly<Record<string, Maker>> = {
  roster: async (tx, branches, { cipher }) => {
    const records = await rosterRecords(tx, cipher, branches)
    return { kind: 'table', records, sheet: rosterSheet(records) }
  },
  notices: async (tx, branches, { period }) => {
    const records = await noticesTable(tx, branches, period)
    return { kind: 'table', records, sheet: noticesSheet(records) }
  },
  attendance: async (tx, branches, { period }) => ({ kind: 'table', ...(await attendanceTable(tx, branches, period)) }),
  signing: async (tx, branches, { period }) => ({ kind: 'table', ...(await signingTable(tx, branches, period)) }),
  dues: async (tx, branches, { period }) => ({ kind: 'table', ...(await duesTable(tx, branches, period)) }),
  disclosures: async (tx, branches, { period }) => ({ kind: 'table', ...(await disclosuresTable(tx, branches, period)) }),
  inspection: async (tx, branches, { period, today }) => ({ kind: 'table', ...(await inspectionTable(tx, branches, period, today)) }),
  feedback: async (tx, branches, { cipher, period, today }) => {
    const records = await feedbackRecords(tx, cipher, branches, period, today)
    return { kind: 'table', records, sheet: feedbackSheet(records) }
  },
  archive: async (tx) => {
    const records = await archiveRecords(tx)
    return {
      kind: 'table',
      records,
      sheet: {
        name: '公开存档',
        columns: [
          { key: 'position', title: '位置', holds: 'number' },
          { key: 'kind', title: '种类' },
          { key: 'subject', title: '号数' },
          { key: 'at', title: '时间' },
          { key: 'commitment', title: '校验值' },
        ],
        rows: records.flatMap((one) => (one.record === 'entry' ? [{ ...one }] : [])),
      },
    }
  },
  misunderstandings: async (tx) => {
    const records = await readMisunderstandings(tx)
    return {
      kind: 'table',
      records,
      sheet: {
        name: '理解错的话',
        columns: [
          { key: 'at', title: '时间' },
          { key: 'shape', title: '样子' },
          { key: 'chat', title: '群或私聊' },
          { key: 'role', title: '谁说的' },
          { key: 'open', title: '当时等着办的' },
          { key: 'understood', title: '理解成' },
        ],
        rows: records.map((one) => ({ ...one })),
      },
    }
  },
  audit: async (tx, _branches, { period }) => {
    const records = await auditRecords(tx, period)
    return { kind: 'table', records, sheet: auditSheet(records) }
  },
}

/** The tables that exist. */
export function tableNames(): readonly string[] {
  return Object.keys(makers)
}

/** The table of this name, limited to a branch when one is named. */
export function findTable(name: string): MakeTable | undefined {
  const make = makers[name]
  if (make === undefined) return undefined
  return async (tx, request) => {
    if (request.branch === undefined) return make(tx, undefined, request)
    const found = await findBranchByName(tx, request.branch)
    const [one] = found
    if (one === undefined) return { kind: 'refused', line: `没有叫“${request.branch}”的支部` }
    if (found.length > 1)
      return {
        kind: 'refused',
        line: `“${request.branch}”有 ${found.length} 个：${found.map(({ name: full }) => full).join('、')}，请写全名`,
      }
    return make(tx, await branchesUnder(tx, one.id), request)
  }
}
