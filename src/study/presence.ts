import type { Kind } from '../kernel/chat/lexicon.ts'
import type { Token } from '../kernel/chat/tokens.ts'

const AFTER: ReadonlySet<Kind> = new Set<Kind>([
  'particle',
  'aspect',
  'venue',
  'seat',
  'online',
  'sitting',
  'also',
  'filler',
  'meeting',
  'polite',
  'officer',
  'already',
  'here',
  'present',
  'self',
  'number',
])
/** After 在 nothing may stand but its ending: 在手上, 在王婶家 are elsewhere. */
const AFTER_HERE: ReadonlySet<Kind> = new Set<Kind>(['here', 'particle', 'polite', 'already', 'officer', 'aspect', 'crowd'])
/** On the way: 还在坐车. */
const MOVING = /^(?:坐车|骑车|走路|开车|骑三轮)$/
const BEFORE_HERE: ReadonlySet<Kind> = new Set<Kind>([
  'here',
  'particle',
  'self',
  'polite',
  'already',
  'now',
  'officer',
  'filler',
  'group',
  'name',
  'relation',
  'also',
  'and',
  'we',
  'aspect',
])
const LOCATED: ReadonlySet<Kind> = new Set<Kind>(['venue', 'seat', 'online'])
/** 坐着 and 坐下了 tell of oneself; 坐好 tells others to sit down. */
const SAT = /^(?:坐着|坐下|坐倒|坐到|坐起|坐定|坐稳了?|坐好了|坐稳|入座了?|就座|站着|听着|听到起|等着|候着|等起|看着|学着|坐在)$/

/** Where the word stands that tells of presence: 到, 来了, 在, 坐着; -1 when there is none. */
export function presenceIndex(tokens: readonly Token[]): number {
  const present = tokens.findIndex((token) => token.kind === 'present')
  if (present !== -1) return present
  return tokens.findIndex((token) => token.kind === 'here' || token.kind === 'sitting')
}

function standsAlone(tokens: readonly Token[], core: number, named: string): boolean {
  return tokens.every((token, at) => (at > core ? AFTER_HERE.has(token.kind) : BEFORE_HERE.has(token.kind) || named.includes(token.text)))
}

const NOT_PEOPLE = new Set(['通知', '消息', '信息', '公告', '个', '村里', '组里'])

/** 都来了, 人来齐了: said of many, not of oneself. */
function isOfMany(tokens: readonly Token[]): boolean {
  if (
    tokens.some(
      (token, at) => /^(?:齐|齐了|人|上面)$/.test(token.text) && token.kind !== 'self' && !(at === 0 && tokens[1]?.kind === 'already'),
    )
  )
    return true
  const all = tokens.some((token) => /^(?:都|全|全都|全部|两个|俩|三个)$/.test(token.text))
  return all && !tokens.some((token) => ['self', 'we', 'and', 'relation', 'name'].includes(token.kind))
}

const PUNCTUAL = /准|按时|提前|代表|同志|党员|人|都|个|先/

/** 用到, 听到, 打扰到: 到 ends another verb. */
function endsVerb(before: Token | undefined, word: Token): boolean {
  if (!before || before.end !== word.start || PUNCTUAL.test(before.text)) return false
  return ['filler', 'sitting', 'polite'].includes(before.kind)
}

/** 到 and 在 are said of a room of the meeting or of nothing; 来 alone may be a plan, and 坐好 a call to others. */
export function saysPresent(tokens: readonly Token[], core: number, named: string): boolean {
  const word = tokens[core]
  if (!word) return false
  if (/到会的|到场的|来的(?:同志|人|党员)|的(?:同志|人|党员|都|请|回复)/.test(tokens.map((token) => token.text).join(''))) return false
  if (tokens.some((token) => MOVING.test(token.text)) && tokens[core]?.kind === 'here') return false
  if ((named === '' && isOfMany(tokens)) || tokens.slice(0, core).some((token) => NOT_PEOPLE.has(token.text))) return false
  const after = tokens.slice(core + 1)
  if (!after.every((token) => AFTER.has(token.kind))) return false
  if (after.some((token) => token.kind === 'self' && /[家屋的]$/.test(token.text)) || tokens[core - 1]?.text === '麻烦') return false
  const located = tokens.some((token) => LOCATED.has(token.kind))
  const finished = tokens.some((token) => token.kind === 'aspect' || token.kind === 'already' || token.text === '的' || token.text === '呢')
  if (word.text === '到' && endsVerb(tokens[core - 1], word)) return false
  if (word.kind === 'present') {
    if (word.text !== '来' && word.text !== '进') return true
    return after.some((token) => token.kind === 'aspect') || (located && finished)
  }
  if (word.kind === 'here') return located || tokens.some((token) => token.kind === 'sitting') || standsAlone(tokens, core, named)
  const own = tokens.some((token) => token.kind === 'self' || token.kind === 'here')
  return (
    (SAT.test(word.text) && (own || located || finished || tokens.length === 1)) ||
    (own && located) ||
    (located && (finished || word.text === '坐'))
  )
}
