import type { Clause } from '../kernel/chat/clauses.ts'
import { hasKind, isOpen, type Found, type Scene } from '../kernel/chat/scene.ts'

const WHO =
  /谁(?!家|的|在|知道|晓得|帮|能|来帮)|哪个(?!月|窗|地方|账|卡)|哪些(?!月|手续|材料)|哪几(?:个(?!月)|位|户)|几个人|多少人|好多人|哪位|哪户|边个|几(?:个|位|户)(?:党员)?(?:没|未|还)|多少(?:党员|户)/
const DUTY = '(?:缺席|缺勤|交|缴|签(?!字|约|名墙|证|合同)|来(?!源)|到(?!底|时)|报到|收到|看|读|回复|参加|缺|欠费?|出席)'
const MISSING = new RegExp(
  `(?:${WHO.source}).{0,5}(?:没|未|不|冇|么|还没|尚未)(?:有|得|在)?.{0,2}${DUTY}|(?:${WHO.source}).{0,3}(?:已经?|都|又)?(?:交|缴|欠|缺席)|${DUTY}(?:了|过|的|到|党费|没)*(?:人|党员)?(?:的)?(?:都|还)?(?:有|是)?(?:谁(?!家|的|在)|哪些人?|哪几(?:个|位)(?!月)|哪个(?!月)|哪位)`,
)
const NOT_READ =
  /(?:谁|哪些人?|哪个|哪几(?:个|位|户)|哪位|几个人|多少人)(?:还|都)?(?:没|未)(?:有)?(?:收到|回复?|看|读|阅|确认)(?:通知|消息|信息|到)?|通知.{0,4}(?:谁|哪些人?|哪个|哪几个|几个人)(?:还)?(?:没|未)/
const LIST =
  /(?:没|未)(?:交|缴|签|来|到|读|回|看)(?:党费|到)?(?:的)?(?:人|党员|同志)?(?:的)?(?:名字|人名|人|单子).{0,4}(?:发|列|报|给|念|拿|拉)|(?:未交|没交|没缴|未缴|欠费|欠交|欠缴|缺席|未签到|没签到|没签|没到|没来|未到|缴费|交费|交党费|交了(?:党费)?|党费|签到|到会|请假|参会|缺勤)(?:的)?(?:人|党员|同志)?(?:员)?(?:的)?(?:名字)?(?:给我列|列(?:一下|个|出来)|报(?:一下|一哈|上来|给我)|念(?:一下|一遍)|名单|名册|清单|明细|一览|统计表|情况表|登记表|台账|记录表|都有谁|有谁|有哪些|是谁|是哪些|有几个|有好多|几个|情况(?=发|给|看|怎|咋))/
const STILL_MISSING = /(?:还有|还剩|还差|剩下|就剩)(?:谁|哪个|哪些|哪几|几个|多少人|好多人|哪位)/
const OTHER_SUBJECT = /^(?:(?:帮我|给我|我想|想|请)?(?:查|看|问)(?:一?下|哈|问|查|看)?)?(?:他|她|人家|别人|大家|其他人|别个|别的人)/
const ASKS_VALUE = /欠|多少|好多|几|没|吗|么|到哪|查|看|是不是|标准/
const NOT_THESE =
  /谁(?:要)?(?:去|来)(?:交|缴|签)|带上我|捎上我|我(?:还|欠|差|该|少).{0,4}几个月|(?:交|缴|给|转|送|拿)(?:到|给|在)(?:了)?(?:谁|哪个)(?:手|那|的手)?|谁爱|说了算|哪晓得|哪知道|记不清|不晓得哪|不知道谁|谁敢|谁说|扣|娃|学生|班主任|欠(?:我|他|她|你)|谁请假|谁家|谁的|哪个村|帮我|替我|代我|谁说|谁让|谁定|谁规定|谁收|谁管|交给谁|给谁|找谁|跟谁|向谁|谁负责|谁来收|怎么|咋|如何|啷个/

function isOurs(clause: Clause, scene: Scene): boolean {
  if (hasKind(clause, 'goods') && !hasKind(clause, 'due')) return false
  if ((scene.utterance.role === 'secretary' || isOpen(scene, 'notice')) && NOT_READ.test(clause.text)) return true
  if (scene.utterance.role === 'secretary' && /谁还?没(?:有)?(?:交|签|收到|来|报到|看)/.test(clause.text)) return true
  if (/(?:查|看)(?:一?下|哈|一哈)?.{2,4}(?:交没交|缴没缴)/.test(clause.text) && hasKind(clause, 'name', 'relation')) return true
  return (
    isOpen(scene, 'dues') ||
    isOpen(scene, 'attendance') ||
    hasKind(scene, 'due', 'sign', 'meeting') ||
    /签到?|报到|到会|参会|开会|请假|党员|欠费名单|缴费|缺席/.test(clause.text)
  )
}

/** The one asked about is somebody else: a name, a relation, an officer before the verb of paying. */
function asksOfOther(clause: Clause): boolean {
  if (OTHER_SUBJECT.test(clause.text)) return true
  const person = clause.tokens.findIndex((token) => ['name', 'relation', 'officer', 'other'].includes(token.kind))
  if (person === -1) return false
  const self = clause.tokens.findIndex((token) => token.kind === 'self')
  const verb = clause.tokens.findIndex((token) => token.kind === 'pay' || token.kind === 'paid' || token.kind === 'due')
  if (self !== -1 && self < person && clause.tokens[self + 1] !== clause.tokens[person]) return false
  const next = clause.tokens[person + 1]
  if (
    clause.tokens[person]?.kind === 'officer' &&
    (clause.tokens[person]?.text.length ?? 0) > 2 &&
    verb > person &&
    self === -1 &&
    next?.start === clause.tokens[person]?.end &&
    /每月|一个?月|一年|自己|多少/.test(clause.text)
  )
    return true
  const addressed =
    clause.tokens[person]?.kind === 'officer' &&
    person === 0 &&
    ((next?.kind === 'self' && next.text !== '自己') || next?.kind === 'due' || next?.kind === 'want' || next?.kind === 'break')
  return !addressed && (verb === -1 || person < verb || next?.text === '的')
}

const OTHER_GATHERING = /打牌|麻将|吃饭|喝酒|吃席|钓鱼|跳舞|干活|拿|领|接|取|搬|赶集|下地|上学|上班|喂|扫|买|卖/

/** Asks for the payments or amounts of others, or who is missing. Where one named person is, is talk. */
export function hearOthersDues(clause: Clause, scene: Scene): Found {
  const { text } = clause
  const query: Found = { intent: 'others_data_query' }
  if (!isOurs(clause, scene) || hasKind(clause, 'hearsay', 'advert')) return undefined
  if (NOT_THESE.test(text) || /我(?:的)?(?:党费)?(?:还|都)?(?:有|剩|差|欠)?(?:哪|几)/.test(text)) return undefined
  if (LIST.test(text) && (clause.mood.asked || /列|报|念|发|看|给|查|列|要|调|贴|有没有|名单|统计/.test(text)) && !/我(?:的|交)/.test(text))
    return query
  if (NOT_READ.test(text) && (scene.utterance.role === 'secretary' || isOpen(scene, 'notice'))) return query
  if (STILL_MISSING.test(text) && !/事|问题/.test(text)) return query
  const duty = hasKind(clause, 'pay', 'paid', 'due', 'sign', 'present', 'receipt', 'not') || /缺席|缺勤|报到|参加|欠/.test(text)
  if (/(?:好多|多少)人(?:没|未)?(?:来|到)/.test(text) && !/有/.test(text)) return undefined
  if (OTHER_GATHERING.test(text)) return undefined
  if (MISSING.test(text) && duty && clause.mood.asked && !hasKind(clause, 'goods')) return query
  const named = /(?:查|看).{0,8}(?:交没交|缴没缴)/.test(text)
  if (!(isOpen(scene, 'dues') || hasKind(scene, 'due') || named) || hasKind(clause, 'sign')) return undefined
  if (!/交|缴|党费|欠/.test(text) || !ASKS_VALUE.test(text) || !(clause.mood.asked || /查|看/.test(text))) return undefined
  if (/你|您/.test(text) || /收到|催|收着/.test(text) || hasKind(clause, 'agency') || !asksOfOther(clause)) return undefined
  return query
}
