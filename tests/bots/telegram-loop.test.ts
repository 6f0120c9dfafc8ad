import { setTimeout as wait } from 'node:timers/promises'
import { afterEach, describe, expect, test } from 'vitest'
import { letterTo, openHouse, openTelegram, stopAll } from './telegram-house.ts'

afterEach(stopAll)

describe('acknowledging', () => {
  test('nothing is acknowledged before it is safe', async () => {
    let release = () => {}
    const safe = new Promise<void>((resolve) => (release = resolve))
    const { telegram, stored } = await openHouse({ answer: () => safe.then(() => ({ kind: 'done' })) })
    const said = telegram.person('王桂芳').tells('收到')
    await wait(50)
    expect(telegram.updates.acknowledgedUpTo()).toBe(0)
    release()
    await telegram.until(() => telegram.updates.acknowledgedUpTo() === said.updateId)
    expect(stored).toHaveLength(1)
  })

  test('what could not be stored is offered again and the rest is not repeated', async () => {
    const tries = new Map<string, number>()
    const house = await openHouse({
      answer: (event) => {
        const count = (tries.get(event.key) ?? 0) + 1
        tries.set(event.key, count)
        return event.kind === 'message' && event.text === '二' && count < 3 ? { kind: 'again', afterMs: 70 } : { kind: 'done' }
      },
    })
    const wang = house.telegram.person('王桂芳')
    const [, , last] = ['一', '二', '三'].map((text) => wang.tells(text).updateId)
    await house.telegram.until(() => house.telegram.updates.acknowledgedUpTo() === last)
    expect(house.texts()).toEqual(['一', '三', '二'])
    expect(house.pauses).toEqual([70, 70])
    expect(house.states.map((state) => state.line)).toEqual([
      '已连上 Telegram，正在收消息',
      '消息暂时存不下，会自己接着试',
      '已连上 Telegram，正在收消息',
    ])
  })

  test('a house that breaks has stored nothing and is asked again', async () => {
    let breaks = 2
    const house = await openHouse({
      answer: () => {
        breaks -= 1
        if (breaks >= 0) throw new Error('磁盘满了')
        return { kind: 'done' }
      },
    })
    house.telegram.person('王桂芳').tells('收到')
    await house.telegram.until(() => house.stored.length === 1)
    expect(house.pauses).toEqual([1_000, 1_000])
  })

  test('a bot stopped in between leaves the message with Telegram for the next one', async () => {
    const telegram = await openTelegram()
    const first = await openHouse({ telegram, answer: () => ({ kind: 'again', afterMs: 20 }) })
    telegram.person('王桂芳').tells('收到')
    await telegram.until(() => first.bursts.length > 0)
    await first.bot.stop()
    const second = await openHouse({ telegram })
    await telegram.until(() => second.stored.length === 1)
    expect(second.texts()).toEqual(['收到'])
  })

  test('a burst is handed in at once, at most a hundred together', async () => {
    const telegram = await openTelegram()
    const wang = telegram.person('王桂芳')
    for (let count = 1; count <= 250; count += 1) wang.tells(`第${count}条`)
    const house = await openHouse({ telegram })
    await telegram.until(() => house.stored.length === 250)
    expect(house.bursts.map((burst) => burst.length)).toEqual([100, 100, 50])
    expect(house.texts()).toEqual(Array.from({ length: 250 }, (_none, index) => `第${index + 1}条`))
  })

  test('an update told twice or in the wrong order comes with the same key, and the loop goes on behind it', async () => {
    const house = await openHouse()
    const { telegram, stored } = house
    const wang = telegram.person('王桂芳')
    telegram.updates.reverse(2)
    const ids = ['一', '二', '三'].map((text) => wang.tells(text).updateId ?? 0)
    await telegram.until(() => telegram.updates.acknowledgedUpTo() === ids[2])
    telegram.updates.repeat(2)
    await telegram.until(() => stored.length >= 5)
    const last = wang.tells('四')
    await telegram.until(() => telegram.updates.acknowledgedUpTo() === last.updateId)
    const keys = stored.map((event) => Number(event.key))
    expect(new Set(keys)).toEqual(new Set([...ids, last.updateId]))
    expect(keys).toHaveLength(6)
  })

  test('an answer lost on the way costs nothing', async () => {
    const { telegram, stored } = await openHouse()
    telegram.faults.next({ kind: 'lost-after' }, { method: 'getUpdates' })
    telegram.faults.next({ kind: 'lost-before' }, { method: 'getUpdates' })
    const wang = telegram.person('王桂芳')
    const ids = ['一', '二'].map((text) => wang.tells(text).updateId)
    await telegram.until(() => telegram.updates.acknowledgedUpTo() === ids[1])
    expect(stored).toHaveLength(2)
  })

  test('what means nothing here is acknowledged without asking the house', async () => {
    const { telegram, bursts } = await openHouse()
    const update = telegram.person('王桂芳').joins(telegram.group('河西村群'))
    await telegram.until(() => telegram.updates.acknowledgedUpTo() === update)
    expect(bursts).toEqual([])
  })
})

describe('presses', () => {
  test('each is answered, with the line the house gives, cut to 200', async () => {
    const { telegram, bot } = await openHouse({
      answer: (event) => (event.kind === 'press' && event.token === 'a' ? { kind: 'done', toast: '好'.repeat(300) } : { kind: 'done' }),
    })
    const group = telegram.group('河西村群')
    const choices = ['a', 'b'].map((token) => ({ label: `选${token}`, token, word: token }))
    await bot.deliver(letterTo(group.id(), '通知', { choices }))
    const wang = telegram.person('王桂芳')
    const presses = [wang.presses(telegram.lastMessageIn(group), '选a'), wang.presses(telegram.lastMessageIn(group), '选b')]
    await telegram.until(() => presses.every((press) => press.answer !== undefined))
    expect(presses.map((press) => press.answer?.text)).toEqual(['好'.repeat(200), ''])
  })

  test('is not answered before it is safe', async () => {
    let isDiskFull = true
    const house = await openHouse({ answer: () => (isDiskFull ? { kind: 'again', afterMs: 10 } : { kind: 'done', toast: '已记' }) })
    const group = house.telegram.group('河西村群')
    await house.bot.deliver(letterTo(group.id(), '通知', { choices: [{ label: '收到', token: 'a', word: '收到' }] }))
    const press = house.telegram.person('王桂芳').presses(house.telegram.lastMessageIn(group), '收到')
    await house.telegram.until(() => house.bursts.length > 2)
    expect(press.answer).toBeUndefined()
    isDiskFull = false
    await house.telegram.until(() => press.answer?.text === '已记')
  })

  test('answers that never come back do not hold up what people say next', async () => {
    const { telegram, bot, stored } = await openHouse()
    const group = telegram.group('河西村群')
    await bot.deliver(letterTo(group.id(), '通知', { choices: [{ label: '收到', token: 'a', word: '收到' }] }))
    telegram.faults.next({ kind: 'silence' }, { method: 'answerCallbackQuery', times: 1_000 })
    const wang = telegram.person('王桂芳')
    for (let count = 0; count < 120; count += 1) wang.presses(telegram.lastMessageIn(group), '收到')
    wang.tells('帮助')
    await telegram.until(() => stored.length === 121)
  })

  test('a question that is too old bothers nobody', async () => {
    const { telegram, bot, stored, states } = await openHouse()
    const group = telegram.group('河西村群')
    await bot.deliver(letterTo(group.id(), '通知', { choices: [{ label: '收到', token: 'a', word: '收到' }] }))
    await telegram.unreachable()
    const press = telegram.person('王桂芳').presses(telegram.lastMessageIn(group), '收到')
    telegram.advance(60_000)
    await telegram.reachable()
    await telegram.until(() => telegram.refusals.some((refusal) => refusal.method === 'answerCallbackQuery'))
    expect([stored.length, press.answer, states.at(-1)?.kind]).toEqual([1, undefined, 'running'])
  })
})
