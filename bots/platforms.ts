import { join } from 'node:path'
import type { Hono } from 'hono'
import type { Bot, BotState, Receive } from '../src/kernel/chat/message.ts'
import { type PlatformName, type Settings, SWITCHED_ON_BY } from '../src/kernel/config.ts'
import type { Cast } from './sandbox/config.ts'

/** What every platform is given. */
export type PlatformHouse = {
  readonly receive: Receive
  readonly now: () => Date
  readonly cast: () => Promise<Cast>
  /** Told whenever a bot's state changes. */
  readonly say: (state: BotState) => void
  /** An unguessable text of 12 characters. */
  readonly token: () => string
  /** Shows something to whoever sits at the terminal. */
  readonly print: (text: string) => void
  /** Whether those in charge have switched this platform off. */
  readonly isOff: () => Promise<boolean>
  readonly turnOn: () => Promise<void>
}

/** A platform that runs, with the pages it brings and the door for what is brought to the web server. */
export type RunningBot = Bot & {
  readonly routes?: Hono
  readonly handle?: (body: string, secret: string | undefined) => Promise<number>
  /** Looks again whether it is switched off. */
  readonly look?: () => Promise<void>
}

type Platform = {
  readonly name: PlatformName
  readonly title: string
  start(settings: Settings, house: PlatformHouse): Promise<RunningBot>
  /** Looks at the platform from outside and tells the doctor how it is, in plain words. */
  look(settings: Settings): Promise<readonly Finding[]>
}

/** What the doctor found; what is not ok needs a hand. */
export type Finding = { readonly ok: boolean; readonly line: string }

/** Every platform there is. A new one is its folder and one entry here; each is loaded only when it is switched on. */
export const platforms: readonly Platform[] = [
  {
    name: 'sandbox',
    title: '演练页面',
    start: async (settings, house) =>
      (await import('./sandbox/bot.ts')).startSandbox({ dataDir: join(settings.dataDir, 'sandbox') }, house),
    look: async () => [{ ok: true, line: '演练页面：开着，只有本机能打开' }],
  },
  {
    name: 'telegram',
    title: 'Telegram',
    start: async (settings, house) => {
      if (settings.telegram === undefined) throw new Error('telegram was chosen without its settings')
      return (await import('./telegram/bot.ts')).startTelegram(settings.telegram, house)
    },
    look: async (settings) => {
      if (settings.telegram === undefined) return []
      return (await import('./telegram/look.ts')).lookAtTelegram(settings.telegram)
    },
  },
  {
    name: 'wechat',
    title: '微信',
    start: async (settings, house) => {
      if (settings.wechat === undefined) throw new Error('wechat was chosen without its settings')
      return (await import('./wechat/bot.ts')).startWechat(wechatOf(settings, settings.wechat), house)
    },
    look: async (settings) => {
      if (settings.wechat === undefined) return []
      return (await import('./wechat/look.ts')).lookAtWechat(wechatOf(settings, settings.wechat))
    },
  },
]

function wechatOf({ dataDir }: Settings, wechat: NonNullable<Settings['wechat']>) {
  return { ...wechat, folder: join(dataDir, 'wechat') }
}

/** What to set for a platform that is off. */
export function howToSwitchOn(name: PlatformName): string {
  return SWITCHED_ON_BY[name]
}
