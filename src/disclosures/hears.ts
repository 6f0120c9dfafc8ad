import type { Clause } from '../kernel/chat/clauses.ts'
import type { Hears } from '../kernel/chat/hears.ts'
import { ASK_BACK, NONE, hasKind, isOpen, isPrivate, type Found, type Scene } from '../kernel/chat/scene.ts'
import { wantsToSee } from './view-grammar.ts'
import { categoryIn, periodIn } from './hears-slots.ts'

const COMMAND =
  /^(?:看|查看?|看看)(?:第)?\d{1,4}(?:号|期)(?:公开|公示)?$|^(?:我?(?:想|要)?)(?:看|查|查看|看看|翻|调)(?:一?下|哈|看)?(?:村务|党务|财务|三务|村里的?)?公[开示](?!赛|课|场合|信|道歉|恋)/
const WHOLE = /^(?:公开|公示|村务公开|党务公开|财务公开|三务公开|公开栏|公示栏|公开表|公示表|最新公开|最新公示|账目公开|账目公示|公开公示)$/
const CATEGORY_OPEN =
  /^(?:看|查|发)?(?:一?下)?(?:村里?的?)?(?:财务|物资|土地|计生|计划生育|税费|电费|用电|干部(?:工资|报酬|补助)?|重大(?:事项|决策)|低保|救助|补贴|集体资产|征地|承包|收支)(?:情况)?(?:的)?(?:公开|公示)(?:表|栏|情况|一下|看看)?(?:呢|在哪|看看|发一?下|发我)?$/
const TITLED =
  /^(?:低保|五保|救助|补贴|粮补|电费|土地|土地承包|承包|征地|征地补偿|补偿|物资|干部工资|工资|报酬|计生|税费|修路|工程|财务|收支)(?:的)?(?:公示|公开|明细|名单|账|账目)(?:(?:20\d\d年?|今年|去年|上半年|下半年)?(?:的)?(?:第?[1-4一二三四]季度?|上个?季度|上个?月|(?:1[0-2]|[1-9]|十[一二]?|[一二三四五六七八九])月份?)?)(?:的)?$|^(?:看|查|发|要)?(?:一?下|看)?(?:村里?的?|我们村的?)?(?:(?:20\d\d年?|今年|去年|上半年|下半年)?(?:的)?(?:第?[1-4一二三四]季度?|上个?季度|上个?月|这个?月|本月|(?:1[0-2]|[1-9]|十[一二]?|[一二三四五六七八九])月份?|20\d\d年?|今年|去年)?(?:的|份的?)?)(?:低保|五保|救助|补贴|粮补|惠农补贴|高龄补贴|电费|水电|土地|承包|征地|物资|干部工资|工资|报酬|计生|税费|集体资产|修路|工程|接待|招待|一事一议)(?:费|款)?(?:的)?(?:公示|公开|明细|名单|表|账|账目|收支|流水)(?:表|栏|情况)?(?:看看|看一?下|发一?下|给我看看?|呢|在哪|贴哪了?)?$|^(?:最新|最近|新)(?:的)?(?:公开|公示)(?:有(?:哪些|啥|什么)|是(?:啥|什么)|呢|看看)?$/
const OBJECT =
  '(?:公[开示](?!赛|课|信)|流水账|重大决策|重大事项|账目?|帐目?|账单|账本|财务|收支|明细|流水|开支|榜|补贴|低保|救助|五保|工资|报酬|承包|征地|土地|物资|电费|计生|决议|工程款|修路款|集体资产|台账|报表|名单|村务|党务|一事一议|税费|用电|惠农)'
const SEE = new RegExp(
  `(?:看|瞧|瞅|查|翻|调|发|要|想看|晓得|知道|公布|贴|亮|晒|拿|给).{0,12}${OBJECT}|${OBJECT}.{0,8}(?:看|瞧|瞅|查|发|贴|给我|在哪|哪里|哪儿|哪看|拿|让我|有没有|出来没|公布)`,
)
const WHERE =
  /(?:公示|公开|账|榜|名单|公告栏|公开栏|公示栏|收支|明细).{0,6}(?:在哪|哪里|哪儿|哪看|哪个地方|贴(?:在|到)?哪|去哪|咋看|怎么看|咋个看|啷个看|如何看)|(?:在哪|哪里|哪儿|去哪|上哪|咋个?|怎么|啷个).{0,4}(?:看|查|找).{0,8}(?:公示|公开|账|榜|明细|收支)/
const PERIOD_AND_ACCOUNTS =
  /^(?:把)?(?:看|查)?(?:一?下|看)?(?:村里|村上|我们村|支部|村|大队)?(?:的)?(?:(?:20\d\d年?|今年|去年|上半年|下半年)?(?:的)?(?:第?[1-4一二三四]季度?|上个?季度|本季度|上个?月|这个?月|本月|(?:1[0-2]|[1-9]|十[一二]?|[一二三四五六七八九])月份?|20\d\d年?|今年|去年|全年))(?:的|份的?)?(?:村里|村|支部)?(?:的)?(?:财务|收支账|账目?|帐目?|账单|收支|公开|公示|明细|开支|收支表|财务公开|村务公开|财务公示|补贴|低保|电费|工资|流水)(?:表|情况|明细|名单)?(?:看看|看一?下|发一?下|发出来(?:看看|大家看看)?|拿出来(?:看看)?|发我(?:看看|瞅瞅|瞧瞧|看)?|瞅瞅|瞧瞧|呢|吧|给我看看?|在哪|哪里|出来没有?|公布没有?|有没有|看)?$/
const LISTS =
  /(?:低保|五保|补贴|救助|危房|困难户|贫困户|特困|残补|慰问).{0,8}(?:有(?:哪些|谁|哪几|几)|(?:是|都)?(?:有)?(?:哪些人?|谁)|名单|几户|多少(?:户|人)|给了谁|发给谁|评了谁)|(?:哪些人?|谁|哪几户|哪家|哪些户).{0,6}(?:低保|五保|补贴|救助|特困|慰问)/
const DOUBT =
  /不对|对不上|有问题|猫腻|乱|假的|凭啥|凭什么|为啥|为什么|咋(?!看|个看)|怎么(?!看)|哪去了|花哪|去哪了|不公|不清不楚|糊涂账|虚|不合理|不明白|烂账|贵|少了|多了|黑|亏|欠账|才(?:给|发)|没有我|不够/
const NOT_OURS =
  /账本的会计|公开赛|公开课|电影|球赛|考试|成绩|股|分数|招聘|面试|公务员|事业编|彩票|淘宝|拼多多|微信账|账号|结账|算账|记账|账户|帐号|赖账|欠账|转账|买单|卖|他家|你家|电视|比赛|手机账|学校|医院|公示牌/
const IN_TALK =
  /看到(?:了)?(?:公|账|名单)|(?:早就|都|已经|刚|昨天|看)(?:看)?过|看了(?!没)|贴出来了|公布了$|大家(?:去|都|可以|快)|记得|请.{0,4}看|会上|听说/

function slots(text: string, today: string): { category?: string; period?: string } {
  const category = categoryIn(text)
  const period = periodIn(text, today)
  return { ...(category && { category }), ...(period && { period }) }
}

/** Wants to see something published, asks where it is posted, or for a list that is only shown redacted. */
function hearView(scene: Scene, said: string): Found {
  if (!/[看公账帐财收支明榜补低救五工承征土地物电计决单修集台报村党议税惠慰困贫特残粮高流误]/.test(said)) return undefined
  const text = said.replace(/\s+/g, ' ')
  const bare = said.replace(/[\s。.!！~，,]+/g, '').replace(/[?？]+$/, '')
  if (NOT_OURS.test(text) || scene.toOther || text.length > 40) return undefined
  const view: Found = { intent: 'view_disclosure', ...slots(said, scene.period) }
  if (WHOLE.test(bare) || CATEGORY_OPEN.test(bare) || TITLED.test(bare)) return view
  if (
    /没|不(?!是)|别|莫/.test(
      text.replace(/有没得|(?:公示|公开)了?没(?:有|得)?[?？]?$|有没有|能不能|可不可以|出来没|公布没|在不在|是不是|看不看得|贴没贴/g, ''),
    )
  )
    return undefined
  if (COMMAND.test(bare) && !IN_TALK.test(text)) return view
  if (hasKind(scene, 'crowd', 'advert', 'hearsay')) return undefined
  if (WHERE.test(bare) && !/花(?:到)?哪|去哪了|用(?:到|在)哪/.test(bare)) return view
  if (DOUBT.test(bare) || IN_TALK.test(bare)) return undefined
  if (PERIOD_AND_ACCOUNTS.test(bare)) return view
  if (LISTS.test(bare)) return view
  if (/^(?:意见|建议|反映|投诉|问)/.test(bare) || isOpen(scene, 'review')) return undefined
  if (
    /^(?:看|查|查看|看看|查查|瞧瞧|看下|查下|看一下|查一下)(?:村里的?|支部的?)?(?:账|帐|账目|账单|财务|收支|明细|补贴|低保|救助)(?:表|名单|明细|情况)?$/.test(
      bare,
    )
  )
    return view
  if (/[交缴付]|转给|转了/.test(bare) && hasKind(scene, 'pay', 'paid') && !/公[开示]|明细|名单/.test(bare)) return undefined
  if (/(?:公示|公开|账目?|明细|名单)(?:出来)?了?(?:有没有?|有没得|有吗|没有?|没得)$/.test(bare) && categoryIn(said) !== undefined)
    return view
  if (wantsToSee(said)) return view
  if (!SEE.test(bare) || /我(?:的|交)|党费|发了|给了|要(?:交|补)/.test(bare)) return undefined
  const wishes =
    /想|要|能|可以|给我|让我|^翻|^调|^拿|^发|看一看|瞧一瞧|发(?:一?下|我|给|个|来|一?份|出来)|看(?:看|下|一下|哈|一哈)|查(?:查|下|一下)|^看|^查|请|麻烦|有没有/.test(
      bare,
    )
  const ours = categoryIn(said) !== undefined || /公开|公示|村务|党务|村里|村上|名单/.test(bare)
  return wishes && ours ? view : undefined
}

const APPROVE =
  /^(?:我(?:这边)?)?(?:没(?:有|得)?(?:什么|啥|啥子|任何)?(?:意见|问题|毛病)了?|无意见|无异议|没(?:有|得)?异议|同意(?:公开|发布|公示|了|的|吧|啊|通过|发|上墙|张贴|贴)?|通过(?:了|吧|审核)?|审核通过|审批通过|可以(?:的|了|吧|贴|上墙|张贴|公开|发|发布|公示|通过|啊|哈|嘞)?(?:发)?(?:了)?|批准|没问题|没得问题|没毛病|准了|准予公开|核对无误|无误|看过了?(?:同意|没问题|可以)|同意同意|审过了?(?:没问题|可以|同意)|我?同意\d{0,4}|同意第?\d{1,4}(?:号|期)?|冇意见|冇问题|准许|可以公示|予以通过|赞成|赞同|一致同意|核过了没问题|(?:都)?(?:对得上|对上了|核完了?|核对完了?|核过了?|看完了?|看过了?|查过了?|没毛病|没问题|准了?|可以了?|行)*(?:同意|通过|无误|贴吧|贴出来|上墙吧?|公开吧|公示吧|没毛病|准了?|发吧)(?:了|吧|贴吧|公开吧|上墙吧)*)$/
const REFUSE =
  /^异议|不能(?:这么|这样|就这么|马上|现在)?(?:公示|公开|贴|发|过|上墙)|(?<!说|过|不)不过$|不给签|(?:先|暂|暂时|坚决|还)?不(?:能过|给过|放行|签字|同意|通过|批准|予通过|能通过|能公开|可以|赞成|能同意|认可|准|批|给通过|予批准|行)|反对|驳回|退回|打回|有异议|重新做|重做|重报|拒绝|通不过|没法同意|不能发|不让过|否决|拿回去/
const CONDITION =
  /但|不过|除了|前提|只要|得先|必须先|先.{0,10}(?:再|才)|补(?:上|齐|一|个|张|了|发票|票|签)|改(?:了|好|一下|过来|成|完)|去掉|删掉|删了|说明一下|附上|才(?:行|能|可以|同意)|后(?:再)?(?:同意|通过|公开)|之后|要(?:写清|补|改|加)|的话|把.{1,12}(?:补|改|去|删|写|说)|才(?:同意|通过)|再(?:同意|通过|公开)|其他的?(?:都)?(?:可以|同意|没意见|没问题)|其余|就行|就可以|就同意/
const LATER =
  /(?:看看|看一?下|再看|晚上|回去|明天|等|一会|待会|有空|抽空|先看|研究|核对一下|翻翻|我看|瞧瞧|慢慢看|商量|开会定|考虑|想想|对一对|对一下|查查)/

/** A refusal stands at the head of a clause, or speaks of the item itself. */
const REFUSES = new RegExp(
  `^(?:我|本人|坚决|暂时|先|这个|这期|这次|这版|账|这账|第.{1,4}[项条笔号期]?|账目|公示|草稿|恕我|抱歉|对不起|肯定|绝对|我看|我觉得)*(?:${REFUSE.source})(?!者|票|派|党|声|权|人|书|制|称|域|门|往来|就|才|行|假|来|算|我|再|嘛|不行)`,
)
const APPROVES =
  /^(?:我|本人)?(?:原则上|基本上?|大体上?|总体上?|都|可以|勉强|先|其他(?:的)?(?:都)?|其余(?:的)?(?:都)?|别的(?:都)?|除了.{1,12}|这期|这次|账目)*(?:同意|通过|没意见|没得意见|没问题|无异议|可以(?!的话|去|吃|喝|带|请))(?:是同意|是可以)?/
const APPROVES_LATER = /(?:我)?(?:就|才|再|后|可以)(?:同意|通过|签字|可以|没意见)/
const BESIDE_APPROVAL =
  /^(?:都?对得上|都?对上了|我这边没(?:有)?意见|账票相符|账实相符|票账相符|(?:都)?核实(?:了|过了?)|看了.{1,2}遍|查了.{1,2}遍|逐(?:笔|条)看了|我这边没(?:有)?意见|账票相符|账实相符|票账相符|(?:都)?核实(?:了|过了?)|看了.{1,2}遍|查了.{1,2}遍|逐(?:笔|条)看了|看了|看过了?|核对?了|核对过了?|都?对(?:过|上)了?|账(?:目)?(?:清楚|没问题|对|对得上|平)|票(?:据)?(?:齐全?|都在|没问题)|数字?(?:对|没问题)|清清楚楚|很清楚|辛苦(?:了|你们了)?|谢谢|好|好的|行|嗯|都看了|仔细看了|发吧|公开吧|上墙吧|没毛病|合规)$/

/** A supervisor's word on what lies before him. A condition is an objection; looking later is nothing. */
function hearReview(scene: Scene): Found {
  if (!isOpen(scene, 'review') || scene.utterance.role !== 'supervisor') return undefined
  if (/^(?:不同意见|驳回上诉|同意书|通过(?:村|了?考|这|那|路)|可以(?:去|吃|带)|反对派)/.test(scene.text)) return undefined
  if (/^(?:OK|ok|好|嗯|行)(?:的|啊|吧|了)?$/.test(scene.core)) return ASK_BACK
  const bare = scene.text
    .replace(/[\s。.!！~，,、；;]+/g, '')
    .replace(/(?:谢谢|辛苦了?|书记|哈|啊|哦|呢|呀)+$/, '')
    .replace(/^(?:好的?|嗯+|行|书记|收到|看了|看过了|我看了|看完了|都看了|账看了|核对了|都核对了|核对过了|查了|审了)(?=.)/, '')
  const asked = scene.clauses.some(({ mood }) => mood.asked)
  const parts = scene.clauses.map((part) => part.text.replace(/[哈啊哦呢呀]+$/, ''))
  if (
    parts.length > 1 &&
    !asked &&
    parts.every((part) => APPROVE.test(part) || /^(?:好|好的|行|看了|看过了)$/.test(part)) &&
    parts.some((part) => APPROVE.test(part))
  )
    return { intent: 'approve' }
  if (APPROVE.test(bare.replace(/^(同意|通过|可以|没意见|没问题)\1+/, '$1')) && !asked) return { intent: 'approve' }
  if (/^[行中成]不[行中成]|^可不可以|^要不要得/.test(bare)) return ASK_BACK
  if (/(?:补|改|写|附|查|说)(?:齐|上|好|清楚|完|全|明白)?(?:了)?(?:我)?(?:再|才)(?:同意|通过|签|批|放行|可以)/.test(bare))
    return { intent: 'object', reason: true }
  if (
    scene.clauses.length > 1 &&
    scene.clauses.some((part) =>
      /^(?:我|先|暂时)?(?:不能(?:这么|这样)?(?:公示|公开|贴|发|过|上墙)|不过|不签|不贴|打回去?|退回去?|重做)(?:了|吧)?$/.test(part.text),
    )
  )
    return { intent: 'object', reason: true }
  if (asked) return REFUSE.test(bare) && !/行不行|可不可以|能不能|是不是/.test(bare) ? { intent: 'object', reason: true } : ASK_BACK
  if (scene.clauses.some((part) => REFUSES.test(part.text)) || REFUSES.test(bare)) {
    const rest = bare
      .replace(REFUSE, '')
      .replace(/^我|公开|发布|公示|第?\d{1,4}号?|[的了吧啊]|坚决|先|暂时|表示|这个|这期|这次|给|你们|他们/g, '')
    return { intent: 'object', ...(rest.length > 1 && { reason: true as const }) }
  }
  const approves = scene.clauses.some((part) => APPROVES.test(part.text))
  if ((approves || APPROVES_LATER.test(bare)) && CONDITION.test(scene.text)) return { intent: 'object', reason: true }
  if (approves && /基本|原则上|大体|应该|差不多|可能/.test(bare)) return ASK_BACK
  if (
    scene.clauses.some((part) => APPROVE.test(part.text)) &&
    scene.clauses.every((part) => APPROVE.test(part.text) || BESIDE_APPROVAL.test(part.text))
  )
    return { intent: 'approve' }
  if (LATER.test(bare)) return NONE
  if (scene.clauses.some((part) => /^(?:[\u4e00-\u9fff]{0,6})?(?:不能过|过不了|不能放行|通不过|不签)/.test(part.text)))
    return { intent: 'object', reason: true }
  if (/(?:补|改|写|附|查|说)(?:齐|上|好|清楚|完|全|明白)?(?:了)?(?:我)?(?:再|才)(?:同意|通过|签|批|放行|可以)/.test(bare))
    return { intent: 'object', reason: true }
  return /第?.{1,3}[项条笔号]|票|金额|数字|账|对不上|不对|有问题|偏高|太高|贵/.test(bare) ? ASK_BACK : undefined
}

function line(scene: Scene): Found {
  if (scene.sent) return undefined
  return hearReview(scene) ?? hearView(scene, scene.text)
}

const MATTER =
  /账|帐|修路|路灯|水泥|低保|补贴|救助|五保|包车|招待|工程|征地|承包|征收|占地|补偿|公款|集体|村里的?钱|款|经费|沙石|挖机|公示|名单|公开|评选|评议|扶贫|慰问|危房|分红|收入|支出|开支|发票|误工|接待|油费|伙食|办公费|三资|党费|路|水渠|桥|活动室|广场|绿化|垃圾|电|树苗|补助|贫困户|选举|干部|书记|村主任|组长|村里|指标|名额|份额|工资|优抚|高龄|粮补|种粮|地力|水利|沟|井|分地|分田|地块|误工|村|集资|捐|招标|承建|施工|打井|修|盖/
const DOUBTS =
  /都?不(?:说|公布|讲|吭声|告诉|公开|公示)|瞒着|捂着|有鬼|怕是(?:没|不)|是不是(?:没|多|少|吃)|恁(?:高|贵|多|少|大)|(?:咋|怎么|咋个)(?:恁|那么?|这么?)?(?:高|贵|多|少|大)|没发(?:到位|下来|齐)|(?:钱|款|名额|指标|物资|米|面|油|影子?)(?:都|就|也)?没(?:了|影|下文)|没(?:影|下文)了?|不清$|才(?:修|做|建|弄|亮|铺|挖)|都是(?:他|自己|干部)|不公|不对|对不(?:上|拢|起来|齐)|进了(?:谁|哪个)|都是.{0,6}亲戚|亲戚|就(?:修|买|做|建|挖|铺)?这么(?:点|一点|些)|报(?:了)?(?:[\d一二两三四五六七八九十]+[百千万])|不一致|贵|花(?:到|在)?哪|去哪|哪(?:去|儿去|里去)了|咋(?:这么|那么|才|没|不|会|花|算|回事|还|是|只|少|多)|怎么(?:这么|那么|才|没|不|会|花|算|回事|还|是|只|少|多|就)|为啥|为什么|凭啥|凭什么|不公平|不公道|不合理|猫腻|水分|虚|假|有问题|多报|少(?:了|报|发|算)|没(?:有)?我(?:家|们|屋)?|哪(?:有|来的?|能|里有).{0,6}(?:这么|那么)|嫌贵|不明不白|不清楚|糊涂|谁(?:批|同意|定|吃|拿)|多少是|用(?:到|在)?哪|咋花|咋用|太(?:高|多|少|离谱|黑)|离谱|关系户|优亲|偏心|搞错|算错|写错|漏|重复|看不出|这么多|这么少|弄错|轮不到|轮到我|落到|进了谁|谁的(?:腰包|口袋|兜)|抢钱|花里胡哨|蒙人|唬人|好看不|做(?:得|的)好看|坑人|够(?:修|买|盖)|用得(?:了|着)|值(?:这|那|不)|哄人|骗人|糊弄|没算|没写|没列|没见|没看到|没得我|咋没/
const GRUMBLE = /^(?:唉|哎|烦|气人|真是|没意思|无语|日子难过)/

/** Doubt about money or fairness without a register word: shall it be registered? Asked only where it is likely meant for the bot. */
function clause(heard: Clause, scene: Scene): Found {
  if (
    scene.clauses.length > 1 &&
    heard.text.length >= 4 &&
    hasKind(scene, 'paid', 'sign', 'yes', 'receipt', 'polite') &&
    !isOpen(scene, 'review')
  ) {
    const view = hasKind(heard, 'goods') && hasKind(scene, 'paid') ? undefined : hearView(scene, heard.text)
    if (view) return view
  }
  if (scene.toOther || hasKind(scene, 'crowd', 'advert', 'hearsay')) return undefined
  const open = isOpen(scene, 'disclosure')
  if (!open && !isPrivate(scene)) return undefined
  if (GRUMBLE.test(heard.text) && heard.text.length < 6) return undefined
  const whole = scene.text
  if (/贵(?:宾|姓|人|州|阳|港|族|妃|的[\u4e00-\u9fff])|不对劲/.test(heard.text)) return undefined
  if (!MATTER.test(whole) && /雪|雨|天|白菜|猪肉|鸡|鸭|鱼|菜|房价|股|彩票|贵州|贵阳|贵港|宝贵|珍贵|贵姓|油价/.test(heard.text))
    return undefined
  if (/电视|新闻|县长|小区|电费交|他家(?:的)?(?:猪|鸡)|外国|美国|股票|淘宝|菜价|肉价/.test(whole)) return undefined
  const doubts = DOUBTS.test(heard.text)
  if (!doubts) return undefined
  const matters =
    MATTER.test(whole) ||
    (open && (hasKind(scene, 'money', 'number') || /我家|我们家|这个数|这笔|这项|公开/.test(whole) || whole.length <= 12))
  return matters ? ASK_BACK : undefined
}

/** What people type to see what is published, what supervisors answer to a draft, and doubts about the figures. */
export const disclosuresHears: Hears = { name: 'disclosures', answers: { review: { yes: 'ask_back', cheer: 'ask_back' } }, line, clause }
