import { statSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import Sqlite from 'better-sqlite3'
import { type Figure, type Plan, quantile } from './figure.ts'
import { buildProgram, runVerb, startProgram } from './program.ts'
import { startTelegramProcess } from './telegram-process.ts'
import { foundWithNotices, openMigrated } from './township.ts'

const GROUPS = 30
const PEOPLE = 5000
const EVERY_MS = 10
const BALLAST_MB = 100
const SECONDS = { quick: 8, full: 20 } as const
const HEAD_START_MS = 2000

/** A copy is taken of a database of 100 MB while somebody presses every hundredth of a second: does anybody notice? */
export async function benchBackupSilence(plan: Plan): Promise<readonly Figure[]> {
  buildProgram()
  const telegram = await startTelegramProcess(GROUPS, PEOPLE)
  const path = join(plan.folder, 'backup.db')
  const database = await openMigrated(path)
  const hung = await foundWithNotices(database, telegram, 3)
  await database.close()
  loadBallast(path)
  for (const { message, text, data } of hung) await telegram.hang(message, text, data)
  const wiring = { folder: plan.folder, database: path, ...telegram }
  const program = await startProgram(wiring)
  try {
    const presses = (SECONDS[plan.pace] * 1000) / EVERY_MS
    await telegram.burst(500, hung[0]?.message ?? 0)
    const calm = await telegram.trickle(Math.min(presses, 500), EVERY_MS, hung[1]?.message ?? 0)
    const busy = telegram.trickle(presses, EVERY_MS, hung[2]?.message ?? 0)
    await sleep(HEAD_START_MS)
    const copy = join(plan.folder, 'copy.db')
    const tookMs = await runVerb(wiring, ['backup', copy])
    const during = await busy
    const megabytes = statSync(copy).size / 1e6
    const how = `the verb backup, ${tookMs.toFixed(0)} ms for ${megabytes.toFixed(0)} MB with its check, while ${1000 / EVERY_MS} presses a second come over long polling`
    return [
      {
        name: 'backup: longest silence',
        unit: 'ms',
        ours: during.longestSilence,
        peer: { name: 'without a backup', value: calm.longestSilence },
        ratio: during.longestSilence / calm.longestSilence,
        wanted: { of: 'ours', most: 150 },
        how: `${how}; the longest time between two answers to pressers`,
      },
      {
        name: 'backup: wait of a presser, p99',
        unit: 'ms',
        ours: quantile(during.waits, 0.99),
        peer: { name: 'without a backup', value: quantile(calm.waits, 0.99) },
        ratio: quantile(during.waits, 0.99) / quantile(calm.waits, 0.99),
        how: 'from the press at Telegram until its answer there',
      },
      { name: 'backup of 100 MB', unit: 's', ours: tookMs / 1000, how },
    ]
  } finally {
    await program.stop()
    await telegram.stop()
  }
}

/** Fills the audit trail, as years of use would. */
function loadBallast(path: string): void {
  const database = new Sqlite(path)
  database.pragma('synchronous = OFF')
  const line = '{"what":"ballast","text":"'.padEnd(900, 'x')
  const insert = database.prepare(
    `insert into audit (at, actor, action, subject, after) values ('2026-01-01T00:00:00.000Z', 'bench', 'bench', ?, ?)`,
  )
  database.exec('begin')
  for (let index = 0; index < BALLAST_MB * 1000; index += 1) insert.run(`bench:${index}`, `${line}${index}"}`)
  database.exec('commit')
  database.pragma('wal_checkpoint(truncate)')
  database.close()
}
