import type { Clause } from '../kernel/chat/clauses.ts'
import { answerKind } from '../kernel/chat/answers.ts'
import { readWell } from './well-grammar.ts'
import { isOpen, isPrivate, type Found, type Scene } from '../kernel/chat/scene.ts'

const SUBJECT =
  '(?:我(?:们)?(?:自己|这边|那边|这里|人|身体|老两口|两口子|一家|全家|本人)?|这边|这里|那边|人|身体|身子(?:骨)?|一切|样样|大人(?:小孩)?|全家|家里|日子|过得|混得|吃住|吃得|睡得|工作|活路?|生活|老板|厂里|工地上?)'
const WHERE =
  '(?:(?:还是?|仍然?|依旧|一直|照样|目前|现在)?(?:在|搁)(?:外面|外头|外地|这边|那边|这里|厂里|老厂|原厂|工地上?|单位|公司|店里|车间|船上|老地方|原来的?(?:地方|厂|单位|工地)|原处|外))'
const ADVERB =
  '(?:都|还|也|挺|蛮|很|可|老|怪|非常|特别|比较|一直|总归|现在|目前|最近|这段时间|今年|仍|仍然|依然|依旧|样样|马马虎虎|过得|混得|算|是|倒|且)'
const STATE =
  '(?:安好|好着|好得很|好好的|好|不错|平安|健康|正常|顺利|安全|硬朗|结实|精神|稳当|稳定|可以|行|过得去|凑合|一般|舒服|巴适|安逸|老样子|那样|这样|原样|照旧|照常|依旧|活着|健在|在|在岗|没事|没病没灾|无恙|没病|没(?:有|得)?(?:啥|什么)?(?:变化|变动|变|换|动|挪|搬|走|离开|大碍|毛病|问题)(?:地方|厂|工作)?|能吃能睡|吃得饱|睡得香|吃得睡得|好吃好喝|习惯|不挂念)'
const TAIL =
  '(?:的|呢|着|着呢|哩|嘞|了|啊|哈|嘛|呀|哟|哦|得很|多了|啦|咯|放心|勿念|谢谢|谢谢书记|谢谢关心|多谢关心|劳书记挂心|让书记挂心|书记费心|劳您惦记)*'
/** 我这边都好, 身体硬朗着呢, 还是老样子: somebody says how he is and nothing else. */
const WELL = new RegExp(`^(?:报告|报|跟书记说|回书记)?(?:个)?${SUBJECT}*${WHERE}?${ADVERB}*${STATE}${TAIL}$`)
const COMFORT =
  /^(?:(?:让|劳|谢谢|麻烦)?(?:书记|支书|组织|支部|您|你们|大家)?(?:挂心|挂念|惦记|费心|操心)|您?(?:请)?(?:放心|勿念|勿挂|勿挂念|勿牵挂)|(?:不用|别|莫|不要|勿|请不要|请勿)(?:担心|挂念|挂心|牵挂|惦记|操心)(?:我)?|报(?:个)?平安|几好|一切(?:都)?(?:好|平安|正常|顺利))(?:了|啊|哈|的|吧)*$/
/** 还在东莞, 仍在老厂上班: the place is unchanged. */
const STILL =
  /^(?:我|人|我们|我人)?(?:现在|目前|今年|也|都)?(?:还是?|仍旧?|仍然|依旧|依然|照样|一直|照旧|老)(?:是|也)?(?:在|搁)(?!说|想|等|考虑|看|吃|睡|犹豫|商量|学).{1,14}$/
/** 在厂里上班, 天天加班: living by work, without a new place. */
const WORKING =
  /^(?:我|我人|人)?(?:现在|目前|这边|一直|都|也|天天|每天|最近|还是?|正在?|今天|刚|仍)*(?:(?:在|搁)(?:外面|外头|外地|这边|那边|厂里|老厂|原厂|工地上?|车间|店里|单位|公司|宿舍|船上|车上|饭店|食堂|家政|学校)(?:里|上|那边|这边)?)?(?:上(?:夜|白|早|晚)?班|打工|干活|加班|做工|务工|挣钱|做生意|跑车|跑外卖|开车|送外卖|送货|带孙子?|带娃|倒班|搬砖|做事|干着|做着|下班|忙(?:着|得很)?)(?:呢|着|哩|嘞|的|啊|哈|中|了|着呢|着哩)*$/
const AT_WORK =
  /^(?:我|我人|人)?(?:现在|目前|还|都|也|正)*(?:在|搁)(?:厂里|老厂|原厂|工地上?|车间|店里|单位|公司|宿舍|船上|外面|外地|外头|这边|那边|上班|打工|老地方)(?:里|那边|这边)?(?:呢|着|哩|嘞|的|啊|哈|了|忙)*$/
/** 换了个厂，还在这个镇: the place is the same though the work is not. */
const SAME_TOWN = /^(?:我|人)?(?:还是?|仍)(?:在)?(?:这|那|原来?|本)(?:个|里|边|地)?(?:镇|县|市|区|村|工地|厂|地方)?$/
/** 腊月二十回, 过年不回, 等工程完了就回: a plan to return, or a short visit. */
const RETURN =
  /^(?:我|我们|我家|估计|大概|可能|应该|打算|准备|计划|要|会|想|就|才|再|也|都|还|又|先|书记|预计|争取|今年|明年|后年|今天|听日|明天|后天|明早|年二十[一二三四五六七八九]|腊月里|腊月|正月里|正月|冬月|过年|春节前|节前|节后|春节|春节前|节前|节后|年前|年底|年后|年尾|月底|清明|端午|中秋|国庆|五一|十一|元旦|暑假|寒假|放假|下个?月|这个月|下周|过几天|过段时间|过阵子|过完年|过了年|过完.{1,3}|秋收|农忙|忙完|加班|等.{1,10}?(?:完|好|了|后|再)|初?[一二三四五六七八九十廿]{1,3}|[一二三四五六七八九十廿\d]{1,3}(?:月|号|日|天)份?|小年|除夕|前后|左右|的时候|那阵|[,的]|在|到|不|没|不得|暂时|短期|买好?票|票买好了)+(?:回|返|转|归)(?:屋企|屋头|屋里|去|来|家|村|老家|屋|乡|得去|趟家|一趟家|一趟|不来|不去|得来)?(?:了|的|的票|过年|过节|过|看看|看.{1,4}|给.{1,6}|耍|玩|住|待|呆|办.{1,4}|陪.{1,4}|上坟|祭祖|扫墓|探亲|吃酒|喝喜酒|几天|[一两三四五六七八\d]天|一阵|就走|又走|再走|收.{1,3}|种.{1,3}|,|啊|哈|呢|吧|哦)*$/
const VISIT =
  /^(?:我|我们)?(?:现在|这几天|最近)?在.{1,6}(?:女儿|儿子|闺女|姑娘|娃|亲戚)(?:家|屋里|那里|那边|处)(?:里)?(?:住|待|呆|耍|玩|带).{0,6}$|^(?:我|我们)?(?:现在|这几天|最近)?在.{1,6}(?:女儿|儿子|闺女|姑娘|娃|亲戚)(?:家|屋里|那里|那边|处)(?:里)?(?:住|待|呆|耍|玩|带).{0,6}$|^(?:我|我们)?(?:就|只|也|先|这次|请假|回去|偶尔|抽空)*(?:回(?:来|去|家|村|老家)|在老家|在家)(?:看看|住|待|呆|耍|玩|过|办|歇|陪|探)?.{0,6}(?:几|一|两|三|四|五|七|八|十|\d)天.{0,6}$/
const HOME_AT =
  /^(?:年|过年|春节|春节前|节前|节后|年前|年底|腊月|正月|月底|清明|中秋|国庆|小年|明天|后天|明早|今晚|今天|听日|[一二三四五六七八九十廿初\d月号]){1,8}(?:就|能|可以|准)?(?:到家|到屋|归家|抵家|到村)(?:了|的)?$/
const CANNOT_RETURN = /^(?:我|今年|过年|春节|又|也|怕是|可能|估计)*(?:回不去|回不来|回不了家?|不回去|不回来)(?:了|过年|过节|啊|哈)*$/

function saysWell(text: string): boolean {
  return WELL.test(text) || COMFORT.test(text) || STILL.test(text) || SAME_TOWN.test(text) || WORKING.test(text) || AT_WORK.test(text)
}

/** A plan to return or a visit of days: he is reached, but not back. */
export function plansReturn(text: string): boolean {
  return RETURN.test(text) || VISIT.test(text) || HOME_AT.test(text) || CANNOT_RETURN.test(text)
}

/** A personal sign of life: fine, unchanged place, at work, a plan to return, a short visit. The whole clause must be that. */
export function hearWell(clause: Clause, scene: Scene): Found {
  if (!isOpen(scene, 'contact_check') || !isPrivate(scene)) return undefined
  if (clause.mood.hearsay || clause.mood.supposed || clause.text.length > 30) return undefined
  const text = clause.text.replace(/[。.!！~]+$/, '')
  const ofOthers = clause.tokens.some((token) => token.kind === 'other' || (token.kind === 'relation' && !/老两口/.test(token.text)))
  if (plansReturn(text)) return { intent: 'contact_ok' }
  if (ofOthers || (clause.mood.asked && !clause.mood.onlyMarked && !/^几|没(?:啥|什么)/.test(text))) return undefined
  return saysWell(text) ? { intent: 'contact_ok' } : undefined
}

/** Hears a message that is a sign of life from its first to its last word. */
export function hearWellWholly(scene: Scene): Found {
  if (scene.clauses.some(({ mood }) => mood.hearsay || mood.supposed || (mood.asked && !mood.onlyMarked))) return undefined
  if (scene.tokens.some((token) => token.kind === 'phone' || token.kind === 'place')) return undefined
  if (answerKind(scene.core) !== undefined) return undefined
  const meanings = readWell(scene.text)
  return meanings !== undefined && meanings.size > 0 ? { intent: 'contact_ok' } : undefined
}
