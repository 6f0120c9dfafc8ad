import type { ChatMessage, ChatRoom, StoredFile } from './chats.ts'
import type { Wire } from './updates.ts'
import { findEntities, wireBot, wireMessage, wireSender } from './wire.ts'
import type { World } from './world.ts'

/** What somebody said, and whether the bot will hear it. */
export type Said = {
  readonly message: ChatMessage
  /** The update's number; undefined when privacy mode or the bot's own wish hides it. */
  readonly updateId: number | undefined
}

/** How something is said besides its words. */
export type Manner = {
  readonly repliesTo?: ChatMessage
  /** The topic of a forum. */
  readonly thread?: number
  /** A word of the text that names the bot by id, as when its name is picked from the list. */
  readonly mentionsBotAs?: string
}

/** Lets somebody say something; the bot hears it when Telegram's rules let it through. */
export function speak(world: World, room: ChatRoom, from: number, text: string, manner: Manner = {}, file?: StoredFile): Said {
  const message = world.chats.add({
    chat: room,
    from,
    text,
    at: world.clock.now(),
    file,
    repliesTo: manner.repliesTo?.id,
    thread: manner.thread,
  })
  if (room.kind !== 'private') world.met.add(from)
  return { message, updateId: push(world, message, mentionOf(world, message, manner)) }
}

function push(world: World, message: ChatMessage, mention: Wire): number | undefined {
  if (!isHeard(world, message, 'entities' in mention || 'caption_entities' in mention)) return undefined
  return world.updates.push('message', { ...wireMessage(world, message), ...mention })
}

function mentionOf(world: World, { text, file }: ChatMessage, manner: Manner): Wire {
  const word = manner.mentionsBotAs
  if (word === undefined) return {}
  const mention = { type: 'text_mention', offset: text.indexOf(word), length: word.length, user: wireBot(world.bot) }
  const entities = [mention, ...findEntities(text, world.bot.username)]
  return file === undefined ? { entities } : { caption_entities: entities }
}

/** In privacy mode only what is meant for the bot gets through: commands, mentions, replies to it. */
function isHeard(world: World, message: ChatMessage, isMentioned: boolean): boolean {
  const { chat: room, text } = message
  if (room.door === 'left' || room.door === 'kicked') return false
  if (room.kind === 'private' || world.bot.privacyMode === 'off' || room.door === 'administrator' || isMentioned) return true
  const answered = message.repliesTo === undefined ? undefined : room.byId.get(message.repliesTo)
  if (answered?.from === world.bot.id) return true
  const ours = `@${world.bot.username}`.toLowerCase()
  if (text.toLowerCase().includes(ours)) return true
  return text.startsWith('/') && !/^\/\w+@/.test(text)
}

/** A service message: somebody came, somebody went, the group moved. These reach every bot. */
export function announce(world: World, room: ChatRoom, from: number, content: Wire): number | undefined {
  if (room.door === 'left' || room.door === 'kicked') return undefined
  const message = world.chats.add({ chat: room, from, text: '', at: world.clock.now() })
  const { text: _none, ...bare } = wireMessage(world, message)
  return world.updates.push('message', { ...bare, ...content })
}

/** Something of a kind the double keeps no record of: a place, a contact, a poll. */
export function sayOther(world: World, room: ChatRoom, from: number, content: Wire): Said {
  const message = world.chats.add({ chat: room, from, text: '', at: world.clock.now() })
  const { text: _none, ...bare } = wireMessage(world, message)
  const updateId = isHeard(world, message, false) ? world.updates.push('message', { ...bare, ...content }) : undefined
  return { message, updateId }
}

/** Tells the bot that its own standing in a chat changed. */
export function tellStanding(world: World, room: ChatRoom, by: number, before: string, after: string): number | undefined {
  const user = wireBot(world.bot)
  const { chat, date } = wireMessage(world, { ...EMPTY, id: 0, chat: room, from: by, at: world.clock.now() })
  return world.updates.push('my_chat_member', {
    chat,
    from: wireSender(world, by),
    date,
    old_chat_member: { status: before, user },
    new_chat_member: { status: after, user },
  })
}

const EMPTY = { text: '', buttons: [], file: undefined, repliesTo: undefined, thread: undefined, edits: [], deleted: false }
