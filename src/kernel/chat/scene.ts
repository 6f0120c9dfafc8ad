import type { Clause } from './clauses.ts'
import type { Kind } from './lexicon.ts'
import type { Sent } from './events.ts'
import type { Quote } from './strip.ts'
import type { Token } from './tokens.ts'
import type { Intent, OpenThing, Utterance } from './utterance.ts'

/** A message as the capabilities hear it: whose it is, what is open, its clauses, its core without ornament. */
export type Scene = {
  readonly utterance: Utterance
  /** The whole message in one form; `typed` keeps Traditional characters and has the same places. */
  readonly text: string
  readonly typed: string
  /** The text to its end; `text` stops where nobody reads on. Only lists are read so far. */
  readonly whole: string
  /** The text without punctuation, spaces and repetition: 签到!!! and 签到签到 are both 签到. */
  readonly core: string
  readonly clauses: readonly Clause[]
  readonly tokens: readonly Token[]
  readonly kinds: ReadonlySet<Kind>
  readonly quote?: Quote
  /** What was sent when it was no words; the text is then empty. */
  readonly sent?: Sent
  /** The bot is spoken to: in private, or by a mention. */
  readonly addressed: boolean
  /** Another person is mentioned: the message is said to that person. */
  readonly toOther: boolean
  readonly period: string
  readonly today: string
}

/** What a capability makes of a message or clause; `ask_back` when one short question would settle it. */
export type Found = Intent | readonly Intent[] | undefined

export const NONE: Intent = { intent: 'none' }
export const ASK_BACK: Intent = { intent: 'ask_back' }

/** Tells whether something is open for the sender. */
export function isOpen(scene: Scene, thing: OpenThing): boolean {
  return scene.utterance.open.includes(thing)
}

/** Tells whether the message was said in private. */
export function isPrivate(scene: Scene): boolean {
  return scene.utterance.chat === 'private'
}

/** Tells whether a clause has a word of one of these kinds. */
export function hasKind(clause: { readonly tokens: readonly Token[] }, ...kinds: readonly Kind[]): boolean {
  return clause.tokens.some((token) => kinds.includes(token.kind))
}

/** Tells whether every word of a clause is of an expected kind: the whole line fits. */
export function onlyKinds(tokens: readonly Token[], kinds: ReadonlySet<Kind>): boolean {
  return tokens.every((token) => kinds.has(token.kind))
}
