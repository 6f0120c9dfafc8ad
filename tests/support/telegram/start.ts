import { createChats } from './chats.ts'
import type { ChatMessage, ChatRoom } from './chats.ts'
import { createClock } from './clock.ts'
import { createFaults } from './faults.ts'
import { createGroup } from './groups.ts'
import type { Group } from './groups.ts'
import { createLimits, noLimits } from './limits.ts'
import { createMethods } from './methods.ts'
import { createPerson } from './people.ts'
import type { Person, Place } from './people.ts'
import { openDoor } from './server.ts'
import { createUpdates } from './updates.ts'
import type { Telegram, TelegramOptions } from './telegram.ts'
import { waitUntil } from './until.ts'
import type { World } from './world.ts'

const STRANGER = 5_000_001

/** Starts a Telegram on loopback. */
export async function startTelegram(options: TelegramOptions = {}): Promise<Telegram> {
  const world = createWorld(options)
  const methods = createMethods(world)
  const watchers = new Set<() => void>()
  const look = () => {
    for (const watcher of watchers) watcher()
  }
  const door = await openDoor(world, methods.table, options.port ?? 0, look)
  const makeGroup = groupMaker(world)
  const messagesIn = (where: Place | Group | Person) => saidByBot(world, roomsOf(where))
  return {
    url: `http://127.0.0.1:${door.port()}`,
    token: world.token,
    bot: world.bot,
    faults: world.faults,
    updates: world.updates,
    now: world.clock.now,
    advance: world.clock.advance,
    ...makeGroup,
    person: personMaker(world),
    messagesIn,
    lastMessageIn: (where) => {
      const last = messagesIn(where).at(-1)
      if (last === undefined) throw new Error('the bot has said nothing there')
      return last
    },
    removesBot: (group) => group.removesBot(STRANGER),
    presses: () => [...world.presses.values()],
    commands: () => world.commands,
    calls: world.calls,
    refusals: world.refusals,
    file: (fileId) => world.files.get(fileId)?.bytes,
    until: (isTrue, withinMs = 5_000) => waitUntil(watchers, isTrue, withinMs),
    unreachable: door.close,
    reachable: door.open,
    forget: () => forget(world),
    stop: async () => {
      methods.stop()
      await door.close()
    },
  }
}

function createWorld(options: TelegramOptions): World {
  const token = options.token ?? '6100200300:AAH-double_of_the_bot_api_0123456789'
  const clock = createClock(options.clock ?? Date.now)
  const world: World = {
    token,
    bot: {
      id: Number(token.split(':')[0]),
      name: options.name ?? '支部通',
      username: options.username ?? 'branchlink_bot',
      privacyMode: options.privacyMode ?? 'on',
    },
    clock,
    limits: options.limits === 'off' ? noLimits : createLimits(clock),
    chats: createChats(),
    users: new Map(),
    met: new Set(),
    updates: createUpdates(clock),
    files: new Map(),
    presses: new Map(),
    faults: createFaults(),
    calls: new Map(),
    refusals: [],
    commands: [],
  }
  world.users.set(STRANGER, { id: STRANGER, name: '路人', kind: 'person' })
  return world
}

function groupMaker(world: World): Pick<Telegram, 'group' | 'supergroup' | 'forum' | 'groupWithoutBot'> {
  let basic = -4_000_000
  let large = -1_001_000_000_000
  const nextLarge = () => (large -= 1)
  const found = (room: Parameters<World['chats']['open']>[0]) => createGroup(world, world.chats.open(room), nextLarge)
  return {
    group: (name) => found({ id: (basic -= 1), kind: 'group', name, door: 'member' }),
    supergroup: (name) => found({ id: nextLarge(), kind: 'supergroup', name, door: 'member' }),
    forum: (name) => found({ id: nextLarge(), kind: 'supergroup', name, door: 'member', topics: new Set() }),
    groupWithoutBot: (name) => found({ id: (basic -= 1), kind: 'group', name, door: 'left' }),
  }
}

function personMaker(world: World): (name: string) => Person {
  let last = STRANGER
  return (name) => createPerson(world, (last += 1), name)
}

function roomsOf(where: Place | Group | Person): readonly ChatRoom[] {
  if ('rooms' in where) return where.rooms()
  return 'private' in where ? [where.private.room()] : [where.room()]
}

function saidByBot(world: World, rooms: readonly ChatRoom[]): readonly ChatMessage[] {
  return rooms.flatMap((room) => room.messages.filter((message) => message.from === world.bot.id && !message.deleted))
}

function forget(world: World): void {
  world.presses.clear()
  world.refusals.length = 0
  for (const room of world.chats.all()) {
    room.messages.length = 0
    room.byId.clear()
  }
}
