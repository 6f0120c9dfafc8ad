import { createHash } from 'node:crypto'
import { makeGate } from '../../src/gate.ts'
import { interpret } from '../../src/interpret.ts'
import type { Capability } from '../../src/kernel/chat/capability.ts'
import { makeFindCommand } from '../../src/kernel/chat/command.ts'
import { makeMemory } from '../../src/kernel/chat/memory.ts'
import type { BotAccount, Capabilities, Incoming, Receipt } from '../../src/kernel/chat/message.ts'
import type { BranchId, MemberId } from '../../src/kernel/chat/person.ts'
import { makeReceive } from '../../src/kernel/chat/receive.ts'
import { makeHandleEvent } from '../../src/kernel/chat/route.ts'
import type { Understanding, Utterance } from '../../src/kernel/chat/utterance.ts'
import { kernelWords } from '../../src/kernel/chat/words.ts'
import type { Database } from '../../src/kernel/database/database.ts'
import type { Tx } from '../../src/kernel/database/connection.ts'
import { type Gate, makeOutbox, type Outbox } from '../../src/kernel/outbox/outbox.ts'
import type { Cipher } from '../../src/kernel/privacy/cipher.ts'
import { identify } from '../../src/roster/directory.ts'
import type { BranchKind } from '../../src/roster/tables.ts'
import { type Clock, makeClock } from './clock.ts'
import { lettersAfter, type SaidLetter } from './letters.ts'
import { type Group, makeGroup, makeTalker, type Talker } from './people.ts'
import { BOT, TELEGRAM } from './platform.ts'
import { testCipher } from './cipher.ts'
import { enterRoster, type MemberMore } from './roster.ts'
import { openMemory } from './storage.ts'

export type { MemberMore }

/** What a set of capabilities is given when an office opens. */
export type House = {
  readonly cipher: Cipher
  readonly outbox: Outbox
  readonly clock: Clock
  readonly capabilities: () => readonly Capability[]
}

export type OfficeOptions = {
  /** The capabilities under test; they are all real. */
  readonly capabilities: (house: House) => readonly Capability[]
  /** How lines that are no command are understood; left out, as the house does. */
  readonly interpret?: (utterance: Utterance) => Understanding
  readonly bot?: BotAccount
  readonly platform?: Capabilities
  readonly database?: Database
  readonly gate?: Gate
  /** When the day begins, as in Shanghai. */
  readonly at?: string
}

/** A whole house in memory in which a test lets people talk; only the platform and the clock are pretended. */
export type Office = {
  readonly clock: Clock
  readonly database: Database
  readonly outbox: Outbox
  readonly cipher: Cipher
  readonly bot: BotAccount
  readonly capabilities: readonly Capability[]
  token(): string
  /** Somebody with a login; the same name is the same login. */
  person(name: string): Talker
  /** A group chat on the platform, bound to nothing. */
  group(title: string): Group
  /** Enters a branch. */
  branch(name: string, more?: { kind?: BranchKind; parent?: BranchId }): Promise<BranchId>
  /** Enters a member who has no login yet. */
  member(name: string, branch: BranchId, more?: MemberMore): Promise<MemberId>
  /** Enters a member with a verified login and lets them talk. */
  bound(name: string, branch: BranchId, more?: MemberMore): Promise<Talker & { readonly id: MemberId }>
  /** Makes a group of a branch. */
  room(title: string, branch: BranchId): Promise<Group>
  /** Hands events to the house as the platform would, and tells what was said as a consequence. */
  receive(...events: readonly Incoming[]): Promise<{ readonly receipts: readonly Receipt[]; readonly letters: readonly SaidLetter[] }>
  /** Everything said so far, oldest first. */
  letters(): Promise<readonly SaidLetter[]>
  write<Result>(work: (tx: Tx) => Promise<Result>): Promise<Result>
  read<Result>(work: (tx: Tx) => Promise<Result>): Promise<Result>
}

/** Opens an office. */
export async function openOffice(options: OfficeOptions): Promise<Office> {
  const clock = makeClock(options.at ?? '2026-11-20 10:00')
  const database = options.database ?? (await openMemory())
  const bot = options.bot ?? BOT
  const platform = options.platform ?? TELEGRAM
  const outbox = makeOutbox(options.gate ?? makeGate(() => platform.personalData))
  const house: House = { cipher: testCipher, outbox, clock, capabilities: () => capabilities }
  const capabilities: readonly Capability[] = options.capabilities(house)
  const token = makeToken()
  const faults: unknown[] = []
  const receive = makeReceive({
    database,
    handle: makeHandleEvent({
      capabilities,
      identify,
      outbox,
      token,
      platform: () => platform,
      words: kernelWords,
      findCommand: makeFindCommand(capabilities),
      interpret: options.interpret ?? interpret,
      memory: makeMemory(),
    }),
    apologise: async () => {},
    clock: () => clock.now(),
    log: keepFaults(faults),
    committed: () => {},
  })
  let heard = 0
  const office: Office = {
    ...enterRoster(
      database,
      bot,
      clock,
      (name) => office.person(name),
      (title) => office.group(title),
    ),
    clock,
    database,
    outbox,
    cipher: testCipher,
    bot,
    capabilities,
    token,
    person: remembering((name, number) => makeTalker(office, { id: String(7000 + number), name })),
    group: remembering((title, number) => makeGroup(office, { id: `-${100 + number}`, title })),
    receive: async (...events) => {
      const receipts = await receive(bot, events)
      if (faults.length > 0) throw faults.splice(0)[0]
      const letters = await lettersAfter(database, heard)
      heard = letters.at(-1)?.id ?? heard
      return { receipts, letters }
    },
    letters: () => lettersAfter(database, 0),
    write: (work) => database.write(work),
    read: (work) => database.read(work),
  }
  return office
}

/** The same name gives the same one. */
export function remembering<One>(make: (name: string, number: number) => One): (name: string) => One {
  const known = new Map<string, One>()
  return (name) => {
    const one = known.get(name) ?? make(name, known.size + 1)
    known.set(name, one)
    return one
  }
}

/** Unguessable to people, the same in every run. */
export function makeToken(): () => string {
  let count = 0
  return () => createHash('sha256').update(`token ${++count}`).digest('base64url').slice(0, 12)
}

function keepFaults(faults: unknown[]) {
  const quiet = () => {}
  return {
    trace: quiet,
    debug: quiet,
    info: quiet,
    warn: quiet,
    error: (fields: object) => void faults.push('error' in fields ? fields.error : new Error(JSON.stringify(fields))),
    fatal: quiet,
  }
}
