import type { ChatMessage, ChatRoom, StoredFile } from './chats.ts'
import type { Wire } from './updates.ts'
import type { BotIdentity, User, World } from './world.ts'

/** A user as Telegram writes it. */
export function wireUser(user: User): Wire {
  return { id: user.id, is_bot: user.kind === 'bot', first_name: user.name, language_code: 'zh-hans' }
}

/** The bot as Telegram writes it. */
export function wireBot(bot: BotIdentity): Wire {
  return { id: bot.id, is_bot: true, first_name: bot.name, username: bot.username }
}

/** A chat as Telegram writes it. */
export function wireChat(room: ChatRoom): Wire {
  if (room.kind === 'private') return { id: room.id, type: 'private', first_name: room.name }
  const forum = room.topics === undefined ? {} : { is_forum: true }
  return { id: room.id, type: room.kind, title: room.name, ...forum }
}

/** Seconds, as Telegram counts. */
export function wireDate(ms: number): number {
  return Math.floor(ms / 1_000)
}

/** Who said something: a person, the bot, or one of those who are nobody. */
export function wireSender(world: World, id: number): Wire {
  if (id === world.bot.id) return wireBot(world.bot)
  const user = world.users.get(id)
  return user === undefined ? { id, is_bot: false, first_name: '?' } : wireUser(user)
}

/** A whole message as Telegram writes it; the message it answers is told without the one that answered. */
export function wireMessage(world: World, message: ChatMessage): Wire {
  const answered = message.repliesTo === undefined ? undefined : message.chat.byId.get(message.repliesTo)
  return {
    ...wireBare(world, message),
    ...(answered === undefined ? {} : { reply_to_message: wireBare(world, answered) }),
  }
}

function wireBare(world: World, message: ChatMessage): Wire {
  return {
    message_id: message.id,
    from: wireSender(world, message.from),
    chat: wireChat(message.chat),
    date: wireDate(message.at),
    ...(message.edits.length === 0 ? {} : { edit_date: wireDate(world.clock.now()) }),
    ...(message.thread === undefined ? {} : { message_thread_id: message.thread, is_topic_message: true }),
    ...wireContent(message.text, message.file, world.bot.username),
    ...(message.buttons.length === 0 ? {} : { reply_markup: { inline_keyboard: [message.buttons.map(wireButton)] } }),
  }
}

function wireButton(button: { text: string; data?: string; url?: string }): Wire {
  return { text: button.text, ...(button.url === undefined ? { callback_data: button.data } : { url: button.url }) }
}

/** The text with its entities, or the file with its caption. */
function wireContent(text: string, file: StoredFile | undefined, username: string): Wire {
  const entities = findEntities(text, username)
  if (file === undefined) return { text, ...(entities.length === 0 ? {} : { entities }) }
  const caption = text === '' ? {} : { caption: text, ...(entities.length === 0 ? {} : { caption_entities: entities }) }
  return { ...wireFile(file), ...caption }
}

function wireFile(file: StoredFile): Wire {
  const described = { file_id: file.fileId, file_unique_id: `u${file.fileId}`, file_size: file.bytes.length }
  switch (file.kind) {
    case 'photo':
      return {
        photo: [
          { ...described, file_id: `${file.fileId}-small`, file_size: 100, width: 90, height: 60 },
          { ...described, width: 900, height: 600 },
        ],
      }
    case 'document':
      return { document: { ...described, file_name: file.name, mime_type: file.mime } }
    case 'voice':
      return { voice: { ...described, duration: 3, mime_type: file.mime } }
    case 'sticker':
      return { sticker: { ...described, width: 512, height: 512, is_animated: false, is_video: false, type: 'regular', emoji: '👍' } }
  }
}

/** The commands and mentions which Telegram's own clients find in a text. */
export function findEntities(text: string, username: string): readonly Wire[] {
  if (!text.includes('/') && !text.includes('@')) return []
  const found: Wire[] = []
  for (const match of text.matchAll(/(?<![\w/@])\/[A-Za-z0-9_]{1,32}(?:@\w{3,32})?/g)) {
    found.push({ type: 'bot_command', offset: match.index, length: match[0].length })
  }
  for (const match of text.matchAll(/(?<![\w/@])@(\w{4,32})/g)) {
    const known = match[1]?.toLowerCase() === username.toLowerCase() || (match[1]?.length ?? 0) >= 5
    if (known) found.push({ type: 'mention', offset: match.index, length: match[0].length })
  }
  return found
}
