import type { Clause } from './clauses.ts'
import { introductionIn } from './introduction.ts'
import type { Kind } from './lexicon.ts'
import type { Scene } from './scene.ts'
import type { Token } from './tokens.ts'
import type { Utterance } from './utterance.ts'

/** Whom a statement is about: the sender, others for whom he acts (with or without himself), somebody else, or it cannot be told. */
export type Persons =
  | { readonly kind: 'self'; readonly named?: string; readonly said?: true }
  | { readonly kind: 'behalf'; readonly who: readonly string[]; readonly withSelf: boolean }
  | { readonly kind: 'third' }
  | { readonly kind: 'unsure' }

const PERSON: ReadonlySet<Kind> = new Set<Kind>(['name', 'relation'])
const PASSED_ON =
  /(?:让|叫|喊|要|请|委托)我(?:来|帮忙?|给|代|替)?(?:他|她|他们|您|你)?(?:也)?(?:说|讲|带|告|捎|报一声|转|知会|打个?招呼)|(?:让|叫|喊|要|请|委托)我(?:来)?(?:帮忙?|给|代|替)(?:他|她|他们)?(?:也)?(?:签|请|交|缴|报|打)|托我/
const LONGEST_GIVEN_NAME = 3

const isPerson = (token: Token | undefined): boolean => token !== undefined && PERSON.has(token.kind)
const isSelf = (token: Token | undefined): boolean => token?.kind === 'self'

/** A given name alone (建国, 秀芬) is known only by its place: after 帮 or 跟. */
function isGivenName(token: Token | undefined): boolean {
  return token?.kind === 'unknown' && token.text.length >= 2 && token.text.length <= LONGEST_GIVEN_NAME
}

/** 俺爹的党费我给交了: another's, and the sender did it; 我的和老丁的 is both. */
function ownerBefore(before: readonly Token[]): Persons | undefined {
  const owner = before.findIndex((token, at) => isPerson(token) && before[at + 1]?.text === '的')
  if (owner === -1) return undefined
  const name = before[owner]?.text ?? ''
  const rest = before.slice(owner + 2)
  const mine = before.some((token) => token.kind === 'self' && token.text.endsWith('的')) || withSelfByAnd(before)
  const all = before.filter((token) => isPerson(token)).map((token) => token.text)
  if (mine) return behalf(all, true)
  const acting = rest.some(
    (token, at) => isSelf(token) && rest.slice(at + 1).some((later) => later.kind === 'give' || later.kind === 'agency'),
  )
  return acting ? behalf([name], false) : undefined
}

/** The sender's name, or his given name: 建国 said by 张建国. */
function isOwnName(name: string, sender: string | undefined): boolean {
  return sender !== undefined && (name === sender || (sender.length === 3 && name === sender.slice(1)))
}

/** 老张 said by 张建国 may be himself or another. */
function mayBeOwnName(name: string, sender: string | undefined): boolean {
  return sender !== undefined && /^[老小阿]/.test(name) && name.charAt(1) === sender.charAt(0)
}

type Collected = { readonly who: string[]; readonly self: boolean; readonly next: number }

/** Collects 我爸, 刘根生和刘水生, 隔壁赵大娘 from a place on. */
function collect(tokens: readonly Token[], from: number, sender: string | undefined): Collected {
  const who: string[] = []
  let self = false
  let at = from
  for (; at < tokens.length; at++) {
    const token = tokens[at]
    if (!token) break
    if (isPerson(token) || (isGivenName(token) && (at === from || tokens[at - 1]?.kind === 'and' || isSelf(tokens[at - 1])))) {
      const previous = tokens[at - 1]
      if (isOwnName(token.text, sender)) self = true
      else if (at > from && previous && previous.kind === 'relation' && token.kind === 'name')
        who[who.length - 1] = previous.text + token.text
      else who.push(token.text)
    } else if (isSelf(token) || token.kind === 'we') {
      if (!isPerson(tokens[at + 1]) && !isGivenName(tokens[at + 1])) self = true
    } else if (token.kind === 'officer' && at === from && tokens.length > at + 1) {
      who.push(token.text)
    } else if (
      token.kind !== 'and' &&
      token.kind !== 'group' &&
      token.kind !== 'home' &&
      token.kind !== 'filler' &&
      token.text !== '家' &&
      token.text !== '的'
    )
      break
  }
  return { who, self, next: at }
}

function behalf(who: readonly string[], withSelf: boolean): Persons {
  return { kind: 'behalf', who, withSelf }
}

function byAgency(tokens: readonly Token[], at: number, sender: string | undefined): Persons {
  let from = at
  while (tokens[from + 1]?.kind === 'agency' || tokens[from + 1]?.kind === 'give') from++
  const { who, self } = collect(tokens, from + 1, sender)
  const actor = tokens.slice(0, at).filter((token) => isPerson(token) && !isOwnName(token.text, sender))
  const asKin = actor.length === 1 && actor[0] === tokens[0] && actor[0]?.kind === 'relation'
  if (who.length > 0 && actor.length > 0) return asKin ? behalf(who, false) : { kind: 'third' }
  if (who.length > 0) return behalf(who, self)
  const possessor = tokens.slice(0, at).findIndex((token, place) => isPerson(token) && tokens[place + 1]?.text === '的')
  if (possessor !== -1) return behalf([tokens[possessor]?.text ?? ''], false)
  if (self) return { kind: 'self' }
  return tokens.slice(0, at).some(isPerson) ? { kind: 'third' } : { kind: 'unsure' }
}

function agencyIndex(tokens: readonly Token[], core: number): number {
  return tokens.findIndex((token, index) => {
    if (token.kind === 'agency') return true
    if (token.kind !== 'give' || index > core) return false
    const next = tokens[index + 1]
    return isPerson(next) || isSelf(next) || isGivenName(next)
  })
}

function withSelfByAnd(tokens: readonly Token[]): boolean {
  return tokens.some((token, index) => {
    if (token.kind !== 'and') return false
    const before = tokens.slice(0, index)
    const after = tokens.slice(index + 1)
    const selfBefore =
      before.some((earlier, place) => isSelf(earlier) && !isPerson(before[place + 1])) || before.some((earlier) => earlier.kind === 'we')
    const selfAfter = after.some((later, place) => isSelf(later) && !isPerson(after[place + 1]) && !isGivenName(after[place + 1]))
    const bare =
      before.every((earlier) => !isPerson(earlier) && !isGivenName(earlier)) &&
      (/^[连带算加捎]/.test(token.text) || (index === 0 && after.some((later) => /^(?:一起|一块|一同|一道)/.test(later.text))))
    return selfBefore || selfAfter || bare
  })
}

/** 书记签到 is said of him, 书记 签到 to him: a gap or a word about oneself makes the difference. */
function isSaidOfOfficer(before: readonly Token[], next: Token | undefined): boolean {
  const at = before.findIndex((token) => token.kind === 'officer')
  if (at === -1 || before.some((token) => isSelf(token) || token.kind === 'we')) return false
  if (before.slice(0, at).some((token) => token.kind === 'give' || token.kind === 'and')) return false
  const officer = before[at]
  const following = before[at + 1] ?? next
  return (
    officer !== undefined &&
    following !== undefined &&
    officer.end === following.start &&
    following.kind !== 'polite' &&
    following.kind !== 'particle' &&
    following.kind !== 'due'
  )
}

/** What the persons before the core of a statement mean; `command` when the core is a bare command word. */
function byPlace(before: readonly Token[], next: Token | undefined, command: 'command' | 'statement', sender: string | undefined): Persons {
  const joined = withSelfByAnd(before)
  const firstPerson = before.findIndex((token) => isPerson(token))
  const start = firstPerson === -1 && joined ? before.findIndex((token) => token.kind === 'and') + 1 : firstPerson
  if (start < 0 || (firstPerson === -1 && !joined)) {
    if (before.some((token) => token.kind === 'other')) return { kind: 'third' }
    if (before.some((token) => token.kind === 'you') && !before.some((token) => isSelf(token) || token.kind === 'we'))
      return { kind: 'third' }
    if (isSaidOfOfficer(before, next)) return { kind: 'third' }
    return before.some((token) => isSelf(token) || token.kind === 'we') ? { kind: 'self', said: true } : { kind: 'self' }
  }
  const { who, self } = collect(before, start, sender)
  if (who.length === 0) return { kind: 'self' }
  if (who.length === 1 && !joined && mayBeOwnName(who[0] ?? '', sender)) return { kind: 'unsure' }
  if (joined || self) return behalf(who, true)
  const also = before.some((token) => token.kind === 'also' && token.text === '也')
  const own = before.some(isSelf) || before[start]?.kind === 'relation'
  if (also) return own || command === 'command' ? behalf(who, true) : { kind: 'third' }
  return command === 'command' ? behalf(who, false) : { kind: 'third' }
}

/** 跟书记请个假, 向支部请假: the office it is said to is no person acted for. */
function withoutAddressee(tokens: readonly Token[], core: number): readonly Token[] {
  const place = tokens.findIndex(
    (token, at) =>
      at + 1 < core &&
      (token.text === '跟' || token.text === '向' || token.text === '和' || token.text === '找') &&
      ['officer', 'venue', 'you'].includes(tokens[at + 1]?.kind ?? ''),
  )
  return place === -1 ? tokens : [...tokens.slice(0, place), ...tokens.slice(place + 2)]
}

/** 老王我到了 is said to 老王: a name right before 我 is called. */
function isCalled(tokens: readonly Token[]): boolean {
  return tokens[0]?.kind === 'name' && tokens[1]?.kind === 'self' && tokens[1].text.startsWith('我') && !isPerson(tokens[2])
}

/**
 * Tells whom a statement is about. `core` is the place of the word that does it (签到, 到了, 交); persons after it
 * receive or are spoken to. A sender names himself by 我是 or 我叫.
 */
export function personsOf(said: readonly Token[], place: number, command: 'command' | 'statement', utterance: Utterance): Persons {
  const spoken = isCalled(said) ? 1 : 0
  const all = said.slice(spoken)
  const at = place - spoken
  const tokens = withoutAddressee(all, at)
  const core = at - (all.length - tokens.length)
  const text = tokens.map((token) => token.text).join('')
  const { sender } = utterance
  const introduced = introductionIn(tokens.slice(0, core))
  if (introduced) return { kind: 'self', named: introduced.name }
  const before = tokens.slice(0, core)
  if (PASSED_ON.test(text)) {
    const { who } = collect(before, Math.max(0, before.findIndex(isPerson)), sender)
    if (who.length > 0) return behalf(who, false)
  }
  const owned = ownerBefore(before)
  if (owned) return owned
  const agency = agencyIndex(tokens, core)
  if (agency !== -1) return byAgency(tokens, agency, sender)
  return byPlace(before, tokens[core], command, sender)
}

/** Others the sender spoke of together with himself in an earlier clause: 我和弟弟都在广州，一起请假. */
export function togetherWith(tokens: readonly Token[], utterance: Utterance): Persons | undefined {
  if (!withSelfByAnd(tokens)) return undefined
  const found = byPlace(tokens, undefined, 'statement', utterance.sender)
  return found.kind === 'behalf' && found.withSelf ? found : undefined
}

/** 帮他签一下, 让我帮他请个假: the one meant was named in an earlier clause. */
export function referentOf(clause: Clause, scene: Scene): string | undefined {
  if (
    !/(?:帮|替|代|给|让|叫|喊|托)(?:我|俺|咱)?(?:来|帮忙?|替|代|给)?(?:他|她)|(?:让|叫|喊|托)(?:我|俺|咱)(?:帮|替|代|来)?(?:说|请|签)/.test(
      clause.text,
    )
  )
    return undefined
  if (clause.tokens.some(isPerson)) return undefined
  const introduced = /(?:我|俺)是(.{2,4}?)(?:的|他|她)?(?:爱人|老婆|老公|儿子|女儿|媳妇|家属|爸|妈|弟|哥|姐|妹|孙|邻居|同事)/.exec(
    scene.text,
  )
  if (introduced?.[1] && scene.tokens.some((token) => token.kind === 'name' && token.text === introduced[1])) return introduced[1]
  const earlier = scene.clauses.slice(0, scene.clauses.indexOf(clause)).flatMap(({ tokens }) => tokens.filter(isPerson))
  return earlier.at(-1)?.text
}

/** The slots of an effect for others: one name as typed, or a list of several. */
export function behalfSlots(persons: Persons): { on_behalf_of?: string | readonly string[]; self?: boolean; name?: string } {
  if (persons.kind === 'self') return { ...(persons.named && { name: persons.named }), ...(persons.said && { self: true }) }
  if (persons.kind !== 'behalf') return {}
  const who = persons.who.map((name) => name.replace(/^[我俺咱额](?=[\u4e00-\u9fff])/, ''))
  const [first] = who
  return { on_behalf_of: who.length === 1 && first ? first : who, self: persons.withSelf }
}
