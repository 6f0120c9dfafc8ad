/**
 * The platform-neutral model of what comes in and what goes out. It is all a bot may know of the house:
 * a bot translates its platform into `Incoming`, a `Letter` into its platform, and decides nothing.
 */

export type Platform = 'sandbox' | 'telegram' | 'wechat' | 'relay' | 'house'

/** One login of a bot on a platform. Ids of chats and people are only meaningful within it. */
export type BotAccount = { readonly platform: Platform; readonly account: string }

/** Where something was said. `thread` is a topic of a Telegram forum group and is kept for the answer. */
export type Chat = {
  readonly id: string
  readonly kind: 'private' | 'group'
  readonly title?: string
  readonly thread?: string
}

/**
 * Who said it, as the platform tells it. The `name` is never evidence of identity and is never stored in clear.
 * `nobody` marks senders who cannot be a person: anonymous admins, channels, other bots.
 */
export type Sender = {
  readonly id: string
  readonly name: string
  /** The name under which this group sees them, told only where ids do not outlast a login. Never stored in clear. */
  readonly alias?: string
  /** Our own remark on a friend, which survives a new login where ids do not. Never stored in clear. */
  readonly remark?: string
  readonly nobody?: 'anonymous-admin' | 'channel' | 'bot'
}

/** A file that lies at the platform (or, on the sandbox, with us) under an opaque reference. */
export type FileReference = {
  readonly platform: Platform
  readonly account: string
  readonly reference: string
  readonly name: string
  readonly mime: string
  readonly bytes: number
  readonly kind: 'photo' | 'document'
}

type Envelope = {
  /** Unique within the bot account for at least 48 hours; the same event told twice carries the same key. */
  readonly key: string
  /** When the platform received it. */
  readonly at: Date
  readonly chat: Chat
}

/** Something a person typed or sent. */
export type IncomingMessage = Envelope & {
  readonly kind: 'message'
  readonly from: Sender
  readonly text: string
  /** What else the message was, when it was not (only) text. */
  readonly content: 'text' | 'photo' | 'document' | 'voice' | 'sticker' | 'location' | 'other'
  readonly file?: FileReference
  /** The platform's id of the message this one answers, when that one was said by this bot. */
  readonly repliesTo?: string
  /** True when the bot was addressed: private chat, mention by id, reply to the bot, or a slash command. */
  readonly addressed: boolean
  /** The code of a deep link (`/start 482913`), without the command. */
  readonly startCode?: string
}

/** Somebody pressed a choice below a letter. `token` is the opaque text of that choice. */
export type IncomingPress = Envelope & {
  readonly kind: 'press'
  readonly from: Sender
  readonly token: string
}

/** What happened to the bot or to a chat, rather than being said. */
export type IncomingChange = Envelope &
  (
    | { readonly kind: 'bot-added'; readonly from: Sender }
    | { readonly kind: 'bot-removed'; readonly from: Sender }
    | { readonly kind: 'room-moved'; readonly to: string }
    /** The account has logged in anew: all ids of its chats and people have changed, or may have. The chat is of no meaning. */
    | { readonly kind: 'new-login' }
    /** A person blocked the bot in private (`reachable: false`) or let it speak again. */
    | { readonly kind: 'reachability'; readonly from: Sender; readonly reachable: boolean }
    /** A person took back a message (WeChat); `recalled` is the key of that message. */
    | { readonly kind: 'recalled'; readonly from: Sender; readonly recalled: string }
    /** People came into a group or left it, as the platform tells it: a reason to ask, never to believe. */
    | { readonly kind: 'came' | 'went'; readonly people: readonly Sender[] }
  )

export type Incoming = IncomingMessage | IncomingPress | IncomingChange

/** What became of an incoming event once it is safe on disk. */
export type Receipt =
  /** Its effect (if any) is committed. `toast` is a line only the presser sees, when the platform can show one. */
  | { readonly kind: 'done'; readonly toast?: string }
  /** Nothing was stored (database busy or full): do not acknowledge it, offer it again after `afterMs`. */
  | { readonly kind: 'again'; readonly afterMs: number }

/** The only door of the house for a bot. Resolves after the commit, so that the bot may then acknowledge. */
export type Receive = (from: BotAccount, events: readonly Incoming[]) => Promise<readonly Receipt[]>

/** A choice below a letter: shown as a button, chip or numbered line. `word` is what a person may type instead. */
export type Choice = { readonly label: string; readonly token: string; readonly word: string }

/** A letter on its way out, addressed to one chat. */
export type OutgoingLetter = {
  /** The letter's number in the outbox; stable over retries. */
  readonly id: number
  readonly chat: string
  readonly thread?: string
  readonly text: string
  readonly choices: readonly Choice[]
  readonly file?: FileReference
  /** The platform's id of a message of ours that this letter replaces (a card's counter). */
  readonly edits?: string
  /** The platform's id of the message it answers. */
  readonly repliesTo?: string
}

/** What a bot says of a letter it was given. It never throws and never decides to retry. */
export type Delivery =
  | { readonly kind: 'sent'; readonly messageId: string }
  /** Taken by the platform without telling an id. */
  | { readonly kind: 'accepted' }
  /** Not now. `maybeDelivered` when the connection broke after the request had left. */
  | {
      readonly kind: 'try-later'
      readonly afterMs: number
      readonly maybeDelivered: boolean
      readonly reason: string
      readonly wholeAccount: boolean
    }
  /** The group goes on under another id. */
  | { readonly kind: 'moved'; readonly to: string }
  /** The person blocked the bot, or the bot is no longer in the group. */
  | { readonly kind: 'gone'; readonly scope: 'person' | 'room'; readonly reason: string }
  /** The platform will never take this letter. */
  | { readonly kind: 'refused'; readonly reason: string }

/** What a platform can do and how fast it may be spoken to. */
export type Capabilities = {
  readonly edits: boolean
  readonly choices: 'buttons' | 'numbered'
  readonly longestText: number
  readonly longestCaption: number
  readonly perSecond: number
  readonly perChatSecond: number
  readonly perGroupMinute: number
  /** Messages of ours in one group within an hour; answers to people may be twice as many. Left out, as many as the minute allows. */
  readonly perGroupHour?: number
  /** Between two letters passes up to so much more, left to chance: nobody speaks with the regularity of a clock. */
  readonly jitterSeconds?: number
  /** Several plain letters that wait for one chat go as one message. */
  readonly merges?: true
  /** How long the platform keeps messages for a bot that is away; 0 = not at all. */
  readonly keepsHours: number
  /** Lists of names and other people's data may be sent here (a transfer abroad is not allowed by default). */
  readonly personalData: 'all' | 'own'
  /** A link by which a person opens a private chat with the bot handing over a one-time code. */
  readonly startLink?: (code: string) => string
}

/** How a bot account is doing, in a plain Chinese line for the operator. */
export type BotState = {
  readonly kind: 'starting' | 'running' | 'unreachable' | 'stopped'
  readonly line: string
  readonly since: Date
  /** Only a person can help: by scanning the picture, or by looking into it. They are written to on another platform. */
  readonly call?: OperatorCall
}

/** What a person is called for. The picture is brought by `fetchFile`; `page` is the path at which it can be seen. */
export type OperatorCall = { readonly kind: 'scan'; readonly picture: FileReference; readonly page: string } | { readonly kind: 'look' }

/** A bot account that has been started. */
export type Bot = BotAccount & {
  readonly capabilities: Capabilities
  /** Sends one letter and tells what became of it. */
  deliver(letter: OutgoingLetter): Promise<Delivery>
  /** Brings the bytes of a file that lies at this platform, at most 20 MB; throws when it cannot. */
  fetchFile(file: FileReference): Promise<Uint8Array>
  /** Sends a letter whose file comes from another platform. */
  deliverWithBytes(letter: OutgoingLetter, bytes: Uint8Array): Promise<Delivery>
  state(): BotState
  /** Stops taking messages; resolves when the last one handed in has been answered, within 3 s. */
  stop(): Promise<void>
}
