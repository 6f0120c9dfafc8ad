import { getChatRoom } from './chats.ts'
import type { ChatRoom } from './chats.ts'
import { numberOf, objectOf, textOf } from './parameters.ts'
import { badRequest, forbidden } from './refusal.ts'
import type { Method, World } from './world.ts'
import { wireBot, wireChat, wireSender } from './wire.ts'

const LARGEST_DOWNLOAD_BYTES = 20_000_000
const QUERY_LIVES_MS = 15_000
const LONGEST_TOAST = 200

/** Who the bot is. */
export const getMe: Method = (world) => ({
  ...wireBot(world.bot),
  can_join_groups: true,
  can_read_all_group_messages: world.bot.privacyMode === 'off',
  supports_inline_queries: false,
})

/** Answers a press; only within 15 seconds, and only once. */
export const answerCallbackQuery: Method = (world, call) => {
  const press = world.presses.get(textOf(call.parameters, 'callback_query_id'))
  const text = textOf(call.parameters, 'text')
  if (text.length > LONGEST_TOAST) throw badRequest('MESSAGE_TOO_LONG')
  if (press === undefined || press.answer !== undefined || world.clock.now() - press.at > QUERY_LIVES_MS) {
    throw badRequest('query is too old and response timeout expired or query ID is invalid')
  }
  press.answer = { text, at: world.clock.now() }
  return true
}

/** Writes the bot's menu. */
export const setMyCommands: Method = (world, call) => {
  const commands = objectOf(call.parameters, 'commands')
  if (!Array.isArray(commands) || commands.length > 100) throw badRequest('BOT_COMMANDS_TOO_MUCH')
  for (const { command, description } of commands) {
    if (!/^[a-z0-9_]{1,32}$/.test(String(command))) throw badRequest('BOT_COMMAND_INVALID')
    if (String(description).length < 1 || String(description).length > 256) throw badRequest('BOT_COMMAND_DESCRIPTION_INVALID')
  }
  world.commands = commands
  return true
}

/** The bot's menu. */
export const getMyCommands: Method = (world) => world.commands

/** Where a file can be fetched. */
export const getFile: Method = (world, call) => {
  const file = world.files.get(textOf(call.parameters, 'file_id').replace(/-small$/, ''))
  if (file === undefined) throw badRequest('wrong file_id or the file is temporarily unavailable')
  if (file.bytes.length > LARGEST_DOWNLOAD_BYTES) throw badRequest('file is too big')
  return { file_id: file.fileId, file_unique_id: `u${file.fileId}`, file_size: file.bytes.length, file_path: `files/${file.fileId}` }
}

/** What a chat is called. */
export const getChat: Method = (world, call) => wireChat(getReachable(world, call.parameters['chat_id']))

/** How somebody stands to a group. */
export const getChatMember: Method = (world, call) => {
  const room = getReachable(world, call.parameters['chat_id'])
  const id = numberOf(call.parameters, 'user_id') ?? 0
  if (id === world.bot.id) return { status: room.door === 'administrator' ? 'administrator' : 'member', user: wireBot(world.bot) }
  if (!world.users.has(id)) throw badRequest('user not found')
  const status = room.messages.some((message) => message.from === id) ? 'member' : 'left'
  return { status, user: wireSender(world, id) }
}

/** The bot goes by itself. */
export const leaveChat: Method = (world, call) => {
  const room = getReachable(world, call.parameters['chat_id'])
  if (room.kind === 'private') throw badRequest("chat member status can't be changed in private chats")
  room.door = 'left'
  return true
}

function getReachable(world: World, id: unknown): ChatRoom {
  const room = getChatRoom(world.chats, id)
  if (room.door === 'kicked') throw forbidden(`bot was kicked from the ${room.kind === 'group' ? 'group' : 'supergroup'} chat`)
  if (room.door === 'left') throw forbidden(`bot is not a member of the ${room.kind === 'group' ? 'group' : 'supergroup'} chat`)
  return room
}
