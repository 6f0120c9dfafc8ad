import type { Hono } from 'hono'
import type { Bot, BotState, Capabilities, Delivery, FileReference, Receive } from '../../src/kernel/chat/message.ts'
import { createChain } from './chain.ts'
import { WECHAT, type WechatPace, type WechatSettings } from './config.ts'
import { createDoor } from './door.ts'
import { guardAgainstForgotten } from './guard.ts'
import { handIn } from './hand-in.ts'
import { live } from './life.ts'
import { deliver, fetchFile, LONGEST_TEXT } from './outgoing.ts'
import { operatorRoutes } from './pages.tsx'
import { createPenalty } from './penalty.ts'
import { pictureOfCode } from './qr.ts'
import { openRecord, type Record } from './record.ts'
import { LOGIN_PICTURE, openSession, type Session } from './session.ts'
import { createStanding } from './standing.ts'
import { orAfter, pauseReally } from './waiting.ts'
import { lines } from './words.ts'

/** What the bot may ask of the house. */
export type House = {
  readonly receive: Receive
  /** Told whenever the state changes, for the operator. */
  readonly say: (state: BotState) => void
  readonly now: () => Date
  /** An unguessable text of 12 characters. */
  readonly token: () => string
  /** Shows something to whoever sits at the terminal. */
  readonly print: (text: string) => void
  /** Whether a township admin has switched WeChat off. */
  readonly isOff: () => Promise<boolean>
  readonly turnOn: () => Promise<void>
  /** Waits between attempts and ends early when the signal is given; real time unless a test brings its own. */
  readonly pause?: (ms: number, signal: AbortSignal) => Promise<void>
}

/** A WeChat account that has been started. */
export type WechatBot = Bot & {
  readonly routes: Hono
  /** Looks again whether it is switched on, and lets go of the account or takes it up. */
  readonly look: () => Promise<void>
}

const STOP_MS = 2_800
/** A gateway that is away must not hold up the house. */
const FIRST_ANSWER_MS = 2_000

/** Starts the bot. Resolves once the account is in, or after two seconds: it goes on trying by itself. */
export async function startWechat(settings: WechatSettings, house: House): Promise<WechatBot> {
  const session = open(settings, house)
  const { standing, penalty, door } = session
  const mouth = { puppet: () => session.puppet, penalty, now: house.now }
  session.isOff = await house.isOff()
  const release = guardAgainstForgotten(() => session.record.change({ forgotten: session.record.read().forgotten + 1 }))
  const running = live(session)
  await orAfter(Promise.race([session.met, running]), FIRST_ANSWER_MS)
  return {
    ...WECHAT,
    capabilities: capabilitiesOf(settings.pace),
    deliver: (letter) => tellOfRest(session, house, () => deliver(mouth, letter)),
    deliverWithBytes: (letter, bytes) => tellOfRest(session, house, () => deliver(mouth, letter, bytes)),
    fetchFile: (file) => bring(session, file),
    state: () => stateOf(session),
    routes: operatorRoutes({
      door,
      state: () => stateOf(session),
      code: () => session.code,
      turnOn: () => (session.isOff ? house.turnOn : undefined),
    }),
    look: async () => session.turn((await house.isOff()) ? 'off' : 'on'),
    stop: async () => {
      session.stopping.abort()
      await orAfter(running, STOP_MS)
      release()
      standing.become('stopped', lines.stopped)
    },
  }
}

function open(settings: WechatSettings, house: House): Session {
  const record = openRecord(settings.folder)
  const stopping = new AbortController()
  const pause = house.pause ?? pauseReally
  const standing = createStanding((state) => {
    record.change({ state: { kind: state.kind, line: state.line, since: state.since.toISOString() } })
    house.say(state)
  }, house.now)
  const counter = { receive: house.receive, standing, signal: stopping.signal, pause: (ms: number) => pause(ms, stopping.signal) }
  return openSession({
    settings,
    record,
    standing,
    stopping,
    penalty: createPenalty(settings.pace.penaltyMinutes, record, house.now),
    door: createDoor(house.token, house.now),
    chain: createChain((events) => handIn(counter, events), noteLost(record)),
    print: house.print,
    pause: counter.pause,
  })
}

const NOTED_AFTER_MS = 1_000

/** Counts what the gateway could not tell; a whole burst of it is one line on the disk. */
function noteLost(record: Record): () => void {
  let lost = 0
  return () => {
    lost += 1
    if (lost > 1) return
    setTimeout(() => {
      record.change({ lost: record.read().lost + lost })
      lost = 0
    }, NOTED_AFTER_MS).unref()
  }
}

/** A silence that begins or ends with this letter is told to the operator, like any other change. */
async function tellOfRest(session: Session, house: House, send: () => Promise<Delivery>): Promise<Delivery> {
  const before = session.penalty.until()?.getTime()
  const delivery = await send()
  if (session.penalty.until()?.getTime() !== before) house.say(stateOf(session))
  return delivery
}

/** While it keeps silent after failed sends it still listens; the line tells both. */
function stateOf({ standing, penalty }: Session): BotState {
  const state = standing.state()
  const rest = penalty.until()
  return state.kind !== 'running' || rest === undefined ? state : { ...state, line: lines.resting(clockTime(rest)) }
}

/** The hour in Shanghai, which has no daylight saving. */
function clockTime(at: Date): string {
  return new Date(at.getTime() + 8 * 3_600_000).toISOString().slice(11, 16)
}

async function bring(session: Session, file: FileReference): Promise<Uint8Array> {
  if (file.reference === LOGIN_PICTURE.reference) {
    if (session.code === undefined) throw new Error('there is no login code now')
    return pictureOfCode(session.code)
  }
  if (session.puppet === undefined) throw new Error('the account is not logged in')
  return fetchFile(session.puppet, file)
}

function capabilitiesOf({ pauseSeconds, groupHourlyCap }: WechatPace): Capabilities {
  return {
    edits: false,
    choices: 'numbered',
    longestText: LONGEST_TEXT,
    longestCaption: LONGEST_TEXT,
    perSecond: 1 / Math.max(pauseSeconds.least, 0.01),
    jitterSeconds: pauseSeconds.most - pauseSeconds.least,
    perChatSecond: 1 / Math.max(pauseSeconds.least, 0.01),
    perGroupMinute: 4,
    perGroupHour: groupHourlyCap,
    merges: true,
    keepsHours: 0,
    personalData: 'own',
  }
}
