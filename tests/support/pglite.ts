import { setTimeout as pause } from 'node:timers/promises'
import { PGlite, types } from '@electric-sql/pglite'
import type { Connection } from '../../src/kernel/database/connection.ts'
import { type Database, makeDatabase } from '../../src/kernel/database/database.ts'

/** Starting a PostgreSQL takes seconds: a test file has one and empties it for each test. */
let started: Promise<PGlite> | undefined

/** A PostgreSQL in this process, emptied, behind the same door as SQLite: what runs on both is portable. */
export async function openPglite(): Promise<Database> {
  started ??= PGlite.create({ parsers: { [types.INT8]: Number } })
  const engine = await started
  await engine.exec('drop schema public cascade; create schema public')
  let inside = false
  const writer: Connection = {
    dialect: 'postgres',
    query: async (sql, parameters) => {
      const result = await engine.query(sql, [...parameters])
      if (/^begin/i.test(sql)) inside = true
      if (/^(commit|rollback)$/i.test(sql)) inside = false
      return { rows: result.rows, changes: result.affectedRows ?? 0 }
    },
  }
  return makeDatabase({
    writer,
    beginWrite: 'begin',
    beginRead: 'begin',
    inTransaction: () => inside,
    wait: (milliseconds) => pause(milliseconds),
    close: async () => {},
  })
}
