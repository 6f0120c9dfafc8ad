import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startWechat, type WechatBot } from '../../../bots/wechat/bot.ts'
import { WECHAT } from '../../../bots/wechat/config.ts'
import { readRemembered } from '../../../bots/wechat/record.ts'
import { openOffice, type Office } from '../../../src/app.ts'
import type { BotState, Incoming } from '../../../src/kernel/chat/message.ts'
import type { BranchId, MemberId, Role } from '../../../src/kernel/chat/person.ts'
import { isSwitchedOff } from '../../../src/kernel/chat/switch-store.ts'
import { switchOnAtMachine } from '../../../src/kernel/chat/switching.ts'
import type { Tx } from '../../../src/kernel/database/connection.ts'
import type { Database } from '../../../src/kernel/database/database.ts'
import { parseQuietHours } from '../../../src/kernel/day.ts'
import { makeLog } from '../../../src/kernel/log.ts'
import { testCipher } from '../cipher.ts'
import { testSigner } from '../signer.ts'
import { makeClock } from '../clock.ts'
import { lettersAfter, type SaidLetter } from '../letters.ts'
import type { Group, Talker } from '../people.ts'
import { REHEARSAL } from '../platform.ts'
import { type Shown, startPretendBot } from '../pretend-bot.ts'
import { enterRoster, type MemberMore } from '../roster.ts'
import { openMemory } from '../storage.ts'
import type { Gateway, Person } from './gateway.ts'

/** The whole program in this process on the wire of a real gateway; a second platform stands beside it. */
export type WechatTown = {
  readonly office: Office
  readonly bot: WechatBot
  readonly folder: string
  readonly database: Database
  /** Everything that came in, in the order in which it was handed in. */
  readonly heard: Incoming[]
  readonly states: readonly BotState[]
  readonly printed: readonly string[]
  branch(name: string): Promise<BranchId>
  /** A member whose login on WeChat is verified. */
  bound(person: Person, branch: BranchId, more?: MemberMore): Promise<MemberId>
  /** A member whose login is on the other platform. */
  elsewhere(name: string, chat: string, branch: BranchId, role: Role): Promise<MemberId>
  /** What stands in a chat of the other platform. */
  screen(chat: string): readonly Shown[]
  /** Somebody says something in private on the other platform. */
  tells(chat: string, text: string): void
  room(chat: string, title: string, branch: BranchId): Promise<void>
  letters(): Promise<readonly SaidLetter[]>
  read<Result>(work: (tx: Tx) => Promise<Result>): Promise<Result>
  write<Result>(work: (tx: Tx) => Promise<Result>): Promise<Result>
  /** Lets time pass, then does what the clock orders. */
  pass(by: { hours?: number; minutes?: number; seconds?: number }): Promise<void>
  log(): string
  /** Ends the bot as a crash would: nothing is stopped in order. */
  stop(): Promise<void>
}

const OTHER = { platform: 'sandbox', account: 'rehearsal' } as const
const LOOK_MS = 15
const PATIENCE_MS = 15_000

/** Opens a town on a Friday morning; with `database` and `folder` of an earlier one, the same town again. */
export async function openWechatTown(
  gateway: Gateway,
  given: { readonly database?: Database; readonly folder?: string; readonly penaltyMinutes?: number; readonly at?: string } = {},
): Promise<WechatTown> {
  const turned = makeClock(given.at ?? '2026-11-20 10:30')
  const started = performance.now()
  const now = () => new Date(turned.now().getTime() + Math.floor(performance.now() - started))
  const database = given.database ?? (await openMemory())
  const folder = given.folder ?? mkdtempSync(join(tmpdir(), 'branchlink-wechat-'))
  const lines: string[] = []
  const heard: Incoming[] = []
  const states: BotState[] = []
  const printed: string[] = []
  const bots: WechatTown['bot'][] = []
  const other = startPretendBot(OTHER, REHEARSAL, now)
  const token = () => randomBytes(9).toString('base64url')
  const office = openOffice({
    database,
    cipher: testCipher,
    signer: testSigner,
    log: makeLog('debug', { write: (line: string) => void lines.push(line) }),
    clock: now,
    token,
    timer: (milliseconds, then) => {
      const timer = setTimeout(then, milliseconds)
      return () => clearTimeout(timer)
    },
    settings: { quiet: parseQuietHours('21:00-08:00') ?? { kind: 'off' }, groupDailyCap: 3, publicUrl: 'https://zhibu.example.cn' },
    bots: () => [...bots, other],
    switched: () => setImmediate(() => void Promise.all(bots.map((bot) => bot.look()))),
  })
  const minutes = given.penaltyMinutes ?? 2
  const bot = await startWechat(
    {
      puppet: 'wechaty-puppet-service',
      token: gateway.token,
      endpoint: gateway.endpoint,
      tls: 'off',
      folder,
      pace: { pauseSeconds: { least: 0, most: 0 }, groupHourlyCap: 100, penaltyMinutes: { least: minutes, most: minutes * 100 } },
    },
    {
      receive: (from, events) => {
        heard.push(...events)
        return office.receive(from, events)
      },
      say: (state) => {
        states.push(state)
        void office.botChanged({ platform: 'wechat', account: 'wechat' }, state)
      },
      now,
      token,
      print: (text) => void printed.push(text),
      isOff: () => database.read((tx) => isSwitchedOff(tx, 'wechat')),
      turnOn: async () => {
        await database.write((tx) => switchOnAtMachine(tx, now()))
        await bot.look()
      },
      // Nobody waits for a gateway as long as in life.
      pause: (ms, signal) => new Promise((resolve) => (signal.aborted ? resolve() : void setTimeout(resolve, Math.min(ms, 200)))),
    },
  )
  bots.push(bot)
  await office.courier.start()
  await office.clockwork.tick()
  // A new login is made known before anybody is entered under its ids.
  await eventually(() => {
    const { kind } = bot.state()
    return kind === 'running' ? readRemembered(folder).self !== undefined : kind === 'stopped' || !gateway.isLoggedIn()
  })
  const enter = (at: typeof OTHER | typeof WECHAT, chat: string) =>
    enterRoster(
      database,
      at,
      { ...turned, now },
      () => ({ chat }) as Talker,
      () => ({ chat }) as Group,
    )
  return {
    office,
    bot,
    folder,
    database,
    heard,
    states,
    printed,
    branch: (name) => enter(WECHAT, '').branch(name),
    bound: async (person, branch, more) => (await enter(WECHAT, person.id).bound(person.name, branch, more)).id,
    elsewhere: async (name, chat, branch, role) => (await enter(OTHER, chat).bound(name, branch, { offices: [role] })).id,
    screen: (chat) => other.screen(chat),
    room: async (chat, title, branch) => void (await enter(WECHAT, chat).room(title, branch)),
    tells: (chat, text) => void office.receive(OTHER, [tell(now(), chat, text)]),
    letters: () => lettersAfter(database, 0),
    pass: async (by) => {
      turned.advance(by)
      await office.clockwork.tick()
      office.courier.nudge()
    },
    read: (work) => database.read(work),
    write: (work) => database.write(work),
    log: () => lines.join(''),
    stop: async () => {
      await bot.stop()
      await office.courier.stop()
      if (given.folder === undefined) rmSync(folder, { recursive: true, force: true })
    },
  }
}

let tellings = 0

function tell(at: Date, chat: string, text: string): Incoming {
  tellings += 1
  const from = { id: chat, name: chat }
  return { kind: 'message', key: `told-${tellings}`, at, chat: { id: chat, kind: 'private' }, from, text, content: 'text', addressed: true }
}

/** Waits until this is so. */
export async function eventually(isTrue: () => boolean | Promise<boolean>, withinMs = PATIENCE_MS): Promise<void> {
  const end = performance.now() + withinMs
  while (performance.now() < end) {
    if (await isTrue()) return
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS))
  }
  throw new Error(`waited in vain for: ${isTrue.toString()}`)
}
