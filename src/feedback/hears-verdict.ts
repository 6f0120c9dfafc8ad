import { toneOf } from './verdict-words.ts'
import { ASK_BACK, NONE, hasKind, isOpen, type Found, type Scene } from '../kernel/chat/scene.ts'

/** Words that judge an answer wherever they stand. */
const SATISFIED =
  /那?就?没事了|原来是这样|原来如此[,，].|账对上了|对上了|说得过去|讲得通|说得明明白白|讲得明明白白|(?<!不|没|冇|不太|不很)满意(?!百货|度|不满意|的人)|(?:说|讲|解释|答|回|写|弄|搞)(?:得|的)?(?:很|蛮|挺|真|这么)?(?:清楚|明白|在理|有理|有道理|到位|透彻|仔细|详细)|(?:听|看|搞|弄|这下|全|都)(?:清楚|明白|懂)了|^(?:这下|现在|我)?(?:都|全|就|算)?(?:清楚|明白|懂|晓得了?怎么回事|灵清|理解|放心|了然|通透)了?$|(?:问题|事情|事)(?:已经?|都|算|终于|总算)?(?:解决|办好|办妥|弄好|搞定)了|心服口服|服气了?$|^(?:我|算)?服了?$|没(?:有|得|啥|什么)*(?:意见|疑问|问题|话说|说的)了?$|认可|接受(?:这个|了)?$|认了$/
const SETTLED =
  /^(?:这下|现在|今天|昨天|早上)?.{0,6}?(?:解决|修好|弄好|办好|办妥|搞定|亮|通|拉走|清走|装好|换好|补好|处理好|落实)了(?:的)?$|^(?:这样|这个答复|这答复|答复|回复|处理得?|办得|说得|讲得|你们)?(?:就|还|都)?(?:可以|行|挺好|蛮好|很好|不错|好得很|合理|公道|在理|有道理|巴适|安逸|熨帖|得劲|中听|像话)(?:了|的|啊|嘛)?$/
const THANKS =
  /^(?:好的?|那|哦|嗯|行|那就|真是|太|实在)*(?:谢谢|感谢|多谢|谢了|辛苦)(?:了|啦|哈|啊|您|你|你们|书记|支书|主任|会计|村里|支部|领导|组织|干部|政府|党|大家|答复|回复|解释|解答|说明|关心|帮忙|处理|费心|耐心|这么快|的|啦|哦|们|各位)*$/
const DISSATISFIED =
  /不是我(?:问|说|反映|要)的|(?:根本|压根|从来|一直|到现在)(?:都|就|也)?没(?:人|有人)?(?:来|管|看|修|弄|解决|处理|落实)|没人来(?:看|管|修|问)|没说到|没讲到|问东答西|没答到|(?:还是|仍|也|都|依然|照样)?(?:没|不)(?:整|搞|弄|看|听)?(?:明白|清楚|懂)(?!了)|不同意(?:这|你们|答复|处理)|说得不清|讲得不清|答得不清|(?:还|仍|依然|照样|依旧)(?:是)?(?:不亮|不通|没水|没人管|没动静|漏水|漏|堵着?|黑着|坏着)|没答到点|事情?还是没|不满意|唔满意|不(?:太|很|怎么|是很)满意|没(?:有)?(?:说|讲|答|写|解释|回)(?:清|清楚|明白|透|到|全|完|钱|出|啥|什么|为)|不服(?!务)|等于(?:没说|白说|没答|零)|白说|没(?:有|得)?(?:正面)?(?:回答|答复|解决|答到|回应)|答非所问|敷衍|糊弄|打?官腔|(?:还是|仍然|听|看|越听越|更)(?:不|没)(?:清楚|明白|懂)|不(?:认可|接受|相信|信|认)(?!识|得|真)|骗(?:人|鬼|谁)|哄(?:人|鬼|我|谁)|推(?:脱|诿|来推去)|踢皮球|搪塞|避重就轻|忽悠|应付|打发|找借口|屁话|废话|空话|套话|没道理|说不过去|没(?:一句|有一句|半句)|两码事|两个样|太(?:假|虚|敷衍|笼统)|胡说|瞎说|乱说|没得用|不管用|没诚意|没下文|重新(?:答|回|解释)|(?:算|是)(?:什么|啥|哪门子)(?:答复|回答|回复|话)|扯把子|扯淡|日白|捣浆糊|打哈哈|跟没(?:答|说|回)|说了半天|问的(?:是|不是)|没搞(?:清|懂|明白)|没听(?:懂|明白)|看不(?:懂|明白)|这(?:样|个)(?:答复|回答|说法).{0,6}不(?:行|中|对|能|合理)/
const NOT_YET =
  /^(?:可是|但|但是|不过|我看)?.{0,8}(?:还(?:是)?(?:没|没有|不|老样子|那样|坏着?|臭|黑|堵|烂|漏|那么|原样)|(?:到)?现在(?:都|还)?没|没(?:人来|人管|动静|修|弄好|办好|见人|见动静|结果))(?:人|有)?(?:修|通|亮|拉|清|弄|弄好|办|办好|解决|处理|动静|来|管|装|换|回|答|见|说清|讲清|落实|到位|结果|下文|改|好|行|人|的|了|呢|啊|过)*$|^(?:这|我看|那)?(?:个|样|答复)?(?:不行|不中|不得行|不对|不合理|不公道|不公平|不同意|不像话|不得劲|不作数|没用|失望|糊涂)(?:了|的|啊|嘛|得很)?$|(?:不行|不中|不得行)[,，]|^(?:还是|更|越听越|一头)糊涂/
const IRONY =
  /官话|一套一套|套话|会说话|说的比|背稿子|念稿子|青天|大老爷|真好听|真会|谢谢您?嘞|了不起|清官|比唱得?好听|公仆|父母官|呵呵|真会说|说得好听|讲得好听|真行|可真|厉害|高明|佩服|真有(?:你|才|意思)|好一个|您说了算|你说了算|你们说了算|说啥是啥|官字|辛苦你们编|会编|[😂🙄😏]|哈哈|嘿嘿|牛/u
const INTERJECTION =
  /^(?:哦?这样子?|行嘛|您?辛苦(?:了|啦)?|再说|佩服佩服|编得真圆|哦哟|哎哟|啊哈|嗬|好家伙|哟|呦|啧+|额|呃|嗯哼|行吧行吧|哦|噢|喔|嗯+|哼|哈+|啊|唉|哎|切|嘁|咦|这样啊?|原来如此|原来这样|哦这样|是吗|真的吗?|再说吧?|好吧|行吧|随便|算了|就这|就这样|哦哦|也行|看看吧?|再看吧?|知道了)$/

/** What answers are about. */
const ANSWER_MATTER = /答|回复|解释|说|讲|问题|修|灯|路|水|电|账|钱|票|补|低保|垃圾|公示|处理|解决|办|书记|村|支部|领导|干部|心|麻烦/
const ALL_DISSATISFIED = new RegExp(DISSATISFIED.source, 'g')

const ABOUT_OTHERS = /谁|哪|几点|多少|吃|喝|天气|下雨|赶集|猪|狗|鸡|孙子|快递/

/** No known wording, but a good or a bad word: while a judgement is awaited that is one. */
function hearTone(scene: Scene): Found {
  const { text } = scene
  if (text.length > 30 || ABOUT_OTHERS.test(text) || scene.clauses.some(({ mood }) => mood.asked && !mood.onlyMarked)) return undefined
  if (hasKind(scene, 'hearsay', 'advert', 'goods')) return undefined
  const tone = toneOf(text)
  if (tone === 'none') return undefined
  if (tone === 'mixed') return ASK_BACK
  return { intent: tone === 'good' ? 'satisfied' : 'dissatisfied' }
}

/** Whether the answer settled it. Yes-words, interjections and irony do not tell; the bot asks. */
export function hearVerdict(scene: Scene): Found {
  if (!isOpen(scene, 'feedback_reply') || scene.toOther) return undefined
  const { text, core } = scene
  if (scene.clauses[0]?.mood.hearsay || scene.clauses[0]?.mood.supposed) return undefined
  if (/没(?:有|啥|什么|得)?不满意/.test(text)) return { intent: 'satisfied' }
  if (/(?:谈|算|说|称)不上(?:多|很|太)?(?:满意|清楚|明白|合理|公道)/.test(text)) return { intent: 'dissatisfied' }
  if (INTERJECTION.test(core)) return ASK_BACK
  if (/满意不满意|百货|超市|满意的人/.test(text)) return undefined
  if (/举报|看公开|帮助/.test(text) || hasKind(scene, 'crowd', 'pay', 'paid', 'sign', 'leave')) return undefined
  const bad =
    DISSATISFIED.test(text.replace(/不满意的(?:地方|事|问题)/g, '')) ||
    scene.clauses.some((clause) => NOT_YET.test(clause.text)) ||
    NOT_YET.test(text)
  const kept = text.replace(/不满意的(?:地方|事|问题)/g, '').replace(ALL_DISSATISFIED, '')
  const good =
    SATISFIED.test(kept) ||
    scene.clauses.some(
      (clause) =>
        SATISFIED.test(clause.text.replace(ALL_DISSATISFIED, '')) || SETTLED.test(clause.text) || (!bad && THANKS.test(clause.text)),
    )
  const irony = IRONY.test(text)
  if (irony) return bad && !good ? { intent: 'dissatisfied' } : ASK_BACK
  if (bad && /没说清|没讲清|不清楚|还是没/.test(text) && !/满意|谢谢|感谢/.test(text)) return { intent: 'dissatisfied' }
  if (bad && good)
    return /满意|谢谢|感谢/.test(text) && /^(?:谢谢|感谢)|但|不过|可(?:是)?/.test(text) ? { intent: 'dissatisfied' } : ASK_BACK
  if (bad) return { intent: 'dissatisfied' }
  if (!good) return hearTone(scene)
  const strong = SATISFIED.test(kept.replace(/服(?:气)?了?$/, ''))
  const beside = scene.clauses.some(
    (clause) => clause.tokens.some((token) => token.kind === 'unknown' && token.text.length > 3) && !ANSWER_MATTER.test(clause.text),
  )
  if (!strong && (beside || /收到|收悉|知悉/.test(text))) return ASK_BACK
  return /[吗没?？]$/.test(text) ? NONE : { intent: 'satisfied' }
}
