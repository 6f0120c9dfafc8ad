import { basicsCapability } from './kernel/chat/basics.ts'
import type { Signer } from './kernel/archive/checkpoint.ts'
import type { Capability } from './kernel/chat/capability.ts'
import type { Care } from './kernel/chat/care.ts'
import { makeFindCommand } from './kernel/chat/command.ts'
import { makeFlood } from './kernel/chat/flood.ts'
import { makeMemory } from './kernel/chat/memory.ts'
import type { Bot, BotAccount, BotState, Capabilities, Receive } from './kernel/chat/message.ts'
import { makeReceive } from './kernel/chat/receive.ts'
import { makeHandleEvent } from './kernel/chat/route.ts'
import { noteContact } from './kernel/chat/silence.ts'
import { switchingCapability } from './kernel/chat/switching.ts'
import { makeInterpreter } from './kernel/chat/understand.ts'
import { kernelWords } from './kernel/chat/words.ts'
import type { Database } from './kernel/database/database.ts'
import type { Quiet } from './kernel/day.ts'
import type { Log } from './kernel/log.ts'
import { chanceOf } from './kernel/outbox/chance.ts'
import { type Courier, makeCourier, type Timer } from './kernel/outbox/courier.ts'
import { makeOutbox, type Outbox } from './kernel/outbox/outbox.ts'
import { housekeeping } from './kernel/housekeeping.ts'
import type { Cipher } from './kernel/privacy/cipher.ts'
import { noteMoment } from './kernel/schedule/clock-mark.ts'
import { type Clockwork, makeClockwork } from './kernel/schedule/clockwork.ts'
import { makePageDoor, type PageDoor } from './kernel/web/page-door.ts'
import { tellOperatorsOfBot } from './bot-letters.ts'
import { duesCapability, duesDuty } from './dues/index.ts'
import { disclosureLines, disclosuresCapability, makeDrawer } from './disclosures/index.ts'
import { dutiesCapability } from './duties/index.ts'
import { hears } from './hears.ts'
import { apologise, tellFailed, tellLost, tellSetBack, tellSilence, tellTroubled } from './house-letters.ts'
import { feedbackCapability } from './feedback/index.ts'
import { misunderstandingsCapability } from './misunderstandings/index.ts'
import { noticeDuty, noticesCapability } from './notices/index.ts'
import { attendanceDuty, monthLines, studyCapability } from './study/index.ts'
import { makeSheetReader, type SheetReader } from './kernel/files/sheet-reader.ts'
import { makeGate } from './gate.ts'
import { makeCarrier, recallByHand, relayCapability } from './relay/index.ts'
import { identify } from './roster/directory.ts'
import { makeRecognise, rosterCapability } from './roster/index.ts'

/** Everything the office is given from outside: nothing in the house reads a clock, a setting or chance by itself. */
export type Surroundings = {
  readonly database: Database
  readonly cipher: Cipher
  /** Signs the archive of what is public. */
  readonly signer: Signer
  readonly log: Log
  readonly clock: () => Date
  readonly timer: Timer
  /** An unguessable text of 12 characters out of `[A-Za-z0-9_-]`. */
  readonly token: () => string
  readonly settings: { readonly quiet: Quiet; readonly groupDailyCap: number | undefined; readonly publicUrl?: string }
  /** Called when a platform may have been switched off or on; whoever hears it looks for itself. */
  readonly switched?: () => void
  /** The bots that run now. */
  readonly bots: () => readonly Bot[]
  /** The address at which people can open pages; left out, nowhere. */
  readonly pagesAt?: () => string | undefined
  /** How the last run ended; left out, well. */
  readonly care?: Care
}

/** The office at work: what comes in, what goes out, and what the clock does. */
export type Office = {
  readonly capabilities: readonly Capability[]
  readonly receive: Receive
  readonly courier: Courier
  readonly clockwork: Clockwork
  /** Reads the tables people send. */
  readonly sheets: SheetReader
  readonly outbox: Outbox
  /** Where links to pages are given, and let people in. */
  readonly door: PageDoor
  /** A bot's state has changed: the operators are called where it takes a person. */
  botChanged(from: BotAccount, state: BotState): Promise<void>
}

/** What a platform can do while its bot is not there to say so: the least. */
const ABSENT: Capabilities = {
  edits: false,
  choices: 'numbered',
  longestText: 1000,
  longestCaption: 500,
  perSecond: 1,
  perChatSecond: 1,
  perGroupMinute: 10,
  keepsHours: 0,
  personalData: 'own',
}

/** Puts the office together. A new capability is its folder and one line here. */
export function openOffice(world: Surroundings): Office {
  const outbox = recallByHand(makeOutbox(makeGate((platform) => capabilitiesOf(world, platform).personalData)))
  const memory = makeMemory()
  const door = makePageDoor(() => world.pagesAt?.())
  const interpret = makeInterpreter(hears)
  const platformOf = (from: BotAccount) => capabilitiesOf(world, from)
  const duties = [noticeDuty, attendanceDuty(platformOf), duesDuty]
  const capabilities: Capability[] = []
  capabilities.push(
    basicsCapability({ capabilities: () => capabilities, memory, words: kernelWords }),
    noticesCapability(world.settings),
    studyCapability(world.settings, platformOf, door),
    duesCapability({ cipher: world.cipher }),
    disclosuresCapability(world),
    dutiesCapability(duties, world.cipher, [monthLines, disclosureLines]),
    misunderstandingsCapability(memory),
    relayCapability({ cipher: world.cipher, capabilities: () => capabilities, interpret }),
    switchingCapability({ words: kernelWords, bots: world.bots, switched: () => world.switched?.() }),
    feedbackCapability(world.cipher),
    rosterCapability({ cipher: world.cipher, capabilities: () => capabilities }),
  )
  const carrier = makeCarrier({ ...world, outbox })
  const drawer = makeDrawer(world)
  const courier = makeCourier({
    ...world,
    bots: () => [...world.bots(), carrier, drawer],
    quiet: world.settings.quiet,
    groupDailyCap: world.settings.groupDailyCap,
    chance: () => chanceOf(world.token()),
    checks: Object.assign({}, ...capabilities.map(({ checks }) => checks ?? {})) as NonNullable<Capability['checks']>,
    lost: (tx, mailbox, now) => tellLost(outbox, tx, mailbox, now),
    failed: (tx, letter, reason, now) => tellFailed({ outbox, capabilities }, tx, letter, reason, now),
  })
  const sheets = makeSheetReader({
    ...world,
    outbox,
    words: kernelWords,
    readers: Object.assign({}, ...capabilities.map((capability) => capability.sheets ?? {})) as NonNullable<Capability['sheets']>,
    committed: () => courier.nudge(),
  })
  const take = makeReceive({
    database: world.database,
    handle: makeHandleEvent({
      capabilities,
      identify,
      recognise: makeRecognise({ cipher: world.cipher, outbox }),
      outbox,
      memory,
      flood: makeFlood(),
      token: world.token,
      words: kernelWords,
      platform: platformOf,
      findCommand: makeFindCommand(capabilities),
      interpret,
    }),
    apologise: (tx, from, event, now) => apologise(outbox, tx, from, event, now),
    clock: world.clock,
    log: world.log,
    ...(world.care === undefined ? {} : { care: world.care }),
    committed: () => courier.nudge(),
  })
  const receive: Receive = async (from, events) => {
    const receipts = await take(from, events)
    if (events.some((event) => event.kind === 'message' && event.file !== undefined)) sheets.nudge()
    return receipts
  }
  const clockwork = makeClockwork({
    ...world,
    outbox,
    jobs: [housekeeping, ...capabilities.flatMap(({ jobs }) => jobs ?? [])],
    committed: () => {
      courier.nudge()
      sheets.nudge()
    },
    look: async (tx, now) => {
      const latest = await noteMoment(tx, now)
      if (latest !== undefined) await tellSetBack(outbox, tx, latest, now)
      for (const silence of await noteContact(tx, world.bots(), now)) await tellSilence(outbox, tx, silence, now)
    },
    troubled: (tx, job, day, now) => tellTroubled(outbox, tx, job, day, now),
  })
  const botChanged = async (from: BotAccount, state: BotState): Promise<void> => {
    if (state.call === undefined) return courier.nudge()
    const house = { outbox, publicUrl: world.settings.publicUrl }
    await world.database.write((tx) => tellOperatorsOfBot(house, tx, from, state, world.clock()))
    courier.nudge()
  }
  return { capabilities, receive, courier, clockwork, sheets, outbox, door, botChanged }
}

function capabilitiesOf(world: Surroundings, { platform, account }: BotAccount): Capabilities {
  return world.bots().find((bot) => bot.platform === platform && bot.account === account)?.capabilities ?? ABSENT
}
