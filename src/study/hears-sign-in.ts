import type { Clause } from '../kernel/chat/clauses.ts'
import type { Kind } from '../kernel/chat/lexicon.ts'
import { introductionIn, ownName } from '../kernel/chat/introduction.ts'
import { behalfSlots, personsOf, referentOf, type Persons } from '../kernel/chat/persons.ts'
import { ASK_BACK, NONE, hasKind, isOpen, type Found, type Scene } from '../kernel/chat/scene.ts'
import type { Token } from '../kernel/chat/tokens.ts'
import { standsBesideTalk } from '../kernel/chat/talk.ts'
import { isNotHereYet } from './hears-late.ts'
import { carriedPersons, hearAddition } from './hears-together.ts'
import { presenceIndex, saysPresent } from './presence.ts'

/** Every word of a sign-in must be of these kinds: the whole line fits, or it is talk. */
const FITTING: ReadonlySet<Kind> = new Set<Kind>([
  'sign',
  'present',
  'here',
  'venue',
  'seat',
  'online',
  'sitting',
  'meeting',
  'particle',
  'aspect',
  'self',
  'we',
  'officer',
  'also',
  'and',
  'already',
  'now',
  'polite',
  'filler',
  'group',
  'agency',
  'give',
  'relation',
  'name',
  'first',
])
const ANSWERS: ReadonlySet<Kind> = new Set<Kind>(['yes', 'receipt'])
const TODAY = new Set(['上午', '早上', '下午', '中午', '今天上午', '今天早上', '今天下午', '今天中午', '今早', '准时', '按时'])
const PASSING_ON = new Set(['让', '叫', '喊', '托', '说', '他', '她', '没手机', '手机', '要', '请'])
/** 说签到就签到 tells of signing; such words before the command make it talk. */
const TELLING = new Set(['说', '话说', '又', '还要说', '其中', '算'])

/** 来了就签到, 到了的签到: a call to those who are here. */
function isCall(tokens: readonly Token[], core: number): boolean {
  const before = tokens.slice(0, core)
  if (before.some((token) => token.kind === 'self')) return false
  return (
    before.some((token) => token.kind === 'present') &&
    before.some((token) => token.text === '就' || token.text === '的' || token.text === '请')
  )
}

function fits(clause: Clause, core: number, persons: Persons, sender: string | undefined): boolean {
  if (isCall(clause.tokens, core)) return false
  const named = persons.kind === 'behalf' ? persons.who.join(' ') : ''
  const introduced = introductionIn(clause.tokens.slice(0, core))
  const after = introductionIn(clause.tokens.slice(core + 1))
  return clause.tokens.every((token, at) => {
    if (introduced && at >= introduced.from && at <= introduced.to) return true
    if (after && at > core + after.from && at <= core + 1 + after.to) return true
    if (at > core && persons.kind !== 'behalf' && (token.kind === 'name' || token.kind === 'relation') && token.text !== sender)
      return false
    if (at < core && TELLING.has(token.text)) return false
    if (token.kind === 'crowd') return at === clause.tokens.length - 1
    if (FITTING.has(token.kind) || TODAY.has(token.text)) return true
    if (ANSWERS.has(token.kind)) return at < core
    if (token.kind === 'clock') return at < core && /就|已|早/.test(clause.text) && /了/.test(clause.text.slice(-2))
    if (token.kind === 'you') return ['give', 'agency'].includes(clause.tokens[at + 1]?.kind ?? '')
    if (token.kind === 'home') return ['relation', 'name'].includes(clause.tokens[at + 1]?.kind ?? '')
    if (token.kind === 'number') return token.value === 1
    if (token.kind === 'guess') return persons.kind === 'behalf'
    return persons.kind === 'behalf' && (named.includes(token.text) || PASSING_ON.has(token.text))
  })
}

/** Two signs with words between them (说签到就签到) are a saying; 签到签到 is eager. */
function isOneSign(tokens: readonly Token[]): boolean {
  const places = tokens.flatMap((token, at) => (token.kind === 'sign' ? [at] : []))
  return places.every((place, index) => index === 0 || place - (places[index - 1] ?? 0) === 1)
}

/** 签到 alone commands; 签到了 of a named person only tells. */
function isCommand(tokens: readonly Token[], core: number): 'command' | 'statement' {
  if (tokens[core]?.kind !== 'sign')
    return tokens[core]?.text === '到' && tokens.filter((token) => token.kind !== 'group').length <= 2 ? 'command' : 'statement'
  return tokens
    .slice(core + 1)
    .every((token) => token.kind === 'particle' || token.kind === 'polite' || token.kind === 'guess' || token.kind === 'sign')
    ? 'command'
    : 'statement'
}

const VOCATIVE = /^(?:各位|大家|同志们|诸位|乡亲们|亲们|家人们)$/
const URGING = /请|快|赶紧|抓紧|记得|务必|及时|尽快|别忘|要求|必须/

/** A call to all, an advert or hearsay; 各位 at an end is only whom it is said to. */
function isTalk(clause: Clause, scene: Scene): boolean {
  if (hasKind(scene, 'advert', 'hearsay')) return true
  const last = clause.tokens.at(-1)
  if (clause.tokens.some((token) => token.kind === 'crowd' && !(token === last && VOCATIVE.test(token.text)))) return true
  return scene.clauses.some((other) => hasKind(other, 'crowd') && URGING.test(other.text)) || /要求|规定|学校|老师|家长/.test(scene.text)
}

/** A presence word among other talk may have had its subject there: 来了，快递来了. */
function standsAmongTalk(clause: Clause, scene: Scene): boolean {
  if (hasKind(clause, 'self', 'venue', 'online', 'already', 'seat') || /会|村/.test(clause.text) || scene.clauses.length === 1) return false
  return scene.clauses.some(
    (other) =>
      other !== clause &&
      (hasKind(other, 'goods', 'other', 'ask') ||
        (hasKind(other, 'present') && hasKind(other, 'unknown') && !other.text.endsWith('的') && !/没(?:有)?(?:迟到|晚)/.test(other.text))),
  )
}

function forReferent(clause: Clause, scene: Scene): Found {
  const referent = referentOf(clause, scene)
  if (!referent || !clause.tokens.every((token) => FITTING.has(token.kind) || PASSING_ON.has(token.text))) return undefined
  return { intent: 'check_in', on_behalf_of: referent, self: false }
}

/** The command word alone is sure whatever stands beside it. */
const SURE = /^(?:我|本人|先)?(?:来)?(?:签到|报到|签个到|打卡签到|签了|已签|签到了|报个到)+(?:了|哈|啊|噻|嘛|的)*$/
/** What people add to a sign-in. */
const MEETING_TALK = /坐|听|声音|画面|摄像|网|信号|门|座|位|凳|椅|路|雨|车|走|冷|热|早|晚|签|开|会|到|茶|手机|人|累|腿|脚|鞋|夜班|泥|扶/

/** 我那口子天天上班|打卡签到: what stood before without a mark may be who signs, or when. */
function isOfSubjectBefore(clause: Clause): boolean {
  if (clause.tokens[0]?.kind === 'already' || hasKind(clause, 'venue', 'seat')) return false
  return clause.after !== undefined && hasKind(clause.after, 'unknown') && !hasKind(clause, 'self', 'we')
}

/** 都签到了: said of all. */
function isOfAll(clause: Clause): boolean {
  return /^(?:大家|人|全|大伙)?(?:全|都|都已经?)(?:签|报)/.test(clause.text)
}

/** 外村嫁过来的党员冯小燕，报到: a guest who is linked to nobody and names one person names himself. */
function onlyName(scene: Scene): string | undefined {
  if (scene.utterance.role !== 'unknown' || scene.utterance.sender !== undefined || hasKind(scene, 'agency', 'give', 'relation'))
    return undefined
  const names = scene.tokens.filter((token) => token.kind === 'name')
  return names.length === 1 ? names[0]?.text : undefined
}

/** 到。王麻子也到: another came too, after the sender said that he is there. */
function cameToo(clause: Clause, scene: Scene): Found {
  const before = scene.clauses[scene.clauses.indexOf(clause) - 1]
  if (!before || !clause.tokens.some((token) => token.text === '也') || hasKind(before, 'unknown', 'name', 'relation', 'other', 'not'))
    return undefined
  if (!hasKind(before, 'present', 'sign', 'here')) return undefined
  const who = clause.tokens.filter((token) => token.kind === 'name' || token.kind === 'relation').map((token) => token.text)
  const [only] = who
  return only === undefined ? undefined : { intent: 'check_in', on_behalf_of: who.length === 1 ? only : who, self: true }
}

function judge(clause: Clause, scene: Scene, persons: Persons, sign: 'sign' | 'presence'): Found {
  const forOthers = persons.kind === 'behalf' && isOpen(scene, 'meeting')
  if (!isOpen(scene, 'attendance') && !forOthers)
    return sign === 'sign' && scene.clauses.length === 1 && persons.kind !== 'third' ? ASK_BACK : undefined
  const too = persons.kind === 'third' ? cameToo(clause, scene) : undefined
  if (too) return too
  if (persons.kind === 'third')
    return sign === 'sign' && hasKind(clause, 'name') && !hasKind(clause, 'already') && scene.utterance.role !== 'secretary'
      ? ASK_BACK
      : NONE
  if (persons.kind === 'unsure') return ASK_BACK
  if (persons.kind === 'self' && isOfSubjectBefore(clause)) return NONE
  if (sign === 'sign' && persons.kind === 'self' && isOfAll(clause)) return NONE
  const early =
    scene.clauses.some((other) => other !== clause && isNotHereYet(other.text)) ||
    (hasKind(clause, 'first') && hasKind(clause, 'agency', 'give') && scene.clauses.length > 1)
  if (persons.kind === 'self' && early && !/已经|总算|终于|刚到|到了,|会场|会议室/.test(scene.text)) return { intent: 'late_arrival_note' }
  if (sign === 'presence' && standsAmongTalk(clause, scene)) return NONE
  if (
    persons.kind === 'self' &&
    !SURE.test(clause.text) &&
    !hasKind(clause, 'venue', 'online', 'seat') &&
    standsBesideTalk(clause, scene, MEETING_TALK)
  )
    return sign === 'sign' ? ASK_BACK : NONE
  const named = persons.kind === 'self' && !persons.named ? (ownName(scene.text, scene.tokens) ?? onlyName(scene)) : undefined
  const whom = persons.kind === 'self' ? (carriedPersons(clause, scene) ?? persons) : persons
  return { intent: 'check_in', ...(named && scene.utterance.sender !== named && { name: named }), ...behalfSlots(whom) }
}

const namesOf = (...all: readonly (Persons | undefined)[]): string =>
  all.flatMap((persons) => (persons?.kind === 'behalf' ? persons.who : [])).join(' ')

const AGENT_SIGN = /^[代帮替](?:签|报)/

/** 代签：蒋大奎: the word itself says that it is for another, whoever that is. */
function signedForOthers(tokens: readonly Token[], scene: Scene): Found {
  const sign = tokens.findIndex((token) => token.kind === 'sign' && AGENT_SIGN.test(token.text))
  if (sign === -1 || !isOpen(scene, 'attendance') || tokens.some((token) => token.kind === 'agency')) return undefined
  const who = [...new Set(scene.tokens.filter((token) => token.kind === 'name' || token.kind === 'relation').map((token) => token.text))]
  const others = who.filter((name) => name !== scene.utterance.sender)
  const [only] = others
  if (only === undefined || tokens.some((token) => token.kind === 'unknown')) return ASK_BACK
  return { intent: 'check_in', on_behalf_of: others.length === 1 ? only : others, self: false }
}

/** Says that the sender is present or signs, for himself or for others. A sign-in is never asked, denied, planned or supposed. */
export function hearSignIn(clause: Clause, scene: Scene): Found {
  const { tokens, mood } = clause
  const sign = tokens.findIndex((token) => token.kind === 'sign')
  const core = sign === -1 ? presenceIndex(tokens) : sign
  if (core === -1) return hearAddition(clause, scene, hearSignIn)
  if (mood.denied || mood.asked || mood.supposed || mood.perhaps || mood.hearsay || mood.intended || isTalk(clause, scene)) return undefined
  if (sign !== -1 && scene.utterance.role === 'secretary' && /^(?:现在|马上|开始)?签到(?:了|啦)?(?:签到)+|^现在签到/.test(clause.text))
    return NONE
  if (sign !== -1 && isOpen(scene, 'attendance')) {
    const found = forReferent(clause, scene)
    if (found) return found
  }
  if (tokens[core]?.text === '打卡' && scene.clauses.length > 1) return undefined
  const agent = signedForOthers(tokens, scene)
  if (agent) return agent
  const persons = personsOf(tokens, core, isCommand(tokens, core), scene.utterance)
  if (!fits(clause, core, persons, scene.utterance.sender) || !isOneSign(tokens)) return undefined
  if (sign === -1 && !saysPresent(tokens, core, namesOf(persons, carriedPersons(clause, scene)))) return undefined
  return judge(clause, scene, persons, sign === -1 ? 'presence' : 'sign')
}
