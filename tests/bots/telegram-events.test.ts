import type { Message, Update } from 'grammy/types'
import { describe, expect, test } from 'vitest'
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

describe('what happens rather than being said', () => {
  const standing = (before: object, after: object, chat: object = group) =>
    translate(
      update({ my_chat_member: { chat, from: wang, date: 1_795_000_000, old_chat_member: before, new_chat_member: after } }),
      self,
      now,
    )

  test.each([
    ['left', 'member', 'bot-added'],
    ['kicked', 'administrator', 'bot-added'],
    ['member', 'left', 'bot-removed'],
    ['administrator', 'kicked', 'bot-removed'],
  ])('from %s to %s in a group', (before, after, kind) => {
    expect(standing({ status: before, user: us }, { status: after, user: us })).toMatchObject({
      kind,
      chat: { id: '-1001' },
      from: { id: '501' },
    })
  })

  test('a restricted bot may still sit in the group', () => {
    expect(standing({ status: 'member' }, { status: 'restricted', is_member: true })).toBeUndefined()
    expect(standing({ status: 'member' }, { status: 'restricted', is_member: false })).toMatchObject({ kind: 'bot-removed' })
  })

  test('being made an admin changes nothing here', () => {
    expect(standing({ status: 'member' }, { status: 'administrator' })).toBeUndefined()
  })

  test('a person blocks the bot and lets it speak again', () => {
    expect(standing({ status: 'member' }, { status: 'kicked' }, alone)).toMatchObject({
      kind: 'reachability',
      reachable: false,
      from: { id: '501' },
    })
    expect(standing({ status: 'kicked' }, { status: 'member' }, alone)).toMatchObject({ kind: 'reachability', reachable: true })
  })

  test('a move is told once, by the group that was left', () => {
    expect(hear({ migrate_to_chat_id: -1002 })).toMatchObject({ kind: 'room-moved', chat: { id: '-1001' }, to: '-1002' })
    expect(hear({ migrate_from_chat_id: -4 })).toBeUndefined()
  })

  test.each([
    ['somebody joined', { new_chat_members: [wang] }],
    ['somebody left', { left_chat_member: wang }],
    ['a new title', { new_chat_title: '河西村' }],
    ['a pinned message', { pinned_message: { message_id: 3 } }],
  ])('%s has no effect', (_what, content) => {
    expect(hear(content)).toBeUndefined()
  })

  test('a correction of an old message has no effect', () => {
    const edited = { message_id: 20, date: 1_795_000_000, edit_date: 1_795_000_100, from: wang, chat: group, text: '已交' }
    expect(translate(update({ edited_message: edited }), self, now)).toBeUndefined()
  })

  test('a channel is no place to speak', () => {
    expect(hear({ text: '收到' }, { id: -1009, type: 'channel', title: '某频道' })).toBeUndefined()
  })

  test('a press brings its token and the topic of its card', () => {
    const press = {
      id: '99',
      from: wang,
      chat_instance: '1',
      data: 't1',
      message: { message_id: 9, date: 0, chat: group, is_topic_message: true, message_thread_id: 4 },
    }
    expect(translate(update({ callback_query: press }), self, now)).toEqual({
      kind: 'press',
      key: '7',
      at: now,
      chat: { id: '-1001', kind: 'group', title: '河西村群', thread: '4' },
      from: { id: '501', name: '桂芳 王' },
      token: 't1',
    })
  })

  test('a press on something of nowhere has no effect', () => {
    expect(
      translate(update({ callback_query: { id: '99', from: wang, chat_instance: '1', data: 't1', inline_message_id: 'x' } }), self, now),
    ).toBeUndefined()
  })
})
