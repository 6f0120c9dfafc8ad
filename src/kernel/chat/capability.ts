import type { Tx } from '../database/connection.ts'
import type { Day } from '../day.ts'
import type { ReadSheet } from '../files/sheet-round.ts'
import type { SaidLetter } from '../outbox/letters-said.ts'
import type { Mailbox } from '../outbox/mailbox.ts'
import type { Outbox } from '../outbox/outbox.ts'
import type { Job } from '../schedule/job.ts'
import type { Page } from '../web/page.ts'
import type { PublicPage } from '../web/public-page.ts'
import type { BotAccount, Capabilities, Incoming, IncomingMessage } from './message.ts'
import type { AnswerEvidence, MemberId, Person, Role, Room } from './person.ts'
import type { Intent, IntentName, OpenThing, Utterance } from './utterance.ts'
import type { Voice } from './voice.ts'

/** Everything a handler may know and use while one message is being done. Nothing else: no clock, no network. */
export type Occasion = {
  readonly tx: Tx
  readonly now: Date
  readonly today: Day
  readonly from: BotAccount
  readonly platform: Capabilities
  /** Where it was said. */
  readonly mailbox: Mailbox
  readonly thread?: string
  readonly person: Person
  readonly senderId: string
  /** How answers given on this occasion count: said here by the person, or copied by hand from a group. Store it with every answer. */
  readonly answeredAs: Extract<AnswerEvidence, 'self' | 'relayed'>
  /** Who copied it by hand, when it was; store it as the one who recorded the answer, so that 撤销 takes it back. */
  readonly relayedBy?: MemberId
  /** Set only in a bound group. */
  readonly room?: Room
  readonly event: Incoming
  /** Unique for this event, for ever: the beginning of every `once`. */
  readonly key: string
  readonly voice: Voice
  readonly outbox: Outbox
  /** An unguessable text of 12 characters. */
  readonly token: () => string
}

/** An occasion on which something was typed; `rest` is what stands behind the command word. */
export type Spoken = Occasion & { readonly event: IncomingMessage; readonly rest: string; readonly word: string }

/** A word people can say that always means the same thing. It counts as the first word or the whole line only. */
export type Command = {
  readonly words: readonly string[]
  /** Who may say it; others are told so kindly in private, and not at all in a group. */
  readonly may: 'anyone' | readonly Role[]
  /** `private`: said in a group it is answered in private. `group`: it makes no sense in private. */
  readonly where: 'anywhere' | 'private' | 'group'
  /** Something may stand behind the word: only in private, or in a group too. Left out = the word alone. */
  readonly rest?: 'private' | 'anywhere'
  /** May be said in a group that belongs to no branch yet. */
  readonly unbound?: true
  /** One line of 帮助: the word, then what it does. Left out = not shown. */
  readonly help?: string
  run(occasion: Spoken): Promise<void>
}

/** Something a person here and now is asked for. `word` answers it; `title` names it to people. */
export type Open = { readonly thing: OpenThing; readonly word: string; readonly title: string }

/** What a press did, in a line that only the presser sees. */
export type Pressed = { readonly toast: string }

/** The last thing a person's own message recorded, and how to take it back. */
export type LastRecord = { readonly what: string; readonly title: string; readonly at: Date; undo(occasion: Occasion): Promise<void> }

/** An answer to a question that the bot has put to one person in one chat; the state is the capability's own. */
export type PromptAnswer = { readonly kind: 'taken' } | { readonly kind: 'not-mine' }

/** Asked at the moment of sending: is this letter still needed? A text in its place says: yes, but it must now read so. */
export type Check = (tx: Tx, args: Readonly<Record<string, string | number>>, now: Date) => Promise<boolean | { readonly text: string }>

/** What is known of a line beside its words; a collector's is heard as that of an office. */
export type Hearing = Partial<Pick<Utterance, 'period' | 'assessedFen' | 'role'>>

/** What one thing the branch does adds to the house. Everything is optional but the name. */
export type Capability = {
  readonly name: string
  readonly commands?: readonly Command[]
  /** What it does when the interpreter has heard one of its intents. */
  readonly answers?: Partial<Record<IntentName, (occasion: Spoken, intent: Intent) => Promise<void>>>
  /** What happens when a choice with this action is pressed. */
  readonly presses?: Readonly<Record<string, (occasion: Occasion, args: Readonly<Record<string, string | number>>) => Promise<Pressed>>>
  /** Answers to its prompts, by the prompt's kind: called with everything the person says while it is open. */
  readonly prompts?: Readonly<Record<string, (occasion: Spoken, state: unknown, intents: readonly Intent[]) => Promise<PromptAnswer>>>
  /** Called for everything a known person says, before it is understood. */
  heard?(occasion: Occasion): Promise<void>
  /** Called for a private line that fitted nothing, before the person is asked back; true when it did something after all. */
  unheard?(occasion: Spoken): Promise<boolean>
  /** What else the interpreter may know when this person speaks here, such as the month and the amount of the dues that are open. */
  hearing?(occasion: Occasion): Promise<Hearing>
  open?(occasion: Occasion): Promise<readonly Open[]>
  /** A line this person could say here and now, for whoever was not understood. */
  example?(occasion: Occasion): Promise<string | undefined>
  /** What 为什么 tells about one of its letters beside the reason: what was answered, what comes next. */
  explains?(occasion: Occasion, letter: SaidLetter): Promise<readonly string[]>
  lastRecord?(occasion: Occasion): Promise<LastRecord | undefined>
  /** Lines for 我的. */
  mine?(occasion: Occasion): Promise<readonly string[]>
  /** Called when the bot was added or thrown out, a group moved, or a person can(not) be reached. */
  changed?(occasion: Occasion): Promise<void>
  /** Called when one of our accounts has logged in anew: ids of its chats and people mean nothing any more. */
  loggedInAnew?(house: Pick<Occasion, 'tx' | 'now' | 'outbox' | 'from'>): Promise<void>
  /** Called when a letter will never arrive; true when it was its own and whoever ordered it has been told. */
  undelivered?(house: Pick<Occasion, 'tx' | 'now' | 'outbox'>, letter: number, reason: string): Promise<boolean>
  readonly jobs?: readonly Job[]
  /** Its web pages, opened by one-time links. */
  readonly pages?: readonly Page[]
  /** Its web pages for everybody. */
  readonly publicPages?: readonly PublicPage[]
  /** Reads tables that people sent and that were asked for with `wantSheet`, by name. */
  readonly sheets?: Readonly<Record<string, ReadSheet>>
  /** Checks asked again at the moment of sending, by name. */
  readonly checks?: Readonly<Record<string, Check>>
}
