import { deleteMessage, editMessageCaption, editMessageReplyMarkup, editMessageText } from './editing.ts'
import { answerCallbackQuery, getChat, getChatMember, getFile, getMe, getMyCommands, leaveChat, setMyCommands } from './looking-up.ts'
import { createPolling } from './polling.ts'
import { sendDocument, sendMessage, sendPhoto } from './sending.ts'
import { createWebhook } from './webhook.ts'
import type { Method, World } from './world.ts'

const STATELESS: Readonly<Record<string, Method>> = {
  getMe,
  sendMessage,
  sendPhoto,
  sendDocument,
  editMessageText,
  editMessageCaption,
  editMessageReplyMarkup,
  deleteMessage,
  answerCallbackQuery,
  setMyCommands,
  getMyCommands,
  getFile,
  getChat,
  getChatMember,
  leaveChat,
}

/** The methods of this Bot API by lower-case name, as Telegram does not mind the case. */
export function createMethods(world: World): { readonly table: ReadonlyMap<string, Method>; readonly stop: () => void } {
  const webhook = createWebhook(world.updates, () => polling.terminate('setWebhook request'))
  const polling = createPolling(world.updates, world.clock, webhook.isSet)
  const table = new Map<string, Method>()
  for (const [name, method] of Object.entries(STATELESS)) table.set(name.toLowerCase(), method)
  table.set('getupdates', (_world, call) => polling.getUpdates(call))
  table.set('setwebhook', (_world, call) => webhook.setWebhook(call))
  table.set('deletewebhook', (_world, call) => webhook.deleteWebhook(call))
  table.set('getwebhookinfo', () => webhook.getWebhookInfo())
  return { table, stop: webhook.stop }
}
