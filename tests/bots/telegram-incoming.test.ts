import type { Message, Update } from 'grammy/types'
import { describe, expect, test } from 'vitest'
import { menu } from '../../bots/telegram/commands.ts'
import { translate } from '../../bots/telegram/incoming.ts'
import type { Incoming } from '../../src/kernel/chat/message.ts'

const self = { account: '6100200300', id: 6_100_200_300, username: 'Branchlink_Bot' }
const now = new Date('2026-11-22T12:00:00Z')
const wang = { id: 501, is_bot: false, first_name: '桂芳', last_name: '王' }
const us = { id: self.id, is_bot: true, first_name: '支部通', username: 'branchlink_bot' }
const group = { id: -1001, type: 'supergroup', title: '河西村群' } as const
const alone = { id: 501, type: 'private', first_name: '桂芳' } as const

function update(content: object): Update {
  return { update_id: 7, ...content }
}

function message(content: object, chat: object = group): Update {
  return update({ message: { message_id: 20, date: 1_795_000_000, from: wang, chat, ...content } as Message })
}

const hear = (content: object, chat: object = group): Incoming | undefined => translate(message(content, chat), self, now)

describe('what a person says', () => {
  test('a line in a group comes with who, where and when', () => {
    expect(hear({ text: '收到' })).toEqual({
      kind: 'message',
      key: '7',
      at: new Date(1_795_000_000_000),
      chat: { id: '-1001', kind: 'group', title: '河西村群' },
      from: { id: '501', name: '桂芳 王' },
      text: '收到',
      content: 'text',
      addressed: false,
    })
  })

  test.each<[string, object, string]>([
    ['a private line', { chat: alone, text: '我的' }, '我的'],
    ['a mention in front', { text: '@branchlink_bot 收到' }, '收到'],
    ['a mention behind, in capitals', { text: '收到 @BRANCHLINK_BOT' }, '收到'],
    ['a mention without a blank', { text: '收到@branchlink_bot' }, '收到'],
    [
      'a name picked from the list',
      { text: '支部通，收到', entities: [{ type: 'text_mention', offset: 0, length: 3, user: us }] },
      '，收到',
    ],
    ['an answer to us', { text: '收到', reply_to_message: { message_id: 9, from: us } }, '收到'],
    ['a word with a slash', { text: '/签到' }, '/签到'],
    ['a word with a slash and our name', { text: '/发通知@branchlink_bot 明天9点开会' }, '/发通知 明天9点开会'],
    ['a command', { text: '/help' }, '帮助'],
    ['a command with our name', { text: '/Help@branchlink_bot' }, '帮助'],
    ['a command with words behind it', { text: '/notice@branchlink_bot 明天9点开会\n带老花镜' }, '发通知 明天9点开会\n带老花镜'],
    ['a command the menu does not have', { text: '/settings@branchlink_bot' }, '/settings'],
    ['start without a code', { text: '/start' }, '帮助'],
  ])('%s is meant for the bot', (_what, content, text) => {
    expect(hear(content)).toMatchObject({ text, addressed: true })
  })

  test.each([
    ['somebody else mentioned', { text: '@zhang_san_1 明天来吗' }, '@zhang_san_1 明天来吗'],
    ['a longer name than ours', { text: '@branchlink_bot2 收到' }, '@branchlink_bot2 收到'],
    [
      'another person picked from the list',
      { text: '老张 收到', entities: [{ type: 'text_mention', offset: 0, length: 2, user: wang }] },
      '老张 收到',
    ],
    ['an answer to a neighbour', { text: '好', reply_to_message: { message_id: 9, from: wang } }, '好'],
    ['a path with a slash inside', { text: '3/4的人' }, '3/4的人'],
    [
      'a new topic, which we opened',
      { text: '好', reply_to_message: { message_id: 9, from: us, forum_topic_created: { name: '会', icon_color: 1 } } },
      '好',
    ],
  ])('%s is not meant for the bot', (_what, content, text) => {
    expect(hear(content)).toMatchObject({ text, addressed: false })
  })

  test('a command for another bot is not ours', () => {
    expect(hear({ text: '/help@other_bot' })).toBeUndefined()
  })

  test('a deep link hands over its code without the command', () => {
    expect(hear({ text: '/start 482913' }, alone)).toMatchObject({ text: '', startCode: '482913', addressed: true })
    expect(hear({ text: '/start 明天' }, alone)).toMatchObject({ text: '帮助' })
    expect(hear({ text: '/start 明天' }, alone)).not.toHaveProperty('startCode')
  })

  test('every entry of the menu stands for a Chinese word', () => {
    for (const { command, word } of menu) expect(hear({ text: `/${command} 张三` })).toMatchObject({ text: `${word} 张三` })
  })

  test('an answer to us names the message it answers', () => {
    expect(hear({ text: '收到', reply_to_message: { message_id: 9, from: us } })).toMatchObject({ repliesTo: '9' })
    expect(hear({ text: '收到', reply_to_message: { message_id: 9, from: wang } })).not.toHaveProperty('repliesTo')
  })

  test('the topic of a forum is kept, a thread of answers is none', () => {
    expect(hear({ text: '好', is_topic_message: true, message_thread_id: 4 })).toMatchObject({ chat: { thread: '4' } })
    expect(hear({ text: '好', message_thread_id: 4 })?.chat).not.toHaveProperty('thread')
  })
})

describe('what is not a text', () => {
  const photo = [
    { file_id: 'small', file_unique_id: 's', width: 90, height: 60, file_size: 900 },
    { file_id: 'large', file_unique_id: 'l', width: 900, height: 600, file_size: 90_000 },
  ]
  const document = { file_id: 'doc', file_unique_id: 'd', file_name: '名册.xlsx', mime_type: 'application/vnd.ms-excel', file_size: 5_000 }

  test('a picture comes in its largest size, with its caption', () => {
    expect(hear({ photo, caption: '@branchlink_bot 公开栏' })).toMatchObject({
      content: 'photo',
      text: '公开栏',
      addressed: true,
      file: { platform: 'telegram', account: '6100200300', reference: 'large', mime: 'image/jpeg', bytes: 90_000, kind: 'photo' },
    })
  })

  test('a file comes with its name', () => {
    expect(hear({ document }, alone)).toMatchObject({
      content: 'document',
      file: { reference: 'doc', name: '名册.xlsx', bytes: 5_000, kind: 'document' },
    })
  })

  test.each([
    [{ voice: { file_id: 'v', duration: 3 } }, 'voice'],
    [{ sticker: { file_id: 's', emoji: '👍' } }, 'sticker'],
    [{ location: { latitude: 30, longitude: 104 } }, 'location'],
    [{ venue: { title: '村部' }, location: { latitude: 30, longitude: 104 } }, 'location'],
    [{ video: { file_id: 'v' }, caption: '看' }, 'other'],
    [{ animation: { file_id: 'a' }, document }, 'other'],
    [{ contact: { phone_number: '1', first_name: '张' } }, 'other'],
    [{ poll: { id: '1' } }, 'other'],
  ])('%o', (content, kind) => {
    expect(hear(content)).toMatchObject({ content: kind })
    expect(hear(content)).not.toHaveProperty('file')
  })
})

describe('who is nobody', () => {
  const channel = { id: -1009, type: 'channel', title: '某频道' }
  test.each([
    [
      'an admin behind the name of the group',
      { from: { id: 1_087_968_824, is_bot: true, first_name: 'Group' }, sender_chat: group },
      'anonymous-admin',
    ],
    ['an admin whose group is not told', { from: { id: 1_087_968_824, is_bot: true, first_name: 'Group' } }, 'anonymous-admin'],
    [
      'somebody in the name of a channel',
      { from: { id: 136_817_688, is_bot: true, first_name: 'Channel' }, sender_chat: channel },
      'channel',
    ],
    ['the linked channel', { from: { id: 777_000, is_bot: false, first_name: 'Telegram' }, sender_chat: channel }, 'channel'],
    ['Telegram itself', { from: { id: 777_000, is_bot: false, first_name: 'Telegram' } }, 'channel'],
    ['another bot', { from: { id: 12, is_bot: true, first_name: '小爱' } }, 'bot'],
  ])('%s', (_who, content, nobody) => {
    expect(hear({ text: '收到', ...content })).toMatchObject({ from: { nobody } })
  })

  test('a person is somebody', () => {
    expect(hear({ text: '收到' })).not.toHaveProperty('from.nobody')
  })
})
