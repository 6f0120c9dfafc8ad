import { z } from 'zod'
import { parseQuietHours } from './day.ts'
import { LOG_LEVELS } from './log.ts'

const PLATFORMS_LINE = 'PLATFORMS 只能写 sandbox、telegram、wechat，用逗号隔开'

/**
 * What each setting looks like. A refused one answers with a line for the operator: the setting's name, what to write,
 * and an example, never the value that was written, for it may be a token.
 */
export const fields = z.object({
  PLATFORMS: z
    .string()
    .transform((text) => [...new Set(text.split(/[,，\s]+/).filter((word) => word !== ''))])
    .pipe(z.array(z.enum(['sandbox', 'telegram', 'wechat'], PLATFORMS_LINE)).min(1, PLATFORMS_LINE))
    .optional(),
  DATABASE_URL: z
    .string()
    .refine(
      (text) => !/^postgres(?:ql)?:/i.test(text),
      'DATABASE_URL 写的是 PostgreSQL：这一版的数据存在 SQLite 里，请写 file:./data/branchlink.db',
    )
    .refine((text) => /^file:[^?#]*[^/?#]$/.test(text), 'DATABASE_URL 要写成 file: 加文件名，如 file:./data/branchlink.db')
    .transform((text) => text.replace(/^file:(?:\/\/(?=\/))?/, ''))
    .optional(),
  DATA_DIR: z
    .string()
    .default('./data')
    .transform((text) => (text.length > 1 ? text.replace(/\/+$/, '') : text)),
  TELEGRAM_BOT_TOKEN: pattern(/^\d+:[\w-]+$/, 'TELEGRAM_BOT_TOKEN 要写 BotFather 给的整串令牌，数字、冒号、再一串字母').optional(),
  TELEGRAM_API_ROOT: address(['http:', 'https:'], 'TELEGRAM_API_ROOT 要写网址，如 https://api.telegram.org').default(
    'https://api.telegram.org',
  ),
  TELEGRAM_PROXY: address(['http:', 'https:'], 'TELEGRAM_PROXY 要写代理的网址，如 http://127.0.0.1:7890').optional(),
  TELEGRAM_PERSONAL_DATA: z
    .enum(['allow', 'own'], 'TELEGRAM_PERSONAL_DATA 只能写 allow 或 own：allow 要乡镇先作决定')
    .default('own')
    .transform((word): 'all' | 'own' => (word === 'allow' ? 'all' : 'own')),
  TELEGRAM_WEBHOOK_URL: address(['https:'], 'TELEGRAM_WEBHOOK_URL 要写 https 开头的网址，如 https://zhibu.example.cn/telegram').optional(),
  TELEGRAM_WEBHOOK_SECRET: pattern(/^[\w-]{16,256}$/, 'TELEGRAM_WEBHOOK_SECRET 要写 16 位以上的字母和数字').optional(),
  WECHATY_PUPPET: pattern(/^(?:@[\w.-]+\/)?[a-z][\w.-]*$/, 'WECHATY_PUPPET 要写组件的名字，如 wechaty-puppet-service').optional(),
  WECHATY_PUPPET_SERVICE_TOKEN: pattern(/^\S+$/, 'WECHATY_PUPPET_SERVICE_TOKEN 要写网关给的令牌，中间没有空格').optional(),
  WECHATY_PUPPET_SERVICE_ENDPOINT: pattern(
    /^[\w.-]+:\d{1,5}$/,
    'WECHATY_PUPPET_SERVICE_ENDPOINT 要写主机和端口，如 127.0.0.1:8788',
  ).optional(),
  WECHATY_PUPPET_SERVICE_NO_TLS: z
    .enum(['1', 'true', '0', 'false'], 'WECHATY_PUPPET_SERVICE_NO_TLS 写 1 表示网关不加密，不写表示加密')
    .default('0')
    .transform((word): 'on' | 'off' => (word === '1' || word === 'true' ? 'off' : 'on')),
  WECHAT_PAUSE_SECONDS: range('WECHAT_PAUSE_SECONDS 要写成 3-8 这样的最少和最多秒数').default({ least: 3, most: 8 }),
  WECHAT_GROUP_HOURLY_CAP: whole(1, 60, 'WECHAT_GROUP_HOURLY_CAP 要写 1 到 60 的整数，如 6').default(6),
  WECHAT_PENALTY_MINUTES: range('WECHAT_PENALTY_MINUTES 要写成 2-360 这样的最少和最多分钟数').default({ least: 2, most: 360 }),
  WEB_HOST: pattern(/^[\w.:-]+$/, 'WEB_HOST 要写本机的地址，如 127.0.0.1').default('127.0.0.1'),
  WEB_PORT: whole(0, 65_535, 'WEB_PORT 要写 1 到 65535 的整数，如 3000').default(3000),
  PUBLIC_URL: address(['http:', 'https:'], 'PUBLIC_URL 要写别人打开的网址，如 https://zhibu.example.cn')
    .transform((text) => text.replace(/\/+$/, ''))
    .optional(),
  QUIET_HOURS: z
    .string()
    .transform((text, context) => {
      const quiet = parseQuietHours(text)
      if (quiet !== undefined) return quiet
      context.addIssue('QUIET_HOURS 要写成 21:00-08:00 这样的起止时间，或写 off')
      return z.NEVER
    })
    .optional(),
  GROUP_DAILY_CAP: z.union([z.literal('off'), whole(1, 100, '')], 'GROUP_DAILY_CAP 要写 1 到 100 的整数，如 3，或写 off').optional(),
  LOG_LEVEL: z.enum(LOG_LEVELS, `LOG_LEVEL 只能写 ${LOG_LEVELS.join('、')}`).default('info'),
})

/** The settings as they were given, each by itself in order. */
export type Fields = z.infer<typeof fields>

/** Prefixes under which every name in a `.env` file is ours, so that a mistyped one is not overlooked. */
const OWN_PREFIX = /^(?:TELEGRAM|WECHAT_|WEB|GROUP|QUIET|DATABASE|PLATFORM)/

/** The first name in a `.env` file that looks like one of ours and is none: TELEGRAM_TOKEN. */
export function unknownName(names: readonly string[]): string | undefined {
  return names.find((name) => OWN_PREFIX.test(name) && !(name in fields.shape))
}

function pattern(shape: RegExp, line: string) {
  return z
    .string()
    .transform((text) => text.trim())
    .refine((text) => shape.test(text), line)
}

function address(protocols: readonly string[], line: string) {
  return z
    .string()
    .transform((text) => text.trim())
    .refine((text) => URL.canParse(text) && protocols.includes(new URL(text).protocol), line)
}

function whole(least: number, most: number, line: string) {
  return z
    .string()
    .refine((text) => /^\d{1,6}$/.test(text.trim()) && Number(text) >= least && Number(text) <= most, line)
    .transform(Number)
}

/** At least and at most: `3-8`. */
function range(line: string) {
  return z
    .string()
    .transform((text) => /^\s*(\d{1,4})\s*-\s*(\d{1,4})\s*$/.exec(text))
    .refine((found) => found !== null && Number(found[1]) <= Number(found[2]), line)
    .transform((found) => ({ least: Number(found?.[1]), most: Number(found?.[2]) }))
}
