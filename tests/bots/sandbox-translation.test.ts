import { describe, expect, test } from 'vitest'
import { readWritten, toIncoming, toPressed, toSaid } from '../../bots/sandbox/incoming.ts'
import { messageIdOf, numberOf, toEntry } from '../../bots/sandbox/outgoing.ts'
import type { Chat, FileReference, OutgoingLetter } from '../../src/kernel/chat/message.ts'
import { VILLAGE } from '../support/echo-house.ts'

const at = '2026-11-03T01:00:00.000Z'
const GROUP: Chat = { id: 'g-hexi', kind: 'group', title: '河西村群' }
const PRIVATE: Chat = { id: 'p-zhang', kind: 'private' }
const zhang = VILLAGE.people.find((person) => person.id === 'p-zhang') ?? VILLAGE.people[0]
if (!zhang) throw new Error('the village is empty')
const PHOTO: FileReference = {
  platform: 'sandbox',
  account: 'rehearsal',
  reference: 'ab'.repeat(32),
  name: '田.png',
  mime: 'image/png',
  bytes: 9,
  kind: 'photo',
}

describe('what people write', () => {
  test.each([
    ['one line', { leftDraft: ' 收到 ' }, { kind: 'written', text: '收到' }],
    ['one line and many lines', { leftDraft: '转录', long: '1. 张三\r\n2. 李四' }, { kind: 'written', text: '转录\n1. 张三\n2. 李四' }],
    ['invisible signs', { leftDraft: '收\0到' }, { kind: 'written', text: '收到' }],
    ['an answer to a message', { leftDraft: '收到', replyTo: '7' }, { kind: 'written', text: '收到', repliesTo: 7 }],
    ['a made-up answer', { leftDraft: '收到', replyTo: '-7' }, { kind: 'written', text: '收到' }],
    ['a voice message', { leftDraft: '', content: 'voice' }, { kind: 'written', text: '', content: 'voice' }],
    ['nothing', { leftDraft: '  ' }, { kind: 'nothing' }],
    ['the text of the other phone', { rightDraft: '收到' }, { kind: 'nothing' }],
    ['far too much', { long: '长'.repeat(4001) }, { kind: 'too-long' }],
  ])('%s is read as it was meant', (_what, form, written) => {
    expect(readWritten(form, 'left')).toEqual(written)
  })

  test('a file alone is a message', () => {
    const file = new File(['abc'], '表.xlsx')
    expect(readWritten({ leftDraft: '', file }, 'left')).toEqual({ kind: 'written', text: '', file })
    expect(readWritten({ leftDraft: '', file: new File([], '') }, 'left')).toEqual({ kind: 'nothing' })
  })
})

describe('what the house hears', () => {
  const hears = (text: string, chat: Chat, more: { repliesTo?: number; file?: FileReference } = {}) => {
    const written = { kind: 'written' as const, text, ...(more.repliesTo === undefined ? {} : { repliesTo: more.repliesTo }) }
    return toIncoming({ id: 12, at, ...toSaid(written, zhang, chat, more.file) }, 'mk1', (id) => id === 7)
  }

  test.each([
    ['talk in the group', '今天下雨了', GROUP, {}, { addressed: false }],
    ['a private word', '我的', PRIVATE, {}, { addressed: true }],
    ['a mention', '@支部通 帮助', GROUP, {}, { addressed: true }],
    ['a command with a slash', '/help', GROUP, {}, { addressed: true }],
    ['an answer to the bot', '收到', GROUP, { repliesTo: 7 }, { addressed: true, repliesTo: 'mk1-7' }],
    ['an answer to a person', '收到', GROUP, { repliesTo: 8 }, { addressed: false }],
    ['a start code', '/start 482913', PRIVATE, {}, { addressed: true, startCode: '482913' }],
    ['a photo', '看看', GROUP, { file: PHOTO }, { content: 'photo', file: PHOTO }],
  ])('%s arrives with all that is known', (_what, text, chat, more, expected) => {
    const incoming = hears(text, chat, more)
    expect(incoming).toMatchObject({ kind: 'message', key: 'mk1-12', at: new Date(at), chat, text, ...expected })
    expect(incoming).toMatchObject({ from: { id: 'p-zhang', name: '张秀英' } })
    if (!('repliesTo' in expected)) expect(incoming).not.toHaveProperty('repliesTo')
  })

  test('a press arrives with its token', () => {
    const pressed = { id: 13, at, ...toPressed(7, { label: '好的', token: 't:1', word: '好' }, zhang, GROUP) }
    const press = { kind: 'press', key: 'mk1-13', at: new Date(at), chat: GROUP, from: { id: 'p-zhang', name: '张秀英' }, token: 't:1' }
    expect(toIncoming(pressed, 'mk1', () => true)).toEqual(press)
  })
})

describe('what a letter becomes', () => {
  const letter: OutgoingLetter = { id: 1, chat: 'g-hexi', text: '一\r\n二', choices: [{ label: '好的', token: 't', word: '好' }] }
  const shown = { chat: 'g-hexi', text: '一\n二', choices: letter.choices }

  test.each([
    ['a new message', {}, { kind: 'sent', ...shown }],
    ['an answer', { repliesTo: 'mk1-3' }, { kind: 'sent', repliesTo: 3, ...shown }],
    ['an answer to a message of a lost journal', { repliesTo: 'old-3' }, { kind: 'sent', ...shown }],
    ['a change of a card', { edits: 'mk1-3' }, { kind: 'edited', message: 3, ...shown }],
    ['a change of a card of a lost journal', { edits: 'old-3' }, { kind: 'unknown' }],
    ['a letter with a photo', { file: PHOTO }, { kind: 'sent', file: PHOTO, ...shown }],
  ])('%s', (_what, more, entry) => {
    expect(toEntry({ ...letter, ...more }, 'mk1')).toEqual(entry)
  })

  test.each([
    ['mk1-12', 12],
    ['mk1-', undefined],
    ['mk1-1.5', undefined],
    ['zz-12', undefined],
    ['12', undefined],
  ])('the id %s is number %s here', (id, number) => {
    expect(numberOf('mk1', id)).toBe(number)
  })

  test('a message id leads back to its number', () => expect(numberOf('mk1', messageIdOf('mk1', 99))).toBe(99))
})
