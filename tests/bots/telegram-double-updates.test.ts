import { afterEach, describe, expect, test } from 'vitest'
import type { Telegram } from '../support/telegram/telegram.ts'
import { openTelegram, stopAll } from './telegram-house.ts'

afterEach(stopAll)

type Update = { update_id: number; message?: { text?: string } }
type Answer = { ok: boolean; result: Update[]; error_code: number; description: string }

async function poll(telegram: Telegram, parameters: object = {}): Promise<Answer> {
  const response = await fetch(`${telegram.url}/bot${telegram.token}/getUpdates`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(parameters),
  })
  return (await response.json()) as Answer
}

const texts = (answer: Answer) => answer.result.map((update) => update.message?.text)

describe('fetching', () => {
  test('what is not acknowledged is told again, what is acknowledged never', async () => {
    const telegram = await openTelegram()
    const wang = telegram.person('王桂芳')
    for (const text of ['一', '二', '三']) wang.tells(text)
    expect(texts(await poll(telegram))).toEqual(['一', '二', '三'])
    const [first] = (await poll(telegram, { limit: 1 })).result
    expect(texts(await poll(telegram, { offset: (first?.update_id ?? 0) + 1 }))).toEqual(['二', '三'])
    expect(telegram.updates.acknowledgedUpTo()).toBe(first?.update_id)
    expect(texts(await poll(telegram, { offset: -1 }))).toEqual(['三'])
  })

  test('a long poll ends with the first message, or when its time is over', async () => {
    const telegram = await openTelegram({ clock: () => 1_800_000_000_000 })
    const wang = telegram.person('王桂芳')
    const waiting = poll(telegram, { timeout: 30 })
    await telegram.until(() => telegram.calls.get('getUpdates') === 1)
    wang.tells('一')
    wang.tells('二')
    const answer = await waiting
    expect(texts(answer)).toEqual(['一', '二'])
    const inVain = poll(telegram, { timeout: 30, offset: (answer.result.at(-1)?.update_id ?? 0) + 1 })
    await telegram.until(() => telegram.calls.get('getUpdates') === 2)
    telegram.advance(30_000)
    expect((await inVain).result).toEqual([])
  })

  test('of two who poll, the earlier one is told of the conflict', async () => {
    const telegram = await openTelegram()
    const first = poll(telegram, { timeout: 30 })
    await telegram.until(() => telegram.calls.get('getUpdates') === 1)
    const second = poll(telegram, { timeout: 30 })
    expect(await first).toMatchObject({ error_code: 409, description: expect.stringContaining('terminated by other getUpdates') })
    telegram.person('王桂芳').tells('一')
    expect(texts(await second)).toEqual(['一'])
  })

  test('a poller that died is no conflict, and loses nothing', async () => {
    const telegram = await openTelegram()
    const dying = new AbortController()
    const first = fetch(`${telegram.url}/bot${telegram.token}/getUpdates?timeout=30`, { signal: dying.signal })
    await telegram.until(() => telegram.calls.get('getUpdates') === 1)
    dying.abort()
    await expect(first).rejects.toThrow()
    telegram.person('王桂芳').tells('一')
    expect(texts(await poll(telegram, { timeout: 30 }))).toEqual(['一'])
  })

  test('messages are kept for a day and no longer', async () => {
    const telegram = await openTelegram({ clock: () => 1_800_000_000_000 })
    const wang = telegram.person('王桂芳')
    wang.tells('昨天')
    telegram.advance(23 * 3_600_000)
    wang.tells('今天')
    telegram.advance(2 * 3_600_000)
    expect(texts(await poll(telegram))).toEqual(['今天'])
    expect(telegram.updates.expired()).toBe(1)
  })

  test('only the kinds asked for come, and the wish is remembered', async () => {
    const telegram = await openTelegram()
    const wang = telegram.person('王桂芳')
    await poll(telegram, { allowed_updates: ['message'] })
    const said = wang.tells('一')
    expect(wang.edits(said, '一改')).toBeUndefined()
    expect(texts(await poll(telegram))).toEqual(['一'])
  })

  test('updates may come twice or in the wrong order when a test asks for it', async () => {
    const telegram = await openTelegram()
    const wang = telegram.person('王桂芳')
    const ids = ['一', '二', '三'].map((text) => wang.tells(text).updateId ?? 0)
    telegram.updates.reverse(1)
    expect(texts(await poll(telegram))).toEqual(['三', '二', '一'])
    await poll(telegram, { offset: (ids.at(-1) ?? 0) + 1 })
    telegram.updates.repeat(2)
    wang.tells('四')
    expect(texts(await poll(telegram))).toEqual(['二', '三', '四'])
  })
})

describe('privacy mode', () => {
  const heard = async (telegram: Telegram) => texts(await poll(telegram))

  test('talk in a group is not heard; commands, mentions and answers to the bot are', async () => {
    const telegram = await openTelegram()
    const group = telegram.group('河西村群')
    const wang = telegram.person('王桂芳')
    await fetch(`${telegram.url}/bot${telegram.token}/sendMessage?chat_id=${group.id()}&text=notice`)
    wang.says(group, '今天真热')
    wang.says(group, '/help')
    wang.says(group, '/help@other_bot')
    wang.says(group, '@branchlink_bot 收到')
    wang.says(group, '支部通 收到', { mentionsBotAs: '支部通' })
    wang.says(group, '收到', { repliesTo: telegram.lastMessageIn(group) })
    wang.joins(group)
    expect(await heard(telegram)).toEqual(['/help', '@branchlink_bot 收到', '支部通 收到', '收到', undefined])
  })

  test('without it, or as an admin, the bot hears all', async () => {
    const open = await openTelegram({ privacyMode: 'off' })
    open.person('王桂芳').says(open.group('河西村群'), '今天真热')
    expect(await heard(open)).toEqual(['今天真热'])
    const shut = await openTelegram()
    const group = shut.group('河西村群')
    group.promotesBot()
    shut.person('王桂芳').says(group, '今天真热')
    expect(await heard(shut)).toEqual([undefined, '今天真热'])
  })
})
