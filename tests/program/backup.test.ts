import { cpSync, existsSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { buildProgram, type Environment, openTerminal, REAL, sample, type Terminal } from '../support/terminal.ts'

let model: Terminal
let terminal: Terminal

beforeAll(async () => {
  buildProgram()
  model = openTerminal(REAL)
  await model.run(['import-roster', sample('roster.xlsx'), '--apply'])
})
afterAll(() => model.close())
// Each test has its own copy of an office with a roster.
beforeEach(() => {
  terminal = openTerminal(REAL)
  cpSync(model.dataDir, terminal.dataDir, { recursive: true })
})
afterEach(() => terminal.close())

const people = async (env: Environment = {}): Promise<readonly { readonly phone: string | null }[]> =>
  JSON.parse((await terminal.run(['export', 'roster', '--format', 'json'], { env })).out) as { phone: string | null }[]

const database = (): string => join(terminal.dataDir, 'branchlink.db')

/** Lets the program run once, so that the database knows what it is for. */
async function stampLife(): Promise<void> {
  const running = terminal.start()
  await running.says(/\/healthz/)
  await running.ends('SIGTERM')
}

/** Writes nonsense into the middle of a database file. */
function damage(file: string): void {
  const bytes = readFileSync(file)
  bytes.fill(0xa5, 4096 * 3, 4096 * 20)
  writeFileSync(file, bytes)
}

/** Writes down a step that only a newer program knows. */
function addMigration(file: string, name: string): void {
  const copy = new Sqlite(file)
  copy.prepare('insert into migration (name, at) values (?, ?)').run(name, '2030-01-01T00:00:00.000Z')
  copy.close()
}

describe('backup', () => {
  test('a backup is one file for its owner, and what was changed afterwards is gone when it is put back', async () => {
    const file = terminal.path('周一.db')
    const done = await terminal.run(['backup', file])
    expect([done.status, done.out]).toEqual([0, expect.stringContaining('已备份并核对')])
    expect(statSync(file).mode & 0o777).toBe(0o600)
    expect([existsSync(`${file}-wal`), existsSync(`${file}.unfinished`)]).toEqual([false, false])
    await terminal.run(['import-roster', '--undo'])
    expect(await people()).toHaveLength(0)
    const restored = await terminal.run(['restore', file])
    expect([restored.status, restored.out]).toEqual([0, expect.stringContaining('已恢复')])
    expect(await people()).toHaveLength(144)
    // What lay there before is set aside, and a second restore does not throw it away.
    expect((await terminal.run(['restore', `${database()}.before-restore`])).status).toBe(0)
    expect(await people()).toHaveLength(0)
  })

  test('a running program is backed up too', async () => {
    const running = terminal.start()
    await running.says(/\/healthz/)
    expect((await terminal.run(['backup', terminal.path('b.db')])).status).toBe(0)
    expect(await running.ends('SIGTERM')).toBe(0)
  })

  test('a backup never takes the place of the database, of a folder or of somebody’s file', async () => {
    writeFileSync(terminal.path('roster.xlsx'), 'the only roster there is')
    const before = statSync(database()).ino
    const link = join(terminal.dataDir, '..', 'data', 'branchlink.db')
    for (const target of [database(), link, terminal.folder, terminal.path('roster.xlsx'), '/no/such/folder/b.db']) {
      const { status, out, err } = await terminal.run(['backup', target])
      expect([status, out]).toEqual([1, ''])
      expect(err.trimEnd().split('\n')).toHaveLength(1)
      expect(err).not.toContain('"type"')
    }
    expect(readFileSync(terminal.path('roster.xlsx'), 'utf8')).toBe('the only roster there is')
    expect(statSync(database()).ino).toBe(before)
  })

  test('there is nothing to back up before the first start', async () => {
    const { status, err } = await terminal.run(['backup', terminal.path('b.db')], { env: { DATA_DIR: terminal.path('new') } })
    expect([status, err]).toEqual([1, expect.stringMatching(/^还没有数据库：.*\n$/)])
  })
})

describe('restore', () => {
  test('onto a fresh machine: with the key the phones can be read, without it everything else works and doctor says so', async () => {
    const file = terminal.path('b.db')
    await terminal.run(['backup', file])
    const fresh = { DATA_DIR: terminal.path('fresh') }
    const restored = await terminal.run(['restore', file], { env: fresh })
    expect([restored.status, restored.out]).toEqual([0, expect.stringContaining('请把另存的钥匙 secret.key 放进')])
    const without = await people(fresh)
    expect([without.length, without.filter(({ phone }) => phone !== null).length]).toEqual([144, 0])
    expect((await terminal.run(['doctor'], { env: fresh })).out).toMatch(/^要管　电话：有 143 个读不出来/m)
    cpSync(join(terminal.dataDir, 'keys'), join(terminal.path('fresh'), 'keys'), { recursive: true })
    expect((await people(fresh)).filter(({ phone }) => phone !== null)).toHaveLength(143)
    expect((await terminal.run(['doctor'], { env: fresh })).out).toContain('好　电话：都读得出来')
  })

  test('with no setting written yet it goes where it belongs', async () => {
    const fresh = { DATA_DIR: terminal.path('fresh'), PLATFORMS: '', TELEGRAM_BOT_TOKEN: '' }
    await stampLife()
    await terminal.run(['backup', terminal.path('real.db')])
    await terminal.run(['demo'], { env: { PLATFORMS: 'sandbox' } })
    await terminal.run(['backup', terminal.path('rehearsal.db')], { env: { PLATFORMS: 'sandbox' } })
    for (const name of ['real.db', 'rehearsal.db'])
      expect((await terminal.run(['restore', terminal.path(name)], { env: fresh })).status).toBe(0)
    expect(await people({ ...REAL, DATA_DIR: terminal.path('fresh') })).toHaveLength(144)
    const running = terminal.start({ DATA_DIR: terminal.path('fresh'), PLATFORMS: 'sandbox' })
    await running.says(/演练页面/)
    expect(running.out()).not.toContain('已备好')
  })

  test('is refused while the program runs', async () => {
    const file = terminal.path('b.db')
    await terminal.run(['backup', file])
    const running = terminal.start()
    await running.says(/\/healthz/)
    expect(await terminal.run(['restore', file])).toEqual({ status: 1, out: '', err: '支部通正在运行，请先停掉它再恢复\n' })
    expect(await running.ends('SIGTERM')).toBe(0)
  })

  test('a damaged file, a foreign file, the database itself and a rehearsal are refused, and nothing changes', async () => {
    await terminal.run(['backup', terminal.path('damaged.db')])
    damage(terminal.path('damaged.db'))
    writeFileSync(terminal.path('letter.docx'), 'dear comrades')
    await terminal.run(['demo'], { env: { PLATFORMS: 'sandbox' } })
    await terminal.run(['backup', terminal.path('rehearsal.db')], { env: { PLATFORMS: 'sandbox' } })
    await stampLife()
    const before = readFileSync(database())
    for (const [file, line] of [
      ['none.db', /^没有这个备份：/],
      ['damaged.db', /^恢复没有做成：.*什么也没有改动\n$/],
      ['letter.docx', /^恢复没有做成：文件打不开或不是数据库。什么也没有改动\n$/],
      ['data/branchlink.db', /^这就是正在用的数据库/],
      ['rehearsal.db', /^这份备份是演练的/],
    ] as const) {
      const { status, out, err } = await terminal.run(['restore', terminal.path(file)])
      expect([status, out]).toEqual([1, ''])
      expect(err).toMatch(line)
    }
    expect(readFileSync(database()).equals(before)).toBe(true)
  })
})

describe('doctor', () => {
  test('says in plain lines how everything is, and leaves with 0 when nothing needs a hand', async () => {
    const { status, out } = await terminal.run(['doctor'], { env: { PLATFORMS: 'sandbox', DATA_DIR: terminal.path('new') } })
    expect(status).toBe(0)
    for (const line of [
      '好　设置：',
      '好　数据库：',
      '好　程序：没有运行',
      '好　时钟：',
      '好　磁盘：',
      '好　目录：',
      '好　待发的信：0 封',
      '好　等群重新绑定的信：没有',
      '好　电话：',
    ])
      expect(out).toContain(line)
    expect(out).not.toContain('要管')
  })

  test('leaves with 1 when a platform cannot be reached, and still tells the rest', async () => {
    const { status, out, err } = await terminal.run(['doctor'])
    expect(status).toBe(1)
    expect(out).toMatch(/^要管　Telegram：连不上/m)
    expect(out).toContain('好　数据库：自检通过')
    expect(err).toBe('有要管的事，见上面写着“要管”的行\n')
  })

  test('a damaged database is a finding with a way out, for every command one plain line', async () => {
    await terminal.run(['migrate'])
    damage(database())
    const { status, out } = await terminal.run(['doctor'], { env: { PLATFORMS: 'telegram' } })
    expect([status, out]).toEqual([1, expect.stringMatching(/^要管　数据库：自检没有通过.*restore/m)])
    const start = await terminal.run(['start'])
    expect([start.status, start.out]).toEqual([1, ''])
    expect(start.err).toMatch(/restore.*\n$/)
    expect(start.err.trimEnd().split('\n')).toHaveLength(1)
  })
})

describe('migrate and demo', () => {
  test('a new database is brought up to date once', async () => {
    const env = { DATA_DIR: terminal.path('new') }
    const first = await terminal.run(['migrate'], { env })
    expect([first.status, first.out]).toEqual([0, expect.stringMatching(/^已升级：0001-house、.*\n$/)])
    const second = await terminal.run(['migrate'], { env })
    expect([second.status, second.out]).toEqual([0, expect.stringMatching(/^数据库已是最新/)])
  })

  test('a database of a newer program is left alone', async () => {
    const file = terminal.path('b.db')
    await terminal.run(['backup', file])
    addMigration(file, '9999-from-the-future')
    rmSync(database())
    cpSync(file, database())
    const { status, err } = await terminal.run(['start'])
    expect([status, err]).toEqual([1, expect.stringMatching(/^数据库比程序新（9999-from-the-future），没有改动。.*\n$/)])
  })

  test('the made-up township goes into a rehearsal, once, and into nothing else', async () => {
    const env = { PLATFORMS: 'sandbox' }
    expect((await terminal.run(['demo'], { env })).out).toBe('演练用的乡镇已备好，人名都是编的\n')
    const before = await people(env)
    expect(before.length).toBeGreaterThan(130)
    expect((await terminal.run(['demo'], { env })).out).toBe('数据库里已经有人，没有改动\n')
    expect(await people(env)).toEqual(before)
    const real = await terminal.run(['demo'])
    expect([real.status, real.err]).toEqual([1, expect.stringContaining('演练')])
    expect(await people()).toHaveLength(144)
  })
})
