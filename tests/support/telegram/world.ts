import type { Call } from './call.ts'
import type { Chats, StoredFile } from './chats.ts'
import type { Clock } from './clock.ts'
import type { Faults } from './faults.ts'
import type { Limits } from './limits.ts'
import type { Updates, Wire } from './updates.ts'

/** Somebody with an account. */
export type User = { readonly id: number; readonly name: string; readonly kind: 'person' | 'bot' }

/** The bot whose token this server knows. */
export type BotIdentity = {
  readonly id: number
  readonly name: string
  readonly username: string
  /** In privacy mode a bot hears only what is meant for it (https://core.telegram.org/bots/features#privacy-mode). */
  readonly privacyMode: 'on' | 'off'
}

/** A button somebody pressed, and what the bot answered. */
export type Press = {
  readonly id: string
  readonly from: number
  readonly at: number
  readonly updateId: number | undefined
  answer: { readonly text: string; readonly at: number } | undefined
}

/** Something the server refused. */
export type Refused = {
  readonly method: string
  readonly code: number
  readonly description: string
  /** The chat it was about; empty when it was about none. */
  readonly chat: string
  readonly at: number
}

/** Everything one Telegram knows. */
export type World = {
  readonly token: string
  readonly bot: BotIdentity
  readonly clock: Clock
  readonly limits: Limits
  readonly chats: Chats
  readonly users: Map<number, User>
  /** Who shared a group with the bot; of all others it does not even know that they exist. */
  readonly met: Set<number>
  readonly updates: Updates
  readonly files: Map<string, StoredFile>
  readonly presses: Map<string, Press>
  readonly faults: Faults
  readonly calls: Map<string, number>
  readonly refusals: Refused[]
  commands: readonly Wire[]
}

/** One method of the Bot API; throws a `Refusal` or answers with its result. */
export type Method = (world: World, call: Call) => unknown
