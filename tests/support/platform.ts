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

/** What WeChat can do: no buttons, no edits, public things only. */
export const WECHAT: Capabilities = {
  edits: false,
  choices: 'numbered',
  longestText: 2000,
  longestCaption: 0,
  perSecond: 0.3,
  perChatSecond: 0.2,
  perGroupMinute: 5,
  keepsHours: 0,
  personalData: 'own',
}
