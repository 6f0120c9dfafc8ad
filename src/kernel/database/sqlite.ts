import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import Sqlite from 'better-sqlite3'
import type { Connection, Outcome } from './connection.ts'
import { type Database, makeDatabase } from './database.ts'

/** The WAL-reset bug loses committed pages in older libraries. */
const OLDEST_LIBRARY = [3, 51, 3] as const

/** Opens (and creates) a SQLite file, or `:memory:` for tests, with everything that keeps a promise switched on. */
export function openSqlite(path: string): Database {
  if (path !== ':memory:') mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
  const writer = connect(path)
  const reader = path === ':memory:' ? undefined : connect(path)
  reader?.pragma('query_only = ON')
  const raw = new Map<Connection, Sqlite.Database>()
  const wrap = (database: Sqlite.Database): Connection => {
    const connection = wrapSqlite(database)
    raw.set(connection, database)
    return connection
  }
  const writing = wrap(writer)
  return makeDatabase({
    writer: writing,
    ...(reader === undefined ? {} : { reader: wrap(reader) }),
    beginWrite: 'begin immediate',
    beginRead: 'begin',
    inTransaction: (connection) => raw.get(connection)?.inTransaction ?? false,
    wait: (milliseconds) => pause(milliseconds),
    close: async () => {
      reader?.close()
      if (path !== ':memory:') writer.pragma('wal_checkpoint(truncate)')
      writer.close()
    },
  })
}

function connect(path: string): Sqlite.Database {
  // Short on purpose: better-sqlite3 waits inside the call and would hold up every chat and page; we wait outside.
  const database = new Sqlite(path, { timeout: 100 })
  refuseOldLibrary(database)
  if (path !== ':memory:') database.pragma('journal_mode = WAL')
  database.pragma('foreign_keys = ON')
  database.pragma('trusted_schema = OFF')
  setFull(database)
  return database
}

/** better-sqlite3 is built so that the first use of a WAL file turns FULL into NORMAL: set it after a first write. */
function setFull(database: Sqlite.Database): void {
  if (!database.memory) {
    database.exec('begin immediate; commit')
    database.prepare('select count(*) from sqlite_schema').get()
  }
  database.pragma('synchronous = FULL')
}

function refuseOldLibrary(database: Sqlite.Database): void {
  const version = String(database.prepare('select sqlite_version() as version').pluck().get())
  const parts = version.split('.').map(Number)
  for (const [index, least] of OLDEST_LIBRARY.entries()) {
    const part = parts[index] ?? 0
    if (part > least) return
    if (part < least) throw new Error(`SQLite ${version} is older than ${OLDEST_LIBRARY.join('.')}`)
  }
}

function wrapSqlite(database: Sqlite.Database): Connection {
  const prepared = new Map<string, Sqlite.Statement>()
  const most = 500
  return {
    dialect: 'sqlite',
    query(sql, parameters): Outcome {
      let one = prepared.get(sql)
      if (one === undefined) {
        if (prepared.size >= most) prepared.clear()
        one = database.prepare(sql)
        prepared.set(sql, one)
      }
      if (one.reader) return { rows: one.all(...parameters), changes: 0 }
      return { rows: [], changes: one.run(...parameters).changes }
    },
  }
}
