import type { Kysely } from 'kysely'

/** Whoever holds a `Tx` may use the database until the transaction ends; inside one, use nothing else. */
export type Tx = Kysely<Record<never, never>> & { readonly inTransaction: unique symbol }

/** What a statement brings back. */
export type Outcome = { readonly rows: readonly unknown[]; readonly changes: number }

/**
 * The only thing the rest of the house needs of a database engine.
 * SQLite answers at once, PostgreSQL with a promise; both are awaited by the caller.
 */
export type Connection = {
  readonly dialect: 'sqlite' | 'postgres'
  query(sql: string, parameters: readonly unknown[]): Outcome | Promise<Outcome>
}

/** The database cannot be written now because another program holds it. Nothing was changed; try again. */
export class DatabaseBusy extends Error {
  override readonly name = 'DatabaseBusy'
}

/** The disk is full or cannot be written. Nothing was changed; try again when there is room. */
export class DatabaseFull extends Error {
  override readonly name = 'DatabaseFull'
}

/** Tells "somebody else is writing" and "no room" from a bug, by the engine's own codes. */
export function translateEngineError(error: unknown): unknown {
  if (!(error instanceof Error)) return error
  const code = 'code' in error ? String(error.code) : ''
  if (code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED')) return new DatabaseBusy(code)
  if (
    code === 'SQLITE_FULL' ||
    code.startsWith('SQLITE_IOERR') ||
    code === 'ENOSPC' ||
    code.startsWith('SQLITE_READONLY') ||
    code === 'SQLITE_CANTOPEN'
  )
    return new DatabaseFull(code)
  return error
}

/** True for troubles of the machine, which pass, in contrast to bugs, which do not. */
export function isPassing(error: unknown): error is DatabaseBusy | DatabaseFull {
  return error instanceof DatabaseBusy || error instanceof DatabaseFull
}
