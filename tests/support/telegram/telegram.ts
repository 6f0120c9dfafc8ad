import type { ChatMessage } from './chats.ts'
import type { Faults } from './faults.ts'
import type { Group } from './groups.ts'
import type { Person, Place } from './people.ts'
import type { Updates, Wire } from './updates.ts'
import type { BotIdentity, Press, Refused } from './world.ts'

/** How this Telegram is made; everything has a sensible default. */
export type TelegramOptions = {
  readonly token?: string
  readonly username?: string
  readonly name?: string
  readonly privacyMode?: 'on' | 'off'
  readonly limits?: 'on' | 'off'
  /** Milliseconds; the machine's clock unless a test turns its own. */
  readonly clock?: () => number
  readonly port?: number
}

/** A Telegram server in process: real HTTP, with the real one's limits, refusals and moods. */
export type Telegram = {
  readonly url: string
  readonly token: string
  readonly bot: BotIdentity
  readonly faults: Faults
  readonly updates: Updates
  readonly now: () => number
  readonly advance: (ms: number) => void
  /** A basic group in which the bot sits already. */
  readonly group: (title: string) => Group
  readonly supergroup: (title: string) => Group
  /** A supergroup with topics. */
  readonly forum: (title: string) => Group
  /** A group the bot is not in yet. */
  readonly groupWithoutBot: (title: string) => Group
  readonly person: (name: string) => Person
  /** What the bot said there and did not take away, oldest first. */
  readonly messagesIn: (where: Place | Group | Person) => readonly ChatMessage[]
  readonly lastMessageIn: (where: Place | Group | Person) => ChatMessage
  /** Somebody throws the bot out. */
  readonly removesBot: (group: Group) => void
  readonly presses: () => readonly Press[]
  /** The menu the bot registered. */
  readonly commands: () => readonly Wire[]
  /** How often each method was called. */
  readonly calls: ReadonlyMap<string, number>
  /** Everything the server refused, oldest first. */
  readonly refusals: readonly Refused[]
  readonly file: (fileId: string) => Buffer | undefined
  /** Waits until this becomes true; looks again after every request. */
  readonly until: (isTrue: () => boolean, withinMs?: number) => Promise<void>
  /** From now on connections are refused. */
  readonly unreachable: () => Promise<void>
  readonly reachable: () => Promise<void>
  /** Forgets all that was said, for long runs. */
  readonly forget: () => void
  readonly stop: () => Promise<void>
}
