import type { Clause } from './clauses.ts'
import { hasKind, type Scene } from './scene.ts'

/** So many characters of words nobody here knows make a clause talk. */
const TALK_CHARACTERS = 4

function unknownCharacters(clause: Clause): number {
  return clause.tokens.reduce((length, token) => (token.kind === 'unknown' ? length + token.text.length : length), 0)
}

/**
 * Tells whether a clause stands beside talk about something else. A clause that speaks of the sender himself is safe;
 * one without a subject (来了, 交了) may have had another one there. `related` are words that belong to the matter.
 */
export function standsBesideTalk(clause: Clause, scene: Scene, related: RegExp): boolean {
  if (scene.clauses.length === 1 || hasKind(clause, 'self', 'we', 'agency')) return false
  return scene.clauses.some((other) => other !== clause && unknownCharacters(other) >= TALK_CHARACTERS && !related.test(other.text))
}
