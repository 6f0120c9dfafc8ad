import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import Sqlite from 'better-sqlite3'

/** Held as long as the program serves this database; the system lets it go when the program dies. */
export type ServiceLock = { release(): void }

/** Takes the right to be the one program that serves a database, or tells that another has it. */
export function takeServiceLock(path: string): ServiceLock | undefined {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
  const lock = new Sqlite(`${path}.lock`, { timeout: 0 })
  try {
    lock.pragma('journal_mode = DELETE')
    lock.exec('begin exclusive')
    return {
      release: () => {
        lock.exec('rollback')
        lock.close()
      },
    }
  } catch {
    lock.close()
    return undefined
  }
}
