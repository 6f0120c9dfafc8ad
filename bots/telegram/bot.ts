import { setTimeout as wait } from 'node:timers/promises'
import type { Bot, BotAccount, BotState, Capabilities, OutgoingLetter, Receive } from '../../src/kernel/chat/message.ts'
import { createAnswers } from './answers.ts'
import { openClient } from './client.ts'
import type { Client } from './client.ts'
import type { TelegramSettings } from './config.ts'
import { fetchFile } from './files.ts'
import { greet } from './greet.ts'
import type { Known } from './greet.ts'
import { attach, deliver, LONGEST_CAPTION, LONGEST_TEXT } from './outgoing.ts'
import { pauseAfter, pollForever } from './poll.ts'
import type { Loop } from './poll.ts'
import { createStanding, lines } from './standing.ts'
import { createThrottle } from './throttle.ts'
import { takeUpdate } from './webhook.ts'
import type { WebhookStatus } from './webhook.ts'

/** What the bot may ask of the house. */
export type House = {
  readonly receive: Receive
  /** Told whenever the state changes, for the operator. */
  readonly say: (state: BotState) => void
  readonly now: () => Date
  /** Waits between attempts and ends early when the signal is given; real time unless a test brings its own. */
  readonly pause?: (ms: number, signal: AbortSignal) => Promise<void>
}

/** A Telegram account that has been started. */
export type TelegramBot = Bot & {
  /** Takes an update brought to the web server, when a webhook is set; answers the status to send back. */
  readonly handle: (body: string, secretHeader: string | undefined) => Promise<WebhookStatus>
  /** What Telegram says about the account; undefined until it was reached once. */
  readonly known: () => Known | undefined
}

/** Slightly below Telegram's 30, so that jitter on the way does not add up to a refusal. */
const PER_SECOND = 28
const STOP_MS = 2_800
/** Where Telegram is blocked it does not refuse, it is silent; the house opens all the same. */
const FIRST_ANSWER_MS = 2_000

/** Starts the bot. Resolves once Telegram was asked for the first time, answered or not: it goes on trying by itself. */
export async function startTelegram(settings: TelegramSettings, house: House): Promise<TelegramBot> {
  const client = openClient(settings)
  const account: BotAccount = { platform: 'telegram', account: settings.token.split(':')[0] ?? '' }
  const stopping = new AbortController()
  const met: { known?: Known } = {}
  const loop = createLoop(client, settings, house, account, stopping.signal, met)
  const greeting = greet(client.api, loop, settings).then((known) => remember(met, known))
  const running = live(client, settings, loop, met, greeting)
  await orAfter(greeting, FIRST_ANSWER_MS)
  return {
    ...account,
    ...mouthOf(client, settings, house, account),
    get capabilities() {
      return capabilitiesOf(settings, met.known)
    },
    state: loop.standing.state,
    known: () => met.known,
    handle: async (body, secret) => (settings.webhook === undefined ? 401 : takeUpdate(loop, settings.webhook.secret, body, secret)),
    stop: async () => {
      stopping.abort()
      client.hangUp()
      await orAfter(running.then(loop.answers.emptied), STOP_MS)
      loop.standing.become('stopped', lines.stopped)
    },
  }
}

function createLoop(
  client: Client,
  settings: TelegramSettings,
  house: House,
  account: BotAccount,
  signal: AbortSignal,
  met: { readonly known?: Known },
): Loop {
  const pause = house.pause ?? pauseReally
  return {
    account,
    signal,
    api: client.pollApi,
    standing: createStanding(house.say, house.now),
    answers: createAnswers(client.api),
    receive: house.receive,
    now: house.now,
    self: () => ({ account: account.account, id: Number(account.account), username: met.known?.username ?? '' }),
    pause: (ms) => pause(ms, signal),
    unreachableLine: settings.proxy === undefined ? lines.unreachable : lines.unreachableProxy,
  }
}

/** Greets until Telegram answers, then listens until stopped. */
async function live(
  client: Client,
  settings: TelegramSettings,
  loop: Loop,
  met: { known?: Known },
  greeting: Promise<void>,
): Promise<void> {
  await greeting
  for (let failures = 1; met.known === undefined; failures += 1) {
    if (loop.signal.aborted || loop.standing.state().kind === 'stopped') return
    await loop.pause(pauseAfter(failures))
    remember(met, await greet(client.api, loop, settings))
  }
  if (settings.webhook === undefined) await pollForever(loop)
}

function remember(met: { known?: Known }, known: Known | undefined): void {
  if (known !== undefined) met.known = known
}

function mouthOf(
  client: Client,
  settings: TelegramSettings,
  house: House,
  account: BotAccount,
): Pick<Bot, 'deliver' | 'deliverWithBytes' | 'fetchFile'> {
  const throttle = createThrottle(house.now)
  return {
    deliver: async (letter: OutgoingLetter) => {
      const { file } = letter
      if (file === undefined) return deliver(client.api, throttle, letter, undefined)
      const isOurs = file.platform === account.platform && file.account === account.account
      if (!isOurs && letter.edits === undefined) return { kind: 'refused', reason: '附件不在 Telegram 上' }
      return deliver(client.api, throttle, letter, { kind: file.kind, content: file.reference })
    },
    deliverWithBytes: async (letter, bytes) => {
      const { name, kind } = letter.file ?? { name: '文件', kind: 'document' }
      return deliver(client.api, throttle, letter, attach(bytes, name, kind))
    },
    fetchFile: (file) => fetchFile({ api: client.api, agent: client.agent, apiRoot: settings.apiRoot, token: settings.token }, file),
  }
}

function capabilitiesOf(settings: TelegramSettings, known: Known | undefined): Capabilities {
  return {
    edits: true,
    choices: 'buttons',
    longestText: LONGEST_TEXT,
    longestCaption: LONGEST_CAPTION,
    perSecond: PER_SECOND,
    perChatSecond: 1,
    perGroupMinute: 20,
    keepsHours: 24,
    personalData: settings.personalData,
    ...(known === undefined ? {} : { startLink: (code: string) => `https://t.me/${known.username}?start=${code}` }),
  }
}

/** Waits for it, but not longer than this. */
async function orAfter(done: Promise<unknown>, ms: number): Promise<void> {
  const patience = new AbortController()
  await Promise.race([done, pauseReally(ms, patience.signal)])
  patience.abort()
}

/** An aborted pause is over, not broken. */
async function pauseReally(ms: number, signal: AbortSignal): Promise<void> {
  await wait(ms, undefined, { signal }).catch(() => undefined)
}
