import { createServer } from 'node:http'
import { connect, createServer as createSocketServer } from 'node:net'
import type { AddressInfo, Server } from 'node:net'
import { afterEach, describe, expect, test } from 'vitest'
import { readTelegramSettings } from '../../bots/telegram/config.ts'
import { letterTo, openHouse, openTelegram, stopAll } from './telegram-house.ts'

const servers: Server[] = []

afterEach(async () => {
  await stopAll()
  for (const server of servers.splice(0)) server.close()
})

const TOKEN = '6100200300:AAH-double_of_the_bot'

describe('settings', () => {
  test('without a token Telegram stays off', () => {
    expect(readTelegramSettings({})).toBeUndefined()
    expect(readTelegramSettings({ TELEGRAM_BOT_TOKEN: '' })).toBeUndefined()
  })

  test('a token is enough', () => {
    expect(readTelegramSettings({ TELEGRAM_BOT_TOKEN: TOKEN })).toEqual({
      token: TOKEN,
      apiRoot: 'https://api.telegram.org',
      personalData: 'own',
    })
  })

  test('everything can be set', () => {
    const settings = readTelegramSettings({
      TELEGRAM_BOT_TOKEN: TOKEN,
      TELEGRAM_API_ROOT: 'http://127.0.0.1:8081/',
      TELEGRAM_PROXY: 'socks5://127.0.0.1:1080',
      TELEGRAM_PERSONAL_DATA: 'allow',
      TELEGRAM_WEBHOOK_URL: 'https://example.org/telegram',
      TELEGRAM_WEBHOOK_SECRET: 'a-secret-of-sixteen',
    })
    expect(settings).toEqual({
      token: TOKEN,
      apiRoot: 'http://127.0.0.1:8081',
      proxy: 'socks5://127.0.0.1:1080',
      personalData: 'all',
      webhook: { url: 'https://example.org/telegram', secret: 'a-secret-of-sixteen' },
    })
  })

  test.each([
    [{ TELEGRAM_BOT_TOKEN: '我的令牌' }, 'TELEGRAM_BOT_TOKEN'],
    [{ TELEGRAM_BOT_TOKEN: TOKEN, TELEGRAM_API_ROOT: 'api.telegram.org' }, 'TELEGRAM_API_ROOT'],
    [{ TELEGRAM_BOT_TOKEN: TOKEN, TELEGRAM_PROXY: '127.0.0.1:7890' }, 'TELEGRAM_PROXY'],
    [{ TELEGRAM_BOT_TOKEN: TOKEN, TELEGRAM_PERSONAL_DATA: 'yes' }, 'TELEGRAM_PERSONAL_DATA'],
    [{ TELEGRAM_BOT_TOKEN: TOKEN, TELEGRAM_WEBHOOK_URL: 'https://example.org/x' }, 'TELEGRAM_WEBHOOK_SECRET'],
    [
      { TELEGRAM_BOT_TOKEN: TOKEN, TELEGRAM_WEBHOOK_URL: 'https://example.org/x', TELEGRAM_WEBHOOK_SECRET: 'short' },
      'TELEGRAM_WEBHOOK_SECRET',
    ],
  ])('%o names what is wrong', (environment, name) => {
    expect(() => readTelegramSettings(environment)).toThrow(name)
  })
})

function portOf(server: Server): Promise<number> {
  servers.push(server)
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port)))
}

describe('through a proxy', () => {
  test('CONNECT with name and password', async () => {
    const asked: (string | undefined)[] = []
    const proxy = createServer()
    proxy.on('connect', (request, client) => {
      asked.push(request.headers['proxy-authorization'])
      const [host, port] = (request.url ?? '').split(':')
      const onward = connect(Number(port), host, () => client.write('HTTP/1.1 200 OK\r\n\r\n'))
      onward.on('error', () => client.destroy())
      client.on('error', () => onward.destroy())
      onward.pipe(client).pipe(onward)
    })
    const telegram = await openTelegram()
    const house = await openHouse({ telegram, settings: { proxy: `http://li:s%40fe@127.0.0.1:${await portOf(proxy)}` } })
    telegram.person('王桂芳').tells('收到')
    await telegram.until(() => house.stored.length === 1)
    expect(asked).toContain(`Basic ${Buffer.from('li:s@fe').toString('base64')}`)
    expect(await house.bot.deliver(letterTo(telegram.group('河西村群').id(), '通知'))).toMatchObject({ kind: 'sent' })
  })

  test('SOCKS5', async () => {
    const names: string[] = []
    const proxy = createSocketServer((client) => {
      client.once('data', () => {
        client.write(Uint8Array.of(5, 0))
        client.once('data', (wish: Buffer) => {
          const length = wish[4] ?? 0
          names.push(wish.subarray(5, 5 + length).toString())
          const onward = connect(wish.readUInt16BE(5 + length), names.at(-1), () => {
            client.write(Uint8Array.of(5, 0, 0, 1, 127, 0, 0, 1, 0, 80))
            onward.pipe(client).pipe(onward)
          })
          onward.on('error', () => client.destroy())
          client.on('error', () => onward.destroy())
        })
      })
    })
    const telegram = await openTelegram()
    const house = await openHouse({ telegram, settings: { proxy: `socks5://127.0.0.1:${await portOf(proxy)}` } })
    telegram.person('王桂芳').tells('收到')
    await telegram.until(() => house.stored.length === 1)
    expect(names).toContain('127.0.0.1')
  })

  test.each(['http', 'socks5'])('a %s proxy that is not there: surely nothing was sent, and the line says where to look', async (kind) => {
    const house = await openHouse({ settings: { proxy: `${kind}://127.0.0.1:9` } })
    expect(house.bot.state().line).toBe('连不上 Telegram，请看代理是否开着')
    expect(await house.bot.deliver(letterTo(5, '通知'))).toMatchObject({ kind: 'try-later', maybeDelivered: false })
  })
})
