import { copyFileSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createDisclosure } from '../../src/disclosures/items-store.ts'
import { publishVersion } from '../../src/disclosures/publishing.ts'
import { createVersion, moveVersion } from '../../src/disclosures/versions-store.ts'
import { openSigner } from '../../src/kernel/archive/checkpoint.ts'
import { openSqlite } from '../../src/kernel/database/sqlite.ts'
import { makeOutbox } from '../../src/kernel/outbox/outbox.ts'
import { findBranchByName, membersOf } from '../../src/roster/directory.ts'
import { buildProgram, openTerminal, REAL, sample, type Terminal } from '../support/terminal.ts'

let terminal: Terminal
let copy: string

beforeAll(async () => {
  buildProgram()
  terminal = openTerminal(REAL)
  await terminal.run(['import-roster', sample('roster.xlsx'), '--apply'])
  await publishTwo()
  copy = terminal.path('副本.db')
  await terminal.run(['backup', copy])
})
afterAll(() => terminal.close())

/** Two disclosures of 河西村, as if they had been drafted and approved in the chats. */
async function publishTwo(): Promise<void> {
  const database = openSqlite(join(terminal.dataDir, 'branchlink.db'))
  const signer = openSigner(terminal.dataDir)
  const now = new Date('2026-10-12T01:00:00Z')
  await database.write(async (tx) => {
    const [hexi] = await findBranchByName(tx, '河西')
    const [author, reviewer] = hexi === undefined ? [] : await membersOf(tx, [hexi.id])
    if (hexi === undefined || author === undefined || reviewer === undefined) throw new Error('the roster is not there')
    for (const period of ['2026-Q2', '2026-Q3']) {
      const item = await createDisclosure(tx, { branch: hexi.id, domain: 'village', category: 'materials', period, stage: 'after' }, now)
      const wording = {
        title: '物资管理',
        summary: '共 1 项',
        masked: {},
        body: { kind: 'text', text: `${period} 救灾大米 20 袋` },
      } as const
      const version = await createVersion(tx, { ...wording, disclosure: item.id, author: author.id }, now)
      await moveVersion(tx, version.id, 'draft', 'approved', {
        submitted_at: now.toISOString(),
        approved_by: reviewer.id,
        approved_at: now.toISOString(),
      })
      await publishVersion({ tx, now, signer, outbox: makeOutbox(async () => undefined) }, version.id)
    }
  })
  await database.close()
}

/** A copy of the copy, changed behind the program's back by somebody who knows how to. */
function forge(...statements: readonly string[]): string {
  const file = terminal.path('改过.db')
  copyFileSync(copy, file)
  const database = new Sqlite(file)
  for (const name of database.prepare(`select name from sqlite_schema where type = 'trigger'`).pluck().all())
    database.exec(`drop trigger ${String(name)}`)
  for (const statement of statements) database.exec(statement)
  database.close()
  return file
}

describe('branchlink verify', () => {
  test('the database, a copy of it and an exported archive all agree', async () => {
    expect(await terminal.run(['verify'])).toEqual({ status: 0, out: '存档 2 条，全部对得上\n', err: '' })
    expect((await terminal.run(['verify', copy])).out).toBe('存档 2 条，全部对得上\n')
    const file = terminal.path('存档.json')
    expect((await terminal.run(['export', 'archive', '--format', 'json', '--out', file])).status).toBe(0)
    expect((await terminal.run(['verify', file])).out).toBe('存档 2 条，全部对得上\n')
    const changed = terminal.path('改过.json')
    writeFileSync(changed, readFileSync(file, 'utf8').replace('2026-Q3 救灾大米 20 袋', '2026-Q3 救灾大米 10 袋'))
    const { status, out, err } = await terminal.run(['verify', changed])
    expect([status, out, err]).toEqual([1, '', '存档有 1 处对不上：\n第 2 条（disclosure 2:1）的内容与存档对不上：被改过\n'])
  })

  test('a tampered copy of the database is caught with the entry named, and left as it was', async () => {
    const file = forge(`update disclosure_version set body = replace(body, '20 袋', '10 袋') where id = 1`)
    const before = readFileSync(file)
    const { status, out, err } = await terminal.run(['verify', file])
    expect([status, out, err]).toEqual([1, '', '存档有 1 处对不上：\n第 1 条（disclosure 1:1）的内容与存档对不上：被改过\n'])
    expect(readFileSync(file).equals(before)).toBe(true)
  })

  test('whoever rewrites the content and its entry is found by the checkpoint that the groups hold', async () => {
    const { status, err } = await terminal.run([
      'verify',
      forge(`update archive_entry set commitment = '${'00'.repeat(32)}' where position = 0`),
    ])
    expect(status).toBe(1)
    expect(err).toContain('前 2 条与当时公布的对不上：其中有条目被改过')
  })

  test('what is no archive is said so', async () => {
    expect((await terminal.run(['verify', terminal.path('没有.json')])).err).toMatch(/^没有这个文件/u)
    expect((await terminal.run(['verify', sample('roster.xlsx')])).err).toMatch(/^这不是存档文件/u)
    writeFileSync(terminal.path('坏.db'), Buffer.concat([readFileSync(copy).subarray(0, 4096), Buffer.alloc(8192, 0xa5)]))
    expect((await terminal.run(['verify', terminal.path('坏.db')])).err).toMatch(/^这份副本打不开/u)
  })

  test('the register and the inspection can be exported, for half a year too', async () => {
    const { status, out } = await terminal.run(['export', 'disclosures', '--branch', '河西', '--period', '2026-Q3', '--format', 'json'])
    expect(status).toBe(0)
    const [record, ...others] = JSON.parse(out) as Record<string, unknown>[]
    expect(others).toEqual([])
    expect(record).toMatchObject({ number: 2, version: 1, category: 'materials', period: '2026-Q3', state: 'published', days_late: 0 })
    const sheet = await terminal.run(['export', 'inspection', '--branch', '河西', '--period', '2026-H2', '--format', 'csv'])
    expect(sheet.out).toMatch(/河西村党支部,物资管理,2,\d/u)
    expect((await terminal.run(['export', 'inspection', '--period', '2026-H3', '--format', 'csv'])).status).toBe(2)
  })
})
