import type { Clause } from './clauses.ts'
import { hasKind, type Scene } from './scene.ts'

/** So many characters of words nobody here knows make a clause talk. */
const TALK_CHARACTERS = 3

function unknownCharacters(clause: Clause): number {
  return clause.tokens.reduce((length, token) => (token.kind === 'unknown' ? length + token.text.length : length), 0)
}

/** A matter that is registered besides is no talk: 已交。另外反映个事. */
const REGISTERED = /^(?:另外|还有|顺便|再|也)?(?:我)?(?:想|要)?(?:反映|建议|投诉|提个|提点|举报|意见)/

/**
 * Tells whether a clause stands beside talk about something else. A clause that speaks of the sender himself is safe;
 * one without a subject (来了, 交了) may have had another one there. `related` are words that belong to the matter.
 */
export function standsBesideTalk(clause: Clause, scene: Scene, related: RegExp): boolean {
  if (scene.clauses.length === 1 || hasKind(clause, 'self', 'we', 'agency')) return false
  const register = scene.clauses.findIndex((other) => other !== clause && REGISTERED.test(other.text))
  const beside = register === -1 ? scene.clauses : scene.clauses.slice(0, register)
  return beside.some((other) => other !== clause && unknownCharacters(other) >= TALK_CHARACTERS && !related.test(other.text))
}
