import type { ChatMessage } from './chats.ts'
import { getChatRoom } from './chats.ts'
import { buttonsOf, numberOf } from './parameters.ts'
import { badRequest } from './refusal.ts'
import { pace, requireOpenDoor } from './sending.ts'
import { readText } from './texts.ts'
import type { Call } from './call.ts'
import type { Method, World } from './world.ts'
import { wireMessage } from './wire.ts'

const LONGEST_TEXT = 4_096
const LONGEST_CAPTION = 1_024
const DELETABLE_MS = 48 * 3_600_000

/** Replaces the text of a message of the bot. */
export const editMessageText: Method = (world, call) => {
  const text = readText(call.parameters, 'text')
  const message = getOwnMessage(world, call)
  if (message.file !== undefined) throw badRequest('there is no text in the message to edit')
  if (text === '') throw badRequest('message text is empty')
  if (text.length > LONGEST_TEXT) throw badRequest('message is too long')
  return replace(world, message, text, buttonsOf(call.parameters) ?? [])
}

/** Replaces what is written below a picture or file. */
export const editMessageCaption: Method = (world, call) => {
  const text = readText(call.parameters, 'caption')
  const message = getOwnMessage(world, call)
  if (message.file === undefined) throw badRequest('there is no caption in the message to edit')
  if (text.length > LONGEST_CAPTION) throw badRequest('message caption is too long')
  return replace(world, message, text, buttonsOf(call.parameters) ?? [])
}

/** Replaces only the buttons. */
export const editMessageReplyMarkup: Method = (world, call) => {
  const message = getOwnMessage(world, call)
  return replace(world, message, message.text, buttonsOf(call.parameters) ?? [])
}

/** Takes a message away. */
export const deleteMessage: Method = (world, call) => {
  const room = getChatRoom(world.chats, call.parameters['chat_id'])
  requireOpenDoor(world, room)
  const message = room.byId.get(numberOf(call.parameters, 'message_id') ?? 0)
  if (message === undefined || message.deleted) throw badRequest('message to delete not found')
  const isTooOld = world.clock.now() - message.at > DELETABLE_MS
  const isForeign = message.from !== world.bot.id && room.door !== 'administrator'
  if (isTooOld || isForeign) throw badRequest("message can't be deleted")
  message.deleted = true
  return true
}

function getOwnMessage(world: World, call: Call): ChatMessage {
  const room = getChatRoom(world.chats, call.parameters['chat_id'])
  requireOpenDoor(world, room)
  const message = room.byId.get(numberOf(call.parameters, 'message_id') ?? 0)
  if (message === undefined || message.deleted) throw badRequest('message to edit not found')
  if (message.from !== world.bot.id) throw badRequest("message can't be edited")
  return message
}

function replace(world: World, message: ChatMessage, text: string, buttons: ChatMessage['buttons']): unknown {
  if (message.text === text && JSON.stringify(message.buttons) === JSON.stringify(buttons)) {
    throw badRequest(
      'message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message',
    )
  }
  pace(world, message.chat)
  message.edits.push({ at: world.clock.now(), text: message.text, buttons: message.buttons })
  message.text = text
  message.buttons = buttons
  return wireMessage(world, message)
}
