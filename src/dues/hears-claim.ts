import type { Clause } from '../kernel/chat/clauses.ts'
import type { Kind } from '../kernel/chat/lexicon.ts'
import { behalfSlots, personsOf, togetherWith, type Persons } from '../kernel/chat/persons.ts'
import { ASK_BACK, NONE, hasKind, isOpen, onlyKinds, type Found, type Scene } from '../kernel/chat/scene.ts'
import type { Token } from '../kernel/chat/tokens.ts'
import { amountOf, channelOf, monthsOf } from './hears-slots.ts'

/** Every word of a claim without the word 党费 must be of these kinds. */
const FITTING: ReadonlySet<Kind> = new Set<Kind>([
  'pay',
  'paid',
  'due',
  'money',
  'money-word',
  'months',
  'number',
  'channel',
  'particle',
  'aspect',
  'self',
  'we',
  'officer',
  'also',
  'and',
  'already',
  'past',
  'now',
  'polite',
  'filler',
  'group',
  'agency',
  'give',
  'relation',
  'name',
  'yes',
  'receipt',
  'done',
  'venue',
  'clock',
  'here',
  'place',
  'meeting',
  'seat',
  'present',
  'you',
  'first',
  'online',
])
const RECEIVER: ReadonlySet<Kind> = new Set<Kind>(['officer', 'name', 'relation', 'venue', 'you'])
const COMPLETE = /(?:了|啦|喽|咯|哒|过|完|清|齐|咧|嘞|喇|噶|哉|罢)/
const MY_CLAIM =
  /(?:替|帮|代|给)(?:我|俺|咱|额)(?:们|家)?(?:把|的|先)?(?:党费)?(?:也|都)?(?:一起|先|已经?)?(?:用|拿)?(?:微信|支付宝|现金|手机)?(?:交|缴|付|转|垫|代交|弄|扫)/
const NOT_FINISHED =
  /(?:交|缴)(?:党费)?去(?!了给|给)|下个?月.{0,4}(?:交|缴|补)|正在|在交|去交(?!了|过|的|完|给)|来交(?!了|过|的)|要交|再交|(?<!开|党)会交|得交|该交|想交|准备|打算|马上|等|明天|后天|下午交(?!了)|晚上交(?!了)|回头|记得|别忘|如果|要是|的话|争取|尽快|赶紧|快点|请|还差|差点|差我|没(?:转|交|付|扫)?(?:成|上|成功)|失败|退回来/

function payIndex(tokens: readonly Token[]): number {
  const paid = tokens.findIndex((token) => token.kind === 'paid')
  if (paid === -1) {
    const strong = tokens.findIndex((token) => token.kind === 'pay' && !WEAK_VERBS.has(token.text))
    if (strong !== -1) return strong
  }
  return paid !== -1 ? paid : tokens.findIndex((token) => token.kind === 'pay')
}

/** The payment is over: 已, 了, 过, 清, a closing 的, or with dues open an amount or months without a mark of the future. */
function isCompleted(clause: Clause, core: number, scene: Scene): boolean {
  const { tokens } = clause
  if (tokens[core]?.kind === 'paid') return true
  const after = tokens.slice(core + 1)
  if (after.some((token) => token.kind === 'aspect')) return true
  if (
    tokens
      .slice(0, core)
      .some(
        (token) =>
          token.text.includes('已') ||
          token.text === '刚' ||
          token.text === '刚刚' ||
          token.text === '刚才' ||
          token.text === '才' ||
          token.text === '早就',
      )
  )
    return true
  if (COMPLETE.test(tokens[core]?.text ?? '')) return true
  if (clause.text.endsWith('的') || (after[0]?.text === '的' && after.length > 1)) return true
  return (
    isOpen(scene, 'dues') &&
    (hasKind(clause, 'money', 'months') || (hasKind(clause, 'channel', 'give') && after.length > 1 && hasKind(clause, 'aspect')))
  )
}

/** 现金给组长了, 钱给会计了: given to the one who collects, without a verb of paying. */
function isGiven(tokens: readonly Token[]): boolean {
  const at = tokens.findIndex((token) => token.kind === 'give')
  if (at === -1 || !tokens.some((token) => token.kind === 'aspect' || token.text === '的' || token.kind === 'money')) return false
  const next = tokens[at + 1]
  const receiver = tokens.slice(at + 1).some((token) => RECEIVER.has(token.kind)) || next?.kind === 'aspect' || next?.text === '的'
  return receiver && tokens.some((token) => ['channel', 'money', 'money-word', 'due', 'months'].includes(token.kind))
}

const ANOTHER_REMINDER =
  /(?:咋|怎么|为啥|为什么|干嘛|凭啥|啷个|还|又|老)(?:还|又|老|老是|总|在|来)?(?:催|喊|叫|要我|说我|显示|让我|通知|提醒|(?:让|要|喊|叫)(?:交|缴|补))/

/** 给了啦，五块: given, and how much stands beside it. */
function isGivenBeside(clause: Clause, scene: Scene): boolean {
  const [give, aspect] = clause.tokens
  if (give?.kind !== 'give' || aspect?.kind !== 'aspect' || !isOpen(scene, 'dues')) return false
  return (
    clause.tokens.slice(1).every((token) => token.kind === 'aspect' || token.kind === 'particle') &&
    scene.clauses.some((other) => other !== clause && isPiece(other))
  )
}

/** 给会计了: something was given, but what? */
function isBareGift(tokens: readonly Token[]): boolean {
  return (
    tokens[0]?.kind === 'give' &&
    tokens[1]?.kind === 'officer' &&
    tokens.slice(2).every((token) => token.kind === 'aspect' || token.kind === 'particle') &&
    tokens.length > 2
  )
}

/** Years of paying, or what paying is good for: a life told, not a claim. */
const LIFE_STORY =
  /[\d一二三四五六七八九十几]+(?:多|来)?年(?![底的份])|一辈子|大半辈子|年年|每年|月月|每(?:个)?月|从来|向来|第一次|头一次|当年|那时|那会儿|那辈|入党(?:那|时|以|第)|老一辈|哪年|几十|啥用|什么用|白交|光荣|义务|得起|的意义|不是钱/

function isVetoed(clause: Clause, scene: Scene): boolean {
  if (clause.tokens[0]?.kind === 'group' && !hasKind(clause, 'self', 'name')) return true
  const { mood, text } = clause
  if (mood.denied || mood.asked || mood.supposed || mood.perhaps || mood.hearsay || mood.intended) return true
  if (scene.tokens.some((token) => token.kind === 'crowd' || token.kind === 'advert')) return true
  if (
    scene.clauses.some((other) => ANOTHER_REMINDER.test(other.text) || /没(?:转|交|付|扫)?(?:成|上|成功)$|失败|退回来/.test(other.text)) &&
    !/(?:又|再|重新)(?:转|交|扫)|(?:这回|这次|后来|现在)(?:成|好|可以)了|成了$|成功了/.test(scene.text)
  )
    return true
  if (hasKind(clause, 'due') && LIFE_STORY.test(text) && !/一年(?:的|$)|今年/.test(text)) return true
  return NOT_FINISHED.test(text)
}

/** Money words about anything but dues: the whole message is about that thing unless dues are named. */
function isOtherMoney(clause: Clause, scene: Scene): boolean {
  if (hasKind(clause, 'due')) return false
  return hasKind(clause, 'goods') || (hasKind(scene, 'goods') && !hasKind(scene, 'due'))
}

function fits(clause: Clause, persons: Persons): boolean {
  const named = persons.kind === 'behalf' ? persons.who.join(' ') : ''
  return clause.tokens.every(
    (token) => FITTING.has(token.kind) || MADE_TO.has(token.text) || (token.kind === 'unknown' && named.includes(token.text)),
  )
}

/** 昨天赶集碰到会计交了: with the one who collects named before the verb, where and when may be told in any words. */
function isGivenToCollector(clause: Clause): boolean {
  const { tokens } = clause
  const officer = tokens.findIndex((token) => token.kind === 'officer')
  const core = payIndex(tokens)
  if (officer === -1 || core === -1) return false
  const after = tokens.slice(core + 1)
  const fitting = after.every((token) => FITTING.has(token.kind))
  const direct = tokens[core - 1]?.kind === 'unknown'
  return fitting && !direct && officer > 0 && !/买|卖|吃|喝|借|还|欠|修/.test(clause.text)
}

/** With the word 党费 other words may stand in the line; without it every word must fit. */
function isOurs(clause: Clause, scene: Scene, persons: Persons): boolean {
  if (hasKind(clause, 'due') || isGivenToCollector(clause)) return true
  if (/在.{1,8}(?:支部|党委|社区|党组织)(?:那边|这边|里|那)?(?:都|已经?)?(?:交|缴)/.test(clause.text) && !hasKind(clause, 'goods'))
    return true
  return (
    (fits(clause, persons) && !hasKind(clause, 'present', 'here')) ||
    (fits(clause, persons) && hasKind(clause, 'venue', 'place', 'officer', 'self'))
  )
}

const MADE_TO = new Set(['让', '叫', '喊', '托', '请', '要', '派', '使唤'])

/** 让我儿子转给会计了: another did it for the sender. */
function isMadeToPay(tokens: readonly Token[]): boolean {
  return tokens.some(
    (token, at) => MADE_TO.has(token.text) && tokens.slice(at + 1, at + 4).some((next) => next.kind === 'relation' || next.kind === 'name'),
  )
}

function judgePersons(clause: Clause, core: number, scene: Scene): Persons {
  const { tokens } = clause
  if (MY_CLAIM.test(clause.text) || isMadeToPay(tokens)) return { kind: 'self' }
  const give = tokens.findIndex((token) => token.kind === 'give')
  const receivers = new Set(tokens.filter((token, at) => give !== -1 && at > give && give > 0 && RECEIVER.has(token.kind)))
  const beforeCore = give !== -1 && give < core ? tokens.filter((token) => !receivers.has(token) && token.kind !== 'give') : tokens
  const shifted = give !== -1 && give < core && receivers.size > 0 ? beforeCore : tokens
  const at = shifted === tokens ? core : payIndex(shifted)
  const word = tokens[core]?.text ?? ''
  const command = /^已|^上?交$|^缴$/.test(word) || tokens[core - 1]?.text === '已' ? 'command' : 'statement'
  return personsOf(shifted, at === -1 ? shifted.length : at, command, scene.utterance)
}

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

function slotsOf(clause: Clause, core: number, scene: Scene): object {
  const pieces = scene.clauses
    .filter((other) => other !== clause && isPiece(other))
    .map((other) => ({ ...amountOf(other.tokens, -1), ...monthsOf(other.tokens, scene.period), ...channelOf(other.tokens) }))
  const channels = [clause, ...scene.clauses.filter((other) => other !== clause && isPiece(other))].map(
    (one) => channelOf(one.tokens).channel,
  )
  const channel = channels.find((named) => named !== undefined && named !== 'transfer') ?? channels.find((named) => named !== undefined)
  return Object.assign({}, ...pieces, amountOf(clause.tokens, core), monthsOf(clause.tokens, scene.period), channel ? { channel } : {})
}

const TOGETHER: ReadonlySet<Kind> = new Set<Kind>([
  'self',
  'we',
  'and',
  'relation',
  'name',
  'also',
  'money',
  'months',
  'particle',
  'filler',
  'aspect',
  'number',
])

/** 我跟媳妇两个人6块: an amount for oneself and another. */
function hearTogether(clause: Clause, scene: Scene): Persons | undefined {
  return onlyKinds(clause.tokens, TOGETHER) ? togetherWith(clause.tokens, scene.utterance) : undefined
}

/** 六毛, 1-6月, 十二块 with dues open: an amount or months and nothing else. */
function hearMeasure(clause: Clause, scene: Scene): Found {
  if (!isOpen(scene, 'dues') || !hasKind(clause, 'money', 'months')) return undefined
  const plain = clause.tokens.every((token) =>
    ['money', 'months', 'particle', 'due', 'channel', 'filler', 'now', 'polite', 'aspect', 'also', 'money-word', 'and'].includes(
      token.kind,
    ),
  )
  const together = plain ? undefined : hearTogether(clause, scene)
  if ((!plain && !together) || isVetoed(clause, scene) || isOtherMoney(clause, scene)) return undefined
  const speaksOfMonths = hasKind(clause, 'months') && !hasKind(clause, 'money')
  if (
    speaksOfMonths &&
    clause.tokens.some((token) => token.months?.spoken === 'this-month' || token.months?.spoken === 'next-month') &&
    clause.tokens.length === 1
  )
    return undefined
  if (scene.clauses.length > 1 && scene.clauses.some((other) => other !== clause && hasKind(other, 'unknown'))) return undefined
  return { intent: 'dues_claim', ...(together && behalfSlots(together)), ...slotsOf(clause, -1, scene) }
}

/** 带, 送, 发 pay only beside money or the one who collects it. */
const WEAK_VERBS = new Set([
  '打',
  '拿',
  '带',
  '送',
  '出',
  '发',
  '存',
  '塞',
  '递',
  '捎',
  '结',
  '充',
  '划',
  '送去',
  '送到',
  '送过去',
  '递给',
  '塞给',
  '打了',
  '汇',
  '扫',
])

/** 给孙子转了500: money sent to one of the family is no payment of his dues. */
function isGiftToFamily(tokens: readonly Token[], core: number): boolean {
  const give = tokens.findIndex((token, at) => at < core && token.kind === 'give')
  if (give === -1 || !/^(?:已?转|打|汇|发|拿|塞|充|存|转了|打了|转账|发了)/.test(tokens[core]?.text ?? '')) return false
  return tokens.slice(give + 1, core).some((token) => token.kind === 'relation' || token.kind === 'name')
}

/** After the verb stand amounts, months, a receiver; a name or another word there is what was really handed in (白卷). */
function tellsOtherObject(tokens: readonly Token[], core: number): boolean {
  const after = tokens.slice(core + 1)
  const given = after.findIndex((token) => token.kind === 'give' || token.kind === 'and' || token.kind === 'agency')
  const direct = given === -1 ? after : after.slice(0, given)
  if (!/给$/.test(tokens[core]?.text ?? '') && direct.some((token) => token.kind === 'name' || token.kind === 'relation')) return true
  const aspect = after.findIndex((token) => token.kind === 'aspect')
  const done = tokens[core]?.kind === 'paid' ? 0 : aspect + 1
  return after[done]?.kind === 'unknown' && (tokens[core]?.kind === 'paid' || aspect !== -1)
}

/** 微信转给老婆了: given to one of the family, or to somebody of whom nothing shows that he collects. */
function receiverOf(tokens: readonly Token[]): 'collector' | 'family' | 'someone' | 'nobody' {
  const give = tokens.findIndex((token, at) => token.kind === 'give' || (/给$/.test(token.text) && token.kind === 'pay' && at >= 0))
  if (give <= 0 && tokens[give]?.kind !== 'pay') return 'nobody'
  const receiver = tokens.slice(give + 1).find((token) => ['officer', 'venue', 'you', 'relation', 'name', 'other'].includes(token.kind))
  if (!receiver) return 'nobody'
  if (receiver.kind === 'relation' || receiver.kind === 'other') return 'family'
  return receiver.kind === 'name' ? 'someone' : 'collector'
}

/** 钱已经到会计手上了, 会计收了我的. */
const WITH_COLLECTOR =
  /(?:钱|款|党费)(?:已经?)?(?:到|在)(?:了)?.{0,3}(?:会计|书记|组长|委员|收钱的).{0,2}(?:手|那)|(?:会计|书记|组长|委员|收钱的)(?:已经?|当面|刚|都)*收(?:到)?了(?:我|俺)的/

/** Completed payment of the sender's dues, or for another. Bare payment with nothing open is asked about. */
export function hearClaim(clause: Clause, scene: Scene): Found {
  if (isOpen(scene, 'dues') && WITH_COLLECTOR.test(clause.text) && !clause.mood.asked && !clause.mood.denied && !hasKind(scene, 'goods'))
    return { intent: 'dues_claim', ...channelOf(clause.tokens), ...amountOf(clause.tokens, -1) }
  const { tokens } = clause
  const core = payIndex(tokens)
  const given = core === -1 && (isGiven(tokens) || isGivenBeside(clause, scene))
  if (core === -1 && !given)
    return isBareGift(tokens) && isOpen(scene, 'dues') && !isVetoed(clause, scene) && scene.clauses.length === 1
      ? ASK_BACK
      : hearMeasure(clause, scene)
  if (isVetoed(clause, scene) || isOtherMoney(clause, scene)) return undefined
  if (WEAK_VERBS.has(tokens[core]?.text ?? '') && !hasKind(clause, 'money', 'channel', 'due', 'money-word', 'officer', 'number'))
    return undefined
  const place = core === -1 ? tokens.findIndex((token) => token.kind === 'give') : core
  const persons = judgePersons(clause, place, scene)
  if (!isOurs(clause, scene, persons) || persons.kind === 'third') return undefined
  const known = isOpen(scene, 'dues') || hasKind(scene, 'due')
  const receiver = persons.kind === 'self' ? receiverOf(tokens) : 'nobody'
  if (isGiftToFamily(tokens, core)) return undefined
  if (!hasKind(clause, 'due') && receiver === 'family' && !MY_CLAIM.test(clause.text)) return undefined
  if (core !== -1 && tellsOtherObject(tokens, core)) return undefined
  const completed = given || isCompleted(clause, core, scene)
  if (!completed && (hasKind(clause, 'agency') || /又|天天|老是|总是|光/.test(clause.text))) return undefined
  if (!completed) return known && fits(clause, persons) && tokens.length <= 4 ? ASK_BACK : undefined
  if (!known) return fits(clause, persons) && scene.clauses.length <= 2 ? ASK_BACK : NONE
  if (persons.kind === 'unsure') return ASK_BACK
  return { intent: 'dues_claim', ...behalfSlots(persons), ...slotsOf(clause, core, scene) }
}
