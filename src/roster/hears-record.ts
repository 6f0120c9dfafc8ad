import { ASK_BACK, NONE, hasKind, type Found, type Scene } from '../kernel/chat/scene.ts'
import type { Token } from '../kernel/chat/tokens.ts'
import type { Intent } from '../kernel/chat/utterance.ts'

const HEAD =
  /^(?:请|麻烦|帮我|给我|帮忙)?(?:补记|登记|记录|记一下|记下|记上|记|代记|录入|录)(?!得|住|者|性|忆|事|不|号|恨|挂|在|错|吗|仇|工|了|账|一?下了|起来)(?:一?下)?[\s:：,，]*/
const TAIL =
  /[,，。\s]*(?:请|麻烦|帮我|给(?:他|她|他们|我))?(?:记一下|记下|记上|登记一?下|登记|记个?签到|记一笔|补记)(?:一下|吧|哈)?[。.!！]*$/
const FOR_TAIL =
  /^(?:请|麻烦)?(?:给|帮|替)(.{1,20}?)(?:记|登记|补)(?:个|一个|一下|上|下)?(签到|请假|已交|报到|到|党费.{0,20}|交了.{0,20})(?:[,，].{0,14})?[。.!！]?$|^(?:请|麻烦)?把(.{1,20}?)(?:记成|记为|记个|记上|登记成|登记为)(签到|请假|已交|到).{0,12}$/
const CROWD = /他们|大家|都(?:到|来|签|交)|全部|所有|全体|各位|一组的?|二组的?|三组的?|几个人|其他人|剩下的|大伙|这些人|那些人|全村|全组/
const CHECK_IN = /签到|报到|到了|来了|到会|到场|参加了|(?:^|[\s])到(?:$|[\s,，。])|出席|在场|现场|已到|签个到|签了/
const LEAVE = /请假|来不了|告假|请了假|事假|病假|不能来|走不开|去不了/
const DUES = /已交|已缴|交了|缴了|党费|交清|补交|交到|(?:交|缴)(?:过|完|齐|\d|[一二三四五六七八九十]|上半|下半|全年|今年)|现金|微信/

function whatOf(text: string): Intent['what'] | undefined {
  if (LEAVE.test(text)) return 'leave'
  if (DUES.test(text) && !/没交|未交|没缴/.test(text)) return 'dues'
  return CHECK_IN.test(text) && !/没到|没来|未到/.test(text) ? 'check_in' : undefined
}

function duesSlots(tokens: readonly Token[], scene: Scene): object {
  const money = tokens.findLast((token) => token.kind === 'money')
  const months = tokens.flatMap((token) => (token.months ? [token.months] : []))
  const named = [...new Set(months.flatMap((found) => found.named ?? []))].toSorted()
  const count = months.find((found) => found.count !== undefined)?.count
  const bare = tokens.find((token) => token.kind === 'number')
  const fen = money?.value ?? (bare?.value === undefined ? undefined : Math.round(bare.value * 100))
  return {
    ...(fen !== undefined && { amount_fen: fen }),
    ...(named.length > 0 ? { months: named } : count === undefined ? {} : { months: count }),
    ...(named.length === 0 && scene.period === '' && {}),
  }
}

type Entry = { readonly names: string[]; readonly tokens: Token[] }

/** 记 张三 签到 李四 请假: names, then what is said of them, then the next names. */
function entries(tokens: readonly Token[]): readonly Entry[] {
  const list: Entry[] = []
  let current: Entry = { names: [], tokens: [] }
  for (const token of tokens) {
    if (token.kind === 'break' || token.kind === 'space' || token.kind === 'and') continue
    const person =
      token.kind === 'name' ||
      (token.kind === 'relation' && current.names.length === 0) ||
      (token.kind === 'officer' && current.names.length === 0 && token.text.length > 2)
    const given = token.kind === 'unknown' && token.text.length >= 2 && token.text.length <= 4 && current.tokens.length === 0
    if (person || given) {
      if (current.tokens.length > 0) {
        list.push(current)
        current = { names: [], tokens: [] }
      }
      current.names.push(token.text)
    } else if (token.text !== '的' && token.text !== '一下') current.tokens.push(token)
  }
  if (current.names.length > 0) list.push(current)
  return list
}

function toIntents(entry: Entry, scene: Scene): readonly Intent[] | undefined {
  const said = entry.tokens.map((token) => token.text).join(' ')
  const what = whatOf(said.replaceAll(' ', '')) ?? whatOf(said)
  if (!what) return undefined
  const slots = what === 'dues' ? duesSlots(entry.tokens, scene) : {}
  const reason = what === 'leave' && entry.tokens.length > 1 ? { reason: true as const } : {}
  return entry.names.map((name) => ({ intent: 'record_for_member', name, what, ...slots, ...reason }))
}

function readEntries(tokens: readonly Token[], scene: Scene): Found {
  const found = entries(tokens)
  if (found.length === 0) return ASK_BACK
  const intents = found.map((entry) => toIntents(entry, scene))
  if (intents.some((list) => list === undefined)) return ASK_BACK
  return intents.flatMap((list) => list ?? [])
}

/** The secretary records for members; each name is one record. Names without what, or a crowd without names, are asked about. */
export function hearRecord(scene: Scene): Found {
  if (scene.sent) return undefined
  const { text } = scene
  const head = HEAD.exec(text)
  const secretary = scene.utterance.role === 'secretary'
  if (!head) {
    if (!secretary || !scene.addressed) return undefined
    const referred = /(?:帮|给|替)(?:他|她)(?:记|登记)(?:个|上|一下|一个)?(签到|到会|报到|请假|已交)/.exec(text)?.[1]
    const person = scene.tokens.find((token) => token.kind === 'name')?.text
    const what = referred && whatOf(referred)
    if (person && what) return { intent: 'record_for_member', name: person, what }
    const tail = TAIL.exec(text)
    const given = FOR_TAIL.exec(text)
    if (!tail && !given) return undefined
    const tokens = scene.tokens.filter(
      (token) => !['agency', 'give', 'polite', 'filler', 'particle'].includes(token.kind) && (!tail || token.end <= tail.index),
    )
    return CROWD.test(text) ? ASK_BACK : readEntries(tokens, scene)
  }
  const rest = text.slice(head[0].length)
  const spaced = /[\s:：,，]$/.test(head[0])
  const tokens = scene.tokens.filter((token) => token.start >= head[0].length)
  const first = tokens.find((token) => token.kind !== 'space' && token.kind !== 'break')
  const person =
    first?.kind === 'name' || first?.kind === 'relation' || (spaced && first?.kind === 'unknown') || (first?.kind === 'officer' && spaced)
  if (!secretary) return person && spaced && rest !== '' ? NONE : undefined
  if (rest === '') return /^(?:记一下|登记|补记|登记一下)$/.test(text) ? ASK_BACK : undefined
  if (/[吗没?？]$/.test(text) || hasKind(scene, 'hearsay')) return undefined
  if (CROWD.test(rest)) return ASK_BACK
  if (!person) return undefined
  return readEntries(tokens, scene)
}
