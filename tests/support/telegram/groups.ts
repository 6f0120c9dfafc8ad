import type { ChatRoom } from './chats.ts'
import { announce, speak, tellStanding } from './speaking.ts'
import type { Manner, Said } from './speaking.ts'
import { wireBot, wireChat, wireMessage } from './wire.ts'
import type { World } from './world.ts'

const ANONYMOUS_ADMIN = 1_087_968_824
const CHANNEL_BOT = 136_817_688
const TELEGRAM = 777_000

/** A group, which may change its id when it becomes a supergroup. */
export type Group = {
  /** The id it has now. */
  readonly id: () => number
  readonly room: () => ChatRoom
  /** The ids and rooms it had before, oldest first. */
  readonly rooms: () => readonly ChatRoom[]
  readonly title: string
  /** Opens a topic, when it is a forum, and tells its thread. */
  readonly topic: () => number
  readonly closesTopic: (thread: number) => void
  readonly addsBot: (by: number) => void
  readonly removesBot: (by: number) => void
  readonly promotesBot: () => void
  /** The bot may stay but no longer speak. */
  readonly silencesBot: () => void
  readonly becomesSupergroup: () => void
  /** An admin who hides behind the group's name. */
  readonly anonymousAdminSays: (text: string, manner?: Manner) => Said
  /** Somebody who speaks in a channel's name. */
  readonly channelSays: (title: string, text: string) => number | undefined
  /** The post of the linked channel, which Telegram itself copies into the group. */
  readonly linkedChannelSays: (title: string, text: string) => number | undefined
  /** Another bot of the group; left out, all it says is a mention of ours. */
  readonly otherBotSays: (name: string, text: string, manner?: Manner) => Said
}

/** Founds a group in which the bot already sits. */
export function createGroup(world: World, first: ChatRoom, nextId: () => number): Group {
  const rooms = [first]
  const room = (): ChatRoom => rooms.at(-1) ?? first
  return {
    id: () => room().id,
    room,
    rooms: () => rooms,
    title: first.name,
    topic: () => {
      const thread = world.chats.nextId()
      room().topics?.add(thread)
      return thread
    },
    closesTopic: (thread) => void room().topics?.delete(thread),
    addsBot: (by) => {
      const before = room().door === 'kicked' ? 'kicked' : 'left'
      room().door = 'member'
      tellStanding(world, room(), by, before, 'member')
      announce(world, room(), by, { new_chat_members: [wireBot(world.bot)] })
    },
    removesBot: (by) => {
      tellStanding(world, room(), by, room().door === 'administrator' ? 'administrator' : 'member', 'kicked')
      room().door = 'kicked'
    },
    promotesBot: () => {
      tellStanding(world, room(), 0, 'member', 'administrator')
      room().door = 'administrator'
    },
    silencesBot: () => {
      room().door = 'silenced'
    },
    becomesSupergroup: () => rooms.push(move(world, room(), nextId())),
    anonymousAdminSays: (text) => sayAs(world, room(), ANONYMOUS_ADMIN, 'Group', text, wireChat(room())),
    channelSays: (title, text) => sayAs(world, room(), CHANNEL_BOT, 'Channel', text, channelCalled(title)).updateId,
    linkedChannelSays: (title, text) => sayAs(world, room(), TELEGRAM, 'Telegram', text, channelCalled(title)).updateId,
    otherBotSays: (name, text, manner = { mentionsBotAs: text }) => {
      const id = world.chats.nextId()
      world.users.set(id, { id, name, kind: 'bot' })
      return speak(world, room(), id, text, manner)
    },
  }
}

function channelCalled(title: string) {
  return { id: -1_009_000_000_001, type: 'channel', title }
}

function sayAs(world: World, room: ChatRoom, id: number, name: string, text: string, senderChat: unknown): Said {
  world.users.set(id, { id, name, kind: id === TELEGRAM ? 'person' : 'bot' })
  const message = world.chats.add({ chat: room, from: id, text, at: world.clock.now() })
  const forwarded = id === TELEGRAM ? { is_automatic_forward: true } : {}
  const updateId = world.updates.push('message', { ...wireMessage(world, message), sender_chat: senderChat, ...forwarded })
  return { message, updateId }
}

function move(world: World, old: ChatRoom, to: number): ChatRoom {
  const made = world.chats.open({ id: to, kind: 'supergroup', name: old.name, door: old.door })
  announce(world, old, ANONYMOUS_ADMIN, { migrate_to_chat_id: to })
  announce(world, made, ANONYMOUS_ADMIN, { migrate_from_chat_id: old.id })
  old.movedTo = to
  return made
}
