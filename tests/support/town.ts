import { randomBytes } from 'node:crypto'
import { startTelegram as startBot } from '../../bots/telegram/bot.ts'
import { openOffice, type Office } from '../../src/app.ts'
import type { Bot } from '../../src/kernel/chat/message.ts'
import type { Tx } from '../../src/kernel/database/connection.ts'
import type { Database } from '../../src/kernel/database/database.ts'
import { parseQuietHours } from '../../src/kernel/day.ts'
import { makeLog } from '../../src/kernel/log.ts'
import { testCipher } from './cipher.ts'
import { testSigner } from './signer.ts'
import { makeClock } from './clock.ts'
import { openMemory } from './storage.ts'
import { startTelegram } from './telegram/start.ts'
import type { Telegram } from './telegram/telegram.ts'

/** The whole program in one process against a Telegram of our own; only the clock is turned by hand. */
export type Town = {
  readonly telegram: Telegram
  readonly office: Office
  readonly database: Database
  readonly bots: Bot[]
  /** What was logged, as one text. */
  log(): string
  /** Lets time pass everywhere, then does what the clock orders. */
  pass(by: { days?: number; hours?: number; minutes?: number; seconds?: number }): Promise<void>
  now(): Date
  /** Waits until the database says so. */
  eventually(isTrue: (tx: Tx) => Promise<boolean>): Promise<void>
  read<Result>(work: (tx: Tx) => Promise<Result>): Promise<Result>
  write<Result>(work: (tx: Tx) => Promise<Result>): Promise<Result>
  stop(): Promise<void>
}

export type TownOptions = {
  readonly at?: string
  readonly personalData?: 'all' | 'own'
  readonly privacyMode?: 'on' | 'off'
  readonly groupDailyCap?: number
}

const open: Town[] = []

/** Stops every town a test has opened; for `afterEach`. */
export async function closeTowns(): Promise<void> {
  for (const town of open.splice(0)) await town.stop()
}

/** Opens a town on a Friday morning. */
export async function openTown(options: TownOptions = {}): Promise<Town> {
  const turned = makeClock(options.at ?? '2026-11-20 10:30')
  const started = performance.now()
  const now = () => new Date(turned.now().getTime() + Math.floor(performance.now() - started))
  const telegram = await startTelegram({ clock: () => now().getTime(), limits: 'on', privacyMode: options.privacyMode ?? 'off' })
  const database = await openMemory()
  const lines: string[] = []
  const log = makeLog('debug', { write: (line: string) => void lines.push(line) })
  const bots: Bot[] = []
  const office = openOffice({
    database,
    cipher: testCipher,
    signer: testSigner,
    log,
    clock: now,
    token: () => randomBytes(9).toString('base64url'),
    timer: (milliseconds, then) => {
      const timer = setTimeout(then, milliseconds)
      return () => clearTimeout(timer)
    },
    settings: { quiet: parseQuietHours('21:00-08:00') ?? { kind: 'off' }, groupDailyCap: options.groupDailyCap ?? 3 },
    bots: () => bots,
  })
  bots.push(
    await startBot(
      { token: telegram.token, apiRoot: telegram.url, personalData: options.personalData ?? 'own' },
      { receive: office.receive, say: () => office.courier.nudge(), now },
    ),
  )
  await office.courier.start()
  await office.clockwork.tick()
  const town: Town = {
    telegram,
    office,
    database,
    bots,
    log: () => lines.join(''),
    now,
    async pass(by) {
      turned.advance(by)
      await office.clockwork.tick()
      office.courier.nudge()
    },
    async eventually(isTrue) {
      for (let looks = 0; looks < 250; looks++) {
        if (await database.read(isTrue)) return
        await new Promise((resolve) => setTimeout(resolve, 20))
      }
      throw new Error(`waited in vain for: ${isTrue.toString()}`)
    },
    read: (work) => database.read(work),
    write: (work) => database.write(work),
    async stop() {
      await Promise.all(bots.map((bot) => bot.stop()))
      await office.courier.stop()
      await database.close()
      await telegram.stop()
    },
  }
  open.push(town)
  return town
}
