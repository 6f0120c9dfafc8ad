import type { Clause } from '../kernel/chat/clauses.ts'
import { hasKind, isOpen, isPrivate, type Found, type Scene } from '../kernel/chat/scene.ts'

const HOW_MUCH = /多少|好多(?:钱|块|元|$|嘛|哦|啊|呢|党费)|几(?:块|元|多钱|个钱|毛|多)|几钱|什么标准|啥子?标准|按(?:什么|啥|哪|多少)|标准(?:是|收|咋|怎么|多)|怎么算|咋算|咋个算|如何算|怎么收|咋收|比例|几个点|百分之/
const OWN_STATUS =
  /我.{0,6}(?:交没交|缴没缴|交了?没有?|缴了?没有?|交过没有?|交上没|交了吗|缴了吗|交了么|交齐了?[没吗]|交清了?[没吗]|是不是交|有没有交|欠|交到(?:了)?(?:几|哪|什么|啥)|差(?:几|多少|好多)|该补|还要补|补多少)|(?:会计|书记|组长|委员|你们|支部|收钱的).{0,6}(?:收到|收着|收倒|拿到|见到).{0,8}(?:没|吗|么|不)|(?:钱|款|转账|红包).{0,4}(?:收到|收倒|到账|到了|收着|记上|登记)(?:了)?(?:没|吗|么|不)|(?:记上|登记|入账|到账|记账|确认|收到)(?:了)?(?:没|吗|么)(?:有)?|(?:查|看)(?:一?下|哈|查|看)?.{0,4}(?:我|俺|自己).{0,8}(?:交|缴|党费|欠)|(?:我|俺)?(?:还)?欠(?:了|着)?(?:多少|几|好多|哪)|(?:我|俺|额).{0,3}党费.{0,6}(?:没|吗|么|到几|到哪|到什么|情况|状态|记录)|交到(?:了)?(?:几|哪|什么|啥)|我.{0,4}(?:哪|几)(?:个|几个)?月.{0,3}(?:没|未)(?:交|缴)/
const DISPUTE = /不是.{0,6}(?:交|缴|转|付)(?:过|了|完|齐|清).{0,4}(?:么|吗|嘛|的)|(?:明明|不是|早就?|都|我).{0,4}(?:交|缴|转|付)(?:过|了|完).{0,8}(?:咋|怎么|为啥|为什么|还|又)(?:还|又|在|要|是|老|来)?.{0,3}(?:催|没|要|喊|叫|说|让|欠|显示|通知|提醒)|(?:咋|怎么|为啥|为什么|干嘛)(?:还|又|老|老是|总)?(?:在)?(?:催|喊|叫|要|说|显示|让)(?:我|俺)?/
const CANNOT = /交不(?:起|出|上|了)|缴不(?:起|出|上|了)|拿不(?:出|起)|付不起|负担不起|承担不(?:起|了)|出不起|没钱交|没得钱交|没(?:得)?钱(?:缴|付)|手头(?:紧|上?紧|没)|(?:困难|低保|残疾|没收入|没得收入|没有收入|住院|没工资|没得工资|下岗|失业).{0,14}(?:免|少|减|缓|宽限|晚点交|拖)|(?:能不能|可不可以|能否|可以|可否|能|想|申请|请求|要求|给我?|让我|得不得).{0,8}(?:减免|免交|免缴|免掉|免了|免除|少交|少缴|减一?点|减少|缓交|缓缴|缓一?缓|缓几|缓两|缓一|缓缓|宽限|晚几天交|晚点交|迟点交|拖几天|拖一拖|延期|分期|少一?点|减半|免一?下|减一?下|免党费|(?:^|[^避难])免(?:$|[吗不嘛了呀啊]))|(?:减免|免交|缓交|少交)(?:党费)?(?:行不|行吗|可以|得不|要不|成不|咋|怎么申请|申请)/
const OTHERS =
  /(?:谁|哪个|哪些人?|哪几个|几个人|多少人|好多人|哪位|哪户|有几个|边个).{0,6}(?:没|未|不|冇|还没|尚未)(?:得)?(?:交|缴|签|来|到|报到|请假|收到|看|读|回)|(?:还有|都有|还剩|还差)(?:谁|哪个|哪些|哪几|几个|多少人|好多人).{0,6}(?:没|未|冇)?(?:交|缴|签|来|到|请假)?|(?:谁|哪些人?|哪个|哪几个|都有谁|哪位|多少人|几个人|好多人).{0,5}(?:交|缴)(?:了|过|清|齐|起)?|(?:未交|没交|没缴|未缴|欠费|欠交|缺席|未签到|没签到|没到|没来|缴费|交费|交党费|党费)(?:的)?(?:人)?(?:名单|名册|清单|明细|表|都有谁|有谁|有哪些|是谁|是哪些|情况表)|(?:把|发|看|列|给).{0,10}(?:没交|未交|欠费|交费|党费|没签到|缺席|没到).{0,6}(?:名单|人|清单|情况)|谁(?:没|未|还没)(?:有)?(?:签到?|报到|来|到)|(?:签到|到会|参会|缴费|交费)名单|谁还?(?:没|欠)/

const OTHER_PERSON = /^(?:(?:帮我|给我|我想)?(?:查|看|问)(?:一?下|哈|问|查|看)?)?(?:你|您|他|她|人家|别人|大家|其他人|别个|你们)/
const MORE_PRICES = /化肥|种子|一斤|一包|一袋|一盒|菜|肉|蛋|猪|鸡|鸭|鱼|米|油|车票|门票|快递|话费|电费|水费|学费|医保|社保|房租|工钱|工资|彩礼|份子|随礼|烟|酒|药|化肥|农药|价|卖|买|收购|养老|保险|手机|补贴|低保/

function concernsDues(clause: Clause, scene: Scene): boolean {
  return isOpen(scene, 'dues') || hasKind(scene, 'due') || hasKind(clause, 'due')
}

function asksOfOther(clause: Clause): boolean {
  if (OTHER_PERSON.test(clause.text)) return true
  const at = clause.tokens.findIndex((token) => ['name', 'relation', 'officer', 'other'].includes(token.kind))
  const self = clause.tokens.findIndex((token) => token.kind === 'self')
  return at !== -1 && (self === -1 || self > at)
}

function hearOthers(clause: Clause, scene: Scene): Found {
  const { text, mood } = clause
  if (hasKind(clause, 'goods') && !hasKind(clause, 'due')) return undefined
  const query: Found = { intent: 'others_data_query' }
  if (OTHERS.test(text) && !/谁家|谁的|哪个村/.test(text)) {
    const ours = concernsDues(clause, scene) || isOpen(scene, 'attendance') || /签到?|报到|到会|参会|开会|请假/.test(text)
    if (ours && !/谁来.{0,4}[帮接]/.test(text)) return query
  }
  if (!concernsDues(clause, scene) || hasKind(clause, 'sign', 'present')) return undefined
  const payment = /交|缴|党费|欠/.test(text)
  if (!payment || !(mood.asked || /^(?:帮我|给我)?(?:查|看)/.test(text)) || !asksOfOther(clause)) return undefined
  if (/会计.{0,4}收|收到|催/.test(text) || hasKind(clause, 'agency')) return undefined
  if (/怎么交|咋交|咋个交|啷个交|如何交|(?:交|给|找|转)(?:到|给)?(?:哪|谁)/.test(text)) return undefined
  return hasKind(clause, 'due') || /交|缴|欠/.test(text) ? query : undefined
}

/** Cannot afford it, asks to reduce, exempt or defer. Having no money is no such wish by itself. */
function hearHardship(clause: Clause, scene: Scene): Found {
  if (!concernsDues(clause, scene) || !CANNOT.test(clause.text) || hasKind(scene, 'goods', 'crowd', 'advert') && !hasKind(scene, 'due')) return undefined
  if (hasKind(clause, 'other') || /^(?:他|她|谁|哪个)/.test(clause.text)) return undefined
  return { intent: 'dues_hardship' }
}

/** Questions about dues: what others paid, whether and how much I paid, how much one pays; and asking for relief. */
export function hearDuesQuestion(clause: Clause, scene: Scene): Found {
  const { text } = clause
  const hardship = hearHardship(clause, scene)
  if (hardship) return hardship
  const others = hearOthers(clause, scene)
  if (others) return others
  if (hasKind(scene, 'goods') && !hasKind(scene, 'due')) return undefined
  if (hasKind(clause, 'crowd', 'advert')) return undefined
  const own = concernsDues(clause, scene) || /我.{0,3}(?:交没交|缴没缴)/.test(text)
  if (!own) return undefined
  if (DISPUTE.test(text) && /交|缴|催|转|付|欠/.test(text)) return { intent: 'dues_status_query' }
  if (OWN_STATUS.test(text) && (clause.mood.asked || /查|看/.test(text))) return { intent: 'dues_status_query' }
  if (isPrivate(scene) && /^(?:交没交|交了没有?|缴没缴|交了吗|缴了吗|交上没)$/.test(scene.core)) return { intent: 'dues_status_query' }
  if (HOW_MUCH.test(text) && (!MORE_PRICES.test(text) || hasKind(clause, 'due')) && !/月|人(?:交|没)/.test(text.replace(/一个?月|每个?月|月份/g, ''))) {
    if (!hasKind(scene, 'due') && hasKind(clause, 'unknown') && !/交|缴|标准|钱/.test(text)) return undefined
    if (!hasKind(scene, 'due') && clause.tokens.filter((token) => token.kind === 'unknown').some((token) => token.text.length > 1)) return undefined
    return { intent: 'dues_amount_query' }
  }
  return undefined
}
