import { copyFileSync, cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, statSync, truncateSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import Sqlite from 'better-sqlite3'
import { afterEach, expect, test } from 'vitest'
import { type Deed, startCrowd } from '../support/program/crowd.ts'
import { findMissing, integrityOf, lettersIn } from '../support/program/look.ts'
import { builtProgram, type Program, runVerb, startProgram } from '../support/program/start.ts'
import { settleTownship, type Township } from '../support/program/township.ts'
import { backUp } from '../../src/kernel/database/copy.ts'
import { startTelegram } from '../support/telegram/start.ts'
import type { Telegram } from '../support/telegram/telegram.ts'

const PRESSES_PER_SECOND = 100
const MEGABYTES = Number(process.env['BACKUP_MB'] ?? 40)
const BACKUPS = 3

const endings: (() => Promise<unknown> | void)[] = []
afterEach(async () => {
  for (const end of endings.splice(0).toReversed()) await end()
})

async function openTownship(): Promise<Township> {
  const folder = mkdtempSync(join(tmpdir(), 'branchlink-backup-'))
  endings.push(() => rmSync(folder, { recursive: true, force: true }))
  const telegram = await startTelegram({ limits: 'off' })
  endings.push(telegram.stop)
  return settleTownship(telegram, join(folder, 'office'), { villages: 10, membersEach: 40, noticesEach: 4 }, 5)
}

/** Years of old entries, so that copying takes a while. */
function fatten(path: string, megabytes: number): void {
  const database = new Sqlite(path)
  const insert = database.prepare(`insert into audit (at, actor, action, subject, after) values (?, 'operator', 'old', ?, ?)`)
  database.transaction(() => {
    for (let row = 0; row < megabytes * 1024; row += 1)
      insert.run('2020-01-01T00:00:00.000Z', `old:${row}`, '"'.padEnd(1000, 'x').concat('"'))
  })()
  database.pragma('wal_checkpoint(truncate)')
  database.close()
}

function start(program: string, town: { readonly dataDir: string; readonly environment: Township['environment'] }): Program {
  const run = startProgram(program, town)
  endings.push(async () => {
    run.kill('SIGKILL')
    await run.ended
  })
  return run
}

/** The longest time between two answers to presses, in milliseconds. */
function watchAnswers(telegram: Telegram): { longest(): number } {
  let last = performance.now()
  let longest = 0
  let seen = telegram.calls.get('answerCallbackQuery') ?? 0
  const look = setInterval(() => {
    const now = performance.now()
    const count = telegram.calls.get('answerCallbackQuery') ?? 0
    if (count > seen) last = now
    seen = count
    longest = Math.max(longest, now - last)
  }, 5)
  endings.push(() => clearInterval(look))
  return { longest: () => Math.round(longest) }
}

/** What the platform knew to be safe when a copy was begun. */
function until(deeds: readonly Deed[], safe: number): readonly Deed[] {
  return deeds.filter(({ updateId }) => updateId <= safe)
}

function look<Found>(path: string, work: (database: Sqlite.Database) => Found): Found {
  const database = new Sqlite(path, { readonly: true, fileMustExist: true })
  try {
    return work(database)
  } finally {
    database.close()
  }
}

test(
  'a backup made while a hundred presses a second arrive is whole, and a fresh machine goes on from it',
  { timeout: 180_000 },
  async () => {
    const program = builtProgram()
    const town = await openTownship()
    fatten(town.database, MEGABYTES)
    const first = start(program, town)
    await town.telegram.until(() => (town.telegram.calls.get('getUpdates') ?? 0) > 0, 30_000)
    await town.telegram.until(() => town.groups.every((group) => town.telegram.messagesIn(group).length > 0), 60_000)
    const crowd = startCrowd(town, PRESSES_PER_SECOND)
    endings.push(crowd.stop)
    await pause(1500)
    const answers = watchAnswers(town.telegram)
    const copies: { file: string; safe: number; ms: number }[] = []
    for (let nth = 0; nth < BACKUPS; nth += 1) {
      const safe = town.telegram.updates.acknowledgedUpTo()
      const file = join(town.dataDir, `copy-${nth}.db`)
      const began = performance.now()
      const { status, output } = await runVerb(program, { ...town, words: ['backup', file] })
      expect(output).toContain('已备份并核对')
      expect(status).toBe(0)
      copies.push({ file, safe, ms: Math.round(performance.now() - began) })
    }
    crowd.stop()
    first.kill('SIGTERM')
    expect(await first.ended).toBe(0)
    process.stdout.write(
      `backup: ${JSON.stringify({ megabytes: MEGABYTES, presses: crowd.deeds.length, ms: copies.map(({ ms }) => ms), longestSilenceMs: answers.longest() })}\n`,
    )
    for (const { file, safe } of copies) {
      expect(look(file, integrityOf)).toBe('ok')
      expect(look(file, (database) => findMissing(database, until(crowd.deeds, safe), safe))).toEqual([])
      expect(existsSync(`${file}-wal`)).toBe(false)
    }
    await goOnFrom(program, town, copies.at(-1) ?? { file: '', safe: 0 }, crowd.deeds)
  },
)

/** A machine that has nothing but the program, the backup and the keys. */
async function goOnFrom(program: string, town: Township, copy: { file: string; safe: number }, deeds: readonly Deed[]): Promise<void> {
  const dataDir = join(town.dataDir, '..', 'fresh')
  mkdirSync(join(dataDir, 'data'), { recursive: true, mode: 0o700 })
  copyFileSync(copy.file, join(dataDir, 'backup.db'))
  cpSync(join(town.dataDir, 'data', 'keys'), join(dataDir, 'data', 'keys'), { recursive: true })
  const restored = await runVerb(program, { dataDir, environment: town.environment, words: ['restore', join(dataDir, 'backup.db')] })
  expect(restored.output).toContain('已恢复')
  expect(restored.status).toBe(0)
  const run = start(program, { dataDir, environment: town.environment })
  const [person] = town.people.filter((_one, nth) => nth > 1)
  if (person === undefined) throw new Error('nobody lives there')
  const before = town.telegram.messagesIn(person).length
  person.tells('帮助')
  await town.telegram.until(() => town.telegram.messagesIn(person).length > before, 30_000)
  const path = join(dataDir, 'data', 'branchlink.db')
  expect(look(path, (database) => findMissing(database, until(deeds, copy.safe), copy.safe))).toEqual([])
  expect(look(path, (database) => lettersIn(database).length)).toBeGreaterThan(0)
  run.kill('SIGTERM')
  expect(await run.ended).toBe(0)
}

test('a backup ends although somebody writes after every few pages of it', { timeout: 60_000 }, async () => {
  const town = await openTownship()
  fatten(town.database, 10)
  const writer = new Sqlite(town.database)
  writer.exec(`insert into setting (key, value) values ('test', '1')`)
  const write = writer.prepare(`update setting set value = cast(value as integer) + 1 where key = 'test'`)
  const state = { isWriting: true, writes: 0 }
  const goOn = (): void => {
    if (!state.isWriting) return
    write.run()
    state.writes += 1
    setImmediate(goOn)
  }
  goOn()
  const ended = await Promise.race([backUp(town.database, join(town.dataDir, 'copy.db')), pause(20_000)])
  state.isWriting = false
  await pause(50)
  writer.close()
  expect(ended).toMatchObject({ kind: 'sound' })
  expect(state.writes).toBeGreaterThan(10)
})

test('a backup that was damaged on the way is refused, and the database stays as it was', { timeout: 60_000 }, async () => {
  const program = builtProgram()
  const town = await openTownship()
  const copy = join(town.dataDir, 'copy.db')
  expect((await runVerb(program, { ...town, words: ['backup', copy] })).status).toBe(0)
  const before = look(town.database, lettersIn)
  copyFileSync(copy, `${copy}.torn`)
  truncateSync(`${copy}.torn`, Math.floor(statSync(copy).size / 2))
  const refused = await runVerb(program, { ...town, words: ['restore', `${copy}.torn`] })
  expect(refused.status).toBe(1)
  expect(refused.output).toContain('什么也没有改动')
  expect(look(town.database, lettersIn)).toEqual(before)
})
