import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { fields } from '../../src/kernel/config-fields.ts'
import { readSettings, type Settings } from '../../src/kernel/config.ts'

const TOKEN = '7712345678:AAEhBOweik6ad9r-QXeD9d9a'

function settings(env: Record<string, string>, file = ''): Settings {
  const read = readSettings(env, file)
  if (read.kind === 'wrong') throw new Error(read.line)
  return read
}

function refusal(env: Record<string, string>, file = ''): string {
  const read = readSettings(env, file)
  return read.kind === 'wrong' ? read.line : 'nothing was refused'
}

describe('with nothing set', () => {
  test('a newcomer gets a rehearsal on this machine', () => {
    expect(settings({})).toEqual({
      kind: 'settings',
      platforms: ['sandbox'],
      life: 'rehearsal',
      named: { platform: 'no', database: 'no' },
      database: './data/rehearsal.db',
      dataDir: './data',
      web: { host: '127.0.0.1', port: 3000 },
      quiet: { kind: 'off' },
      groupDailyCap: 'off',
      logLevel: 'info',
    })
  })
})

describe('which chats are on', () => {
  test.each([
    [{ TELEGRAM_BOT_TOKEN: TOKEN }, ['telegram'], './data/branchlink.db'],
    [{ WECHATY_PUPPET: 'wechaty-puppet-service', WECHATY_PUPPET_SERVICE_TOKEN: 'x' }, ['wechat'], './data/branchlink.db'],
    [{ TELEGRAM_BOT_TOKEN: TOKEN, PLATFORMS: 'sandbox' }, ['sandbox'], './data/rehearsal.db'],
    [{ TELEGRAM_BOT_TOKEN: '', PLATFORMS: '' }, ['sandbox'], './data/rehearsal.db'],
    [{ TELEGRAM_BOT_TOKEN: TOKEN, PLATFORMS: ' telegram , telegram ' }, ['telegram'], './data/branchlink.db'],
    [{ DATA_DIR: '/srv/zhibu/' }, ['sandbox'], '/srv/zhibu/rehearsal.db'],
    [{ DATABASE_URL: 'file:./elsewhere/a.db' }, ['sandbox'], './elsewhere/a.db'],
    [{ DATABASE_URL: 'file:///srv/a.db' }, ['sandbox'], '/srv/a.db'],
    [{ DATABASE_URL: 'file:/srv/a.db' }, ['sandbox'], '/srv/a.db'],
  ])('%j starts %j on %s', (env, platforms, database) => {
    const read = settings(env)
    expect(read.platforms).toEqual(platforms)
    expect(read.database).toBe(database)
  })

  test('a rehearsal never stands beside real people', () => {
    expect(refusal({ PLATFORMS: 'sandbox,telegram', TELEGRAM_BOT_TOKEN: TOKEN })).toMatch(/^PLATFORMS .*sandbox/)
  })

  test.each(['0.0.0.0', '192.168.1.5', '::', 'example.cn', '127.0.0.1.example.cn'])('a rehearsal does not open to %s', (host) => {
    expect(refusal({ WEB_HOST: host })).toMatch(/^WEB_HOST .*127\.0\.0\.1/)
    expect(settings({ WEB_HOST: host, TELEGRAM_BOT_TOKEN: TOKEN }).web.host).toBe(host)
  })
})

describe('Telegram', () => {
  test('keeps other people’s data at home unless the township decided otherwise', () => {
    expect(settings({ TELEGRAM_BOT_TOKEN: TOKEN }).telegram).toEqual({
      token: TOKEN,
      apiRoot: 'https://api.telegram.org',
      personalData: 'own',
    })
    expect(settings({ TELEGRAM_BOT_TOKEN: TOKEN, TELEGRAM_PERSONAL_DATA: 'allow' }).telegram?.personalData).toBe('all')
  })

  test('is reached by webhook only with a secret', () => {
    const url = 'https://zhibu.example.cn/telegram'
    expect(refusal({ TELEGRAM_BOT_TOKEN: TOKEN, TELEGRAM_WEBHOOK_URL: url })).toMatch(/^TELEGRAM_WEBHOOK_SECRET /)
    const given = { TELEGRAM_BOT_TOKEN: TOKEN, TELEGRAM_WEBHOOK_URL: url, TELEGRAM_WEBHOOK_SECRET: 'abcdefgh12345678' }
    expect(settings(given).telegram?.webhook).toEqual({ url, secret: 'abcdefgh12345678' })
  })
})

describe('what the process was given wins over the file', () => {
  test('by name', () => {
    const file = 'WEB_PORT=4000\n# a note\nLOG_LEVEL="debug"\nexport QUIET_HOURS=off\n'
    expect(settings({ WEB_PORT: '5000' }, file)).toMatchObject({ web: { port: 5000 }, logLevel: 'debug', quiet: { kind: 'off' } })
  })

  test('and an empty value switches the file’s value off', () => {
    expect(settings({ TELEGRAM_BOT_TOKEN: '' }, `TELEGRAM_BOT_TOKEN=${TOKEN}`).platforms).toEqual(['sandbox'])
  })
})

describe('a wrong setting is named in one plain line', () => {
  test.each<[string, Record<string, string>]>([
    ['PLATFORMS', { PLATFORMS: 'telegramm' }],
    ['PLATFORMS', { PLATFORMS: ' , ' }],
    ['DATABASE_URL', { DATABASE_URL: 'postgres://branch:secret@db/branchlink' }],
    ['DATABASE_URL', { DATABASE_URL: './data/branchlink.db' }],
    ['DATABASE_URL', { DATABASE_URL: 'file:./data/' }],
    ['TELEGRAM_BOT_TOKEN', { TELEGRAM_BOT_TOKEN: 'secret' }],
    ['TELEGRAM_BOT_TOKEN', { PLATFORMS: 'telegram' }],
    ['TELEGRAM_API_ROOT', { TELEGRAM_API_ROOT: 'secret' }],
    ['TELEGRAM_PROXY', { TELEGRAM_PROXY: 'ftp://secret' }],
    ['TELEGRAM_PERSONAL_DATA', { TELEGRAM_PERSONAL_DATA: 'secret' }],
    ['TELEGRAM_WEBHOOK_URL', { TELEGRAM_WEBHOOK_URL: 'http://secret' }],
    ['TELEGRAM_WEBHOOK_SECRET', { TELEGRAM_WEBHOOK_SECRET: 'secret' }],
    ['WECHATY_PUPPET', { PLATFORMS: 'wechat' }],
    ['WECHATY_PUPPET', { WECHATY_PUPPET: 'sec ret' }],
    ['WECHATY_PUPPET_SERVICE_TOKEN', { WECHATY_PUPPET: 'wechaty-puppet-service' }],
    ['WECHATY_PUPPET_SERVICE_ENDPOINT', { WECHATY_PUPPET_SERVICE_ENDPOINT: 'secret' }],
    ['WECHATY_PUPPET_SERVICE_NO_TLS', { WECHATY_PUPPET_SERVICE_NO_TLS: 'secret' }],
    ['WECHAT_PAUSE_SECONDS', { WECHAT_PAUSE_SECONDS: '8-3' }],
    ['WECHAT_PENALTY_MINUTES', { WECHAT_PENALTY_MINUTES: 'secret' }],
    ['WECHAT_GROUP_HOURLY_CAP', { WECHAT_GROUP_HOURLY_CAP: '0' }],
    ['WEB_HOST', { WEB_HOST: 'http://secret/' }],
    ['WEB_PORT', { WEB_PORT: '70000' }],
    ['WEB_PORT', { WEB_PORT: '-1' }],
    ['PUBLIC_URL', { PUBLIC_URL: 'secret' }],
    ['QUIET_HOURS', { QUIET_HOURS: '21-8' }],
    ['GROUP_DAILY_CAP', { GROUP_DAILY_CAP: '0' }],
    ['GROUP_DAILY_CAP', { GROUP_DAILY_CAP: 'many' }],
    ['LOG_LEVEL', { LOG_LEVEL: 'loud' }],
  ])('%s in %j', (name, env) => {
    const line = refusal(env)
    expect(line.startsWith(`${name} `)).toBe(true)
    expect(line).not.toContain('\n')
    expect(line).not.toContain('secret')
    expect(line).toMatch(/[写是]/)
  })

  test('a mistyped name in the file is not overlooked', () => {
    expect(refusal({}, `TELEGRAM_TOKEN=${TOKEN}`)).toMatch(/^TELEGRAM_TOKEN /)
    expect(settings({ WEB_SOMETHING: 'of another program' }).platforms).toEqual(['sandbox'])
  })
})

test('the example file lists every setting and, with its signs taken away, names no unknown one', () => {
  const example = readFileSync(new URL('../../.env.example', import.meta.url), 'utf8')
  const named = [...example.matchAll(/^#?([A-Z_]+)=/gm)].map((found) => found[1])
  expect(named.toSorted()).toEqual(Object.keys(fields.shape).toSorted())
  expect(settings({}, example).platforms).toEqual(['sandbox'])
  expect(settings({}, example.replaceAll(/^#(QUIET|WEB_|GROUP|LOG|DATA|PLATFORMS)/gm, '$1')).quiet).toEqual(
    settings({ TELEGRAM_BOT_TOKEN: TOKEN }).quiet,
  )
})

test('a real group sleeps at night and hears little; a rehearsal may be played at any hour', () => {
  expect(settings({ TELEGRAM_BOT_TOKEN: TOKEN })).toMatchObject({ quiet: { kind: 'between', from: 1260, until: 480 }, groupDailyCap: 3 })
  expect(settings({ QUIET_HOURS: '22:00-07:00', GROUP_DAILY_CAP: '5' })).toMatchObject({ quiet: { kind: 'between' }, groupDailyCap: 5 })
})
