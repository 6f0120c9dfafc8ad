import type { Clause } from '../kernel/chat/clauses.ts'
import type { Hears } from '../kernel/chat/hears.ts'
import { ASK_BACK, NONE, hasKind, isOpen, isPrivate, type Found, type Scene } from '../kernel/chat/scene.ts'
import { readNumeral } from '../kernel/language/numerals.ts'
import { hearReport, isWrongdoing } from './hears-report.ts'
import { hearVerdict } from './hears-verdict.ts'

const HEAD =
  /^(?:匿名)?(?:另外|还有|顺便|再就是|对了|再|还要?|也)?[\s,，]*(?:@?书记|主任|支部|支部通|领导|您好|你好|大家好|麻烦)?[\s,，:：]*(?:我|俺|咱|额)?(?:们)?(?:也)?(?:想|要|来)?(?:再)?(?:跟书记|向支部|向村里|跟你们|给村里|给支部)?(提个意见|提点意见|提条意见|提意见|提个建议|提点建议|提建议|提个问题|提问|问一下|问下|问问|问哈|问一哈|问一问|咨询一下|咨询|问|意见和建议|意见|反映一下|反映一哈|反映哈|反映下|反映个事|反映个问题|反映一个问题|反映|反应一下|反应个事|反应|建议|投诉|请问|质询)(?=(.?))/
const CONTENT =
  /字号|材料|讲课|流程|积分|表彰|先进|轮值|台阶|坡道|椅子|空调|风扇|桌子|喇叭|广播|公交|站台|护坡|挡土|路|灯|渠|桥|沟|水井|打井|厕|村|账|堵|臭|污|低保|补贴|补助|款(?!式)|干部|公示|公开|工程|化粪|土地|承包|征地|拆迁|危房|党费|支部|党员|会议|开会|党课|党日|选举|书记|主任|会计|组长|噪音|养猪场?|养殖|网络|信号|校车|卫生|广场|健身|秸秆|山林|河|水库|灌溉|机耕|合作社|集体|分红|摄像|监控|环境|五保|救助|名单|名额|指标|医保|养老|农合|坝|墓|祠堂|公交|停车|绿化|消防|防汛|排水|水泥|沙石|挖机|自来水|水管|水压|水质|水塔|停水|停.{0,4}(?:电|水)|用水|喝水|饮水|吃水|停电|电线|电压|电杆|电费|变压|用电|办事|大厅|留守|幼儿园|学校门|卫生室|村医|文化站|书屋|图书室|食堂|大棚|菜市|集市|宅基|建房|违建|占道|垃圾|野狗|流浪狗|鱼塘|培训|减速带|护栏|标志|医疗点|老年|活动室|会议室|学习资料|资料|通知|发言|学习(?:时间|内容|方式|会|安排)|几次会|时间(?:太|安排|定)|组里|队里|咱组|我们组|田坎|耕地|荒地|护林|防火|快递点|班车|扶贫|帮扶|慰问|高龄|残疾|工资|账目|收费|摊派|物资|渡口|码头|涵洞|下水道|污水|粪|燃气|气站|路口|门牌|晒场|晒坝|球场|戏台|仓库|机井|泵|喷雾|补种|兽医|防疫|疫苗|药房/
/** What a question to the branch or the village is about, when it is put politely rather than by the command word. */
const ASKED_MATTER =
  /低保|补贴|补助|五保|救助|公示|公开|账|款|干部|书记(?!家)|主任(?!家)|支部|党员|党费|党课|村里(?!谁)|村委|村上|修|路灯|自来水|水管|渠|桥|工程|垃圾|医保|养老|农合|高龄|土地|承包|征地|拆迁|危房|名额|指标|选举|活动室|广场|卫生室|村医|公厕|监控|停水|通(?:水|电|网|车|气)|网络|合作社|分红|集体|扶贫|慰问|宅基地|建房|低收入|残疾|工资|会议|开会|公益岗|护林|防汛/
const NEIGHBOURLY =
  /谁家|哪家(?!低保)|哪个有|哪位有|有没有人|卖|买|拼车|搭车|借|土鸡|鸡蛋|相亲|出租|租房|转让|打牌|麻将|钓鱼|喝酒|吃饭|吃啥|快递|外卖|早点睡|看见我|看到我|医生|晚饭|心情|身体|老婆|老公|我家(?:的)?(?:狗|猫|鸡|鸭|羊|牛|钥匙|手机)|丢了|捡到|多喝水|穿|天气|手机|电脑|电视剧|追剧|股票|彩票|多少钱一斤|几钱一斤|化肥|种子|农药|饲料|娃|孩子|媳妇|对象|减肥|吃药|旅游|抖音|游戏|朋友圈|群里少|少发|发红包|群主|红包|砍价|广告|唱|跳|下棋|聚/
const NOT_HEAD =
  /^(?:意见沟通|意见征|意见分歧|意见反馈|意见不合|问题|问候|问好|问谁|问他|问她|问书记|问你|问我|问会计|问过|问了|问到|建议书|意见书|意见箱|意见不|意见都|意见很|意见大|意见簿|反映出|反映了|反应快|反应慢|反应过|反应了|反应不|建议大家晚|投诉电话|投诉热线|投诉了|投诉过|建议零售|意见领袖|意见一致|意见统一|问啥|问什么|问那么|问就|问一句|问心)/
const REF = /(?:第|编号|序号|关于|#)?\s?(\d{1,4}|[一二三四五六七八九十]{1,3})\s?(?:号|条|项|笔|点|行|款(?!项))?/
const ITEM =
  /(?:第(\d{1,3}|[一二三四五六七八九十]{1,3})(?:号|条|项|笔|行)?|(?:^|[^\d])(\d{1,3})(?:号|条|项|笔)(?!线|楼|早|晚|上|下午|交|开会|来|到|回|前|后|发|那天|之前)|^#?(\d{1,3})[\s,，:：]+(?=[\u4e00-\u9fff]))/
const OBJECTION =
  /不服|不认|不对|贵|咋|怎么|为啥|为什么|凭啥|凭什么|多少|啥|什么|没有|没领|没得|没见|没收到|假|谁|哪|不合理|不清楚|不明白|有问题|对不上|太|离谱|不符|错|虚|重复|少|多算|多报|不公|吗|不一样|没票|没写|不是|[?？]|咋个|啷个|几|不止|没那么|没这么|不实|质疑|疑问|不认|不同意/
const QUESTION = /^(?:问|请问|咨询|提问|提个问题|质询)/

/** When and where the next meeting is: talk, not a matter to register. */
const MEETING_TIME =
  /(?:几点|几号|哪天|什么时候|啥时候|几时|在哪|哪里|多久).{0,6}(?:开会|会议|党课|学习|签到)|(?:开会|会议|党课|学习|签到).{0,4}(?:几点|几号|哪天|什么时候|啥时候|几时|在哪|哪里|多久)/

/** 建议大家多喝水: advice to neighbours. */
const ADVICE =
  /^(?:大家|你们?|您|各位|家长|司机)?(?:还是)?(?:多|少|早|晚点?|别|不要|莫|注意)(?!.{0,12}(?:村|支部|党|公示|公开|会|装|修|种树|通知))/
/** 建议给老人装扶手: something to be put up, mended or arranged. */
const IMPROVES =
  /^(?:在|给|把|将|对)?.{0,10}(?:装|修|建|设|增设|增加|安|铺|挖|疏通|清理|统一|组织|换)(?:上|个|一个|些|一些|几|条|盏|好)?[\u4e00-\u9fff]{1,8}$/

function refAfter(text: string): { ref?: number; rest: string } {
  const found = new RegExp(`^[\\s,，:：、]*${REF.source}(?![点块元毛角年月日斤个岁只头天户组])`).exec(text)
  const number = found ? readNumeral(found[1] ?? '') : undefined
  if (!found || number === undefined || number < 1) return { rest: text }
  const chinese = !/\d/.test(found[1] ?? '')
  if (chinese && !/第|条|项|号|笔/.test(found[0])) return { rest: text }
  return { ref: number, rest: text.slice(found[0].length) }
}

type Registered = { readonly word: string; readonly rest: string }

function headOf(text: string): Registered | undefined {
  if (NOT_HEAD.test(text)) return undefined
  const found = HEAD.exec(text)
  const word = found?.[1]
  if (!found || !word) return undefined
  if (NOT_HEAD.test(text.slice(found[0].length - word.length))) return undefined
  return { word, rest: text.slice(found[0].length) }
}

/** A register word at the head of a later clause: the matter goes on to the end of the message. */
function clause(heard: Clause, scene: Scene): Found {
  if (scene.clauses[0] === heard) return undefined
  const found = headOf(scene.text.slice(heard.start))
  return found && !/^问$|^意见$|^反应/.test(found.word) ? judgeRegistered(scene, found) : undefined
}

function hearRegistered(scene: Scene): Found {
  return judgeRegistered(scene, headOf(scene.text))
}

function judgeRegistered(scene: Scene, found: Registered | undefined): Found {
  if (!found || scene.toOther) return undefined
  if (isOpen(scene, 'review')) return undefined
  const { ref, rest } = refAfter(found.rest)
  const content = rest.replace(/[\s,，:：。!！?？、]+/g, '')
  const own = ref === undefined ? {} : { ref }
  const asks = QUESTION.test(found.word)
  if (content === '' && ref === undefined) return /[?？]$/.test(rest) || !scene.addressed ? undefined : ASK_BACK
  if (
    ref === undefined &&
    /^(?:吗|没有?|呢|了吗|到哪|去哪|上哪|在哪|哪里?|给谁|找谁|找哪|向谁|往哪|怎么|咋|啷个|如何)/.test(content) &&
    !CONTENT.test(content)
  )
    return undefined
  if (
    asks &&
    ref === undefined &&
    /^(?:怎么|咋|咋个|啷个|如何|在哪|去哪|找谁)/.test(content) &&
    /党费|请假|签到|组织关系|入党|意见/.test(content)
  )
    return undefined
  if (asks && ref === undefined && (/党费/.test(content) || (isOpen(scene, 'dues') && /[交缴].{0,3}(?:几|多少|好多)/.test(content))))
    return undefined
  if (isWrongdoing(scene.text) && !asks) return { intent: 'report' }
  if (
    asks &&
    ref === undefined &&
    (/^问$/.test(found.word) ? !/^[\s,，:：、]/.test(found.rest) && !ASKED_MATTER.test(content) : !ASKED_MATTER.test(content))
  )
    return /谁家|哪家|卖|借/.test(content) ? NONE : undefined
  if (asks && ref === undefined && /谁家|哪家|哪个有|有没有人/.test(content) && !/低保|补贴|五保|救助/.test(content)) return NONE
  if (asks && ref === undefined && MEETING_TIME.test(content)) return undefined
  if (/^建议$/.test(found.word) && ADVICE.test(content)) return NONE
  if (/^(?:建议|提个建议|提建议)$/.test(found.word) && IMPROVES.test(content) && !NEIGHBOURLY.test(content))
    return { intent: 'feedback', kind: 'opinion', ...own }
  const publicMatter = asks
    ? /村里|村委|支部|书记|主任|干部|公示|低保|补贴|公开/
    : /村|路|灯|渠|桥|沟|井|厕|垃圾|低保|补贴|账|干部|公示|书记|主任|支部|党|会|卫生|自来水|电线|停水|停电|噪|臭|污|监控|车|广场|活动室|集体/
  const polite = /^(?:请问|问一下|问下|问哈|问一哈|咨询)/.test(found.word)
  if (ref === undefined && polite && !CONTENT.test(content)) return undefined
  if (ref === undefined && NEIGHBOURLY.test(content) && !publicMatter.test(content)) return NONE
  const commanded =
    /^(?:意见|反映|反映一下|反映下|反映个事|反映个问题|投诉|建议|提意见|提个意见|提建议|提个建议)$/.test(found.word) &&
    /^[\s,，:：]/.test(found.rest)
  if (ref === undefined && commanded && content.length >= 5 && !/一致|统一|不合|很大/.test(content))
    return { intent: 'feedback', kind: 'opinion' }
  if (ref === undefined && !CONTENT.test(content))
    return /^(?:意见|反映|投诉)$/.test(found.word) && /^\s/.test(found.rest) && isPrivate(scene) ? ASK_BACK : NONE
  if (/[吗没?？]$/.test(scene.text) && /^(?:建议|意见)/.test(found.word) && content.length < 4) return NONE
  return { intent: 'feedback', kind: asks ? 'question' : 'opinion', ...own }
}

/** The number of a disclosure item with a question or objection to it. */
function hearItem(scene: Scene): Found {
  if (!isOpen(scene, 'disclosure') || scene.toOther) return undefined
  const found = ITEM.exec(scene.text)
  if (/没(?:有|得)?(?:啥|什么|啥子|么子)?(?:说的|意见|问题|异议|疑问)|看过了没|都看过了/.test(scene.text)) return undefined
  if (!found || !OBJECTION.test(scene.text) || hasKind(scene, 'crowd', 'advert')) return undefined
  if (/组|排|楼|桌|名|车|路公交/.test(scene.text.charAt((found.index ?? 0) + found[0].length))) return undefined
  const ref = readNumeral(found[1] ?? found[2] ?? found[3] ?? '')
  if (ref === undefined) return undefined
  const asked = scene.clauses.some(({ mood }) => mood.asked) && !/^.{0,14}(?:不对|错了|有问题|对不上|不合理|不实)/.test(scene.text)
  return { intent: 'feedback', kind: asked ? 'question' : 'opinion', ref }
}

function line(scene: Scene): Found {
  if (scene.sent) return undefined
  return hearReport(scene) ?? hearVerdict(scene) ?? hearRegistered(scene) ?? hearItem(scene)
}

/** What people type to ask, object, complain or report, and what they think of an answer. */
export const feedbackHears: Hears = {
  name: 'feedback',
  answers: { feedback_reply: { yes: 'ask_back', receipt: 'ask_back' } },
  line,
  clause,
}
