import type { ChatMessage, ChatRoom, StoredFile } from './chats.ts'
import { getChatRoom } from './chats.ts'
import { buttonsOf, isObject, isTrue, numberOf, objectOf, textOf } from './parameters.ts'
import { badRequest, forbidden, Refusal, tooManyRequests } from './refusal.ts'
import { readText } from './texts.ts'
import type { Call } from './call.ts'
import type { Method, World } from './world.ts'
import { wireMessage } from './wire.ts'

const LONGEST_TEXT = 4_096
const LONGEST_CAPTION = 1_024
const LARGEST_PHOTO_BYTES = 10_000_000
const LARGEST_UPLOAD_BYTES = 50_000_000

/** Says a text in a chat. */
export const sendMessage: Method = (world, call) => {
  const text = readText(call.parameters, 'text')
  return say(world, call, (room) => {
    if (text === '') throw badRequest('message text is empty')
    if (text.length > LONGEST_TEXT) throw badRequest('message is too long')
    return { chat: room, text, file: undefined }
  })
}

/** Shows a picture in a chat. */
export const sendPhoto: Method = (world, call) => sendFile(world, call, 'photo')

/** Gives a file to a chat. */
export const sendDocument: Method = (world, call) => sendFile(world, call, 'document')

function sendFile(world: World, call: Call, kind: 'photo' | 'document'): unknown {
  const text = readText(call.parameters, 'caption')
  return say(world, call, (room) => {
    if (text.length > LONGEST_CAPTION) throw badRequest('message caption is too long')
    return { chat: room, text, file: fileOf(world, call, kind) }
  })
}

function say(world: World, call: Call, read: (room: ChatRoom) => Pick<ChatMessage, 'chat' | 'text' | 'file'>): unknown {
  const room = getChatRoom(world.chats, call.parameters['chat_id'])
  requireOpenDoor(world, room)
  const content = read(room)
  const buttons = buttonsOf(call.parameters) ?? []
  const repliesTo = replyOf(call, room)
  const thread = threadOf(call, room)
  pace(world, room)
  const message = world.chats.add({ ...content, from: world.bot.id, at: world.clock.now(), buttons, repliesTo, thread })
  return wireMessage(world, message)
}

/** Counts one message against the speed limits. */
export function pace(world: World, room: ChatRoom): void {
  const seconds = world.limits.secondsToWait(room)
  if (seconds > 0) throw tooManyRequests(seconds)
}

/** Refuses where the bot may not speak. */
export function requireOpenDoor(world: World, room: ChatRoom): void {
  const group = room.kind === 'supergroup' ? 'supergroup chat' : 'group chat'
  switch (room.door) {
    case 'member':
    case 'administrator':
      return
    case 'silenced':
      throw badRequest('not enough rights to send text messages to the chat')
    case 'left':
      throw forbidden(`bot is not a member of the ${group}`)
    case 'kicked':
      throw forbidden(`bot was kicked from the ${group}`)
    case 'blocked':
      throw forbidden('bot was blocked by the user')
    case 'deleted':
      throw forbidden('user is deactivated')
    case 'never-started':
      // Telegram knows only people the bot has met somewhere.
      if (world.met.has(room.id)) throw forbidden("bot can't initiate conversation with a user")
      throw badRequest('chat not found')
  }
}

function replyOf(call: Call, room: ChatRoom): number | undefined {
  const given = objectOf(call.parameters, 'reply_parameters')
  const reply = isObject(given) ? given : call.parameters
  const id = isObject(given) ? numberOf(given, 'message_id') : numberOf(call.parameters, 'reply_to_message_id')
  if (id === undefined) return undefined
  const answered = room.byId.get(id)
  if (answered !== undefined && !answered.deleted) return id
  if (isTrue(reply['allow_sending_without_reply'])) return undefined
  throw badRequest('message to be replied not found')
}

function threadOf(call: Call, room: ChatRoom): number | undefined {
  const thread = numberOf(call.parameters, 'message_thread_id')
  if (thread === undefined) return undefined
  if (room.topics?.has(thread) !== true) throw badRequest('message thread not found')
  return thread
}

function fileOf(world: World, call: Call, kind: 'photo' | 'document'): StoredFile {
  const named = textOf(call.parameters, kind)
  const upload = call.uploads.get(named.startsWith('attach://') ? named.slice('attach://'.length) : kind)
  if (upload === undefined) {
    const known = world.files.get(named)
    if (known === undefined) throw badRequest('wrong file identifier/HTTP URL specified')
    if (known.kind !== kind) throw badRequest(`can't use file of type ${known.kind} as ${kind}`)
    return known
  }
  if (upload.bytes.length === 0) throw badRequest('file must be non-empty')
  if (upload.bytes.length > LARGEST_UPLOAD_BYTES) throw new Refusal(413, 'Request Entity Too Large')
  if (kind === 'photo' && upload.bytes.length > LARGEST_PHOTO_BYTES) throw badRequest('file is too big')
  return keepFile(world, { kind, name: upload.name, mime: 'application/octet-stream', bytes: upload.bytes })
}

/** Puts a file where `getFile` finds it. */
export function keepFile(world: World, file: Omit<StoredFile, 'fileId'>): StoredFile {
  const kept = { ...file, fileId: `${file.kind}-${world.files.size + 1}` }
  world.files.set(kept.fileId, kept)
  return kept
}
