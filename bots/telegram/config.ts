import { z } from 'zod'

const text = (value: unknown) => (value === '' ? undefined : value)

/** The settings of Telegram as they stand in the environment; a wrong one is named in plain words. */
export const telegramEnvironment = z
  .object({
    TELEGRAM_BOT_TOKEN: z.preprocess(
      text,
      z
        .string()
        .regex(/^\d+:[\w-]+$/, 'TELEGRAM_BOT_TOKEN 不像机器人的令牌，应是 数字:字母')
        .optional(),
    ),
    TELEGRAM_API_ROOT: z.preprocess(
      text,
      z.url({ protocol: /^https?$/, error: 'TELEGRAM_API_ROOT 应是 https 开头的网址' }).default('https://api.telegram.org'),
    ),
    TELEGRAM_PROXY: z.preprocess(
      text,
      z.url({ protocol: /^(https?|socks5h?)$/, error: 'TELEGRAM_PROXY 应像 http://127.0.0.1:7890' }).optional(),
    ),
    TELEGRAM_PERSONAL_DATA: z.preprocess(
      text,
      z.literal(['own', 'allow'], { error: 'TELEGRAM_PERSONAL_DATA 只能是 allow，或不写' }).default('own'),
    ),
    TELEGRAM_WEBHOOK_URL: z.preprocess(
      text,
      z.url({ protocol: /^https?$/, error: 'TELEGRAM_WEBHOOK_URL 应是 https 开头的网址' }).optional(),
    ),
    TELEGRAM_WEBHOOK_SECRET: z.preprocess(
      text,
      z
        .string()
        .regex(/^[\w-]{16,256}$/, 'TELEGRAM_WEBHOOK_SECRET 要 16 位以上，只用字母和数字')
        .optional(),
    ),
  })
  .refine((found) => found.TELEGRAM_WEBHOOK_URL === undefined || found.TELEGRAM_WEBHOOK_SECRET !== undefined, {
    error: '设了 TELEGRAM_WEBHOOK_URL，还要设 TELEGRAM_WEBHOOK_SECRET',
  })

/** What the bot needs to know to start. */
export type TelegramSettings = {
  readonly token: string
  readonly apiRoot: string
  readonly proxy?: string
  readonly personalData: 'all' | 'own'
  /** Where Telegram brings updates, instead of being asked for them. */
  readonly webhook?: { readonly url: string; readonly secret: string }
}

/** Reads the settings; undefined when no token is set, so that Telegram stays off. Throws zod's error on a wrong one. */
export function readTelegramSettings(environment: Readonly<Record<string, string | undefined>>): TelegramSettings | undefined {
  const found = telegramEnvironment.parse(environment)
  if (found.TELEGRAM_BOT_TOKEN === undefined) return undefined
  const { TELEGRAM_WEBHOOK_URL: url, TELEGRAM_WEBHOOK_SECRET: secret, TELEGRAM_PROXY: proxy } = found
  return {
    token: found.TELEGRAM_BOT_TOKEN,
    apiRoot: found.TELEGRAM_API_ROOT.replace(/\/+$/, ''),
    personalData: found.TELEGRAM_PERSONAL_DATA === 'allow' ? 'all' : 'own',
    ...(proxy === undefined ? {} : { proxy }),
    ...(url === undefined || secret === undefined ? {} : { webhook: { url, secret } }),
  }
}
