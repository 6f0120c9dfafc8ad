import type { Kind } from './lexicon.ts'
import { moodOf, type Mood } from './mood.ts'
import { cutRunOn, isFinished } from './run-on.ts'
import type { Token } from './tokens.ts'

/** One statement of a message: its words without spaces, its text without spaces, and how it is meant. */
export type Clause = {
  readonly tokens: readonly Token[]
  readonly text: string
  readonly typed: string
  readonly start: number
  readonly end: number
  readonly mood: Mood
  /** What was said just before without a mark, when it had not come to its end: it may be the subject of this clause. */
  readonly after?: Clause
}

/** After such a word a sentence is not at its end, so that a space (or even a comma) after it parts nothing. */
const UNFINISHED: ReadonlySet<Kind> = new Set<Kind>([
  'not',
  'self',
  'we',
  'other',
  'you',
  'also',
  'and',
  'agency',
  'give',
  'already',
  'past',
  'now',
  'future',
  'first',
  'want',
  'if',
  'maybe',
  'hearsay',
  'name',
  'relation',
  'officer',
  'due',
  'channel',
  'pay',
  'group',
  'place',
  'months',
  'clock',
  'crowd',
  'here',
  'filler',
  'goods',
])

/** A clause of nothing but such words is the topic of what follows the comma: 党费，已交. */
const TOPIC: ReadonlySet<Kind> = new Set<Kind>([
  'self',
  'now',
  'past',
  'future',
  'due',
  'name',
  'relation',
  'group',
  'particle',
  'first',
  'crowd',
  'goods',
  'if',
  'and',
  'also',
])
const CORE: ReadonlySet<Kind> = new Set<Kind>(['sign', 'present', 'leave', 'absent'])
const CONTRAST = new Set(['但', '但是', '不过', '可是', '只是'])

function isTopic(tokens: readonly Token[]): boolean {
  return tokens.length > 0 && tokens.every((token) => TOPIC.has(token.kind))
}

/** 签到党费也交了 has no mark between its two statements: a new thing begins after a finished one. */
function beginsAnew(before: readonly Token[], token: Token): boolean {
  if (CONTRAST.has(token.text)) return true
  if (token.kind === 'due')
    return (
      before.some((earlier) => CORE.has(earlier.kind)) ||
      before.some((earlier, at) => earlier.kind === 'here' && before[at + 1]?.kind === 'place')
    )
  if (token.kind === 'sign' || token.kind === 'leave') {
    const last = before.at(-1)
    return last?.kind === 'aspect' && before.some((earlier) => earlier.kind === 'pay' || earlier.kind === 'paid')
  }
  return false
}

function makeClause(tokens: readonly Token[], typed: string, askMark: string): Clause {
  const start = tokens[0]?.start ?? 0
  const end = tokens.at(-1)?.end ?? 0
  const own = tokens.map((token) => token.text).join('')
  return { tokens, text: own, typed: typed.slice(start, end), start, end, mood: moodOf(tokens, own, askMark) }
}

/** 在 alone answers, and 没交 is said to the end, though either word could go on. */
function isWhole(current: readonly Token[]): boolean {
  const last = current.at(-1)
  if (current.length === 1 && last?.kind === 'here') return true
  if (last?.kind === 'place' && current.at(-2)?.kind === 'here') return true
  if (last !== undefined && last.text.length > 1 && last.text.endsWith('了')) return true
  if (last?.kind === 'particle' && last.text === '着') return false
  return last?.kind === 'pay' && current.some((token) => token.kind === 'not')
}

type Cut = { readonly clauses: Token[][]; readonly marks: string[] }

function cutTokens(tokens: readonly Token[], text: string): Cut {
  const clauses: Token[][] = []
  const marks: string[] = []
  let current: Token[] = []
  const close = (mark: string): void => {
    if (current.length > 0) {
      clauses.push(current)
      marks.push(mark)
    } else if (mark === '?' && marks.length > 0) marks[marks.length - 1] = mark
    current = []
  }
  for (const [index, token] of tokens.entries()) {
    if (token.kind === 'space') {
      const last = current.at(-1)
      const alone = current.length === 1 && ['yes', 'receipt', 'here'].includes(last?.kind ?? '')
      if (last && (alone || !UNFINISHED.has(last.kind) || isWhole(current)) && (alone || !continues(tokens[index + 1], current))) close('')
    } else if (token.kind === 'break') {
      const mark = text.charAt(token.start)
      const joins =
        ((mark === ',' || mark === '、' || mark === ':' || mark === '-') && isTopic(current)) ||
        ((mark === ':' || mark === ',') && current.length === 1 && /^[代帮替]签/.test(current[0]?.text ?? ''))
      const next = tokens[index + 1]?.kind
      const last = current.at(-1)?.kind
      if (mark === '、' && (next === 'name' || next === 'relation') && (last === 'name' || last === 'relation' || last === 'self'))
        current.push({ ...token, kind: 'and' })
      else if (!joins) close(mark === '?' || mark === '？' ? '?' : mark)
    } else {
      if (beginsAnew(current, token)) close('')
      current.push(token)
    }
  }
  close('')
  return { clauses, marks }
}

/** An amount or a span of months after a space goes on with what was said: 已交 20. */
function continues(next: Token | undefined, current: readonly Token[]): boolean {
  if (next?.kind === 'months' && current.some((token) => token.kind === 'months' || token.kind === 'not')) return false
  return (
    next !== undefined &&
    (next.kind === 'money' || next.kind === 'number' || next.kind === 'months' || next.kind === 'aspect' || next.kind === 'particle')
  )
}

/** A condition or hearsay at the head of a long clause holds for all that follows in it. */
function carryMood(pieces: readonly Clause[]): readonly Clause[] {
  let supposed = false
  let hearsay = false
  return pieces.map((piece) => {
    supposed ||= piece.mood.supposed
    hearsay ||= piece.mood.hearsay
    return { ...piece, mood: { ...piece.mood, supposed, hearsay } }
  })
}

const CONTRASTS = /^(?:但|但是|不过|可是|可|只是|反正|现在|其实)/

/** 听说他病了，来不了; 要是下雨，我就不来: what is told or supposed goes on until the sender speaks of himself again. */
function carryReport(clauses: readonly Clause[]): readonly Clause[] {
  let hearsay = false
  let supposed = false
  return clauses.map((clause) => {
    const own = clause.tokens[0]?.kind === 'self' || clause.tokens[0]?.kind === 'we'
    hearsay = clause.mood.hearsay || (hearsay && !own && !CONTRASTS.test(clause.text))
    supposed = clause.mood.supposed || (supposed && !CONTRASTS.test(clause.text))
    if (hearsay === clause.mood.hearsay && supposed === clause.mood.supposed) return clause
    return { ...clause, mood: { ...clause.mood, hearsay, supposed } }
  })
}

function withBefore(pieces: readonly Clause[]): readonly Clause[] {
  return pieces.map((piece, at) => {
    const before = pieces[at - 1]
    return before && !isFinished(before.tokens) ? { ...piece, after: before } : piece
  })
}

/** Cuts a message into its clauses. A question mark belongs to the clause before it. */
export function cutClauses(tokens: readonly Token[], text: string, typed: string): readonly Clause[] {
  const { clauses, marks } = cutTokens(tokens, text)
  const cut = clauses.flatMap((clause, index) => {
    const pieces = cutRunOn(clause)
    const made = pieces.map((piece, at) => makeClause(piece, typed, at === pieces.length - 1 ? (marks[index] ?? '') : ''))
    return made.length === 1 ? made : withBefore(carryMood(made))
  })
  return cut.length === 1 ? cut : carryReport(cut)
}
