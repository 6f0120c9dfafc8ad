import { setTimeout as pause } from 'node:timers/promises'
import { PGlite, types } from '@electric-sql/pglite'
import type { Connection } from '../../src/kernel/database/connection.ts'
import { type Database, makeDatabase } from '../../src/kernel/database/database.ts'

/** A PostgreSQL in this process, empty, behind the same door as SQLite: what runs on both is portable. */
export async function openPglite(): Promise<Database> {
  const engine = await PGlite.create({ parsers: { [types.INT8]: Number } })
  let inside = false
  const writer: Connection = {
    dialect: 'postgres',
    query: async (sql, parameters) => {
      const result = await engine.query(sql, [...parameters])
      if (/^(begin|start)/i.test(sql)) inside = true
      if (/^(commit|rollback$)/i.test(sql)) inside = false
      return { rows: result.rows, changes: result.affectedRows ?? 0 }
    },
  }
  return makeDatabase({
    writer,
    beginWrite: 'begin',
    beginRead: 'begin',
    inTransaction: () => inside,
    wait: (milliseconds) => pause(milliseconds),
    close: () => engine.close(),
  })
}
