import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, describe, expect, test } from 'vitest'
import { beginCarefully, endCleanly } from '../../src/kernel/chat/care.ts'
import type { Incoming } from '../../src/kernel/chat/message.ts'
import type { Database } from '../../src/kernel/database/database.ts'
import { openSqlite } from '../../src/kernel/database/sqlite.ts'
import { findMigrations, migrate } from '../../src/kernel/database/migrate.ts'
import type { Log } from '../../src/kernel/log.ts'
import { lettersAfter } from '../support/letters.ts'
import { DONE, HARMLESS, openPoisonHouse, POISON } from '../support/poison/house.ts'
import { said } from '../support/poison/people.ts'
import { builtProgram, runVerb } from '../support/program/start.ts'
import { ACCOUNT, foundTown, type Town } from '../support/simulation/town.ts'
import { openMemory } from '../support/storage.ts'

const NOON = new Date('2026-11-20T04:00:00Z')
const CHILD = fileURLToPath(new URL('../support/poison/child.ts', import.meta.url))
const APOLOGY = '这条没办成，已告诉管理员'
const ALERT = '有一件事处理不了'

type AuditTables = { audit: { action: string; subject: string } }
type ParkedTables = {
  parked: { key: string; tries: number; reason: string }
  inbox: { key: string }
  attempt: { key: string; tries: number }
  setting: { key: string }
}

const folders: string[] = []
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
})

function quiet(errors: string[]): Log {
  const pass = (): void => {}
  return { debug: pass, info: pass, warn: pass, error: (_facts, sentence) => void errors.push(sentence) }
}

async function done(database: Database): Promise<readonly string[]> {
  return database.read(async (tx) => {
    const rows = await tx.withTables<AuditTables>().selectFrom('audit').select(['action', 'subject']).execute()
    return rows.filter(({ action }) => action === DONE || action === 'poison-half-done').map(({ subject }) => subject)
  })
}

async function parked(database: Database) {
  return database.read((tx) => tx.withTables<ParkedTables>().selectFrom('parked').select(['key', 'tries', 'reason']).execute())
}

async function told(database: Database, chat: string, what: string): Promise<number> {
  const letters = await lettersAfter(database, 0)
  return letters.filter((letter) => letter.chat === chat && letter.text.includes(what)).length
}

function someoneOf(town: Town, nth: number) {
  const hall = town.halls[0]
  const who = town.citizens.filter(({ branch }) => branch === hall?.branch)[nth]
  const admin = town.citizens.find(({ office }) => office === 'township_admin')
  if (hall === undefined || who === undefined || admin === undefined) throw new Error('the town is too small')
  return { hall, who, admin }
}

describe('a message whose handler always throws', () => {
  async function poisoned() {
    const database = await openMemory()
    const town = await database.write((tx) => foundTown(tx, NOON))
    const errors: string[] = []
    let tries = 0
    const receive = openPoisonHouse({
      database,
      clock: () => NOON,
      log: quiet(errors),
      goWrong: () => {
        tries += 1
        throw new RangeError('a bug')
      },
    })
    return { database, receive, errors, tries: () => tries, town, ...someoneOf(town, 1) }
  }

  test('is tried three times and set aside, nothing of it is kept, and the others of its room are done in the same breath', async () => {
    const { database, receive, tries, hall, who, town } = await poisoned()
    const others = town.citizens.filter(({ branch }) => branch === hall.branch).map((one) => said(one, HARMLESS, { at: NOON, group: hall }))
    const bad = said(who, POISON, { at: NOON, group: hall })
    const events = [...others.slice(0, 2), bad, ...others.slice(2)]
    const receipts = await receive(ACCOUNT, events)
    expect(receipts).toEqual(events.map(() => ({ kind: 'done' })))
    expect(tries()).toBe(3)
    expect(await done(database)).toEqual(others.map(({ key }) => key))
    expect(await parked(database)).toEqual([{ key: bad.key, tries: 3, reason: 'RangeError' }])
    expect(await told(database, hall.chat, '办到一半')).toBe(0)
  })

  test('tells its sender once and the operator once, however often the platform repeats it', async () => {
    const { database, receive, tries, errors, who, admin } = await poisoned()
    const bad = said(who, POISON, { at: NOON })
    for (let round = 0; round < 4; round += 1) await receive(ACCOUNT, [bad, bad])
    expect(tries()).toBe(3)
    expect(errors).toHaveLength(3)
    expect(await told(database, who.chat, APOLOGY)).toBe(1)
    expect(await told(database, admin.chat, ALERT)).toBe(1)
    expect(await parked(database)).toHaveLength(1)
  })

  test('does not stop its sender from being heard with the next message', async () => {
    const { database, receive, who } = await poisoned()
    const next = said(who, HARMLESS, { at: NOON })
    await receive(ACCOUNT, [said(who, POISON, { at: NOON })])
    await receive(ACCOUNT, [next])
    expect(await done(database)).toEqual([next.key])
  })
})

describe('a message whose handler kills the program', () => {
  async function settleOnDisk() {
    const folder = mkdtempSync(join(tmpdir(), 'branchlink-poison-'))
    folders.push(folder)
    mkdirSync(join(folder, 'data'), { mode: 0o700 })
    const path = join(folder, 'data', 'branchlink.db')
    const database = openSqlite(path)
    await migrate(database, await findMigrations(), NOON)
    const town = await database.write((tx) => foundTown(tx, NOON))
    return { folder, path, database, town, ...someoneOf(town, 1) }
  }

  function runChild(path: string, events: readonly Incoming[]): { readonly safe: readonly string[]; readonly end: string } {
    const child = spawnSync(process.execPath, ['--import', 'tsx', CHILD, path, JSON.stringify(events)], { encoding: 'utf8' })
    if (child.signal === null && child.status !== 0) throw new Error(child.stderr)
    return { safe: child.signal === null ? (JSON.parse(child.stdout) as string[]) : [], end: child.signal ?? 'ended' }
  }

  test('is set aside after three restarts; its room was served in between, each message exactly once', { timeout: 60_000 }, async () => {
    const { folder, path, database, town, hall, who, admin } = await settleOnDisk()
    const others = town.citizens.filter(({ branch }) => branch === hall.branch).map((one) => said(one, HARMLESS, { at: NOON, group: hall }))
    const bad = said(who, POISON, { at: NOON })
    const later = said(admin, HARMLESS, { at: NOON })
    const ends: string[] = []
    let safe: readonly string[] = []
    for (let run = 1; run <= 4; run += 1) {
      const offered = [...others.slice(0, 2), bad, ...others.slice(2), ...(run >= 3 ? [later] : [])]
      const { end, safe: now } = runChild(path, offered)
      ends.push(end)
      safe = now
      if (run === 1) expect(await done(database)).toEqual(others.slice(0, 2).map(({ key }) => key))
    }
    expect(ends).toEqual(['SIGKILL', 'SIGKILL', 'SIGKILL', 'ended'])
    expect(safe).toHaveLength(others.length + 2)
    expect((await done(database)).toSorted()).toEqual([...others, later].map(({ key }) => key).toSorted())
    expect(await parked(database)).toEqual([{ key: bad.key, tries: 3, reason: 'killed-the-program' }])
    expect(await told(database, who.chat, APOLOGY)).toBe(1)
    expect(await told(database, admin.chat, ALERT)).toBe(1)
    expect(await database.read((tx) => tx.withTables<ParkedTables>().selectFrom('attempt').select('key').execute())).toEqual([])
    await database.close()
    const doctor = await runVerb(builtProgram(), { words: ['doctor'], dataDir: folder, environment: { DATABASE_URL: `file:${path}` } })
    expect(doctor.output).toContain('处理不了的消息：1 条')
    expect(doctor.status).toBe(1)
  })

  test('costs nobody care after a run that ended as it was told to', async () => {
    const { database } = await settleOnDisk()
    const first = await beginCarefully(database)
    expect(first.isOver(NOON)).toBe(false)
    await endCleanly(database, NOON)
    expect((await beginCarefully(database)).isOver(NOON)).toBe(true)
    // That one is killed now: nobody tells the next that it ended well.
    expect((await beginCarefully(database)).isOver(NOON)).toBe(false)
    await database.close()
  })
})

describe('the first minute after an unclean end', () => {
  const later = (seconds: number) => new Date(NOON.getTime() + seconds * 1000)

  async function careful() {
    const database = await openMemory()
    const town = await database.write((tx) => foundTown(tx, NOON))
    const care = await beginCarefully(database)
    let now = NOON
    let commits = 0
    let people = 90_000
    const counted: Database = { ...database, write: (work) => ((commits += 1), database.write(work)) }
    const receive = openPoisonHouse({ database: counted, clock: () => now, log: quiet([]), goWrong: () => {}, care })
    const { hall } = someoneOf(town, 1)
    const burst = (size: number) => {
      commits = 0
      const events = Array.from({ length: size }, (_one, nth) =>
        said({ chat: String((people += 1)), name: '某人' }, `${HARMLESS} ${nth}`, { at: now, group: hall }),
      )
      return receive(ACCOUNT, events)
    }
    return { database, care, burst, commits: () => commits, turnTo: (moment: Date) => void (now = moment) }
  }

  test('messages go one by one until as many went well as a platform hands over at once, then together again', async () => {
    const { database, burst, commits } = await careful()
    await burst(200)
    expect(commits()).toBe(400)
    await burst(100)
    expect(commits()).toBeLessThan(120)
    await burst(100)
    expect(commits()).toBe(1)
    expect(await done(database)).toHaveLength(400)
  })

  test('a quiet place is careful for a minute, counted from its first message', async () => {
    const { burst, commits, turnTo } = await careful()
    turnTo(later(300))
    await burst(3)
    expect(commits()).toBe(6)
    turnTo(later(359))
    await burst(3)
    expect(commits()).toBe(6)
    turnTo(later(360))
    await burst(3)
    expect(commits()).toBe(1)
  })

  test('a message that a database in trouble sends back again and again is not taken for one that kills', async () => {
    const database = await openMemory()
    const town = await database.write((tx) => foundTown(tx, NOON))
    const care = await beginCarefully(database)
    let begun = 0
    const failing: Database = {
      ...database,
      write: (work) => {
        begun += 1
        return begun % 2 === 0 && begun < 20
          ? database.write(async (tx) => {
              await work(tx)
              throw Object.assign(new Error('busy'), { code: 'SQLITE_BUSY' })
            })
          : database.write(work)
      },
    }
    const { who } = someoneOf(town, 1)
    const receive = openPoisonHouse({ database: failing, clock: () => NOON, log: quiet([]), goWrong: () => {}, care })
    const event = said(who, HARMLESS, { at: NOON })
    for (let offers = 1; offers < 10; offers += 1) expect(await receive(ACCOUNT, [event])).toEqual([{ kind: 'again', afterMs: 1000 }])
    expect(await receive(ACCOUNT, [event])).toEqual([{ kind: 'done' }])
    expect(await done(database)).toEqual([event.key])
    expect(await parked(database)).toEqual([])
  })
})
