import type { Clause } from './clauses.ts'
import type { WordLists } from './lexicon.ts'
import type { Found, Scene } from './scene.ts'
import type { SoundWord } from './tokens.ts'
import type { IntentName, OpenThing } from './utterance.ts'

/** Kinds of short answers that mean nothing by themselves: only what is open gives them a meaning. */
export type AnswerKind = 'one' | 'done' | 'yes' | 'receipt' | 'cheer' | 'present' | 'here' | 'no'

/** What each short answer means to a thing that is open; what is not named cannot answer it. */
export type Answers = Partial<Record<OpenThing, Partial<Record<AnswerKind, IntentName>>>>

/**
 * What a capability contributes to the interpreter. `line` hears a whole message and, when it answers, settles it;
 * `clause` hears one statement at a time. Both return nothing when the words are not theirs.
 */
export type Hears = {
  readonly name: string
  readonly words?: WordLists
  readonly sounds?: readonly SoundWord[]
  readonly answers?: Answers
  readonly line?: (scene: Scene) => Found
  readonly clause?: (clause: Clause, scene: Scene) => Found
}
