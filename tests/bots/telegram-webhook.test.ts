import { createServer } from 'node:http'
import { afterEach, describe, expect, test } from 'vitest'
import type { TelegramBot } from '../../bots/telegram/bot.ts'
import { openHouse, openTelegram, stopAll } from './telegram-house.ts'

const stops: (() => void)[] = []

afterEach(async () => {
  for (const stop of stops.splice(0)) stop()
  await stopAll()
})

const SECRET = 'a-secret-of-sixteen'

/** A web server as the house has one: it hands the body and the header on. */
async function openWeb(bot: () => TelegramBot | undefined): Promise<string> {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const secret = request.headers['x-telegram-bot-api-secret-token']
      const handled = bot()?.handle(Buffer.concat(chunks).toString(), typeof secret === 'string' ? secret : undefined)
      void Promise.resolve(handled ?? 503).then((status) => response.writeHead(status).end())
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  stops.push(() => server.closeAllConnections())
  stops.push(() => server.close())
  const address = server.address()
  return `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}/telegram`
}

describe('updates that are brought', () => {
  test('arrive in order and are answered once they are safe', async () => {
    const telegram = await openTelegram()
    let started: TelegramBot | undefined
    const url = await openWeb(() => started)
    let isFull = true
    const house = await openHouse({
      telegram,
      settings: { webhook: { url, secret: SECRET } },
      answer: () => (isFull ? { kind: 'again', afterMs: 10 } : { kind: 'done' }),
    })
    started = house.bot
    const wang = telegram.person('王桂芳')
    for (const text of ['一', '二', '三']) wang.tells(text)
    await telegram.until(() => house.bursts.length > 0)
    expect(telegram.updates.waiting()).toBe(3)
    isFull = false
    await telegram.until(() => telegram.updates.waiting() === 0)
    expect(house.texts()).toEqual(['一', '二', '三'])
    expect(house.bot.state().kind).toBe('running')
    expect(telegram.calls.get('getUpdates')).toBeUndefined()
  })

  test('are turned away without the secret, and when they are not an update', async () => {
    const { bot, stored } = await openHouse({ settings: { webhook: { url: 'http://127.0.0.1:9/x', secret: SECRET } } })
    const update = JSON.stringify({
      update_id: 1,
      message: { message_id: 1, date: 1, chat: { id: 5, type: 'private' }, from: { id: 5, first_name: '王' }, text: '收到' },
    })
    expect(await bot.handle(update, undefined)).toBe(401)
    expect(await bot.handle(update, 'a-secret-of-sixteem')).toBe(401)
    expect(await bot.handle('<html>', SECRET)).toBe(400)
    expect(await bot.handle('{}', SECRET)).toBe(400)
    expect(stored).toEqual([])
    expect(await bot.handle(update, SECRET)).toBe(200)
    expect(stored).toHaveLength(1)
  })

  test('are turned away when no webhook is set', async () => {
    const { bot } = await openHouse()
    expect(await bot.handle('{"update_id":1}', '')).toBe(401)
  })
})
