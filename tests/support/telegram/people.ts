import type { ChatMessage, ChatRoom } from './chats.ts'
import type { Group } from './groups.ts'
import { keepFile } from './sending.ts'
import { announce, sayOther, speak, tellStanding } from './speaking.ts'
import type { Manner, Said } from './speaking.ts'
import { wireMessage, wireUser } from './wire.ts'
import type { Press, World } from './world.ts'

/** Where a person speaks: a group, or the own private chat with the bot. */
export type Place = { readonly room: () => ChatRoom }

/** A file somebody sends. */
export type SentFile = { readonly name?: string; readonly mime?: string; readonly bytes: Uint8Array; readonly caption?: string }

/** Somebody with an account, and what they do. */
export type Person = {
  readonly id: number
  readonly name: string
  /** The chat with the bot alone. */
  readonly private: Place
  readonly joins: (group: Group) => number | undefined
  readonly leaves: (group: Group) => number | undefined
  readonly says: (where: Place, text: string, manner?: Manner) => Said
  /** Says it to the bot alone. */
  readonly tells: (text: string, manner?: Manner) => Said
  /** Opens the chat with the bot, by a deep link when there is a code. */
  readonly starts: (code?: string) => Said
  readonly sendsPhoto: (where: Place, file: SentFile, manner?: Manner) => Said
  readonly sendsDocument: (where: Place, file: SentFile, manner?: Manner) => Said
  readonly sendsVoice: (where: Place) => Said
  readonly sendsSticker: (where: Place) => Said
  readonly sendsLocation: (where: Place) => Said
  /** Changes what was said; the number of the update, if the bot wants to know. */
  readonly edits: (said: Said, text: string) => number | undefined
  /** Presses the button that shows this label. */
  readonly presses: (message: ChatMessage, label: string) => Press
  /** Presses with any token at all, as a forged or long outdated client might. */
  readonly forges: (message: ChatMessage, token: string) => Press
  readonly blocks: () => void
  readonly unblocks: () => void
  /** Deletes the whole account. */
  readonly disappears: () => void
  readonly addsBot: (group: Group) => void
  readonly removesBot: (group: Group) => void
}

let lastPress = 0

/** Gives somebody an account. */
export function createPerson(world: World, id: number, name: string): Person {
  world.users.set(id, { id, name, kind: 'person' })
  const room = world.chats.open({ id, kind: 'private', name, door: 'never-started' })
  const privateChat: Place = { room: () => room }
  const me = wireUser({ id, name, kind: 'person' })
  const says = (where: Place, text: string, manner?: Manner): Said => {
    if (where === privateChat && room.door === 'never-started') room.door = 'member'
    return speak(world, where.room(), id, text, manner)
  }
  const sends = (where: Place, kind: 'photo' | 'document' | 'voice' | 'sticker', file: SentFile, manner?: Manner): Said => {
    if (where === privateChat && room.door === 'never-started') room.door = 'member'
    const kept = keepFile(world, { kind, name: file.name ?? kind, mime: file.mime ?? MIMES[kind], bytes: Buffer.from(file.bytes) })
    return speak(world, where.room(), id, file.caption ?? '', manner, kept)
  }
  const forges = (message: ChatMessage, token: string): Press => press(world, id, message, token)
  return {
    id,
    name,
    private: privateChat,
    joins: (group) => {
      world.met.add(id)
      return announce(world, group.room(), id, { new_chat_members: [me] })
    },
    leaves: (group) => announce(world, group.room(), id, { left_chat_member: me }),
    says,
    tells: (text, manner) => says(privateChat, text, manner),
    starts: (code) => says(privateChat, code === undefined ? '/start' : `/start ${code}`),
    sendsPhoto: (where, file, manner) => sends(where, 'photo', file, manner),
    sendsDocument: (where, file, manner) => sends(where, 'document', file, manner),
    sendsVoice: (where) => sends(where, 'voice', { bytes: Buffer.from('voice') }),
    sendsSticker: (where) => sends(where, 'sticker', { bytes: Buffer.from('sticker') }),
    sendsLocation: (where) => sayOther(world, where.room(), id, { location: { latitude: 30.6, longitude: 104.1 } }),
    edits: (said, text) => edit(world, said, text),
    presses: (message, label) => forges(message, tokenOf(message, label)),
    forges,
    blocks: () => stand(world, room, 'blocked'),
    unblocks: () => stand(world, room, 'member'),
    disappears: () => {
      room.door = 'deleted'
    },
    addsBot: (group) => group.addsBot(id),
    removesBot: (group) => group.removesBot(id),
  }
}

const MIMES = { photo: 'image/jpeg', document: 'application/octet-stream', voice: 'audio/ogg', sticker: 'image/webp' }

function edit(world: World, said: Said, text: string): number | undefined {
  said.message.edits.push({ at: world.clock.now(), text: said.message.text, buttons: [] })
  said.message.text = text
  return said.updateId === undefined ? undefined : world.updates.push('edited_message', wireMessage(world, said.message))
}

function tokenOf(message: ChatMessage, label: string): string {
  const button = message.buttons.find((one) => one.text === label)
  if (button?.data === undefined) throw new Error(`there is no button "${label}" below "${message.text}"`)
  return button.data
}

function press(world: World, from: number, message: ChatMessage, token: string): Press {
  lastPress += 1
  const id = String(lastPress)
  const updateId = world.updates.push('callback_query', {
    id,
    from: wireUser(world.users.get(from) ?? { id: from, name: '?', kind: 'person' }),
    message: wireMessage(world, message),
    chat_instance: String(message.chat.id),
    data: token,
  })
  const pressed: Press = { id, from, at: world.clock.now(), updateId, answer: undefined }
  world.presses.set(id, pressed)
  return pressed
}

function stand(world: World, room: ChatRoom, door: 'blocked' | 'member'): void {
  if (room.door === door) return
  room.door = door
  if (door === 'blocked') tellStanding(world, room, room.id, 'member', 'kicked')
  else tellStanding(world, room, room.id, 'kicked', 'member')
}
