import { parseEnv } from 'node:util'
import type { Quiet } from './day.ts'
import type { LogLevel } from './log.ts'
import { type Fields, fields, unknownName } from './config-fields.ts'

/** The platforms somebody can switch on. */
export const PLATFORMS = ['sandbox', 'telegram', 'wechat'] as const
export type PlatformName = (typeof PLATFORMS)[number]

/** The setting that switches a platform on; said at the start for those that are off. */
export const SWITCHED_ON_BY: Readonly<Record<PlatformName, string>> = {
  sandbox: 'PLATFORMS',
  telegram: 'TELEGRAM_BOT_TOKEN',
  wechat: 'WECHATY_PUPPET',
}

export type TelegramSettings = {
  readonly token: string
  readonly apiRoot: string
  readonly proxy?: string
  /** `all` only after the township decided on the transfer abroad. */
  readonly personalData: 'all' | 'own'
  /** Without it the bot asks Telegram for its messages; with it Telegram brings them to this address. */
  readonly webhook?: { readonly url: string; readonly secret: string }
}

export type WechatSettings = {
  readonly puppet: string
  readonly token?: string
  readonly endpoint?: string
  /** The gateway speaks without TLS, on a loopback or a closed network. */
  readonly tls: 'on' | 'off'
  /** How gently the account speaks; a personal account in a hurry is blocked. */
  readonly pace: {
    readonly pauseSeconds: { readonly least: number; readonly most: number }
    readonly groupHourlyCap: number
    readonly penaltyMinutes: { readonly least: number; readonly most: number }
  }
}

/** Courtesy towards real groups (CHAT.md §1.4). A rehearsal may be played at night and as often as one likes. */
const NIGHT: Quiet = { kind: 'between', from: 21 * 60, until: 8 * 60 }
const DAILY_CAP = 3

/** Everything somebody can set, read once at the start. */
export type Settings = {
  readonly kind: 'settings'
  readonly platforms: readonly PlatformName[]
  /** A rehearsal: anybody may be anybody, so its database never meets a real platform. */
  readonly life: 'rehearsal' | 'real'
  /** What was named by whoever set it, and is not a default: a command then may not guess. */
  readonly named: { readonly platform: 'yes' | 'no'; readonly database: 'yes' | 'no' }
  /** The database file. */
  readonly database: string
  readonly dataDir: string
  readonly telegram?: TelegramSettings
  readonly wechat?: WechatSettings
  readonly web: { readonly host: string; readonly port: number; readonly publicUrl?: string }
  readonly quiet: Quiet
  readonly groupDailyCap: number | 'off'
  readonly logLevel: LogLevel
}

/** A setting that cannot be used, in one plain line that names it and says what to write. */
export type Wrong = { readonly kind: 'wrong'; readonly line: string }

/** Reads all settings; what the process was given wins over the `.env` file. An empty value counts as not given. */
export function readSettings(env: Readonly<Record<string, string | undefined>>, dotEnvText = ''): Settings | Wrong {
  const file = parseEnv(dotEnvText)
  const unknown = unknownName(Object.keys(file))
  if (unknown !== undefined) return wrong(`${unknown} 不是本程序的设置，请对照 .env.example 改名或删去`)
  const given = Object.fromEntries(Object.entries({ ...file, ...env }).filter(([, value]) => value !== undefined && value.trim() !== ''))
  const read = fields.safeParse(given)
  if (!read.success) return wrong(read.error.issues[0]?.message ?? '设置读不懂，请对照 .env.example')
  const platforms = read.data.PLATFORMS ?? presentPlatforms(read.data)
  const objection = objectionTo(read.data, platforms)
  return objection === undefined ? settle(read.data, platforms) : wrong(objection)
}

function wrong(line: string): Wrong {
  return { kind: 'wrong', line }
}

function presentPlatforms(given: Fields): readonly PlatformName[] {
  const present: PlatformName[] = []
  if (given.TELEGRAM_BOT_TOKEN !== undefined) present.push('telegram')
  if (given.WECHATY_PUPPET !== undefined) present.push('wechat')
  return present.length === 0 ? ['sandbox'] : present
}

function objectionTo(given: Fields, platforms: readonly PlatformName[]): string | undefined {
  if (platforms.includes('sandbox') && platforms.length > 1)
    return 'PLATFORMS 里 sandbox 只能单独写：演练的数据不进真的群，请只留 sandbox 或去掉它'
  if (platforms.includes('sandbox') && !isLoopback(given.WEB_HOST))
    return 'WEB_HOST 在演练时只能是 127.0.0.1：演练里谁都能扮书记，不能让别的机器打开'
  if (platforms.includes('telegram') && given.TELEGRAM_BOT_TOKEN === undefined)
    return 'TELEGRAM_BOT_TOKEN 没有写：PLATFORMS 里有 telegram，请写 BotFather 给的令牌，或去掉 telegram'
  if (platforms.includes('wechat') && given.WECHATY_PUPPET === undefined)
    return 'WECHATY_PUPPET 没有写：PLATFORMS 里有 wechat，请写 wechaty-puppet-service，或去掉 wechat'
  if (platforms.includes('wechat') && needsGateway(given))
    return 'WECHATY_PUPPET_SERVICE_TOKEN 没有写：wechaty-puppet-service 要有令牌或 WECHATY_PUPPET_SERVICE_ENDPOINT（如 127.0.0.1:8788）'
  if (given.TELEGRAM_WEBHOOK_URL !== undefined && given.TELEGRAM_WEBHOOK_SECRET === undefined)
    return 'TELEGRAM_WEBHOOK_SECRET 没有写：用 TELEGRAM_WEBHOOK_URL 时请写一串 16 位以上的字母和数字'
  return undefined
}

function needsGateway(given: Fields): boolean {
  return (
    given.WECHATY_PUPPET === 'wechaty-puppet-service' &&
    given.WECHATY_PUPPET_SERVICE_TOKEN === undefined &&
    given.WECHATY_PUPPET_SERVICE_ENDPOINT === undefined
  )
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127(?:\.\d{1,3}){3}$/.test(host)
}

function settle(given: Fields, platforms: readonly PlatformName[]): Settings {
  const life = platforms.includes('sandbox') ? 'rehearsal' : 'real'
  const publicUrl = given.PUBLIC_URL === undefined ? {} : { publicUrl: given.PUBLIC_URL }
  return {
    kind: 'settings',
    platforms,
    life,
    named: {
      platform: given.PLATFORMS === undefined && presentPlatforms(given)[0] === 'sandbox' ? 'no' : 'yes',
      database: given.DATABASE_URL === undefined ? 'no' : 'yes',
    },
    database: given.DATABASE_URL ?? `${given.DATA_DIR}/${life === 'rehearsal' ? 'rehearsal' : 'branchlink'}.db`,
    dataDir: given.DATA_DIR,
    ...(platforms.includes('telegram') ? telegramOf(given) : {}),
    ...(platforms.includes('wechat') ? wechatOf(given) : {}),
    web: { host: given.WEB_HOST, port: given.WEB_PORT, ...publicUrl },
    quiet: given.QUIET_HOURS ?? (life === 'rehearsal' ? { kind: 'off' } : NIGHT),
    groupDailyCap: given.GROUP_DAILY_CAP ?? (life === 'rehearsal' ? 'off' : DAILY_CAP),
    logLevel: given.LOG_LEVEL,
  }
}

function telegramOf(given: Fields): { readonly telegram?: TelegramSettings } {
  const { TELEGRAM_BOT_TOKEN: token, TELEGRAM_PROXY: proxy, TELEGRAM_WEBHOOK_URL: url, TELEGRAM_WEBHOOK_SECRET: secret } = given
  if (token === undefined) return {}
  return {
    telegram: {
      token,
      apiRoot: given.TELEGRAM_API_ROOT,
      personalData: given.TELEGRAM_PERSONAL_DATA,
      ...(proxy === undefined ? {} : { proxy }),
      ...(url === undefined || secret === undefined ? {} : { webhook: { url, secret } }),
    },
  }
}

function wechatOf(given: Fields): { readonly wechat?: WechatSettings } {
  const { WECHATY_PUPPET: puppet, WECHATY_PUPPET_SERVICE_TOKEN: token, WECHATY_PUPPET_SERVICE_ENDPOINT: endpoint } = given
  if (puppet === undefined) return {}
  const gateway = { ...(token === undefined ? {} : { token }), ...(endpoint === undefined ? {} : { endpoint }) }
  const pace = {
    pauseSeconds: given.WECHAT_PAUSE_SECONDS,
    groupHourlyCap: given.WECHAT_GROUP_HOURLY_CAP,
    penaltyMinutes: given.WECHAT_PENALTY_MINUTES,
  }
  return { wechat: { puppet, tls: given.WECHATY_PUPPET_SERVICE_NO_TLS, pace, ...gateway } }
}
