import type { Bot, Delivery, FileReference, OutgoingLetter } from '../chat/message.ts'
import type { Database } from '../database/database.ts'
import type { Log } from '../log.ts'
import type { WaitingLetter } from './courier-store.ts'
import { guardConsequences } from './guard.ts'
import { makeIdle } from './idle.ts'
import { makePace, type Pace } from './pace.ts'
import { pickLetters, type Picked, type PickRules } from './pick.ts'
import { type Consequences, settleDelivery } from './settle.ts'
import { makeUpkeep } from './upkeep.ts'

/** Lets something happen later; the returned function calls it off. Injected, so that simulated time can pass at once. */
export type Timer = (milliseconds: number, then: () => void) => () => void

export type Courier = {
  /** Begins, with what was on its way when the program died. */
  start(): Promise<void>
  /** There may be something to send. */
  nudge(): void
  /** Sends nothing more; resolves when what is on its way has been answered. */
  stop(): Promise<void>
  /** When it last looked for letters; the web server's health page tells when that is long ago. */
  lastLook(): Date | undefined
}

export type CourierHouse = PickRules &
  Consequences & {
    readonly database: Database
    readonly bots: () => readonly Bot[]
    readonly clock: () => Date
    readonly timer: Timer
    readonly log: Log
    /** A number from 0 to 1 that nobody can foresee. */
    readonly chance?: () => number
  }

/** A crash leaves at most this many letters in doubt for each account. */
const MOST_ON_THE_WAY = 3
const LONGEST_SLEEP_MILLISECONDS = 60_000
const TROUBLE_PAUSE_MILLISECONDS = 1000

type Done = { readonly letter: WaitingLetter; readonly delivery: Delivery }

/** Carries letters out. There is only ever one round at a time: two side by side would each deliver the same letter. */
export function makeCourier(given: CourierHouse): Courier {
  const house = { ...given, ...guardConsequences(given) }
  const pace: Pace = makePace(house.chance)
  const upkeep = makeUpkeep(house, pace)
  const idle = makeIdle()
  const onTheWay = new Map<number, Promise<void>>()
  const busy = new Map<string, number>()
  let done: Done[] = []
  let running = false
  let again = false
  let stopped = true
  let cancelSleep = () => {}

  async function look(): Promise<void> {
    if (running) {
      again = true
      return
    }
    running = true
    cancelSleep()
    let sleep = LONGEST_SLEEP_MILLISECONDS
    do {
      again = false
      sleep = await round()
    } while (again)
    running = false
    if (!stopped) cancelSleep = house.timer(sleep, () => void look())
  }

  /** One round: what came back is written down, what may go is marked as on its way, both in one commit; then it goes. */
  async function round(): Promise<number> {
    const now = house.clock()
    const settled = done
    done = []
    if (settled.some(({ delivery }) => delivery.kind !== 'sent' && delivery.kind !== 'accepted')) idle.forget()
    const began = idle.begin(now)
    try {
      const outcome = await house.database.write(async (tx) => {
        await upkeep.before(tx, now)
        for (const { letter, delivery } of settled) await settleDelivery(tx, house, pace, letter, delivery, now)
        return stopped
          ? { picked: [], sleep: LONGEST_SLEEP_MILLISECONDS, looked: undefined }
          : pickLetters(tx, house, pace, lanes(now), now)
      })
      upkeep.kept(now)
      if (outcome.looked !== undefined) idle.keep(outcome.looked, began)
      for (const one of outcome.picked) send(one)
      return outcome.sleep
    } catch (error) {
      done = [...settled, ...done]
      house.log.error({ what: 'courier', count: settled.length, error }, 'a round could not be written down; trying again')
      return TROUBLE_PAUSE_MILLISECONDS
    }
  }

  function lanes(now: Date) {
    const bots = new Map(house.bots().map((bot) => [`${bot.platform}:${bot.account}`, bot]))
    return {
      bots,
      mailboxes: new Set(onTheWay.keys()),
      idle: idle.accounts(now),
      free: (account: string) => MOST_ON_THE_WAY - (busy.get(account) ?? 0),
    }
  }

  function send({ letters, bot, outgoing, file }: Picked): void {
    const [{ platform, account: login, mailbox_id }] = letters
    const account = `${platform}:${login}`
    busy.set(account, (busy.get(account) ?? 0) + letters.length)
    const travel = handOver(house, bot, outgoing, file).then((delivery) => {
      busy.set(account, (busy.get(account) ?? letters.length) - letters.length)
      onTheWay.delete(mailbox_id)
      for (const letter of letters) done.push({ letter, delivery })
      void look()
    })
    onTheWay.set(mailbox_id, travel)
  }

  return {
    async start() {
      stopped = false
      await look()
    },
    nudge() {
      idle.forget()
      if (!stopped) void look()
    },
    async stop() {
      stopped = true
      cancelSleep()
      await Promise.all(onTheWay.values())
      while (running || done.length > 0) {
        if (!running) await look()
        else await new Promise<void>((resolve) => void house.timer(5, resolve))
      }
    },
    lastLook: () => upkeep.last(),
  }
}

/** Hands one letter to its bot; a file that lies at another platform is brought from there first. */
async function handOver(
  house: Pick<CourierHouse, 'bots' | 'log'>,
  bot: Bot,
  letter: OutgoingLetter,
  file: FileReference | undefined,
): Promise<Delivery> {
  try {
    if (file === undefined || (file.platform === bot.platform && file.account === bot.account)) return await bot.deliver(letter)
    const source = house.bots().find((other) => other.platform === file.platform && other.account === file.account)
    if (source === undefined) return { kind: 'refused', reason: '附件所在的平台没有启用' }
    const bytes = await source.fetchFile(file).catch((error: unknown) => {
      house.log.warn({ what: 'fetch', letter: letter.id, platform: source.platform, error }, 'a file could not be brought')
    })
    if (bytes === undefined) return { kind: 'try-later', afterMs: 0, maybeDelivered: false, wholeAccount: false, reason: '附件一时取不到' }
    return await bot.deliverWithBytes(letter, bytes)
  } catch (error) {
    house.log.error({ what: 'deliver', letter: letter.id, platform: bot.platform, error }, 'a letter could not be handed over')
    return { kind: 'try-later', afterMs: 30_000, maybeDelivered: true, wholeAccount: false, reason: '连接中断' }
  }
}
