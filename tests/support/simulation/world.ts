import { openOffice } from '../../../src/app.ts'
import { beginCarefully } from '../../../src/kernel/chat/care.ts'
import type { Incoming, Receipt } from '../../../src/kernel/chat/message.ts'
import { isPassing } from '../../../src/kernel/database/connection.ts'
import type { Log } from '../../../src/kernel/log.ts'
import { testCipher } from '../cipher.ts'
import { type Chance, makeChance } from './chance.ts'
import { type Deeds, type Ledger, makeDeeds, noteTold } from './deeds.ts'
import { Dead, type Disk, type Life, makeDisk, type Trouble } from './disk.ts'
import { makePlatform, type Platform } from './platform.ts'
import { makePost, type Post } from './post.ts'
import { makeTime, type VirtualTime } from './time.ts'
import { type Town, townImage } from './town.ts'
import { drawWeather, isWithin, type Weather } from './weather.ts'

/** Everything of one simulated world; the house in it is the real one. */
export type World = {
  readonly seed: number
  readonly chance: Chance
  readonly time: VirtualTime
  readonly disk: Disk
  readonly town: Town
  readonly platform: Platform
  readonly post: Post
  readonly deeds: Deeds
  readonly ledger: Ledger
  readonly weather: Weather
  /** From now on nothing goes wrong any more. */
  calmDown(): void
  crash(): void
  crashes(): number
  /** What was seen to be wrong while it happened. */
  readonly seen: string[]
  readonly trace: string[]
}

/** Rules of courtesy of every simulated house. */
export const COURTESY = { quiet: { kind: 'between', from: 21 * 60, until: 8 * 60 }, groupDailyCap: 3 } as const
const TICK_MINUTES = 10
const TRACE_LINES = 400

/** Makes the world of a seed and starts the house in it. */
export async function makeWorld(seed: number): Promise<World> {
  const { content, town } = await townImage()
  const chance = makeChance(seed)
  const time = makeTime('2026-11-20 09:00')
  const began = time.outside().getTime()
  const minutes = () => (time.outside().getTime() - began) / 60_000
  const drawn = drawWeather(seed, chance)
  let weather = drawn
  const seen: string[] = []
  const trace: string[] = []
  const note = (line: string): void => {
    trace.push(`${time.now().toISOString()} ${line}`)
    if (trace.length > 2 * TRACE_LINES) trace.splice(0, TRACE_LINES)
  }
  const judge = (sql: string): Trouble => {
    if (isWithin(weather.busy, minutes()) && sql === 'begin immediate') return 'busy'
    if (isWithin(weather.full, minutes()) && /^(insert|update|delete)/.test(sql)) return 'full'
    if (weather.crash === 0 || !chance.happens(weather.crash)) return 'none'
    return chance.happens(0.5) ? 'crash-before' : 'crash-after'
  }
  const disk = makeDisk(content, time.timer, judge)
  const ledger: Ledger = { drafts: new Map(), told: [], undone: new Set() }
  const platform = makePlatform(time, chance, () => weather, minutes, note)
  for (const { chat } of [...town.citizens, ...town.halls]) platform.room(chat)
  const post = makePost(
    time,
    chance,
    () => weather,
    (event, receipt) => checkSafe(event, receipt),
  )
  const receiptOf = (token: string): number | undefined => {
    const row = disk.raw.prepare(`select args from choice where token = ? and action = 'notice-receipt'`).get(token) as
      | { args: string }
      | undefined
    return row === undefined ? undefined : (JSON.parse(row.args) as { notice: number }).notice
  }

  /** The house has just said that this event is safe: then it must be. */
  function checkSafe(event: Incoming, receipt: Receipt): void {
    note(`safe: ${event.key} ${event.kind}`)
    if (disk.raw.prepare('select 1 from inbox where key = ?').get(event.key) === undefined)
      seen.push(`event ${event.key} was acknowledged and is not in the inbox`)
    const told = noteTold(ledger, town, event, receipt, receiptOf)
    if (told === undefined || ledger.undone.has(told.member)) return
    if (disk.raw.prepare('select 1 from acknowledgement where notice_id = ? and member_id = ?').get(told.notice, told.member) === undefined)
      seen.push(`member ${told.member} was told that notice ${told.notice} is acknowledged, and it is not`)
  }

  let life: Life = { alive: false }
  let crashes = 0
  const live = async (): Promise<void> => {
    life = { alive: true }
    const mine = life
    const bot = platform.bot(mine)
    const database = disk.open(mine)
    const care = await beginCarefully(database).catch(() => undefined)
    if (care === undefined) {
      disk.crash(mine)
      return
    }
    const office = openOffice({
      database,
      care,
      cipher: testCipher,
      log: listen(mine, seen, note),
      clock: time.now,
      timer: (milliseconds, then) => time.timer(milliseconds, () => void (mine.alive && then())),
      token: chance.token,
      settings: COURTESY,
      bots: () => (mine.alive ? [bot] : []),
    })
    const beat = (): void => void (mine.alive && (void office.clockwork.tick(), time.timer(TICK_MINUTES * 60_000, beat)))
    void office.courier.start().catch(() => {})
    beat()
    for (const { until } of weather.absences)
      time.timer(Math.max(0, until - minutes()) * 60_000, () => void (mine.alive && office.courier.nudge()))
    void post.carry(mine, office.receive).catch((error: unknown) => void (mine.alive && seen.push(`receive threw ${String(error)}`)))
  }
  const watch = (): void => {
    if (!life.alive) {
      crashes += 1
      note('the program died')
      time.timer(chance.between(500, 60_000), () => void live().then(() => time.timer(100, watch)))
      return
    }
    time.timer(500, watch)
  }
  await live()
  if (weather.crash > 0) watch()
  return {
    seed,
    chance,
    time,
    disk,
    town,
    platform,
    post,
    ledger,
    weather: drawn,
    deeds: makeDeeds({ time, chance, town, platform, post, ledger }),
    calmDown: () => {
      weather = {
        ...weather,
        name: 'calm',
        crash: 0,
        slow: 0,
        throttled: 0,
        lostRequest: 0,
        lostAnswer: 0,
        refused: 0,
        storms: [],
        absences: [],
        busy: [],
        full: [],
      }
    },
    crash: () => disk.crash(life),
    crashes: () => crashes,
    seen,
    trace,
  }
}

/** A house that works writes no error but of machines that fail it. */
function listen(life: Life, seen: string[], note: (line: string) => void): Log {
  const quiet = (): void => {}
  return {
    debug: quiet,
    info: quiet,
    warn: (facts, sentence) => note(`warned: ${sentence} ${JSON.stringify(facts)}`),
    error: (facts, sentence) => {
      if (!life.alive || facts.error instanceof Dead || isPassing(facts.error)) return
      seen.push(`${sentence}: ${facts.error instanceof Error ? (facts.error.stack ?? '') : String(facts.error)}`)
    },
  }
}
