import { openOffice as openHouse } from '../../src/app.ts'
import type { BotAccount, Capabilities, Delivery } from '../../src/kernel/chat/message.ts'
import type { BranchId } from '../../src/kernel/chat/person.ts'
import { parseQuietHours } from '../../src/kernel/day.ts'
import { makeLog } from '../../src/kernel/log.ts'
import { testCipher } from './cipher.ts'
import { testSigner } from './signer.ts'
import { makeClock } from './clock.ts'
import { lettersAfter } from './letters.ts'
import { makeToken, type Office, remembering } from './office.ts'
import { type Answer, makeGroup, makeTalker, pressIn, type Talker } from './people.ts'
import { BOT, TELEGRAM } from './platform.ts'
import { type Shown, startPretendBot } from './pretend-bot.ts'
import { enterRoster } from './roster.ts'
import { openMemory } from './storage.ts'

type Time = { days?: number; hours?: number; minutes?: number; seconds?: number }

/** The whole program with its courier and its clockwork on a pretend platform: what is said arrives, and time passes at a word. */
export type Village = Office & {
  /** 青石镇党委 above 河西村 and 河东村. */
  readonly top: BranchId
  readonly hexi: BranchId
  readonly hedong: BranchId
  /** Lets time pass; the clock's work is done and what is due arrives on the way. */
  pass(by: Time): Promise<void>
  /** Lets time pass until a moment, told as in Shanghai. */
  until(local: string): Promise<void>
  /** The program is off for so long, and started again. */
  sleeps(by: Time): Promise<void>
  /** What stands in a chat now, as its readers see it. */
  screen(chat: { readonly chat: string }): readonly Shown[]
  /** Somebody taps the newest choice with this label that is to be seen in a chat, or the one with this token. */
  taps(who: Talker, where: { readonly chat: string }, choice: { readonly label: string } | { readonly token: string }): Promise<Answer>
  /** What every letter to a chat meets from now on. */
  meets(chat: { readonly chat: string }, delivery: Delivery | undefined): void
  /** The same house seen from another platform. */
  elsewhere: Office & Pick<Village, 'screen'>
  log(): string
}

export type VillageOptions = {
  readonly at?: string
  readonly bot?: BotAccount
  readonly platform?: Capabilities
  readonly groupDailyCap?: number
}

/** The second platform of every village. */
const ELSEWHERE: BotAccount = { platform: 'sandbox', account: 'sandbox' }
const EVERYTHING: Capabilities = { ...TELEGRAM, personalData: 'all' }
const TYPING_SECONDS = 4
const FINE_SECONDS = 300
/** How long a courier that stops waits for a round to end: really, because no time passes meanwhile. */
const STOPPING_MILLISECONDS = 5
/** When it is worth looking on a day that passes unseen, in hours of Shanghai. */
const LOOKED_AT = [0, 8, 9, 10, 11, 12, 13, 18, 19, 21]
const HOUR = 3_600_000

/** Opens a village on a Friday morning. */
export async function openVillage(options: VillageOptions = {}): Promise<Village> {
  const clock = makeClock(options.at ?? '2026-11-20 10:30')
  const database = await openMemory()
  const lines: string[] = []
  const timers = new Set<{ readonly at: number; readonly ring: () => void }>()
  const bot = startPretendBot(options.bot ?? BOT, options.platform ?? TELEGRAM, () => clock.now())
  const other = startPretendBot(ELSEWHERE, EVERYTHING, () => clock.now())
  const token = makeToken()
  const house = openHouse({
    database,
    cipher: testCipher,
    signer: testSigner,
    log: makeLog('debug', { write: (line: string) => void lines.push(line) }),
    clock: () => clock.now(),
    token,
    timer: (milliseconds, then) => {
      if (milliseconds === STOPPING_MILLISECONDS) {
        const timer = setTimeout(then, milliseconds)
        return () => clearTimeout(timer)
      }
      const one = { at: clock.now().getTime() + milliseconds, ring: then }
      timers.add(one)
      return () => void timers.delete(one)
    },
    settings: { quiet: parseQuietHours('21:00-08:00') ?? { kind: 'off' }, groupDailyCap: options.groupDailyCap ?? 3 },
    bots: () => [bot, other],
  })
  let heard = 0

  /** Waits until the courier sleeps. */
  async function rest(): Promise<void> {
    await house.sheets.rest()
    for (let still = 0; still < 3;) {
      await new Promise((resolve) => setImmediate(resolve))
      still = timers.size > 0 && bot.busy() + other.busy() === 0 ? still + 1 : 0
    }
    const trouble = lines.find((line) => line.includes('"level":"error"'))
    if (trouble !== undefined) throw new Error(trouble)
  }

  async function look(): Promise<void> {
    await house.clockwork.tick()
    house.courier.nudge()
    await rest()
  }

  /** Steps from timer to timer while the time is short, else to the hours at which something is usually to be done. */
  async function passUntil(end: number): Promise<void> {
    const isFine = end - clock.now().getTime() <= FINE_SECONDS * 1000
    while (clock.now().getTime() < end) {
      const now = clock.now().getTime()
      const next = isFine ? Math.min(...[...timers].map(({ at }) => at).filter((at) => at > now)) : nextLook(now)
      clock.advance({ seconds: (Math.min(end, next) - now) / 1000 })
      await look()
    }
    heard = (await lettersAfter(database, 0)).at(-1)?.id ?? heard
  }

  function seenFrom(account: typeof bot, firstPerson: number): Office {
    const office: Office = {
      ...enterRoster(
        database,
        account,
        clock,
        (name) => office.person(name),
        (title) => office.group(title),
      ),
      clock,
      database,
      outbox: house.outbox,
      cipher: testCipher,
      bot: account,
      capabilities: house.capabilities,
      token,
      person: remembering((name, number) => makeTalker(office, { id: String(firstPerson + number), name })),
      group: remembering((title, number) => makeGroup(office, { id: `-${firstPerson + number}`, title })),
      receive: async (...events) => {
        const receipts = await house.receive(account, events)
        const letters = await lettersAfter(database, heard)
        heard = letters.at(-1)?.id ?? heard
        await rest()
        // People take a moment before they say the next thing.
        clock.advance({ seconds: TYPING_SECONDS })
        house.courier.nudge()
        await rest()
        return { receipts, letters }
      },
      letters: () => lettersAfter(database, 0),
      write: (work) => database.write(work),
      read: (work) => database.read(work),
    }
    return office
  }

  const office = seenFrom(bot, 7000)
  await house.courier.start()
  await look()
  const top = await office.branch('青石镇党委', { kind: 'office' })
  const hexi = await office.branch('河西村党支部', { parent: top })
  const hedong = await office.branch('河东村党支部', { parent: top })
  return {
    ...office,
    top,
    hexi,
    hedong,
    pass: (by) => passUntil(clock.now().getTime() + milliseconds(by)),
    until: (local) => passUntil(makeClock(local).now().getTime()),
    sleeps: async (by) => {
      await house.courier.stop()
      clock.advance(by)
      await house.courier.start()
      await look()
    },
    screen: ({ chat }) => bot.screen(chat),
    taps: (who, { chat }, choice) => {
      const shown = bot
        .screen(chat)
        .toReversed()
        .flatMap(({ choices }) => choices)
      const token = 'token' in choice ? choice.token : shown.find(({ label }) => label === choice.label)?.token
      if (token === undefined) throw new Error('there is no such choice to be seen')
      return pressIn(office, { id: who.chat, name: who.name }, { id: chat, kind: chat.startsWith('-') ? 'group' : 'private' }, token)
    },
    meets: ({ chat }, delivery) => bot.meets(chat, delivery),
    elsewhere: { ...seenFrom(other, 9000), screen: ({ chat }) => other.screen(chat) },
    log: () => lines.join(''),
  }
}

function nextLook(now: number): number {
  for (let hour = Math.floor(now / HOUR) + 1; ; hour++) if (LOOKED_AT.includes((hour + 8) % 24)) return hour * HOUR
}

function milliseconds({ days = 0, hours = 0, minutes = 0, seconds = 0 }: Time): number {
  return ((days * 24 + hours) * 60 + minutes) * 60_000 + seconds * 1000
}
