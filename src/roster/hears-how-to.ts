import type { Clause } from '../kernel/chat/clauses.ts'
import { hasKind, isOpen, type Found, type Scene } from '../kernel/chat/scene.ts'

const HOW =
  /哪门|么样|何式|何里|哪能(?=交|弄|办|缴|签|搞|用|请|参)|咋着|咋地|杂个|怎个|怎地|怎么(?!样|这|那|还|又|不|没|回事|老|都|会|了|才|就|只)|咋(?:个|样|整|弄|样子)?(?!样|这|那|还|又|不|没|回事|老|都|会|了|才|就|只)|如何|怎样|啷个|朗个|点样|(?<![差晚早快一几有景地网])点(?=请|签|交)|从哪|哪(?:里|儿)|在哪|到哪|去哪|往哪|上哪|哪个(?:那|地方|里|窗口|号|账户|卡|说|手里|手上|交)|找哪个|给哪个|向哪个|跟哪个|问哪个|找哪位|找谁|跟谁|向谁|给谁|对谁|谁(?:那|手|收|管|负责)|什么(?:手续|流程|地方|时候交|材料|方式|条件|途径|办法)|啥(?:手续|流程|地方|材料|办法|条件)|(?:流程|手续|步骤|方法|办法|程序|途径)(?:是|呢|$|[?？])|几时|能不能.{0,8}(?:微信|手机|线上|网上|转账|视频|代|远程)|(?:可以|能|可不可以|能否).{0,8}(?:微信|手机|线上|网上|转账|视频|代交|代签|代缴|远程|现金).{0,8}(?:吗|不|么|没|行|[?？])|(?:要|需要)(?:发|写|打|输|按|点|填|走)(?:什么|啥|哪)|发(?:什么|啥|哪个)(?:字)?|回(?:什么|啥)|行不行|要不要/
const TOPIC =
  /党员(?:身份)?证明|介绍信|党员活动证|流动党员证|党员档案|签到(?!本|表|处|台|簿|册|墙)|报到|签名(?!墙)|打卡|请假(?!单|条)|告假|补签|党费|缴费|交费|提意见|意见|建议|反映|投诉|参加(?:组织生活|学习|活动|会|党课|支部)|参会|组织生活|党课|党日|民主评议|组织关系|转关系|入党|转正|申请书|思想汇报|积极分子|流动党员|活动证|学习|支部活动|开会(?:签|请|的假)|线上会|接龙|投票|代交|代签|转接|换届|预备党员|党员证|发展对象|收到(?:通知|要)|回复|签上|请个假|签个到|交钱|过组织|报名|会议(?:怎么参加|咋参加|链接|号)|补学|补课|学时|绑定|换手机号|改(?:手机)?号码|改电话/
const ELSEWHERE =
  /学校|幼儿园|厂里|公司|单位的?|银行|社保|医保|养老|电费|水费|话费|网费|学费|车管|驾照|身份证|户口本?(?!迁)|低保(?:怎么|咋|如何)申|结婚证|出生证|营业执照|贷款|快递|外卖|抖音|淘宝|拼多多|游戏|健康码|高铁票|火车票|医院|挂号|报销|公积金|退休金|老师|班主任|孩子|娃|宅基地|建房|房产|车票|合作医疗|信用卡|流量|宽带|打卡(?:拍照|景点)|网红|钉钉打卡|上班打卡|超市|商场|领红包/
const COMPLAINT =
  /怎么还|咋还|怎么又|咋又|怎么这么|咋这么|怎么那么|怎么没|咋没|怎么不|咋不|怎么才|怎么老|怎么回事|咋回事|怎么都|咋都|怎么了$|咋了$|为啥|为什么/
const PAY_HOW =
  /^(?:请问|往|哎|书记|会计|我|俺|那|这个|这|这次|今年|钱|费|费用|现在|我们|手机|微信|该|要|应该|外地|在外)*(?:咋|咋个|怎么|怎样|如何|啷个|朗个|点样|在哪|去哪|到哪|上哪|往哪|往哪儿|往哪里|在哪里|去哪里|到哪里|哪里|哪儿|向谁|给谁|跟谁|找谁|找哪个)(?:能|可以|去|里|个|样)?(?:交|缴|付|转|给|补|扫|交钱|交费|缴费|付款|补交|打款|汇|代交|打钱)(?:法|呢|啊|嘛|喃|哦|呀|钱|费|了|的|才好|好|给|到|过来|过去|给谁|哪里|哩|嘞|去)*$|^(?:钱|费|款|现金|现钱)?(?:交|缴|转|给|付|打|汇)(?:到|给|去|在)?(?:哪|谁|哪个|哪里|哪儿|啥地方|什么地方|哪个账户|哪个卡|哪张卡|哪个人|哪位|边个)(?:里|儿|那|手里|手上|那里|去|啊|呢|嘛|呀|哦)*$|(?:能|可以|可不可以|能不能|可否|得不得).{0,4}(?:用)?(?:微信|支付宝|转账|现金|手机|银行卡|扫码|网上).{0,4}(?:交|转|付|缴|吗|不|给|扫|打)|(?:微信|支付宝|转账|现金|扫码)(?:交|转|付|缴)?(?:可以|行|得行|要得|成|中)(?:吗|不|么|没)|^(?:咋|咋个|怎么|怎样|如何|啷个|朗个|在哪|哪里|去哪|哪儿).{0,4}(?:转给|交给|扫码|转账|转|打给|给)(?:会计|书记|组长|组织委员|委员|你们|他|收钱的)?(?:嘛|啊|呢|喃|呀|哦)?$|(?:手机|微信|线上|网上|支付宝)(?:上|里)?(?:能|可以|可不可以|得不得|能不能)(?:交|转|缴|付)?(?:不|吗|么|没)?$|让.{1,4}代(?:交|缴)(?:可以|行|得行|要得|吗|不)|(?:可以|能|能不能|可不可以).{0,6}代(?:交|缴)(?:吗|不|么)?/
/** With a meeting open the matter need not be named: 咋个签嘛. */
const HOW_TO_SIGN =
  /^(?:书记|那|这个?|今天|我|请问|哎|现在)*(?:要|该)?(?:咋|咋个|怎么|怎样|如何|啷个|朗个|怎个|哪能|在哪里?|到哪里?|去哪里?|哪里|哪儿)(?:个|样|里|能)?(?:签|报到|请|打卡|点到|告假)(?:到|名|个到|上|假|个假|一下)?(?:法|呢|啊|嘛|呀|哦|哩|喃|的|呐|哈|去)*$|^(?:发|回|打|输|写)(?:个)?(?:什么|啥|啥子|哪个)(?:字|数字)?(?:才|能|算)?(?:签到|签)?(?:呢|啊|嘛|呀|哦)*$/
const JOIN_FROM_AWAY =
  /(?:人在|在(?:上海|北京|广东|深圳|浙江|那边|这里|城里|厂里)|外地|外面|外头|在外|打工|不在家|回不来|回不去|这边|厂里|国外|没有支部|没支部|没得支部|流动).{0,14}(?:怎么|咋|如何|啷个|怎样|能不能|可以|点样|朗个).{0,10}(?:参加|开|过|学|签|交|开会|组织生活|活动|联系)/

function isHow(clause: Clause, scene: Scene): boolean {
  const text = clause.text
  if (COMPLAINT.test(text)) return false
  return HOW.test(text) || (clause.mood.asked && JOIN_FROM_AWAY.test(scene.text))
}

/** How, where, to whom, in what way: only of what the branch does. */
export function hearHowTo(scene: Scene): Found {
  if (scene.sent || scene.toOther || scene.text.length > 60) return undefined
  if (!/[怎咋如啷朗点哪谁什啥流手方步程途几能可要发回行]/.test(scene.text)) return undefined
  const { text } = scene
  if (/举报|公示|公开(?!课)|账目?(?!户)/.test(text) || hasKind(scene, 'advert', 'hearsay')) return undefined
  if (/组织关系|转关系|党(?:员)?关系/.test(text)) return undefined
  if (ELSEWHERE.test(text.replace('党员身份证明', '')) && !/党费|组织生活|支部|党课/.test(text)) return undefined
  const how: Found = { intent: 'how_to' }
  const bare = text.replace(/[\s。.!！~，,、；;?？…]+/g, '')
  if (
    (isOpen(scene, 'dues') || hasKind(scene, 'due')) &&
    /(?:咋|怎么|啷个|如何|点样|咋个)(?:个)?(?:交|缴|转|付)(?!这|那|过|了)|能(?:转账|用微信|扫码|微信转)(?:不|吗|么)/.test(bare) &&
    !hasKind(scene, 'goods') &&
    !COMPLAINT.test(bare)
  )
    return how
  if (isOpen(scene, 'dues') && /(?:补交|交|缴).{0,8}(?:找谁|给谁|向谁|找哪个|给哪个|去哪|哪里|在哪)/.test(bare) && !hasKind(scene, 'goods'))
    return how
  if (isOpen(scene, 'dues') && PAY_HOW.test(bare) && !hasKind(scene, 'goods')) return how
  if (
    isOpen(scene, 'dues') &&
    scene.clauses.some((clause) => PAY_HOW.test(clause.text.replace(/[?？]/g, ''))) &&
    !hasKind(scene, 'goods', 'paid')
  )
    return how
  if (/党费|缴费/.test(text) && PAY_HOW.test(bare.replace(/党费/g, ''))) return how
  if (isOpen(scene, 'attendance') && scene.clauses.some((clause) => HOW_TO_SIGN.test(clause.text.replace(/[?？]/g, '')))) return how
  if (
    isOpen(scene, 'attendance') &&
    /(?:怎么|咋|咋个|啷个|如何|怎样)(?:才能|能)?(?:参加|参会|进会|听课|进会议|到会)(?:呢|啊|嘛|呀|哦)*$/.test(bare)
  )
    return how
  if (
    scene.addressed &&
    /^(?:党员)?(?:介绍信|党员证明|思想汇报|入党申请书?|组织生活|党员证)(?:怎么|咋|咋个|如何|啷个|怎样)(?:开|办|写|弄|交|补|参加|请假)(?:呢|啊|嘛|呀)*$/.test(
      bare,
    )
  )
    return how
  if (!TOPIC.test(text) && !JOIN_FROM_AWAY.test(text)) return undefined
  if (
    /多少|好多|几块|几钱|标准|(?:怎么|咋|咋个|啷个|如何|怎个|怎样|朗个|哪能)(?:个)?(?:算|收)|(?:到|至|起)(?:哪|几)个?月|哪(?:一)?个月|几月/.test(
      text,
    ) &&
    /党费/.test(text)
  )
    return undefined
  if (/哪个|哪些|谁/.test(text) && /没|未|还/.test(text)) return undefined
  if (/^(?:他|她|谁|你们|人家)/.test(text)) return undefined
  const asked = scene.clauses.find((clause) => isHow(clause, scene))
  if (!asked) return undefined
  if (/党费证|用(?:在|到|去)(?:了)?哪|花(?:在|到)哪/.test(text)) return undefined
  if (/几时|什么时候|啥时候|几点/.test(text) && !/怎么|咋|如何|啷个/.test(text)) return undefined
  if (/行不行|要不要/.test(asked.text) && !/怎么|咋|如何|啷个|哪|谁/.test(asked.text)) return undefined
  return how
}
