import { afterEach, describe, expect, test } from 'vitest'
import { internalError, throttled } from '../support/telegram/faults.ts'
import type { Telegram } from '../support/telegram/telegram.ts'
import { openTelegram, stopAll } from './telegram-house.ts'

afterEach(stopAll)

type Answer = { ok: boolean; result: { message_id: number }; error_code: number; description: string; parameters: Record<string, number> }

async function ask(telegram: Telegram, method: string, parameters: object = {}): Promise<Answer> {
  const response = await fetch(`${telegram.url}/bot${telegram.token}/${method}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(parameters),
  })
  return (await response.json()) as Answer
}

const say = (telegram: Telegram, chat: number, text: string, rest: object = {}) =>
  ask(telegram, 'sendMessage', { chat_id: chat, text, ...rest })

/** A Telegram whose clock only the test turns. */
const still = () => openTelegram({ clock: () => 1_800_000_000_000 })

describe('who may speak to whom', () => {
  test('a wrong token is turned away', async () => {
    const telegram = await openTelegram()
    const response = await fetch(`${telegram.url}/bot1:wrong/getMe`)
    expect(await response.json()).toEqual({ ok: false, error_code: 401, description: 'Unauthorized' })
  })

  test('somebody who never met the bot does not exist for it, somebody from a group must speak first', async () => {
    const telegram = await openTelegram()
    const wang = telegram.person('王桂芳')
    expect(await say(telegram, wang.id, '您好')).toMatchObject({ error_code: 400, description: 'Bad Request: chat not found' })
    wang.says(telegram.group('河西村群'), '早')
    expect(await say(telegram, wang.id, '您好')).toMatchObject({
      error_code: 403,
      description: "Forbidden: bot can't initiate conversation with a user",
    })
    wang.starts()
    expect(await say(telegram, wang.id, '您好')).toMatchObject({ ok: true })
  })

  test('who blocked the bot or deleted the account hears nothing', async () => {
    const telegram = await openTelegram()
    const wang = telegram.person('王桂芳')
    wang.starts()
    wang.blocks()
    expect((await say(telegram, wang.id, '您好')).description).toBe('Forbidden: bot was blocked by the user')
    wang.unblocks()
    wang.disappears()
    expect((await say(telegram, wang.id, '您好')).description).toBe('Forbidden: user is deactivated')
  })

  test('a bot thrown out or silenced cannot speak in the group', async () => {
    const telegram = await openTelegram()
    const group = telegram.supergroup('河西村群')
    telegram.removesBot(group)
    expect((await say(telegram, group.id(), '通知')).description).toBe('Forbidden: bot was kicked from the supergroup chat')
    group.addsBot(1)
    group.silencesBot()
    expect((await say(telegram, group.id(), '通知')).description).toContain('not enough rights')
  })

  test('a group that moved tells its new number', async () => {
    const telegram = await openTelegram()
    const group = telegram.group('河西村群')
    const old = group.id()
    group.becomesSupergroup()
    expect((await say(telegram, old, '通知')).parameters).toEqual({ migrate_to_chat_id: group.id() })
    expect(await say(telegram, group.id(), '通知')).toMatchObject({ ok: true })
  })
})

describe('what may be said', () => {
  test.each([
    [{ text: '' }, 'message text is empty'],
    [{ text: '  \n ' }, 'message text is empty'],
    [{ text: '村'.repeat(4097) }, 'message is too long'],
    [{ text: '好', reply_markup: { inline_keyboard: [[{ text: '收到', callback_data: '村'.repeat(22) }]] } }, 'BUTTON_DATA_INVALID'],
    [{ text: '好', reply_markup: { inline_keyboard: [[{ text: '收到', callback_data: '' }]] } }, 'BUTTON_DATA_INVALID'],
    [{ text: '<b>通知', parse_mode: 'HTML' }, "can't parse entities"],
    [{ text: '小明<3', parse_mode: 'HTML' }, "can't parse entities"],
    [{ text: '3.5元', parse_mode: 'MarkdownV2' }, "can't parse entities"],
    [{ text: '好', reply_parameters: { message_id: 7 } }, 'message to be replied not found'],
    [{ text: '好', message_thread_id: 7 }, 'message thread not found'],
  ])('%o is refused', async (parameters, description) => {
    const telegram = await openTelegram()
    const group = telegram.group('河西村群')
    const answer = await ask(telegram, 'sendMessage', { chat_id: group.id(), ...parameters })
    expect(answer.error_code).toBe(400)
    expect(answer.description).toContain(description)
    expect(telegram.messagesIn(group)).toEqual([])
  })

  test('4096 units and 64 bytes just fit', async () => {
    const telegram = await openTelegram()
    const group = telegram.group('河西村群')
    const reply_markup = { inline_keyboard: [[{ text: '收到', callback_data: 'x'.repeat(64) }]] }
    expect(await say(telegram, group.id(), '村'.repeat(4096), { reply_markup })).toMatchObject({ ok: true })
  })

  test('an edit keeps what was said before, and the same words again are no edit', async () => {
    const telegram = await openTelegram()
    const group = telegram.group('河西村群')
    const { message_id } = (await say(telegram, group.id(), '已收到 1 人')).result
    await ask(telegram, 'editMessageText', { chat_id: group.id(), message_id, text: '已收到 2 人' })
    const again = await ask(telegram, 'editMessageText', { chat_id: group.id(), message_id, text: '已收到 2 人' })
    expect(again.description).toContain('message is not modified')
    const card = telegram.lastMessageIn(group)
    expect([card.text, ...card.edits.map((version) => version.text)]).toEqual(['已收到 2 人', '已收到 1 人'])
  })

  test('a picture has no text to edit and a text no caption', async () => {
    const telegram = await openTelegram()
    const group = telegram.group('河西村群')
    const { message_id } = (await say(telegram, group.id(), '通知')).result
    const answer = await ask(telegram, 'editMessageCaption', { chat_id: group.id(), message_id, caption: '改' })
    expect(answer.description).toContain('there is no caption')
    const missing = await ask(telegram, 'editMessageText', { chat_id: group.id(), message_id: 7, text: '改' })
    expect(missing.description).toContain('message to edit not found')
  })

  test('a press can be answered once, and only within fifteen seconds', async () => {
    const telegram = await still()
    const group = telegram.group('河西村群')
    const reply_markup = { inline_keyboard: [[{ text: '收到', callback_data: 't1' }]] }
    await say(telegram, group.id(), '通知', { reply_markup })
    const wang = telegram.person('王桂芳')
    const first = wang.presses(telegram.lastMessageIn(group), '收到')
    const second = wang.presses(telegram.lastMessageIn(group), '收到')
    telegram.advance(14_000)
    expect(await ask(telegram, 'answerCallbackQuery', { callback_query_id: first.id, text: '已记' })).toMatchObject({ ok: true })
    expect((await ask(telegram, 'answerCallbackQuery', { callback_query_id: first.id })).description).toContain('query is too old')
    telegram.advance(2_000)
    expect((await ask(telegram, 'answerCallbackQuery', { callback_query_id: second.id })).description).toContain('query is too old')
    expect(first.answer?.text).toBe('已记')
  })
})

describe('how fast', () => {
  test('a chat takes a short burst, then one message a second', async () => {
    const telegram = await still()
    const wang = telegram.person('王桂芳')
    wang.starts()
    for (const text of ['一', '二', '三', '四']) expect(await say(telegram, wang.id, text)).toMatchObject({ ok: true })
    expect(await say(telegram, wang.id, '五')).toMatchObject({ error_code: 429, parameters: { retry_after: 1 } })
    telegram.advance(1_000)
    expect(await say(telegram, wang.id, '五')).toMatchObject({ ok: true })
  })

  test('a group takes twenty a minute', async () => {
    const telegram = await still()
    const group = telegram.group('河西村群')
    for (let count = 1; count <= 20; count += 1) {
      expect(await say(telegram, group.id(), `第${count}条`)).toMatchObject({ ok: true })
      telegram.advance(1_000)
    }
    expect(await say(telegram, group.id(), '第21条')).toMatchObject({ error_code: 429, parameters: { retry_after: 40 } })
    telegram.advance(40_000)
    expect(await say(telegram, group.id(), '第21条')).toMatchObject({ ok: true })
  })

  test('all chats together take thirty a second', async () => {
    const telegram = await still()
    const groups = Array.from({ length: 31 }, (_none, index) => telegram.group(`${index}组`))
    const answers = []
    for (const group of groups) answers.push(await say(telegram, group.id(), '通知'))
    expect(answers.map((answer) => answer.ok).indexOf(false)).toBe(30)
  })

  test('knocking while throttled makes the wait longer', async () => {
    const telegram = await still()
    const wang = telegram.person('王桂芳')
    wang.starts()
    for (const text of ['一', '二', '三', '四']) await say(telegram, wang.id, text)
    const waits = []
    for (const text of ['五', '五', '五']) waits.push((await say(telegram, wang.id, text)).parameters['retry_after'])
    expect(waits).toEqual([1, 3, 5])
  })
})

describe('what goes wrong when a test asks for it', () => {
  test('an answer may be lost before or after the effect', async () => {
    const telegram = await openTelegram()
    const group = telegram.group('河西村群')
    telegram.faults.next({ kind: 'lost-before' })
    await expect(say(telegram, group.id(), '甲')).rejects.toThrow()
    telegram.faults.next({ kind: 'lost-after' })
    await expect(say(telegram, group.id(), '乙')).rejects.toThrow()
    expect(telegram.messagesIn(group).map((message) => message.text)).toEqual(['乙'])
  })

  test('a storm of 429 and 5xx passes', async () => {
    const telegram = await openTelegram()
    const group = telegram.group('河西村群')
    telegram.faults.next(throttled(7), { times: 2, method: 'sendMessage' })
    telegram.faults.next(internalError, { method: 'sendMessage' })
    const codes = []
    for (const text of ['甲', '甲', '甲', '甲']) codes.push((await say(telegram, group.id(), text)).error_code)
    expect(codes).toEqual([429, 429, 500, undefined])
    expect(telegram.refusals.map((refusal) => refusal.code)).toEqual([429, 429, 500])
  })

  test('nobody answers the door for a while, then the same door opens again', async () => {
    const telegram = await openTelegram()
    await telegram.unreachable()
    await expect(ask(telegram, 'getMe')).rejects.toThrow()
    await telegram.reachable()
    expect(await ask(telegram, 'getMe')).toMatchObject({ ok: true })
  })
})
