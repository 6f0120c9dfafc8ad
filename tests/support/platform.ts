import type { BotAccount, Capabilities } from '../../src/kernel/chat/message.ts'

/** The login under which the pretend platform speaks. */
export const BOT: BotAccount = { platform: 'telegram', account: 'branchlink_bot' }

/** What Telegram can do, as its bot tells the house. */
export const TELEGRAM: Capabilities = {
  edits: true,
  choices: 'buttons',
  longestText: 4096,
  longestCaption: 1024,
  perSecond: 30,
  perChatSecond: 1,
  perGroupMinute: 20,
  keepsHours: 24,
  personalData: 'own',
  startLink: (code) => `https://t.me/branchlink_bot?start=${code}`,
}

/** What the rehearsal can do: everything, and all data may be shown. */
export const REHEARSAL: Capabilities = { ...TELEGRAM, perSecond: 1000, perChatSecond: 1000, perGroupMinute: 60_000, personalData: 'all' }
