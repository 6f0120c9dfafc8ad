import { vi } from 'vitest'
import type { Database } from '../../src/kernel/database/database.ts'
import { findMigrations, migrate } from '../../src/kernel/database/migrate.ts'
import { openSqlite } from '../../src/kernel/database/sqlite.ts'
import { openPglite } from './pglite.ts'

// The first test of a file on PostgreSQL waits until it has started.
vi.setConfig({ testTimeout: 60_000 })

/** The engines every storage test runs on: `describe.each(ENGINES)('… on %s', (_, open) => …)`. */
export const ENGINES: readonly (readonly [string, () => Promise<Database>])[] = [
  ['SQLite', () => migrated(openSqlite(':memory:'))],
  ['PostgreSQL', async () => migrated(await openPglite())],
]

/** An empty SQLite in memory with today's tables. */
export function openMemory(): Promise<Database> {
  return migrated(openSqlite(':memory:'))
}

async function migrated(database: Database): Promise<Database> {
  const result = await migrate(database, await findMigrations(), new Date('2026-01-01T00:00:00Z'))
  if (result.kind !== 'done')
    throw new Error(`the migrations did not run: ${JSON.stringify(result)} ${String('cause' in result ? result.cause : '')}`)
  return database
}
