import type { Clause } from '../kernel/chat/clauses.ts'
import { hasKind, isOpen, isPrivate, type Found, type Scene } from '../kernel/chat/scene.ts'
import { readDuesQuestion } from './question-grammar.ts'
import { hearOthersDues } from './hears-others.ts'

const HOW_MUCH =
  /(?:交|缴|拿|出|给|收)几(?:个|元|多)?$|多些钱|多来少|几文|若干|啥价|几钿|多少钿|几多蚊|^多钱|多少|好多(?!人|次|回|天)|几(?:块(?!地|田|肉|砖|石)|元|多钱|个钱|毛|分钱|多|个子)|几钱|几何|标准|怎么算|咋算|咋个算|如何算|啷个算|怎么收(?!不)|咋收|咋个收|比例|几个点|百分之|怎么定|咋定|按(?:什么|啥|哪|工资|收入|几)|一个月要?交$|最低|涨(?:了)?(?:没|吗|多少|几)/
const PAY = /到账|入账|钱|交|缴|付|转|补|给|出|欠|差|党费|收|扣/
const HOW =
  /哪门|么样|何式|何里|哪能(?=交|弄|办|缴|签|搞|用|请|参)|咋着|咋地|杂个|怎个|怎地|怎么(?!算|收|定|还|又|没|不|这|那|才|老|会)|咋(?!算|收|定|还|又|没|不|这|那|才|老|会|个算|个收)|啷个(?!算|收)|朗个|如何(?!算|收)|哪里|哪儿|在哪|去哪|给谁|找谁|向谁|给哪个|找哪个|哪个(?:手|账|窗)|什么(?:方式|办法|地方)|啥(?:方式|办法|地方)|微信(?:能|可|行)|能(?:不能)?(?:用|微信|转|手机|网上)/
const UP_TO =
  /(?:补|交|欠|差).{0,3}(?:几|多少|好多)个?月|(?:交|缴|付|补|收|结|清|管|算)(?:到|至|起到|拢)(?:了)?(?:几|哪|什么|啥|何|好)|到(?:几|哪(?:个|一)?|什么|啥)月|哪(?:几)?(?:个)?月.{0,6}(?:没|未|欠|交|缴)|几个月.{0,4}(?:没|未|欠)|(?:没|未|欠).{0,4}(?:几个月|哪(?:几)?个?月|多少|好多)|(?:交|缴)(?:了|过|齐)?(?:几个月|哪(?:几)?个?月)/
const OWES = /有没有我欠|欠不欠|欠|还?差|该补|要补|补多少|还要交|还得交|没(?:交|补|缴)|未(?:交|补|缴)|剩/
const PAID_OR_NOT =
  /(?:交|缴|付|转|补|收|拿|到账|入账|记|登|打|汇|扫|确认|登记|销账|算|进账|给)(?:到|上|过|了|咧|嘞|哒|咯|啦|齐|清|完|成功|起|着|倒|进去|我的|我|的?钱|的?款|的?党费|账)*(?:没|冇|吗|么|没有|没得|未|不|否|伐|了没|没啊|没呢|没嘛)(?:有|啊|呀|呢|哦|嘛|哟|喃|哩)?$|(?:交|缴|收|付)(?:没|不)(?:交|缴|收|付)|有没有(?:交|缴|收|记|转|登)|是不是(?:已经?|都)?(?:交|缴|收到)|(?:交|缴)(?:齐|清|上|完)?(?:没(?!得?(?:零|现|钱|空|时间|地方|人))|了没)|算不算(?:交|缴)|交没(?:有)?$|缴没(?:有)?$|收没(?:有)?$|看到.{0,6}(?:没|吗)/
const DISPUTE =
  /(?:交|缴|转|付)(?:过|了|完|清).{0,6}(?:还|又|老)(?:在|来|要)?(?:问|催|喊|叫|要|说|提醒|通知|找|发)|不是.{0,8}(?:交|缴|转|付|给|清|补)(?:过|了|完|齐|清).{0,4}(?:么|吗|嘛|的|啊)?|(?:咋|怎么|为啥|为什么|干嘛|凭啥|啷个|点解|做么子)(?:还|又|老|老是|总|总是|天天|没|说|要|是|给|会)*(?:在)?(?:催|喊|叫|要|说|显示|让|通知|提醒|问|欠|找|没|收|写|登|记)|(?:又|还|还在|老)(?:来)?(?:催|喊|叫|要|说|提醒)(?:我|俺)?(?:交|缴|什么|啥|个啥|干啥)?/
const CLAIMS = /(?:交|缴|转|付|给|补)(?:过|了|完|清|齐|讫|上)|已(?:经)?(?:交|缴|转|付)|(?:交|缴|转|付)的/
const LOOK_UP = /(?:帮|给|替|麻烦|请|想|我要|可以|能)?(?:我|俺)?(?:查|看|核|核对|查询|翻)(?:一?下|哈|查|看|一哈|一查|一看|查看|对|询)?/
const RELIEF =
  /减(?=吗|不|么|$)|免(?=吗|不|么|$)|免(?!得|不了|费|疫|打|冠|职)|减(?:免|一点|点|少|半|掉|了|些)|少(?:交|缴|收|出)|缓(?:交|缴|缓|一|几|两|三|下|到)?|(?:先)?(?:欠着(?!没|吗)|挂着|记着|赊着|挂账|放一放)|先欠|拖(?:几|一|到|欠|下)|宽限|(?:晚|迟|缓|拖).{0,5}(?:再)?(?:交|缴)|延(?:期|后|缓|长)|分期|下(?:个)?月(?:再|一起)(?:交|缴|给|补)|过(?:段|阵|几|两|完年|了年|年).{0,4}(?:再)?(?:交|缴|给)|(?:年后|年底|卖了.{1,4}|发了工资|秋收后|开年)再(?:交|缴|给|补)|照顾|优惠|打折|困难(?:党员|补|申请)/
const WISH =
  /免不免|减不减|能|可不?可?以|可否|行不|行吗|得不得|中不中|成不|好不好|想|申请|求|希望|麻烦|给我|帮我|请|吗|不$|么$|没$|要求|让我|准不准|批/
const CANNOT =
  /(?:能不能|可不可以|能|可以|行不行).{0,3}等.{1,8}再(?:交|缴|补)|(?:手头|手里|手边|这个月|最近)(?:太|有点|比较|实在)?紧.{0,10}(?:交|缴|缓|晚|欠)|(?:可不可以|能不能|可以|能)不(?:交|缴)|(?:能|可以|可不可以|想).{0,3}分(?:几|两|三|多)(?:次|回|期)|(?:交|缴|拿|付|出|凑|给|负担|承担|掏|补)不(?:起|出来?|上|了|来|动|够)|没(?:得)?钱(?:交|缴|付|给)|没(?:有|得)?(?:收入|工资|进项|来源).{0,14}(?:交|党费|缴)|(?:交|缴)(?:党费)?(?:太|很|有点|实在|确实)?(?:吃力|困难|恼火|老火|难)|困难.{0,6}(?:交|党费|缴)|(?:拿|凑|掏)不(?:出|起|齐)/
const OTHER_MATTER =
  /低保(?!的?(?:党员|户|交|缴))|化肥|种子|一斤|一包|一袋|一盒|车票|门票|快递|彩礼|份子|随礼|农药|手机(?!上)|补贴|工钱|猪|鸡蛋|白菜|西瓜|橘子(?!再)|价格|卖|收购|斤/

function concernsDues(clause: Clause, scene: Scene): boolean {
  return isOpen(scene, 'dues') || hasKind(scene, 'due') || hasKind(clause, 'due')
}

/** Money words about other things: only the word 党费 makes such a message ours. */
function isOtherMatter(clause: Clause, scene: Scene): boolean {
  if (hasKind(scene, 'due')) return false
  const goods = scene.tokens.some((token) => token.kind === 'goods' && !/低保|工资/.test(token.text))
  return goods || OTHER_MATTER.test(clause.text)
}

/** Cannot afford it, asks to reduce, exempt or defer. Having no money is no such wish by itself. */
function hearHardship(clause: Clause, scene: Scene): Found {
  const { text, mood } = clause
  if (hasKind(clause, 'other', 'hearsay') || /^(?:谁|哪个|有的|有些)/.test(text)) return undefined
  if (CANNOT.test(text) && !mood.supposed && !(/按|多少|怎么算|咋算|几/.test(text) && !RELIEF.test(text)))
    return { intent: 'dues_hardship' }
  if (!RELIEF.test(text) || !WISH.test(scene.text)) return undefined
  if (/不(?:想|要|用|需要)(?:减|免|缓)|不免/.test(text)) return undefined
  return { intent: 'dues_hardship' }
}

function isShortEnough(clause: Clause, scene: Scene): boolean {
  if (hasKind(scene, 'due')) return true
  const unknown = clause.tokens.filter((token) => token.kind === 'unknown').reduce((length, token) => length + token.text.length, 0)
  return unknown <= 4
}

function hearStatus(clause: Clause, scene: Scene): Found {
  const { text, mood } = clause
  const status: Found = { intent: 'dues_status_query' }
  if (DISPUTE.test(text) && (CLAIMS.test(scene.text) || /催|欠|党费/.test(text)) && !/他|她/.test(text)) return status
  if (/^(?:给我)?(?:记上|收到|登记|到账|入账|查到)(?:了)?(?:没有?|吗|么|不)$/.test(text)) return status
  if (/(?:交|缴|付|补|出)(?:多少|好多|几块|几多|几钱)/.test(text) && /还(?:要|得|用|需)?(?:交|缴)/.test(text) && !/欠|差|补/.test(text))
    return undefined
  if (UP_TO.test(text)) return status
  if (/^(?:.{1,4})?(?:你|您|你们|大家|都)(?:们)?(?:的)?(?:党费)?(?:都)?(?:交|缴)/.test(text) && !hasKind(clause, 'self')) return undefined
  if (PAID_OR_NOT.test(text) && (hasKind(clause, 'self', 'officer', 'due', 'money-word', 'money', 'pay') || isPrivate(scene))) return status
  if (/(?:我|俺|自己).{0,6}(?:是不是|有没有|还|是否).{0,4}(?:欠|差|漏)/.test(text) && clause.mood.asked) return status
  if (OWES.test(text) && HOW_MUCH.test(text) && !/交不起/.test(text)) return status
  const looks = LOOK_UP.test(text) && /我|俺|自己|个人/.test(text) && !/查收|看着|看到/.test(text)
  if (looks && (/交|缴|党费|欠/.test(text) || (hasKind(scene, 'due') && /查|核/.test(text)))) return status
  if (/(?:我|俺|额).{0,4}(?:还)?欠(?:不欠|.{0,4}(?:没|吗|么|不)$)/.test(text)) return status
  if (/有没有我(?:欠|没交)|我.{0,3}有没有欠/.test(scene.text)) return status
  if (/(?:查|看).{0,4}(?:我|俺).{0,3}(?:差|欠|缺)/.test(text)) return status
  return /^(?:我|俺)(?:的)?党费(?:情况|记录|明细|状态)?$/.test(text) && !mood.denied ? status : undefined
}

/** 老李欠几个月 is about him, whatever else is asked. */
function asksOfNamed(clause: Clause): boolean {
  return clause.tokens[0]?.kind === 'name' && !hasKind(clause, 'self')
}

const PAYERS =
  /教师|老师|教书|职工|工人|干部|医生|公务员|当兵|军人|个体|残疾|困难|低收入|年轻|青年|妇女|返聘|下岗|失业|无业|来着|那份|这份|份|得|拿|掏|按月|每人|一人|一个人|个人|党|新|预备|老|外地|外面|到底|究竟|大概|一共|总共|合计|标准|规定|退休金|工资|收入|养老金|这种|这样|岁|退休|务农|种地|没工作|学生|低保户?|预备|党员|我们|这样|流动|打工|每|月|年|人|该|级|现在|今年|要|需|一般|普通|务工|在家|次|期|应|往|老|农民|上班/g

/** 鸡苗多少钱 asks the price of something; 务农的交多少 does not. */
function namesOtherGoods(clause: Clause): boolean {
  return clause.tokens.some((token) => token.kind === 'unknown' && token.text.replace(PAYERS, '').length > 1)
}

const ASKED = { amount: 'dues_amount_query', status: 'dues_status_query', how: 'how_to' } as const

/** A question whose every word belongs to paying dues, about nobody but the sender. */
function hearKnownQuestion(clause: Clause, scene: Scene): Found {
  if (!concernsDues(clause, scene) || hasKind(scene, 'goods', 'other', 'crowd', 'hearsay', 'advert', 'name', 'relation')) return undefined
  if (CANNOT.test(clause.text) || RELIEF.test(clause.text)) return undefined
  const asked = readDuesQuestion(clause.text)
  return asked && { intent: ASKED[asked] }
}

/** Questions about dues: what others paid, whether and how much I paid, how much one pays; and asking for relief. */
export function hearDuesQuestion(clause: Clause, scene: Scene): Found {
  if (/无所谓|都行|随便|错人/.test(clause.text)) return undefined
  const others = hearOthersDues(clause, scene)
  if (others) return others
  const known = hearKnownQuestion(clause, scene)
  if (known) return known
  const dispute = DISPUTE.test(clause.text) && /催|欠|交|缴/.test(clause.text) && CLAIMS.test(scene.text)
  if (dispute && concernsDues(clause, scene) && !hasKind(scene, 'goods', 'other')) return { intent: 'dues_status_query' }
  const own = concernsDues(clause, scene) || /我.{0,3}(?:交没交|缴没缴)/.test(clause.text)
  if (
    !own ||
    (isOtherMatter(clause, scene) && !/低保户?.{0,4}(?:免|减)/.test(clause.text)) ||
    hasKind(clause, 'crowd', 'advert', 'hearsay')
  )
    return undefined
  const hardship = hearHardship(clause, scene)
  if (hardship) return hardship
  if (!PAY.test(clause.text) && !HOW_MUCH.test(clause.text) && !LOOK_UP.test(clause.text)) return undefined
  if (HOW.test(clause.text) && !DISPUTE.test(clause.text)) return undefined
  if (!isShortEnough(clause, scene)) return undefined
  if (/分(?:几|两|三|多)(?:次|回|期)/.test(clause.text)) return { intent: 'dues_hardship' }
  const status = asksOfNamed(clause) ? undefined : hearStatus(clause, scene)
  if (status) return status
  const asksAmount =
    HOW_MUCH.test(clause.text) &&
    (hasKind(scene, 'due') ||
      /钱|交|缴|转|补|标准|出|收|算|几块|块|元|毛|给|一个?月|个月|每月|一年|蚊|钿/.test(clause.text) ||
      /(?:那份|这份|我的|我那|我)(?:是|该|得|要)?(?:多少|好多|几多)(?:来着|啊|呢|嘛|哦)?$/.test(clause.text) ||
      /^(?:多少|好多|几多)(?:钱|块|元|嘛|啊|呢|哦|一个月|一年|$)/.test(clause.text))
  if (asksAmount && !hasKind(scene, 'due') && namesOtherGoods(clause)) return undefined
  if (asksAmount && /标准/.test(clause.text) && !clause.mood.asked && !/^.{0,8}标准$/.test(clause.text)) return undefined
  return asksAmount && (!clause.mood.denied || /没工资|没收入/.test(clause.text)) ? { intent: 'dues_amount_query' } : undefined
}
