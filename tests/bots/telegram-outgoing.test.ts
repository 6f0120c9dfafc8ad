import { setTimeout as wait } from 'node:timers/promises'
import { afterEach, describe, expect, test } from 'vitest'
import type { FileReference } from '../../src/kernel/chat/message.ts'
import { throttled } from '../support/telegram/faults.ts'
import { letterTo, openHouse, stopAll } from './telegram-house.ts'

afterEach(stopAll)

const choices = [
  { label: '收到', token: 'n:17:ack', word: '收到' },
  { label: '为什么', token: 'n:17:why', word: '为什么' },
]

const picture: FileReference = {
  platform: 'sandbox',
  account: 'sandbox',
  reference: 'x',
  name: '公开栏 "一".png',
  mime: 'image/png',
  bytes: 5,
  kind: 'photo',
}

describe('saying', () => {
  test('a letter arrives with its choices and tells its number', async () => {
    const { telegram, bot } = await openHouse()
    const group = telegram.group('河西村群')
    const delivery = await bot.deliver(letterTo(group.id(), '明天9点开会\n回复：收到', { choices }))
    const card = telegram.lastMessageIn(group)
    expect(delivery).toEqual({ kind: 'sent', messageId: String(card.id) })
    expect(card.text).toBe('明天9点开会\n回复：收到')
    expect(card.buttons).toEqual([
      { text: '收到', data: 'n:17:ack' },
      { text: '为什么', data: 'n:17:why' },
    ])
  })

  test('what looks like markup is said as it stands', async () => {
    const { telegram, bot } = await openHouse()
    const group = telegram.group('河西村群')
    const text = '<b>小明</b> & *3.5元* _[链接](x)_'
    await bot.deliver(letterTo(group.id(), text))
    expect(telegram.lastMessageIn(group).text).toBe(text)
  })

  test('an answer hangs below its question, and goes out even when that was deleted', async () => {
    const { telegram, bot } = await openHouse()
    const group = telegram.group('河西村群')
    const asked = telegram.person('王桂芳').says(group, '/help')
    await bot.deliver(letterTo(group.id(), '答复', { repliesTo: String(asked.message.id) }))
    expect(telegram.lastMessageIn(group).repliesTo).toBe(asked.message.id)
    expect(await bot.deliver(letterTo(group.id(), '答复二', { repliesTo: '7' }))).toMatchObject({ kind: 'sent' })
  })

  test('a letter stays in its topic, and goes to the group itself when the topic is gone', async () => {
    const { telegram, bot } = await openHouse()
    const forum = telegram.forum('全镇群')
    const topic = forum.topic()
    await bot.deliver(letterTo(forum.id(), '甲', { thread: String(topic) }))
    forum.closesTopic(topic)
    await bot.deliver(letterTo(forum.id(), '乙', { thread: String(topic) }))
    expect(telegram.messagesIn(forum).map(({ text, thread }) => [text, thread])).toEqual([
      ['甲', topic],
      ['乙', undefined],
    ])
  })

  test.each([
    [4096, undefined, 'sent'],
    [4097, undefined, 'refused'],
    [1024, picture, 'sent'],
    [1025, picture, 'refused'],
  ])('%i units with %o: %s', async (length, file, kind) => {
    const { telegram, bot } = await openHouse()
    const chat = telegram.group('河西村群').id()
    const letter = letterTo(chat, '村'.repeat(length), file === undefined ? {} : { file })
    const delivery = file === undefined ? await bot.deliver(letter) : await bot.deliverWithBytes(letter, Buffer.from('bytes'))
    expect(delivery.kind).toBe(kind)
    expect(telegram.refusals).toEqual([])
  })
})

describe('files', () => {
  test('a picture goes out by its bytes with caption and choices', async () => {
    const { telegram, bot } = await openHouse()
    const group = telegram.group('河西村群')
    const bytes = Uint8Array.from([137, 80, 78, 71, 13, 10, 13, 10, 45, 45])
    expect(await bot.deliverWithBytes(letterTo(group.id(), '三季度公开', { file: picture, choices }), bytes)).toMatchObject({
      kind: 'sent',
    })
    const card = telegram.lastMessageIn(group)
    expect(card).toMatchObject({ text: '三季度公开', file: { kind: 'photo' } })
    expect(card.buttons).toHaveLength(2)
    expect(telegram.file(card.file?.fileId ?? '')).toEqual(Buffer.from(bytes))
  })

  test('a document keeps its Chinese name', async () => {
    const { telegram, bot } = await openHouse()
    const group = telegram.group('河西村群')
    const file = { ...picture, kind: 'document', name: '名册.xlsx' } as const
    await bot.deliverWithBytes(letterTo(group.id(), '', { file }), Buffer.from('PK'))
    expect(telegram.lastMessageIn(group).file).toMatchObject({ kind: 'document', name: '名册.xlsx' })
  })

  test('a file a person sent can be fetched and passed on by its reference', async () => {
    const { telegram, bot, stored } = await openHouse()
    const group = telegram.group('河西村群')
    const wang = telegram.person('王桂芳')
    wang.starts()
    wang.sendsDocument(wang.private, { name: '名册.xlsx', bytes: Buffer.from('PK-content') })
    await telegram.until(() => stored.length === 2)
    const said = stored[1]
    const file = said?.kind === 'message' ? said.file : undefined
    if (file === undefined) throw new Error('the file did not come')
    expect(Buffer.from(await bot.fetchFile(file)).toString()).toBe('PK-content')
    expect(await bot.deliver(letterTo(group.id(), '转发', { file }))).toMatchObject({ kind: 'sent' })
    expect(telegram.lastMessageIn(group).file?.name).toBe('名册.xlsx')
  })

  test('a file that is not here cannot go by reference', async () => {
    const { telegram, bot } = await openHouse()
    const letter = letterTo(telegram.group('河西村群').id(), '图', { file: picture })
    expect(await bot.deliver(letter)).toEqual({ kind: 'refused', reason: '附件不在 Telegram 上' })
  })

  test('a file that is gone is refused without telling the token', async () => {
    const { telegram, bot } = await openHouse()
    const error: unknown = await bot.fetchFile({ ...picture, platform: 'telegram' }).catch((caught: unknown) => caught)
    expect(String(error)).toContain('没有给出这个文件')
    expect(JSON.stringify(error, Object.getOwnPropertyNames(error))).not.toContain(telegram.token)
    expect(error).not.toHaveProperty('cause')
  })
})

describe('editing', () => {
  test('the card gets a new text and keeps its number', async () => {
    const { telegram, bot } = await openHouse()
    const group = telegram.group('河西村群')
    await bot.deliver(letterTo(group.id(), '已收到 1 人', { choices }))
    const card = telegram.lastMessageIn(group)
    const edited = await bot.deliver(letterTo(group.id(), '已收到 2 人', { choices, edits: String(card.id) }))
    expect(edited).toEqual({ kind: 'sent', messageId: String(card.id) })
    expect([card.text, card.buttons.length]).toEqual(['已收到 2 人', 2])
  })

  test('the same again counts as done', async () => {
    const { telegram, bot } = await openHouse()
    const group = telegram.group('河西村群')
    await bot.deliver(letterTo(group.id(), '已收到 1 人'))
    const messageId = String(telegram.lastMessageIn(group).id)
    expect(await bot.deliver(letterTo(group.id(), '已收到 1 人', { edits: messageId }))).toEqual({ kind: 'sent', messageId })
  })

  test('below a picture the caption is changed, known to be a picture or not', async () => {
    const { telegram, bot } = await openHouse()
    const group = telegram.group('河西村群')
    await bot.deliverWithBytes(letterTo(group.id(), '甲', { file: picture }), Buffer.from('bytes'))
    const card = telegram.lastMessageIn(group)
    await bot.deliver(letterTo(group.id(), '乙', { edits: String(card.id), file: picture }))
    await bot.deliver(letterTo(group.id(), '丙', { edits: String(card.id) }))
    expect([card.text, ...card.edits.map((version) => version.text)]).toEqual(['丙', '甲', '乙'])
  })

  test('without a text only the choices change', async () => {
    const { telegram, bot } = await openHouse()
    const group = telegram.group('河西村群')
    await bot.deliver(letterTo(group.id(), '通知', { choices }))
    const card = telegram.lastMessageIn(group)
    await bot.deliver(letterTo(group.id(), '', { edits: String(card.id) }))
    expect([card.text, card.buttons]).toEqual(['通知', []])
  })

  test('a card somebody deleted is refused', async () => {
    const { telegram, bot } = await openHouse()
    const delivery = await bot.deliver(letterTo(telegram.group('河西村群').id(), '改', { edits: '7' }))
    expect(delivery).toEqual({ kind: 'refused', reason: '要改的那条消息已经不在' })
  })
})

describe('what becomes of a letter that does not arrive', () => {
  test('the group moved, the bot was thrown out, the person blocked it', async () => {
    const { telegram, bot } = await openHouse()
    const group = telegram.group('河西村群')
    const old = group.id()
    group.becomesSupergroup()
    expect(await bot.deliver(letterTo(old, '甲'))).toEqual({ kind: 'moved', to: String(group.id()) })
    telegram.removesBot(group)
    expect(await bot.deliver(letterTo(group.id(), '甲'))).toMatchObject({ kind: 'gone', scope: 'room' })
    const wang = telegram.person('王桂芳')
    wang.starts()
    wang.blocks()
    expect(await bot.deliver(letterTo(wang.id, '甲'))).toMatchObject({ kind: 'gone', scope: 'person' })
  })

  test('too fast: later, and nothing was said', async () => {
    const { telegram, bot } = await openHouse()
    const group = telegram.group('河西村群')
    telegram.faults.next(throttled(9), { method: 'sendMessage' })
    expect(await bot.deliver(letterTo(group.id(), '甲'))).toEqual({
      kind: 'try-later',
      afterMs: 9_000,
      maybeDelivered: false,
      reason: '发得太快',
      wholeAccount: false,
    })
  })

  test('three groups too fast at once: the whole account waits', async () => {
    const { telegram, bot } = await openHouse()
    telegram.faults.next(throttled(2), { method: 'sendMessage', times: 3 })
    const deliveries = []
    for (const title of ['一组', '二组', '三组']) deliveries.push(await bot.deliver(letterTo(telegram.group(title).id(), '甲')))
    expect(deliveries.map((delivery) => delivery.kind === 'try-later' && delivery.wholeAccount)).toEqual([false, false, true])
  })

  test.each([
    [{ kind: 'lost-before' } as const, 0],
    [{ kind: 'lost-after' } as const, 1],
    [{ kind: 'bad-gateway' } as const, 0],
    [{ kind: 'refuse', code: 500, description: 'Internal Server Error' } as const, 0],
  ])('%o: nobody knows whether it was said', async (fault, said) => {
    const { telegram, bot } = await openHouse()
    const group = telegram.group('河西村群')
    telegram.faults.next(fault, { method: 'sendMessage' })
    expect(await bot.deliver(letterTo(group.id(), '甲'))).toMatchObject({ kind: 'try-later', maybeDelivered: true })
    expect(telegram.messagesIn(group)).toHaveLength(said)
  })

  test('a door that does not open: surely not said', async () => {
    const { telegram, bot } = await openHouse()
    await telegram.unreachable()
    await wait(20)
    expect(await bot.deliver(letterTo(5, '甲'))).toMatchObject({ kind: 'try-later', maybeDelivered: false, wholeAccount: true })
  })
})

test('what the platform may know and how fast it is spoken to', async () => {
  const { bot } = await openHouse()
  expect(bot.capabilities).toMatchObject({
    personalData: 'own',
    perSecond: 28,
    perGroupMinute: 20,
    keepsHours: 24,
    choices: 'buttons',
    edits: true,
  })
  const other = await openHouse({ settings: { personalData: 'all' } })
  expect(other.bot.capabilities.personalData).toBe('all')
})
