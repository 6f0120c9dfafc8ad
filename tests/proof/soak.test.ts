import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { expect, test } from 'vitest'
import { addDays, dayOf, momentAt } from '../../src/kernel/day.ts'
import { openSqlite } from '../../src/kernel/database/sqlite.ts'
import { findMigrations, migrate } from '../../src/kernel/database/migrate.ts'
import { heapInUse } from '../support/memory.ts'
import { said } from '../support/poison/people.ts'
import { openQuietTown, type QuietTown } from '../support/quiet-town.ts'
import { type Chance, makeChance } from '../support/simulation/chance.ts'
import { ACCOUNT, foundTown } from '../support/simulation/town.ts'

/** Ten weeks within `npm test`; `SOAK_WEEKS=100 npx vitest run tests/proof/soak.test.ts` goes on for two years. */
const WEEKS = Number(process.env['SOAK_WEEKS'] ?? 10)
/** After so many weeks everything that is kept for a while has filled up. */
const SETTLED_WEEKS = 3
/** Of the weekly crowd alone 3,000 passers-by speak: a leak of a hundred bytes each would be seen. */
const CROWD = 3000
const MOST_HEAP_GROWN = 1_500_000 + WEEKS * 50_000
const MOST_WAL_BYTES = 12_000_000

type Weekly = { readonly heap: number; readonly handles: number; readonly wal: number }

async function openOnDisk(folder: string): Promise<{ readonly town: QuietTown; readonly path: string; close(): Promise<void> }> {
  const path = join(folder, 'branchlink.db')
  const database = openSqlite(path)
  const founded = new Date('2026-01-01T00:00:00Z')
  await migrate(database, await findMigrations(), founded)
  const town = await database.write((tx) => foundTown(tx, founded))
  const raw = new Sqlite(path, { readonly: true })
  return {
    path,
    town: await openQuietTown({ at: '2026-11-23 07:00', storage: { database, raw, town } }),
    close: async () => {
      raw.close()
      await database.close()
    },
  }
}

/** A day of a township: now and then a notice, most answer it, some talk, some ask, one takes something back. */
async function liveOneDay(town: QuietTown, chance: Chance, told: Set<string>): Promise<void> {
  const { citizens, halls } = town.town
  const today = dayOf(town.time.now())
  const hallOf = (branch: number) => halls.find((hall) => hall.branch === branch)?.chat
  await town.goTo(momentAt(today, '08:05'))
  for (const secretary of citizens.filter(({ office }) => office === 'secretary'))
    if (chance.happens(0.3)) {
      await town.says(secretary, `发通知 明天村部开会，编号 ${chance.token()}`)
      await town.says(secretary, '发送')
    }
  await town.goTo(momentAt(today, '10:02'))
  const cards = town.arrived.filter(({ letter }) => letter.chat.startsWith('-') && letter.choices.length > 0).slice(-6)
  for (const who of citizens) {
    const card = cards.find(({ letter }) => letter.chat === hallOf(who.branch))
    const token = card?.letter.choices[0]?.token
    if (card !== undefined && token !== undefined && chance.happens(0.6)) {
      const receipt = await town.presses(who, card.letter.chat, token)
      if (receipt.kind === 'done' && (receipt.toast ?? '').includes('谢谢您')) told.add(`${token} ${who.id}`)
    }
    if (chance.happens(0.3)) await town.says(who, chance.pick(['收到', '帮助', '我的', '在吗', '为什么', '撤销']))
    if (chance.happens(0.5)) await town.says(who, chance.pick(['今天雨真大', '好的', '谁家的羊跑了']), hallOf(who.branch))
  }
  for (const hour of ['15:00', '18:00', '23:00'] as const) await town.goTo(momentAt(today, hour))
  await town.goTo(momentAt(addDays(today, 1), '04:00'))
}

/** A market day: people nobody knows talk in a group, all at once. */
async function crowd(town: QuietTown, week: number): Promise<void> {
  const at = town.time.now()
  const group = town.town.halls[0]
  if (group === undefined) throw new Error('there is no group')
  const events = Array.from({ length: CROWD }, (_one, nth) =>
    said({ chat: String(10_000_000 + week * CROWD + nth), name: '路人' }, `集上的白菜第${week}摊${nth}号`, { at, group }),
  )
  const receipts = await town.office().receive(ACCOUNT, events)
  if (receipts.some(({ kind }) => kind !== 'done')) throw new Error('somebody was not taken')
}

function measure(path: string): Weekly {
  const wal = statSync(`${path}-wal`, { throwIfNoEntry: false })?.size ?? 0
  return { heap: heapInUse(), handles: readdirSync('/proc/self/fd').length, wal }
}

test(`${WEEKS} weeks of a township leave memory, log and open files as they were`, { timeout: 60_000 + WEEKS * 12_000 }, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'branchlink-soak-'))
  const { town, path, close } = await openOnDisk(folder)
  const chance = makeChance(7)
  const told = new Set<string>()
  const weekly: Weekly[] = []
  let largestWal = 0
  let letters = 0
  try {
    for (let week = 0; week < WEEKS; week += 1) {
      for (let one = 0; one < 7; one += 1) {
        await liveOneDay(town, chance, told)
        largestWal = Math.max(largestWal, measure(path).wal)
      }
      await crowd(town, week)
      letters += town.arrived.length
      town.arrived.splice(0, town.arrived.length - 20)
      await town.turnOff()
      await town.turnOn()
      weekly.push(measure(path))
    }
    const count = (sql: string) => town.raw.prepare(sql).pluck().get() as number
    const figures = {
      weeks: WEEKS,
      letters,
      passersBy: WEEKS * CROWD,
      receipts: told.size,
      reminders: count('select count(*) from reminder'),
      heapMB: weekly.map(({ heap }) => Number((heap / 1e6).toFixed(1))),
      largestWalMB: Number((largestWal / 1e6).toFixed(1)),
      handles: weekly.map(({ handles }) => handles),
    }
    process.stdout.write(`soak: ${JSON.stringify(figures)}\n`)
    const settled = weekly.slice(Math.min(SETTLED_WEEKS, WEEKS) - 1)
    const heaps = settled.map(({ heap }) => heap)
    expect((heaps.at(-1) ?? 0) - (heaps[0] ?? 0)).toBeLessThan(MOST_HEAP_GROWN)
    expect(largestWal).toBeLessThan(MOST_WAL_BYTES)
    expect(new Set(weekly.map(({ handles }) => handles)).size).toBe(1)
    expect(told.size).toBeGreaterThan(WEEKS * 10)
    expect(figures.reminders).toBeGreaterThan(WEEKS * 3)
    // What is only needed for a while was forgotten, and nothing waits that should have gone.
    const twoDaysAgo = new Date(town.time.now().getTime() - 3 * 86_400_000).toISOString()
    expect(count(`select count(*) from inbox where at < '${twoDaysAgo}'`)).toBe(0)
    expect(count(`select count(*) from choice where expires_at < '${twoDaysAgo}'`)).toBe(0)
    expect(count(`select count(*) from letter where state in ('waiting', 'sending') and good_until < '${twoDaysAgo}'`)).toBe(0)
    expect(count(`select count(*) from letter where doubts > 0 or state in ('doubtful', 'refused')`)).toBe(0)
    expect(count('select count(*) from parked')).toBe(0)
  } finally {
    await town.turnOff()
    await close()
    rmSync(folder, { recursive: true, force: true })
  }
})
