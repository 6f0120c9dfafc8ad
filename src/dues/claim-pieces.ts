import type { Clause } from '../kernel/chat/clauses.ts'
import type { Kind } from '../kernel/chat/lexicon.ts'
import { hasKind, isOpen, onlyKinds, type Scene } from '../kernel/chat/scene.ts'
import { amountOf, channelOf, monthsOf } from './hears-slots.ts'

/** 交了5个月，共10块，现金: pieces of the same statement in clauses of their own. */
const PIECES: ReadonlySet<Kind> = new Set<Kind>([
  'money',
  'months',
  'channel',
  'due',
  'particle',
  'also',
  'and',
  'aspect',
  'filler',
  'give',
  'officer',
  'money-word',
  'pay',
])

function isPiece(other: Clause): boolean {
  return onlyKinds(other.tokens, PIECES) && hasKind(other, 'money', 'months', 'channel') && !other.mood.asked
}

/** Amount, months and way of a claim, from its clause and the pieces beside it; a named way beats 转. */
export function slotsOf(clause: Clause, core: number, scene: Scene): object {
  const pieces = scene.clauses
    .filter((other) => other !== clause && isPiece(other))
    .map((other): object => ({ ...amountOf(other.tokens, -1), ...monthsOf(other.tokens, scene.period), ...channelOf(other.tokens) }))
  const channels = [clause, ...scene.clauses.filter((other) => other !== clause && isPiece(other))].map(
    (one) => channelOf(one.tokens).channel,
  )
  const channel = channels.find((named) => named !== undefined && named !== 'transfer') ?? channels.find((named) => named !== undefined)
  const before = scene.clauses[scene.clauses.indexOf(clause) - 1]
  const missed = before?.tokens.findLast((token) => token.kind === 'months')
  if (missed && /漏|落下/.test(before?.text ?? '') && !hasKind(clause, 'months')) pieces.push({ ...monthsOf([missed], scene.period) })
  return Object.assign({}, ...pieces, amountOf(clause.tokens, core), monthsOf(clause.tokens, scene.period), channel ? { channel } : {})
}

/** 给了啦，五块: given, and how much stands beside it. */
export function isGivenBeside(clause: Clause, scene: Scene): boolean {
  const [give, aspect] = clause.tokens
  if (give?.kind !== 'give' || aspect?.kind !== 'aspect' || !(isOpen(scene, 'dues') || hasKind(scene, 'due'))) return false
  return (
    clause.tokens.slice(1).every((token) => token.kind === 'aspect' || token.kind === 'particle') &&
    scene.clauses.some((other) => other !== clause && isPiece(other))
  )
}
