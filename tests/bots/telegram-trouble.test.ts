import { setTimeout as wait } from 'node:timers/promises'
import { afterEach, describe, expect, test } from 'vitest'
import { pauseAfter } from '../../bots/telegram/poll.ts'
import { letterTo, openHouse, openTelegram, stopAll } from './telegram-house.ts'

afterEach(stopAll)

describe('trouble with Telegram', () => {
  test('unreachable for a while: the operator is told once, and all is fetched afterwards', async () => {
    const { telegram, states, stored, pauses } = await openHouse()
    await telegram.unreachable()
    const wang = telegram.person('王桂芳')
    for (const text of ['一', '二', '三']) wang.tells(text)
    await telegram.until(() => pauses.length > 6)
    await telegram.reachable()
    await telegram.until(() => stored.length === 3)
    expect(states.map(({ kind, line }) => [kind, line])).toEqual([
      ['running', '已连上 Telegram，正在收消息'],
      ['unreachable', '连不上 Telegram，会自己接着试'],
      ['running', '已连上 Telegram，正在收消息'],
    ])
    expect(pauses.slice(0, 6)).toEqual([1_000, 2_000, 5_000, 10_000, 30_000, 30_000])
  })

  test('one poll that breaks is nothing to report', async () => {
    const { telegram, states } = await openHouse()
    telegram.faults.next({ kind: 'lost-before' }, { method: 'getUpdates' })
    const said = telegram.person('王桂芳').tells('一')
    await telegram.until(() => telegram.updates.acknowledgedUpTo() === said.updateId)
    expect(states.map((state) => state.kind)).toEqual(['running'])
  })

  test('unreachable at the start: the bot comes up and finds Telegram later', async () => {
    const telegram = await openTelegram()
    await telegram.unreachable()
    const { bot, states, stored } = await openHouse({ telegram })
    expect([bot.state().kind, bot.capabilities.startLink, bot.known()]).toEqual(['unreachable', undefined, undefined])
    const later = await bot.deliver(letterTo(5, '通知'))
    expect(later).toMatchObject({ kind: 'try-later', maybeDelivered: false, wholeAccount: true })
    telegram.person('王桂芳').tells('一')
    await telegram.reachable()
    await telegram.until(() => stored.length === 1)
    expect(states.map((state) => state.kind)).toEqual(['unreachable', 'running'])
    expect(bot.capabilities.startLink?.('482913')).toBe('https://t.me/branchlink_bot?start=482913')
    expect(bot.known()).toEqual({ username: 'branchlink_bot', readsAllMessages: false })
  })

  test('a page instead of an answer, a 500, a 429: waited out', async () => {
    const { telegram, stored, pauses } = await openHouse()
    telegram.faults.next({ kind: 'bad-gateway' }, { method: 'getUpdates' })
    telegram.faults.next({ kind: 'refuse', code: 500, description: 'Internal Server Error' }, { method: 'getUpdates' })
    telegram.faults.next(
      { kind: 'refuse', code: 429, description: 'Too Many Requests', parameters: { retry_after: 3 } },
      { method: 'getUpdates' },
    )
    telegram.person('王桂芳').tells('一')
    telegram.person('李秀英').tells('二')
    await telegram.until(() => telegram.updates.waiting() === 0 && stored.length === 2)
    expect(pauses).toEqual([1_000, 2_000, 3_000])
  })

  test('a wrong token stops the bot with a line that names it', async () => {
    const { bot, states } = await openHouse({ settings: { token: '6100200300:wrong' } })
    await wait(20)
    expect(bot.state().kind).toBe('stopped')
    expect(states.map((state) => state.line)).toEqual(['Telegram 不认这个令牌，请核对 TELEGRAM_BOT_TOKEN'])
    expect(await bot.deliver(letterTo(5, '通知'))).toMatchObject({ kind: 'try-later', reason: '令牌失效', wholeAccount: true })
  })

  test('a token taken back later stops it, too', async () => {
    const { telegram, bot } = await openHouse()
    telegram.faults.next({ kind: 'refuse', code: 401, description: 'Unauthorized' }, { method: 'getUpdates', times: 9 })
    telegram.person('王桂芳').tells('一')
    await telegram.until(() => bot.state().kind === 'stopped')
  })

  test('a second program with the same token steps back, the first goes on', async () => {
    const telegram = await openTelegram()
    let now = Date.now()
    const first = await openHouse({ telegram, now: () => new Date(now) })
    await telegram.until(() => telegram.calls.get('getUpdates') === 1)
    now += 3_600_000
    const second = await openHouse({ telegram })
    await telegram.until(() => second.bot.state().kind === 'stopped')
    expect(second.bot.state().line).toBe('另一个程序正在用同一个令牌收消息，请停掉一个再启动')
    telegram.person('王桂芳').tells('收到')
    await telegram.until(() => first.stored.length === 1)
    expect(first.bot.state().kind).toBe('running')
  })

  test('a program that will not step back stops the first after a few tries', async () => {
    let now = Date.now()
    const { telegram, bot } = await openHouse({ now: () => new Date(now) })
    now += 3_600_000
    await telegram.until(() => telegram.calls.get('getUpdates') === 1)
    telegram.faults.plan((call) =>
      call.method === 'getUpdates' ? { kind: 'refuse', code: 409, description: 'Conflict: terminated' } : undefined,
    )
    telegram.person('王桂芳').tells('一')
    await telegram.until(() => bot.state().kind === 'stopped')
  })

  test('a webhook somebody left behind is taken down, and nothing is lost', async () => {
    const telegram = await openTelegram()
    await fetch(`${telegram.url}/bot${telegram.token}/setWebhook?url=http://127.0.0.1:9/left`)
    telegram.person('王桂芳').tells('一')
    const { stored } = await openHouse({ telegram })
    await telegram.until(() => stored.length === 1)
  })

  test('that Telegram is back is noticed although nobody says anything', async () => {
    const { telegram, bot } = await openHouse()
    await telegram.unreachable()
    await telegram.until(() => bot.state().kind === 'unreachable')
    await telegram.reachable()
    await telegram.until(() => bot.state().kind === 'running')
  })

  test('the pauses grow and stay at half a minute', () => {
    expect([1, 2, 3, 4, 5, 6, 60].map(pauseAfter)).toEqual([1_000, 2_000, 5_000, 10_000, 30_000, 30_000, 30_000])
  })
})

describe('starting and stopping', () => {
  test('the menu is hung out in Chinese', async () => {
    const { telegram } = await openHouse()
    expect(telegram.commands()).toContainEqual({ command: 'help', description: '能做什么，怎么说' })
    expect(JSON.stringify(telegram.commands().map((entry) => entry['description']))).not.toMatch(/[A-Za-z]/)
  })

  test('a bot that waits for messages stops at once', async () => {
    const { telegram, bot } = await openHouse()
    await telegram.until(() => telegram.calls.get('getUpdates') === 1)
    await bot.stop()
    expect(bot.state()).toMatchObject({ kind: 'stopped', line: '已停止' })
    telegram.person('王桂芳').tells('一')
    await wait(30)
    expect(telegram.calls.get('getUpdates')).toBe(1)
  })

  test('what was handed in is finished first', async () => {
    const { telegram, bot, stored, bursts } = await openHouse({ answer: () => wait(60).then(() => ({ kind: 'done' })) })
    telegram.person('王桂芳').tells('一')
    await telegram.until(() => bursts.length === 1)
    await bot.stop()
    expect(stored).toHaveLength(1)
  })
})
