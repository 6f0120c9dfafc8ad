import type { BotAccount, Capabilities, Receive } from '../../src/kernel/chat/message.ts'

/** Somebody the newcomer may play. `what` reads “书记 · 河西村党支部”; `groups` are ids of group chats. */
export type Person = { readonly id: string; readonly name: string; readonly what: string; readonly groups: readonly string[] }

/** A group chat of the rehearsal. */
export type Group = { readonly id: string; readonly title: string }

/** Everybody who plays. A person's id is also the id of their private chat, as on Telegram. */
export type Cast = { readonly people: readonly Person[]; readonly groups: readonly Group[] }

/** Where the rehearsal keeps its journal and its files. */
export type SandboxSettings = { readonly dataDir: string }

/** What the rehearsal needs of the house. */
export type House = { readonly receive: Receive; readonly now: () => Date; readonly cast: () => Promise<Cast> }

/** The only login of the rehearsal: it is one room in one house. */
export const SANDBOX: BotAccount = { platform: 'sandbox', account: 'rehearsal' }

/** The name under which the bot speaks here, and by which a group addresses it (`@支部通`). */
export const BOT_NAME = '支部通'

/** How many messages a phone shows; older ones are kept but not drawn. */
export const SHOWN_MESSAGES = 60

/** How many messages of a chat are kept when the journal is rewritten. */
export const KEPT_MESSAGES = 500

/** The largest file a person may send. */
export const LARGEST_FILE_BYTES = 20 * 1024 * 1024

/** The longest text a person may send. */
export const LONGEST_TEXT = 4000

/** The rehearsal can do everything and has no limits of its own, so that it shows what the house does. */
export const CAPABILITIES: Capabilities = {
  edits: true,
  choices: 'buttons',
  longestText: 4000,
  longestCaption: 4000,
  perSecond: 1000,
  perChatSecond: 1000,
  perGroupMinute: 60_000,
  // The journal keeps what people said until it is taken, however long the program is off.
  keepsHours: Number.POSITIVE_INFINITY,
  personalData: 'all',
}
