import { closeSync, copyFileSync, existsSync, fsyncSync, openSync, renameSync, rmSync } from 'node:fs'
import { dirname } from 'node:path'
import Sqlite from 'better-sqlite3'
import type { Life } from './life.ts'

/** What a look into a database file found. */
export type Checked = { readonly kind: 'sound'; readonly pages: number } | { readonly kind: 'damaged'; readonly reason: string }

/**
 * Copies a database that is in use into `target`, a few pages at a time so that nobody waits for it, then opens the
 * copy and checks it. The copy appears under its name only when it is whole.
 */
export async function backUp(path: string, target: string): Promise<Checked> {
  const unfinished = `${target}.unfinished`
  rmSync(unfinished, { force: true })
  const database = new Sqlite(path, { readonly: true, timeout: 5000 })
  try {
    // What others write meanwhile would make the engine begin anew each time; a snapshot stays as it is.
    database.exec('begin')
    database.prepare('select count(*) from sqlite_schema').get()
    await database.backup(unfinished, { progress: () => 200 })
  } finally {
    database.close()
  }
  foldIntoOneFile(unfinished)
  const checked = checkCopy(unfinished)
  if (checked.kind === 'damaged') {
    rmSync(unfinished, { force: true })
    return checked
  }
  settle(unfinished, target)
  return checked
}

/** Puts a backup in the place of the database after checking it; the old one is kept beside it as `.before-restore`. */
export function putBack(backup: string, path: string): Checked {
  const checked = checkCopy(backup)
  if (checked.kind === 'damaged') return checked
  const unfinished = `${path}.unfinished`
  copyFileSync(backup, unfinished)
  if (existsSync(path)) {
    // Folds the write-ahead log in, so that the file set aside is whole by itself.
    const old = new Sqlite(path)
    old.pragma('wal_checkpoint(truncate)')
    old.close()
    renameSync(path, `${path}.before-restore`)
    for (const rest of ['-wal', '-shm']) rmSync(path + rest, { force: true })
  }
  settle(unfinished, path)
  return checked
}

/** Opens a database file without changing it and has the engine check it. */
export function checkCopy(path: string): Checked {
  try {
    const copy = new Sqlite(path, { fileMustExist: true, readonly: true })
    try {
      const verdict = String(copy.pragma('integrity_check', { simple: true }))
      if (verdict !== 'ok') return { kind: 'damaged', reason: 'integrity_check' }
      const tables = copy.prepare(`select count(*) from sqlite_schema where name in ('migration', 'letter', 'inbox')`).pluck().get()
      if (tables !== 3) return { kind: 'damaged', reason: 'not-ours' }
      const pages = Number(copy.pragma('page_count', { simple: true }))
      return { kind: 'sound', pages }
    } finally {
      copy.close()
    }
  } catch {
    return { kind: 'damaged', reason: 'not-a-database' }
  }
}

/** The life that a database file has had, read without changing it; undefined while it has had none. */
export function lifeOfCopy(path: string): Life | undefined {
  const copy = new Sqlite(path, { fileMustExist: true, readonly: true })
  try {
    const value: unknown = copy.prepare(`select value from setting where key = 'life'`).pluck().get()
    return value === 'rehearsal' || value === 'real' ? value : undefined
  } finally {
    copy.close()
  }
}

/** A copy in WAL mode would grow two more files beside it as soon as somebody looks at it. */
function foldIntoOneFile(path: string): void {
  const copy = new Sqlite(path)
  copy.pragma('journal_mode = DELETE')
  copy.close()
}

function settle(unfinished: string, target: string): void {
  sync(unfinished)
  renameSync(unfinished, target)
  sync(dirname(target))
}

function sync(path: string): void {
  const handle = openSync(path, 'r')
  fsyncSync(handle)
  closeSync(handle)
}
