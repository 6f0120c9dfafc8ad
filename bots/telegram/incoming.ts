import type { CallbackQuery, Chat as TelegramChat, ChatMember, ChatMemberUpdated, Message, Update, User } from 'grammy/types'
import type { Chat, Incoming, IncomingChange, IncomingMessage, IncomingPress, Sender } from '../../src/kernel/chat/message.ts'
import { hear } from './addressing.ts'
import type { Self } from './addressing.ts'
import { readContent } from './content.ts'

/** The kinds of updates we ask for; sent in full with every poll, because Telegram remembers the last list it was given. */
export const wantedUpdates = ['message', 'callback_query', 'my_chat_member'] as const

/** Senders that stand for a group or channel (https://core.telegram.org/bots/api#message, `sender_chat`). */
const ANONYMOUS_ADMIN = 1_087_968_824
const CHANNEL_BOT = 136_817_688
const TELEGRAM_ITSELF = 777_000

/** Translates an update; undefined when it has no effect here: edits, titles, pins, commands for other bots. */
export function translate(update: Update, self: Self, now: Date): Incoming | undefined {
  const key = String(update.update_id)
  if (update.message !== undefined) return fromMessage(key, update.message, self)
  if (update.callback_query !== undefined) return fromPress(key, update.callback_query, now)
  if (update.my_chat_member !== undefined) return fromStanding(key, update.my_chat_member)
  return undefined
}

function fromMessage(key: string, message: Message, self: Self): IncomingMessage | IncomingChange | undefined {
  const chat = toChat(message.chat, message)
  if (chat === undefined) return undefined
  const at = toDate(message.date)
  // Telegram tells a move in both groups; the old one names the new, and one telling is enough.
  if (message.migrate_to_chat_id !== undefined) return { kind: 'room-moved', key, at, chat, to: String(message.migrate_to_chat_id) }
  const content = readContent(message, self.account)
  const from = toSender(message.from, message.sender_chat)
  if (content === undefined || from === undefined) return undefined
  const heard = hear(content.text, content.entities, self)
  if (heard === undefined) return undefined
  const repliesTo = repliedMessage(message, self)
  return {
    kind: 'message',
    key,
    at,
    chat,
    from,
    text: heard.text,
    content: content.kind,
    addressed: heard.addressed || chat.kind === 'private' || repliesTo !== undefined,
    ...(content.file === undefined ? {} : { file: content.file }),
    ...(repliesTo === undefined ? {} : { repliesTo }),
    ...(heard.startCode === undefined ? {} : { startCode: heard.startCode }),
  }
}

/** In a forum every message "answers" the one that opened its topic; that is no answer to us. */
function repliedMessage(message: Message, self: Self): string | undefined {
  const answered = message.reply_to_message
  if (answered?.from?.id !== self.id || answered.forum_topic_created !== undefined) return undefined
  return String(answered.message_id)
}

function fromPress(key: string, query: CallbackQuery, now: Date): IncomingPress | undefined {
  if (query.message === undefined || query.data === undefined) return undefined
  const chat = toChat(query.message.chat, query.message)
  const from = toSender(query.from, undefined)
  if (chat === undefined || from === undefined) return undefined
  return { kind: 'press', key, at: now, chat, from, token: query.data }
}

function fromStanding(key: string, change: ChatMemberUpdated): IncomingChange | undefined {
  const chat = toChat(change.chat, {})
  const from = toSender(change.from, undefined)
  if (chat === undefined || from === undefined) return undefined
  const was = isInside(change.old_chat_member)
  const is = isInside(change.new_chat_member)
  if (was === is) return undefined
  const envelope = { key, at: toDate(change.date), chat, from }
  if (chat.kind === 'private') return { kind: 'reachability', ...envelope, reachable: is }
  return is ? { kind: 'bot-added', ...envelope } : { kind: 'bot-removed', ...envelope }
}

function isInside(member: ChatMember): boolean {
  if (member.status === 'restricted') return member.is_member
  return member.status !== 'left' && member.status !== 'kicked'
}

type Place = { readonly is_topic_message?: boolean; readonly message_thread_id?: number }

function toChat(chat: TelegramChat, { is_topic_message: isTopic, message_thread_id: thread }: Place): Chat | undefined {
  if (chat.type === 'channel') return undefined
  if (chat.type === 'private') return { id: String(chat.id), kind: 'private' }
  const place = { id: String(chat.id), kind: 'group', title: chat.title } as const
  return isTopic === true && thread !== undefined ? { ...place, thread: String(thread) } : place
}

function toSender(user: User | undefined, onBehalfOf: TelegramChat | undefined): Sender | undefined {
  if (onBehalfOf !== undefined) return toNobody(user, onBehalfOf)
  if (user === undefined) return undefined
  const sender = { id: String(user.id), name: nameOf(user) }
  if (user.id === ANONYMOUS_ADMIN) return { ...sender, nobody: 'anonymous-admin' }
  if (user.id === CHANNEL_BOT || user.id === TELEGRAM_ITSELF) return { ...sender, nobody: 'channel' }
  return user.is_bot ? { ...sender, nobody: 'bot' } : sender
}

function toNobody(user: User | undefined, onBehalfOf: TelegramChat): Sender {
  const name = onBehalfOf.title ?? ''
  const isChannel = onBehalfOf.type === 'channel' || user?.id === CHANNEL_BOT || user?.id === TELEGRAM_ITSELF
  return { id: String(onBehalfOf.id), name, nobody: isChannel ? 'channel' : 'anonymous-admin' }
}

function nameOf(user: User): string {
  return user.last_name === undefined ? user.first_name : `${user.first_name} ${user.last_name}`
}

function toDate(seconds: number): Date {
  return new Date(seconds * 1_000)
}
