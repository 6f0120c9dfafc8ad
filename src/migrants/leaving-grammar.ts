/** The grammar of leaving to work elsewhere. A place is written P in the text it reads. */
import { makeReadWhole } from '../kernel/chat/whole.ts'
import type { Token } from '../kernel/chat/tokens.ts'

const WORK =
  '(?:打工|务工|打零工|揾食|进厂|入厂|上班|做工|干活|做活路?|做事|挣钱|赚钱|找钱|搞钱|找活(?:干)?|找事做?|找工作|谋生|讨生活|闯|做生意|摆摊|开店|跑车|跑运输|送外卖|跑外卖|送快递|开车|做(?:鞋|衣服?|灯|木工|瓦工|泥工|水电|电焊|装修|保安|保姆|保洁|月嫂|饭|小工|家具|电子|焊工|油漆|建筑|服装|模具|注塑|包装)|当(?:保安|保姆|小工|学徒|厨师|司机|月嫂|护工)|搞(?:装修|建筑|副业|工程)|扎钢筋|贴瓷砖|摘棉花|摘茶|采茶|搬砖|帮工|干(?:建筑|装修|工地|保安|小工|木工|瓦工|电工)?|学手艺|工地(?:上)?(?:干活|做工|做)?|厂里(?:上班|做)?)'
const TIME =
  '(?:过完?年|过了(?:年|初[一-十]|十五|元宵|节)|年后|节后|年前|年底|开春|正月里?(?:初?[一二三四五六七八九十]{1,3})?|初[一二三四五六七八九十]|(?:下|这)?个?(?:周|星期|礼拜)[一二三四五六日天]?|下个?(?:月|周|礼拜|星期)|月底|月初|[明后]天(?:早上|一早|下午|晚上|上午)?|大后天|明早|明晚|今[天晚早]|今儿|明儿|早上|上午|下午|晚上|一早|过[几两三]天|过阵子|再过[几两]天|\\d{1,2}[月号日](?:\\d{1,2}[号日])?|[一二三四五六七八九十]{1,3}[月号日]|[国清中端]庆?[明秋午]?(?:后|节后)|国庆后?|收完?(?:谷子?|麦子?|稻子?|庄稼|秋|玉米|苞谷)|忙完|刚刚?|已经|马上|即将|快要?|就要?|要|准备|打算|计划|决定|想着|得|也|又|还|再|准时|这就|会|将)'
const GOING = [
  `(?:去|到|上|往|赴|前往|奔)P(?:那边|那头|那)?(?:了|的)?(?:${WORK})`,
  `(?:去|到|上|往)(?:城里|外面|外头|外地|外省|省外|县城|国外|那边|沿海|南方|北方|厂里|工地上?)(?:去)?(?:了)?(?:${WORK})`,
  `(?:出去|出门|外出|出远门|出外|出来|进城|出国|南下|北上)(?:了|去)?(?:${WORK})`,
  `${WORK}(?:去|走)(?:了)?`,
]
const DEPARTING = [
  '(?:动身|出发|启程|离家|离村|走|出门|出远门|外出)(?:了)?',
  '(?:坐|上)(?:了)?(?:火车|高铁|动车|大巴|车|飞机)(?:了)?|(?:在)?车上|(?:车|火车|高铁|飞机)?票(?:也|都|已经)?(?:买|订|抢)(?:好|到|了)+|的(?:火车|高铁|动车|大巴|车|飞机|票|车票)',
]
const TO = ['(?:去|到|上|往|赴|前往|奔)P(?:那边|那头)?(?:了|去|的)?', '(?:去|到)(?:外地|外省|外面|那边)(?:去)?']
const JOB = [WORK]
const CARRIERS = `${TIME}|(?:王|李|张|刘|陈|杨|老|村)?(?:书记|支书|主任|组长|会计|支部|组织|领导|联系人)(?:好|您好|你好)?|你好|您好|大家好|各位|谢谢|麻烦|报告(?:一下)?|报备(?:一下)?|汇报(?:一下)?|登记(?:一下)?|备案|备个案|记一下|给?(?:您|你|书记|支部|组织)?(?:说|讲|报|告诉|打)一?[声下]?(?:招呼)?|跟(?:您|你|书记|组织)(?:说|讲|报)一?[声下]?|向(?:您|支部|组织|书记)(?:报告|汇报|报备)?|先?请?(?:知悉|知道|记上|备案)|我们?|俺们?|额|本人|自己|两口子|一家人?|全家|人|(?:跟着?|和|同|随|带着?|陪)(?:老乡|老表|儿子|女儿|老公|老婆|媳妇|爱人|男人|对象|弟弟|哥哥?|姐姐?|妹妹?|兄弟|同学|亲戚|朋友|邻居|村里人|别人|人家|堂哥|堂弟|表哥|表弟|姐夫|姑父|舅舅|叔叔?|大伯|[他她]们?|几个人|工友|师傅|包工头)(?:一起|一块|一道|一路)?|一起|一块|[一两三几半]年|几个月|家里(?:的)?(?:田|地)(?:给|租给).{1,4}种|(?:田|地)(?:给|租给).{1,4}种|[啊呀哈呢哦嘛哟噢喔哎唉诶嗯咯喽啦哒哩嘞咧吧噻撒喃嘎,，、。.!！~…:： ]|了|的|有事|打我电话|打电话|电话联系|群里说|不在家|在家的?会?参加不了`
const LONGEST = 44

const readWords = makeReadWhole({ going: GOING, to: TO, departing: DEPARTING, job: JOB }, CARRIERS, LONGEST)

/** The text with each place of its tokens written P, so that the grammar needs no list of places. */
function withPlaces(text: string, tokens: readonly Token[]): string {
  let written = ''
  let at = 0
  for (const token of tokens) {
    if (token.kind !== 'place' || token.start < at) continue
    written += `${text.slice(at, token.start).replace(/P$/, '')}P`
    at = token.end
    const rank = /^(?:[\u4e00-\u9fff]{1,3}?)?[省市县区镇乡州](?![\u4e00-\u9fff]*[省市县区镇乡州])/.exec(text.slice(at, at + 4))
    if (rank) at += rank[0].length
  }
  return (written + text.slice(at)).replace(/P+/g, 'P')
}

/** Whether a message says, from its first to its last word, that its sender leaves to work elsewhere. */
export function saysLeaving(text: string, tokens: readonly Token[]): boolean {
  const meanings = readWords(withPlaces(text, tokens))
  if (meanings === undefined) return false
  if (meanings.has('going')) return true
  return meanings.has('to') && (meanings.has('job') || meanings.has('departing'))
}
