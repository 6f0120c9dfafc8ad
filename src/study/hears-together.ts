import type { Clause } from '../kernel/chat/clauses.ts'
import type { Kind } from '../kernel/chat/lexicon.ts'
import { togetherWith, type Persons } from '../kernel/chat/persons.ts'
import { hasKind, type Found, type Scene } from '../kernel/chat/scene.ts'

const ADDITION: ReadonlySet<Kind> = new Set<Kind>(['and', 'also', 'self', 'relation', 'name', 'particle', 'polite'])

/** 一起 and 都 without a person look back to the persons named together with the sender: 我和弟弟都在广州，一起请假. */
export function carriedPersons(clause: Clause, scene: Scene): Persons | undefined {
  const at = scene.clauses.indexOf(clause)
  const before = scene.clauses[at - 1]
  const alsoHere = before !== undefined && /^我们?也/.test(clause.text) && hasKind(before, 'present', 'sign', 'here')
  if (alsoHere && before) {
    const who = before.tokens.filter((token) => token.kind === 'relation' || token.kind === 'name').map((token) => token.text)
    if (who.length > 0 && !before.tokens.some((token) => token.kind === 'not' || token.kind === 'unknown'))
      return { kind: 'behalf', who, withSelf: true }
  }
  const came = before !== undefined && /一路|一起|一块|一道|一同|来的|到的|坐|算上|加上|连上/.test(before.text)
  if (!hasKind(clause, 'also', 'we') && !came) return undefined
  return scene.clauses
    .slice(0, at)
    .map((earlier) => togetherWith(earlier.tokens, scene.utterance))
    .find((found) => found !== undefined)
}

/** 我签到，还有我丈母娘: persons added to the sign-in of the clause before, which `hear` judges. */
export function hearAddition(clause: Clause, scene: Scene, hear: (clause: Clause, scene: Scene) => Found): Found {
  const { tokens } = clause
  const before = scene.clauses[scene.clauses.indexOf(clause) - 1]
  if (!before || !hasKind(before, 'sign', 'present') || tokens[0]?.kind !== 'and' || !tokens.every((token) => ADDITION.has(token.kind)))
    return undefined
  const first = hear(before, scene)
  if (first === undefined || !('intent' in first) || first.intent !== 'check_in' || first.on_behalf_of) return undefined
  const who = tokens.filter((token) => token.kind === 'relation' || token.kind === 'name').map((token) => token.text)
  const [only] = who
  return only === undefined ? undefined : { intent: 'check_in', on_behalf_of: who.length === 1 ? only : who, self: true }
}
