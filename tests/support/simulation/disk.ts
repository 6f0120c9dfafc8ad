import Sqlite from 'better-sqlite3'
import type { Connection } from '../../../src/kernel/database/connection.ts'
import { type Database, makeDatabase } from '../../../src/kernel/database/database.ts'
import type { Timer } from '../../../src/kernel/outbox/courier.ts'

/** One run of the program, from its start to its end or its crash. */
export type Life = { alive: boolean }

/** What the machine does to the program at a statement. */
export type Trouble = 'none' | 'crash-before' | 'crash-after' | 'busy' | 'full'

/** The disk of a simulated machine: what was committed outlives every crash. */
export type Disk = {
  /** For looking from outside. */
  readonly raw: Sqlite.Database
  /** The database as one life of the program sees it. */
  open(life: Life): Database
  /** The program dies here: what was not committed is gone. */
  crash(life: Life): void
}

/** Thrown into a program that is dead, so that nothing of it goes on. */
export class Dead extends Error {}

/** A disk with this content; `judge` is asked at every statement. */
export function makeDisk(content: Buffer | undefined, timer: Timer, judge: (sql: string, life: Life) => Trouble = () => 'none'): Disk {
  const raw = content === undefined ? new Sqlite(':memory:') : new Sqlite(content)
  raw.pragma('foreign_keys = ON')
  const crash = (life: Life): void => {
    if (!life.alive) return
    life.alive = false
    if (raw.inTransaction) raw.exec('rollback')
  }
  const prepared = new Map<string, Sqlite.Statement>()
  const run = (sql: string, parameters: readonly unknown[]) => {
    let one = prepared.get(sql)
    if (one === undefined) {
      one = raw.prepare(sql)
      prepared.set(sql, one)
    }
    return one.reader ? { rows: one.all(...parameters), changes: 0 } : { rows: [], changes: one.run(...parameters).changes }
  }
  const connect = (life: Life): Connection => ({
    dialect: 'sqlite',
    query: (sql, parameters) => {
      if (!life.alive) throw new Dead()
      const trouble = judge(sql, life)
      if (trouble === 'busy' || trouble === 'full') throw refusal(raw, trouble)
      if (trouble === 'crash-before') crash(life)
      if (!life.alive) throw new Dead()
      const outcome = run(sql, parameters)
      if (trouble === 'crash-after') crash(life)
      if (!life.alive) throw new Dead()
      return outcome
    },
  })
  return {
    raw,
    crash,
    open: (life) =>
      makeDatabase({
        writer: connect(life),
        beginWrite: 'begin immediate',
        beginRead: 'begin',
        inTransaction: () => life.alive && raw.inTransaction,
        wait: (milliseconds) => new Promise((resolve) => void timer(milliseconds, resolve)),
        close: async () => {},
      }),
  }
}

/** What better-sqlite3 throws; a full disk makes SQLite take back the whole transaction by itself. */
function refusal(raw: Sqlite.Database, trouble: 'busy' | 'full'): Error {
  if (trouble === 'full' && raw.inTransaction) raw.exec('rollback')
  return Object.assign(new Error(trouble), { code: trouble === 'busy' ? 'SQLITE_BUSY' : 'SQLITE_FULL' })
}
