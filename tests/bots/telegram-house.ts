import type { BotState, Incoming, OutgoingLetter, Receipt } from '../../src/kernel/chat/message.ts'
import { startTelegram as startBot } from '../../bots/telegram/bot.ts'
import type { TelegramBot } from '../../bots/telegram/bot.ts'
import type { TelegramSettings } from '../../bots/telegram/config.ts'
import { startTelegram as startServer } from '../support/telegram/start.ts'
import type { Telegram, TelegramOptions } from '../support/telegram/telegram.ts'

/** A very small house: it writes down what it is told and answers as the test wishes. */
export type SmallHouse = {
  readonly telegram: Telegram
  readonly bot: TelegramBot
  /** What is safe, in order. */
  readonly stored: Incoming[]
  /** Every burst as it was handed in, safe or not. */
  readonly bursts: (readonly Incoming[])[]
  readonly states: BotState[]
  /** How long the bot meant to wait each time it waited. */
  readonly pauses: number[]
  readonly texts: () => readonly string[]
}

/** What a test may change about the house. */
export type HouseOptions = {
  readonly telegram?: Telegram
  readonly server?: TelegramOptions
  readonly settings?: Partial<TelegramSettings>
  readonly answer?: (event: Incoming) => Receipt | Promise<Receipt>
  readonly now?: () => Date
}

const cleanups: (() => Promise<void>)[] = []

/** Stops all that was started since the last time; for `afterEach`. */
export async function stopAll(): Promise<void> {
  for (const stop of cleanups.splice(0).toReversed()) await stop()
}

/** Starts a Telegram that is stopped by itself after the test. */
export async function openTelegram(options: TelegramOptions = {}): Promise<Telegram> {
  const telegram = await startServer(options)
  cleanups.push(telegram.stop)
  return telegram
}

/** Starts the bot against the double, before the test turns anything off. Its pauses cost 5 ms, whatever they were meant to be. */
export async function openHouse(options: HouseOptions = {}): Promise<SmallHouse> {
  const telegram = options.telegram ?? (await openTelegram(options.server))
  const stored: Incoming[] = []
  const bursts: (readonly Incoming[])[] = []
  const states: BotState[] = []
  const pauses: number[] = []
  const answer = options.answer ?? ((): Receipt => ({ kind: 'done' }))
  const settings = { token: telegram.token, apiRoot: telegram.url, personalData: 'own', ...options.settings } as const
  const bot = await startBot(settings, {
    say: (state) => states.push(state),
    now: options.now ?? (() => new Date()),
    pause: (ms) => {
      pauses.push(ms)
      return new Promise((resolve) => setTimeout(resolve, 5))
    },
    receive: async (_account, events) => {
      bursts.push(events)
      const receipts: Receipt[] = []
      for (const event of events) {
        const receipt = await answer(event)
        if (receipt.kind === 'done') stored.push(event)
        receipts.push(receipt)
      }
      return receipts
    },
  })
  cleanups.push(() => bot.stop())
  const texts = () => stored.map((event) => (event.kind === 'message' ? event.text : event.kind))
  return { telegram, bot, stored, bursts, states, pauses, texts }
}

let lastLetter = 0

/** A letter to a chat. */
export function letterTo(chat: number, text: string, rest: Partial<OutgoingLetter> = {}): OutgoingLetter {
  lastLetter += 1
  return { id: lastLetter, chat: String(chat), text, choices: [], ...rest }
}
