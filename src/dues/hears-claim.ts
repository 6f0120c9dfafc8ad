import type { Clause } from '../kernel/chat/clauses.ts'
import type { Kind } from '../kernel/chat/lexicon.ts'
import { behalfSlots, togetherWith, type Persons } from '../kernel/chat/persons.ts'
import { ASK_BACK, NONE, hasKind, isOpen, onlyKinds, type Found, type Scene } from '../kernel/chat/scene.ts'
import { standsBesideTalk } from '../kernel/chat/talk.ts'
import { isGivenBeside, slotsOf } from './claim-pieces.ts'
import { amountOf, channelOf } from './hears-slots.ts'
import { isCompleted, isOtherMoney, isVetoed } from './paid-or-not.ts'
import { MADE_TO, MY_CLAIM, askedToPayFor, judgePersons } from './payers.ts'
import { WEAK_VERBS, isBareGift, isGiftToFamily, isGiven, payIndex, receiverOf, tellsOtherObject } from './paying.ts'

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
/** What was owed, told before the verb: 欠的都补上了, 上个月漏交的补了. */
const OWED = /^(?:漏|欠|差|落|落下|漏下|拖|拖欠|之前欠|以前欠|前头欠|原来欠|剩|剩下)$/
/** 昨晚散会那会儿交的, 照旧交了: an unknown word that tells when or how may stand before the verb. */
const ADVERBIAL = /(?<!印象|记忆|心|梦|嘴)(?:时|时候|会儿|旧|准|样|常|边|里|头|后|前|早|晚|趟|路上|间|回|以来|标准|规定|要求)$/

function fits(clause: Clause, persons: Persons): boolean {
  const named = persons.kind === 'behalf' ? persons.who.join(' ') : ''
  const core = payIndex(clause.tokens)
  return clause.tokens.every(
    (token, at) =>
      (at < core && token.kind === 'unknown' && (ADVERBIAL.test(token.text) || OWED.test(token.text))) ||
      FITTING.has(token.kind) ||
      MADE_TO.has(token.text) ||
      (token.kind === 'unknown' && named.includes(token.text)),
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

const NOT_THE_MONEY = /^(?:本|证|收据|通知|手册|表|簿|票|条|单|账|台账|标准|制度|规定|文件|工作|的事)/

/** 党费本子交上去了, 交完党费去吃饭: another thing, or dues named on the way to another matter. */
function isOfPaying(clause: Clause): boolean {
  const { tokens } = clause
  const due = tokens.findIndex((token) => token.kind === 'due')
  const core = payIndex(tokens)
  const next = tokens[due + 1]
  if (next !== undefined && core > due && NOT_THE_MONEY.test(clause.text.slice(next.start - clause.start))) return false
  if (/(?:交|缴)(?:了|过|完|清)?党费的(?!$|[啊哈呢哦,，。])/.test(clause.text)) return false
  const last = tokens.findLastIndex((token) => token.kind === 'due' || token.kind === 'pay' || token.kind === 'paid')
  return !tokens
    .slice(Math.max(last, core) + 1)
    .some((token) => token.kind === 'unknown' && !ADVERBIAL.test(token.text) && !/^(?:手|那|里|群|一遍|光|掉|干净|你|您)/.test(token.text))
}

/** With the word 党费 other words may stand in the line; without it every word must fit. */
function isOurs(clause: Clause, scene: Scene, persons: Persons): boolean {
  if (hasKind(clause, 'due')) return isOfPaying(clause)
  if (isGivenToCollector(clause)) return true
  if (/在.{1,8}(?:支部|党委|社区|党组织)(?:那边|这边|里|那)?(?:都|已经?)?(?:交|缴)/.test(clause.text) && !hasKind(clause, 'goods'))
    return true
  return (
    (fits(clause, persons) && !hasKind(clause, 'present', 'here')) ||
    (fits(clause, persons) && hasKind(clause, 'venue', 'place', 'officer', 'self', 'channel'))
  )
}

const TOGETHER: ReadonlySet<Kind> = new Set<Kind>([
  'due',
  'channel',
  'money-word',
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
    ['number', 'money', 'months', 'particle', 'due', 'channel', 'filler', 'now', 'polite', 'aspect', 'also', 'money-word', 'and'].includes(
      token.kind,
    ),
  )
  if (/(?:一个?月|每个?月|一年|每年)(?:是|要|得)?(?:[\d一二两三四五六七八九十.]+)(?:块|元|毛|角)/.test(clause.text)) return undefined
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
  if (isTooMuch(clause, -1, scene) || isBareYear(clause)) return ASK_BACK
  return { intent: 'dues_claim', ...(together && behalfSlots(together)), ...slotsOf(clause, -1, scene) }
}

/** 去年, 三年 and nothing else: paid, or talked of? */
function isBareYear(clause: Clause): boolean {
  const [only, ...rest] = clause.tokens.filter((token) => token.kind !== 'particle')
  return rest.length === 0 && (only?.months?.spoken === 'year' || (only?.months?.count ?? 0) >= 24)
}

/** The verb alone: done or to be done, it cannot be told. */
const BARE_VERB =
  /^(?:我)?(?:上|补)?(?:交|缴|缴费|交费|交纳|缴纳|转账|交党费|缴党费|缴纳党费|上交|补交|补缴|付|付款|转|扫码)(?:\d{1,3})?(?:了?吧)?$/

/** 我这份党费清了: settled, without a verb of paying. */
const SETTLED =
  /^(?:我|我的|我这份|我那份)?(?:的)?(?:党费)?(?:都|已经?|全)?(?:两清|清|缴讫)了$|^(?:我|我的|我这份|我那份)?(?:的)?党费(?:都|已经?|全)?(?:清|齐|妥|好|上)了$/

/** What people add to a payment. */
const PAYMENT_TALK = /排|队|天|钱|收据|收条|记|查|催|喊|备注|会计|书记|钱|找|零|码|微信|支付宝|转|核|登|票|截图|催|忘|才|刚|看|月|年|党/

/** 钱已经到会计手上了, 会计收了我的. */
const WITH_COLLECTOR =
  /(?:钱|款|党费)(?:已经?)?(?:到|在)(?:了)?.{0,3}(?:会计|书记|组长|委员|收钱的).{0,2}(?:手|那)|(?:会计|书记|组长|委员|收钱的)(?:已经?|当面|刚|都)*收(?:到)?了(?:我|俺)的/

/** Where nobody has told the sender's dues, ten thousand yuan are no member's. */
const MOST_FEN = 1_000_000

/** Nobody's dues are that high: an amount of more than three years' dues is likely another matter. */
function isTooMuch(clause: Clause, core: number, scene: Scene): boolean {
  const { amount_fen: fen } = amountOf(clause.tokens, core)
  const { assessedFen } = scene.utterance
  return fen !== undefined && fen > (assessedFen === undefined ? MOST_FEN : assessedFen * 36)
}

/** 漏了三月，补上了: the months were named in the clause before. */
function missedBefore(clause: Clause, scene: Scene): boolean {
  const before = scene.clauses[scene.clauses.indexOf(clause) - 1]
  return before !== undefined && hasKind(before, 'months') && /漏|欠|差|没|忘|落/.test(before.text) && !before.mood.asked
}

/** Completed payment of the sender's dues, or for another. Bare payment with nothing open is asked about. */
export function hearClaim(clause: Clause, scene: Scene): Found {
  if (isOpen(scene, 'dues') && WITH_COLLECTOR.test(clause.text) && !clause.mood.asked && !clause.mood.denied && !hasKind(scene, 'goods'))
    return { intent: 'dues_claim', ...channelOf(clause.tokens), ...amountOf(clause.tokens, -1) }
  const { tokens } = clause
  const core = payIndex(tokens)
  const given = core === -1 && (isGiven(tokens) || isGivenBeside(clause, scene))
  if (core === -1 && isOpen(scene, 'dues') && SETTLED.test(clause.text) && !isVetoed(clause, scene))
    return { intent: 'dues_claim', ...slotsOf(clause, -1, scene) }
  if (core === -1 && !given)
    return isBareGift(tokens) && isOpen(scene, 'dues') && !isVetoed(clause, scene) && scene.clauses.length === 1
      ? ASK_BACK
      : hearMeasure(clause, scene)
  if (isVetoed(clause, scene) || isOtherMoney(clause, scene)) return undefined
  if (WEAK_VERBS.has(tokens[core]?.text ?? '') && !hasKind(clause, 'money', 'channel', 'due', 'money-word', 'officer', 'number'))
    return undefined
  if (tokens[core]?.text === '补' && !hasKind(clause, 'money', 'months', 'due', 'number') && !missedBefore(clause, scene)) return undefined
  if (scene.utterance.role === 'secretary' && /记/.test(clause.text)) return undefined
  const place = core === -1 ? tokens.findIndex((token) => token.kind === 'give') : core
  const persons = judgePersons(clause, place, scene)
  if (!isOurs(clause, scene, persons) || persons.kind === 'third') return undefined
  const known = isOpen(scene, 'dues') || hasKind(scene, 'due')
  const receiver = persons.kind === 'self' ? receiverOf(tokens) : 'nobody'
  if (isGiftToFamily(tokens, core)) return undefined
  if (!hasKind(clause, 'due') && receiver === 'family' && !MY_CLAIM.test(clause.text)) return undefined
  if (core !== -1 && tellsOtherObject(tokens, core)) return undefined
  const completed = given || isCompleted(clause, core, scene)
  if (!completed && (hasKind(clause, 'agency') || /又|天天|老是|总是|光|^(?:打钱|交钱|转钱)+$/.test(clause.text))) return undefined
  if (!completed) return known && BARE_VERB.test(clause.text) ? ASK_BACK : undefined
  if (!hasKind(scene, 'due') && isTooMuch(clause, core, scene)) return ASK_BACK
  if (!known && hasKind(clause, 'place')) return undefined
  if (!known) return fits(clause, persons) && scene.clauses.length <= 2 ? ASK_BACK : NONE
  if (persons.kind === 'unsure') return ASK_BACK
  if (!hasKind(clause, 'due') && persons.kind === 'self' && standsBesideTalk(clause, scene, PAYMENT_TALK)) return ASK_BACK
  const asker = persons.kind === 'self' && !persons.said ? askedToPayFor(clause, scene) : undefined
  if (asker) return { intent: 'dues_claim', on_behalf_of: asker, self: false, ...slotsOf(clause, core, scene) }
  return { intent: 'dues_claim', ...behalfSlots(persons), ...slotsOf(clause, core, scene) }
}
