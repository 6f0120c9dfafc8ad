import { existsSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { type Kysely, sql } from 'kysely'
import type { Connection, Tx } from './connection.ts'
import { connectionOf } from './dialect.ts'
import type { Database } from './database.ts'

/** One change of the schema, frozen once it has been run anywhere. */
export type Migration = {
  readonly name: string
  up(db: Kysely<Record<string, never>>, dialect: Connection['dialect']): Promise<void>
}

/** What `migrate` did, or why it left the database as it was. */
export type Migrated =
  | { readonly kind: 'done'; readonly ran: readonly string[] }
  | { readonly kind: 'newer'; readonly unknown: string }
  | { readonly kind: 'failed'; readonly name: string; readonly cause: unknown }

type VersionTables = { migration: { name: string; at: string } }

/** Reads the migrations that lie beside the program, oldest first. */
export async function findMigrations(): Promise<readonly Migration[]> {
  const folder = new URL('../../../migrations/', import.meta.url)
  if (!existsSync(fileURLToPath(folder))) throw new Error('the folder migrations is missing beside the program')
  const files = (await readdir(folder)).filter((file) => /^\d{4}-[a-z-]+\.(ts|js)$/.test(file)).toSorted()
  return Promise.all(
    files.map(async (file) => {
      const module = (await import(new URL(file, folder).href)) as Pick<Migration, 'up'>
      return { name: file.replace(/\.(ts|js)$/, ''), up: module.up }
    }),
  )
}

/**
 * Brings the schema up to date, each step in one transaction with its version row; a step that fails leaves nothing
 * behind. `beforeChange` is called once before a database that is already in use is touched: time for a copy.
 */
export async function migrate(
  database: Database,
  migrations: readonly Migration[],
  now: Date,
  beforeChange: () => Promise<void> = async () => {},
): Promise<Migrated> {
  const known = new Set(migrations.map((migration) => migration.name))
  const applied = await database.write(appliedMigrations)
  const unknown = applied.find((name) => !known.has(name))
  if (unknown !== undefined) return { kind: 'newer', unknown }
  const ran: string[] = []
  if (applied.length > 0 && applied.length < migrations.length) await beforeChange()
  for (const migration of migrations) {
    if (applied.includes(migration.name)) continue
    try {
      await database.write((tx) => applyOne(tx, migration, now))
    } catch (cause) {
      return { kind: 'failed', name: migration.name, cause }
    }
    ran.push(migration.name)
  }
  return { kind: 'done', ran }
}

/** The names of the steps this database has taken; creates the version table when it is missing. */
export async function appliedMigrations(tx: Tx): Promise<readonly string[]> {
  await tx.schema
    .createTable('migration')
    .ifNotExists()
    .addColumn('name', 'text', (column) => column.primaryKey())
    .addColumn('at', 'text', (column) => column.notNull())
    .execute()
  const rows = await tx.withTables<VersionTables>().selectFrom('migration').select('name').orderBy('name').execute()
  return rows.map((row) => row.name)
}

async function applyOne(tx: Tx, migration: Migration, now: Date): Promise<void> {
  const { dialect } = connectionOf(tx)
  await migration.up(tx, dialect)
  await tx.withTables<VersionTables>().insertInto('migration').values({ name: migration.name, at: now.toISOString() }).execute()
  if (dialect === 'sqlite') {
    const broken = await sql<{ table: string }>`select "table" from pragma_foreign_key_check`.execute(tx)
    if (broken.rows.length > 0) throw new Error(`the step leaves broken references in ${broken.rows[0]?.table ?? 'a table'}`)
  }
}
