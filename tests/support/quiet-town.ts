import type Sqlite from 'better-sqlite3'
import { type Office, openOffice } from '../../src/app.ts'
import type { Bot, Capabilities, Incoming, OutgoingLetter, Receipt } from '../../src/kernel/chat/message.ts'
import type { Database } from '../../src/kernel/database/database.ts'
import type { Log } from '../../src/kernel/log.ts'
import { testCipher } from './cipher.ts'
import { testSigner } from './signer.ts'
import { TELEGRAM } from './platform.ts'
import { makeChance } from './simulation/chance.ts'
import { type Life, makeDisk } from './simulation/disk.ts'
import { makeTime, type VirtualTime } from './simulation/time.ts'
import { ACCOUNT, type Citizen, type Town, townImage } from './simulation/town.ts'
import { COURTESY } from './simulation/lives.ts'

/** A letter as it reached the platform. */
export type Arrived = { readonly letter: OutgoingLetter; readonly at: Date; readonly messageId: string }

/** The whole house in simulated time, on a platform that is there or away and does nothing else wrong. */
export type QuietTown = {
  readonly time: VirtualTime
  readonly town: Town
  readonly database: Database
  /** For looking from outside. */
  readonly raw: Sqlite.Database
  /** Everything that arrived at the platform, oldest first. */
  readonly arrived: Arrived[]
  /** How often the house tried to say something. */
  tries(): number
  office(): Office
  secretary(): Citizen
  admin(): Citizen
  /** Says something in private, or in the group that is named. */
  says(who: Citizen, text: string, group?: string): Promise<Receipt>
  presses(who: Citizen, group: string, token: string): Promise<Receipt>
  /** Jumps to a moment told as in Shanghai, lets the clock strike and letters travel. */
  goTo(moment: Date): Promise<void>
  /** The platform can be reached from now on, or not. */
  platformIs(what: 'there' | 'away'): void
  turnOff(): Promise<void>
  turnOn(): Promise<void>
}

export type QuietOptions = {
  /** As in Shanghai: `2026-12-30 10:30`. */
  readonly at: string
  readonly capabilities?: Partial<Capabilities>
  /** Where the data lie; left out, in memory. */
  readonly storage?: { readonly database: Database; readonly raw: Sqlite.Database; readonly town: Town }
}

/** How long letters are given to travel after each strike of the clock. */
const TRAVEL_MILLISECONDS = 70_000

/** Opens it, with the program on and the platform there. */
export async function openQuietTown(options: QuietOptions): Promise<QuietTown> {
  const time = makeTime(options.at)
  const { database, raw, town } = options.storage ?? (await inMemory(time))
  const chance = makeChance(1)
  const arrived: Arrived[] = []
  let life: Life = { alive: false }
  let office: Office | undefined
  let keys = 800_000
  let tries = 0
  let isAway = false
  const deliver = async (letter: OutgoingLetter) => {
    tries += 1
    await time.sleep(50)
    if (isAway) return { kind: 'try-later', afterMs: 5000, maybeDelivered: false, wholeAccount: true, reason: '连不上' } as const
    const messageId = letter.edits ?? String((keys += 1))
    arrived.push({ letter, at: time.now(), messageId })
    return { kind: 'sent', messageId } as const
  }
  const bot: Bot = {
    ...ACCOUNT,
    capabilities: { ...TELEGRAM, ...options.capabilities },
    deliver,
    deliverWithBytes: deliver,
    fetchFile: () => Promise.reject(new Error('no files here')),
    state: () => ({ kind: isAway ? 'unreachable' : 'running', line: '', since: time.now() }),
    stop: async () => {},
  }
  const running = (): Office => {
    if (office === undefined) throw new Error('the program is off')
    return office
  }
  const receive = async (event: Unnumbered): Promise<Receipt> => {
    const [receipt] = await running().receive(ACCOUNT, [{ ...event, key: String((keys += 1)), at: time.now() }])
    await time.pass(2000)
    if (receipt === undefined) throw new Error('no receipt')
    return receipt
  }
  const quietTown: QuietTown = {
    time,
    town,
    database,
    raw,
    arrived,
    tries: () => tries,
    office: running,
    secretary: () => citizen(town, 'secretary'),
    admin: () => citizen(town, 'township_admin'),
    says: (who, text, group) => receive(message(who, text, group)),
    presses: (who, group, token) =>
      receive({ kind: 'press', chat: { id: group, kind: 'group' }, from: { id: who.chat, name: who.name }, token }),
    async goTo(moment) {
      await time.leap(moment.getTime() - time.now().getTime())
      await office?.clockwork.tick()
      await time.pass(TRAVEL_MILLISECONDS)
    },
    platformIs(what) {
      isAway = what === 'away'
      office?.courier.nudge()
    },
    async turnOff() {
      life.alive = false
      const stopping = running().courier.stop()
      await time.pass(1000)
      await stopping
      office = undefined
    },
    async turnOn() {
      const mine: Life = { alive: true }
      life = mine
      office = openOffice({
        database,
        cipher: testCipher,
        signer: testSigner,
        log: loud,
        clock: time.now,
        timer: time.timer,
        token: chance.token,
        settings: COURTESY,
        bots: () => (mine.alive || office !== undefined ? [bot] : []),
      })
      await office.courier.start()
      await office.clockwork.tick()
      await time.pass(TRAVEL_MILLISECONDS)
    },
  }
  await quietTown.turnOn()
  return quietTown
}

type Unnumbered = Incoming extends infer One ? (One extends Incoming ? Omit<One, 'key' | 'at'> : never) : never

async function inMemory(time: VirtualTime): Promise<NonNullable<QuietOptions['storage']>> {
  const { content, town } = await townImage()
  const disk = makeDisk(content, time.timer)
  return { database: disk.open({ alive: true }), raw: disk.raw, town }
}

function message(who: Citizen, text: string, group: string | undefined): Unnumbered {
  return {
    kind: 'message',
    chat: group === undefined ? { id: who.chat, kind: 'private' } : { id: group, kind: 'group', title: '群' },
    from: { id: who.chat, name: who.name },
    text,
    content: 'text',
    addressed: group === undefined,
  }
}

function citizen(town: Town, office: Citizen['office']): Citizen {
  const found = town.citizens.find((one) => one.office === office)
  if (found === undefined) throw new Error(`there is no ${office}`)
  return found
}

const quiet = (): void => {}
/** Nothing here may go wrong. */
const loud: Log = {
  debug: quiet,
  info: quiet,
  warn: quiet,
  error: (facts, sentence) => {
    throw facts.error instanceof Error ? facts.error : new Error(sentence)
  },
}
