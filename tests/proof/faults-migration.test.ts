import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { afterEach, expect, test } from 'vitest'
import { integrityOf, lookAt } from '../support/program/look.ts'
import { endScenes, setScene } from '../support/program/scene.ts'
import { builtProgram, HOME, runVerb } from '../support/program/start.ts'

const folders: string[] = []

afterEach(async () => {
  await endScenes()
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
})

/** The built program with one more migration, which breaks after it has changed something. */
function nextVersion(up: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'branchlink-next-'))
  folders.push(folder)
  cpSync(join(HOME, 'dist'), join(folder, 'dist'), { recursive: true })
  cpSync(join(HOME, 'package.json'), join(folder, 'package.json'))
  symlinkSync(join(HOME, 'node_modules'), join(folder, 'node_modules'))
  writeFileSync(
    join(folder, 'dist', 'migrations', '9999-next.js'),
    `import { sql } from 'kysely'\nexport async function up(db) {\n${up}\n}\n`,
  )
  return join(folder, 'dist', 'bots', 'main.js')
}

const BREAKS = `
  await db.schema.createTable('half').addColumn('id', 'integer').execute()
  await sql\`update notice set text = 'changed'\`.execute(db)
  await sql\`select * from nothing_of_the_kind\`.execute(db)`

test(
  'a change of the tables that breaks half-way is taken back whole, says what to do, and the old program goes on',
  { timeout: 60_000 },
  async () => {
    const old = builtProgram()
    const scene = await setScene(old)
    const schema = () =>
      lookAt(scene.town.database, (database) => database.prepare('select sql from sqlite_schema order by name').pluck().all())
    const before = schema()
    const next = nextVersion(BREAKS)
    const { status, output } = await runVerb(next, { ...scene.town, words: ['migrate'] })
    expect(status).toBe(1)
    expect(output.trim()).toMatch(/^升级步骤 9999-next 没做成，已全部退回，数据未动。[^\n]*$/)
    expect(schema()).toEqual(before)
    lookAt(scene.town.database, (database) => {
      expect(database.prepare(`select count(*) from notice where text = 'changed'`).pluck().get()).toBe(0)
      expect(integrityOf(database)).toBe('ok')
    })
    expect(copiesIn(scene.town.dataDir)).toHaveLength(1)
    const doctor = await runVerb(next, { ...scene.town, words: ['doctor'] })
    expect([doctor.status, doctor.output]).toEqual([1, expect.stringMatching(/^要管　升级步骤 9999-next 没做成，已全部退回/m)])

    const run = scene.start()
    await run.says(/healthz/)
    expect((await scene.health(run)).status).toBe(200)
  },
)

test(
  'the copy that is laid aside before the tables are changed is whole; an older program refuses the newer database',
  { timeout: 60_000 },
  async () => {
    const old = builtProgram()
    const scene = await setScene(old)
    const works = `await db.schema.createTable('whole').addColumn('id', 'integer').execute()`
    expect(await runVerb(nextVersion(works), { ...scene.town, words: ['migrate'] })).toEqual({ status: 0, output: '已升级：9999-next\n' })
    const [copy = ''] = copiesIn(scene.town.dataDir)
    const laid = new Sqlite(join(scene.town.dataDir, 'data', copy), { readonly: true })
    expect(integrityOf(laid)).toBe('ok')
    expect(laid.prepare('select count(*) from notice').pluck().get()).toBe(4)
    expect(laid.prepare(`select count(*) from sqlite_schema where name = 'whole'`).pluck().get()).toBe(0)
    laid.close()

    const size = readFileSync(scene.town.database).length
    const refused = await runVerb(old, scene.town)
    expect(refused.status).toBe(1)
    expect(refused.output.trim()).toMatch(/^数据库比程序新（9999-next），没有改动。[^\n]*$/)
    expect(readFileSync(scene.town.database)).toHaveLength(size)
  },
)

function copiesIn(dataDir: string): readonly string[] {
  return readdirSync(join(dataDir, 'data')).filter((name) => name.startsWith('before-migration-') && name.endsWith('.db'))
}
