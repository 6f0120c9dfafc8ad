import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { recordArrival } from '../../src/kernel/chat/inbox.ts'
import { backUp, checkCopy, putBack } from '../../src/kernel/database/copy.ts'
import { claimLife } from '../../src/kernel/database/life.ts'
import { takeServiceLock } from '../../src/kernel/database/lock.ts'
import { findMigrations, migrate } from '../../src/kernel/database/migrate.ts'
import { openSqlite } from '../../src/kernel/database/sqlite.ts'
import { connectionOf } from '../../src/kernel/database/dialect.ts'

const NOW = new Date('2026-11-20T02:00:00Z')
const folders: string[] = []

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
})

async function openFile() {
  const folder = mkdtempSync(join(tmpdir(), 'branchlink-db-'))
  folders.push(folder)
  const path = join(folder, 'a.db')
  const database = openSqlite(path)
  await migrate(database, await findMigrations(), NOW)
  return { folder, path, database }
}

test('every commit reaches the disk: synchronous is FULL, also after the first write', async () => {
  const { database } = await openFile()
  await database.write((tx) => recordArrival(tx, 'a', '1', NOW))
  const level = await database.write(async (tx) => (await connectionOf(tx).query('pragma synchronous', [])).rows)
  expect(level).toEqual([{ synchronous: 2 }])
  await database.close()
})

test('readers see what was committed and cannot write', async () => {
  const { database } = await openFile()
  await expect(database.read((tx) => recordArrival(tx, 'a', '1', NOW))).rejects.toThrow()
  expect(await database.write((tx) => recordArrival(tx, 'a', '1', NOW))).toBe(true)
  await database.close()
})

test('a backup is whole, is refused when it is not ours, and can be put back', async () => {
  const { folder, path, database } = await openFile()
  await database.write((tx) => recordArrival(tx, 'a', '1', NOW))
  const copy = join(folder, 'copy.db')
  expect((await backUp(path, copy)).kind).toBe('sound')
  await database.write((tx) => recordArrival(tx, 'a', '2', NOW))
  await database.close()
  expect(putBack(copy, path).kind).toBe('sound')
  const again = openSqlite(path)
  expect(await again.write((tx) => recordArrival(tx, 'a', '1', NOW))).toBe(false)
  expect(await again.write((tx) => recordArrival(tx, 'a', '2', NOW))).toBe(true)
  await again.close()
  expect(checkCopy(join(folder, 'missing.db'))).toEqual({ kind: 'damaged', reason: 'not-a-database' })
  execFileSync('sh', ['-c', `printf 'not a database at all, only words' > ${join(folder, 'words.db')}`])
  expect(putBack(join(folder, 'words.db'), path)).toEqual({ kind: 'damaged', reason: 'not-a-database' })
})

test('one program serves a database; a second one is told so', async () => {
  const { path, database } = await openFile()
  const first = takeServiceLock(path)
  expect(first).toBeDefined()
  expect(takeServiceLock(path)).toBeUndefined()
  first?.release()
  const second = takeServiceLock(path)
  expect(second).toBeDefined()
  second?.release()
  await database.close()
})

test('a database keeps the life it began with', async () => {
  const { database } = await openFile()
  expect(await claimLife(database, 'rehearsal')).toBe('rehearsal')
  expect(await claimLife(database, 'real')).toBe('rehearsal')
  await database.close()
})

test('a migration that fails half-way leaves nothing, and a newer database is left alone', async () => {
  const { database } = await openFile()
  const half = {
    name: '9998-half',
    up: async (db: Parameters<Awaited<ReturnType<typeof findMigrations>>[number]['up']>[0]) => {
      await db.schema.createTable('half').addColumn('id', 'integer').execute()
      throw new Error('the second half is missing')
    },
  }
  const known = await findMigrations()
  let copies = 0
  const failed = await migrate(database, [...known, half], NOW, async () => void (copies += 1))
  expect(failed).toMatchObject({ kind: 'failed', name: '9998-half' })
  expect(copies).toBe(1)
  const tables = await database.read(
    async (tx) => (await connectionOf(tx).query(`select name from sqlite_schema where name = 'half'`, [])).rows,
  )
  expect(tables).toEqual([])
  expect(await migrate(database, known.slice(0, 1), NOW)).toMatchObject({ kind: 'newer' })
  await database.close()
})
