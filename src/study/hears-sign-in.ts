import type { Clause } from '../kernel/chat/clauses.ts'
import type { Kind } from '../kernel/chat/lexicon.ts'
import { behalfSlots, ownName, personsOf, referentOf, togetherWith, type Persons } from '../kernel/chat/persons.ts'
import { ASK_BACK, NONE, hasKind, isOpen, type Found, type Scene } from '../kernel/chat/scene.ts'
import type { Token } from '../kernel/chat/tokens.ts'

/** Every word of a sign-in must be of these kinds: the whole line fits, or it is talk. */
const FITTING: ReadonlySet<Kind> = new Set<Kind>([
  'sign', 'present', 'here', 'venue', 'seat', 'online', 'sitting', 'meeting', 'particle', 'aspect', 'self', 'we', 'officer', 'also', 'and', 'already', 'now', 'polite', 'filler', 'group', 'agency', 'give', 'relation', 'name', 'first', 'yes', 'receipt',
])
const AFTER_PRESENT: ReadonlySet<Kind> = new Set<Kind>(['particle', 'aspect', 'venue', 'seat', 'online', 'sitting', 'also', 'filler', 'meeting', 'polite', 'officer', 'already', 'here', 'present', 'self', 'yes'])
const MORNING = new Set(['上午', '早上', '下午', '中午', '今天上午', '今天早上', '今天下午', '今天中午', '今早'])

const PASSING_ON = new Set(['让', '叫', '喊', '托', '说', '他', '她', '没手机', '手机'])

function fits(clause: Clause, persons: Persons): boolean {
  const named = persons.kind === 'behalf' ? `${persons.who.join(' ')} ${[...PASSING_ON].join(' ')}` : ''
  return clause.tokens.every((token) => FITTING.has(token.kind) || ((token.kind === 'unknown' || token.kind === 'other') && named.includes(token.text)) || MORNING.has(token.text))
}

function coreIndex(tokens: readonly Token[]): number {
  const sign = tokens.findIndex((token) => token.kind === 'sign')
  if (sign !== -1) return sign
  const present = tokens.findIndex((token) => token.kind === 'present')
  if (present !== -1) return present
  return tokens.findIndex((token) => token.kind === 'here' || token.kind === 'sitting')
}

/** 到 and 在 are said of a room of the meeting or of nothing; 来 alone may be a plan. */
function saysPresent(tokens: readonly Token[], core: number): boolean {
  const word = tokens[core]
  if (!word) return false
  const after = tokens.slice(core + 1)
  if (!after.every((token) => AFTER_PRESENT.has(token.kind))) return false
  const located = tokens.some((token) => ['venue', 'seat', 'online', 'sitting'].includes(token.kind))
  if (word.kind === 'present') {
    if (word.text !== '来') return true
    return after.some((token) => token.kind === 'aspect') || located
  }
  const alone = tokens.every((token) => ['here', 'particle', 'self', 'polite', 'already', 'now', 'officer', 'filler', 'group', 'name', 'relation', 'also', 'and', 'we', 'aspect'].includes(token.kind))
  return word.kind === 'here' ? located || alone : located && (word.text.startsWith('坐') || tokens.some((token) => token.kind === 'self' || token.kind === 'here' || token.kind === 'online' || token.kind === 'seat'))
}

/** 签到 alone commands; 签到了 of a named person only tells. */
function isCommand(tokens: readonly Token[], core: number): 'command' | 'statement' {
  if (tokens[core]?.kind !== 'sign') return tokens[core]?.text === '到' && tokens.length <= 2 ? 'command' : 'statement'
  return tokens.slice(core + 1).some((token) => token.kind === 'aspect') ? 'statement' : 'command'
}

function isTalk(scene: Scene): boolean {
  return scene.tokens.some((token) => token.kind === 'crowd' || token.kind === 'advert' || token.kind === 'hearsay')
}

/** A presence word among other talk may have had its subject there: 来了，快递来了. */
function standsAmongTalk(clause: Clause, scene: Scene): boolean {
  if (hasKind(clause, 'self', 'venue', 'online') || scene.clauses.length === 1) return false
  return scene.clauses.some((other) => other !== clause && (hasKind(other, 'goods', 'other', 'ask') || (hasKind(other, 'present') && hasKind(other, 'unknown'))))
}

/** 一起 and 都 without a person look back to the persons named together with the sender. */
function carried(clause: Clause, scene: Scene): Persons | undefined {
  if (!hasKind(clause, 'also')) return undefined
  return scene.clauses
    .slice(0, scene.clauses.indexOf(clause))
    .map((earlier) => togetherWith(earlier.tokens, scene.utterance))
    .find((found) => found !== undefined)
}

const ADDITION: ReadonlySet<Kind> = new Set<Kind>(['and', 'also', 'self', 'relation', 'name', 'particle', 'polite'])

/** 我签到，还有我丈母娘: persons added to a sign-in of the clause before. */
function hearAddition(clause: Clause, scene: Scene): Found {
  const { tokens } = clause
  const before = scene.clauses[scene.clauses.indexOf(clause) - 1]
  if (!before || !hasKind(before, 'sign', 'present') || tokens[0]?.kind !== 'and' || !tokens.every((token) => ADDITION.has(token.kind))) return undefined
  const first = hearSignIn(before, scene)
  if (first === undefined || !('intent' in first) || first.intent !== 'check_in' || first.on_behalf_of) return undefined
  const who = tokens.filter((token) => token.kind === 'relation' || token.kind === 'name').map((token) => token.text)
  const [only] = who
  return only === undefined ? undefined : { intent: 'check_in', on_behalf_of: who.length === 1 ? only : who, self: true }
}

/** 已签, 我签了: said of oneself without a mark of asking or denying. */
export function hearSignIn(clause: Clause, scene: Scene): Found {
  const { tokens, mood } = clause
  const core = coreIndex(tokens)
  if (core === -1) return hearAddition(clause, scene)
  const signs = tokens[core]?.kind === 'sign'
  if (mood.denied || mood.asked || mood.supposed || mood.perhaps || mood.hearsay || mood.intended) return undefined
  const referent = signs && isOpen(scene, 'attendance') && !isTalk(scene) ? referentOf(clause, scene) : undefined
  if (referent && tokens.every((token) => FITTING.has(token.kind) || token.kind === 'other')) return { intent: 'check_in', on_behalf_of: referent, self: false }
  const persons = personsOf(tokens, core, isCommand(tokens, core), scene.utterance)
  if (!fits(clause, persons) || (!signs && !saysPresent(tokens, core)) || isTalk(scene)) return undefined
  if (!isOpen(scene, 'attendance')) return signs && scene.clauses.length === 1 && persons.kind !== 'third' ? ASK_BACK : undefined
  if (persons.kind === 'third') return signs && hasKind(clause, 'name') ? ASK_BACK : NONE
  if (persons.kind === 'unsure') return ASK_BACK
  if (!signs && standsAmongTalk(clause, scene)) return NONE
  const name = persons.kind === 'self' && !persons.named ? ownName(scene.text, scene.tokens) : undefined
  return { intent: 'check_in', ...(name && scene.utterance.sender !== name && { name }), ...behalfSlots(persons.kind === 'self' ? (carried(clause, scene) ?? persons) : persons) }
}
