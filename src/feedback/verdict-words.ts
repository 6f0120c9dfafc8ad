/** Words by which people judge an answer they were given. They count only while the bot waits for that judgement. */

/** A good word, whatever stands around it. */
const GOOD =
  /满意|明白|清楚|亮堂|有数|懂了?|放心|服气|心服|公道|公平|合理|在理|有理|有道理|到位|解决|(?:修|办|弄|搞|整|处理|改|换|补|装|清)(?:得)?(?:挺|很|蛮|真)?(?:好|妥|利索|及时|漂亮|干净)|[通亮干净平]了|有人管|管了|实事|没(?:有|得|啥|什么)*(?:好)?(?:话说|说的|意见|疑问|问题|可说)|没得说|认可|我认|认了|接受|差不多|(?:解释|说|讲)得(?:通|过去|好|清|明|细|在理|实在)|痛快|及时|贴心|心坎|周到|挺好|蛮好|很好|不错|好得很|巴适|安逸|称心|舒坦|踏实|信得过|难为(?:你们|您)|多谢|感谢|谢谢|知道咋回事|晓得咋回事/g

/** A bad word, and a good one denied. */
const BAD =
  /[没不](?:有|太|大|很|怎么|是很|算|够|能|得|敢|肯|会|让人|能让人|能叫人)*(?:满意|明白|清楚|亮堂|数|懂|放心|服气|心服|信服|服|信|公道|公平|合理|在理|到位|解决|认|接受|同意|行|中|对|像话|透|实|清)|糊涂|没(?:有)?(?:一?句|半句)|打雷不下雨|换汤不换药|说一套|做一套|还没|没(?:人)?(?:动|查|提|答|说|讲|管|修|来|问|办|理|回|落实|下文|动静|结果|影)|一个字|不提|拖|推(?:三|来|托|脱|诿)|踢|敷衍|糊弄|忽悠|骗|哄|假|虚|空话|绕(?:来|圈|弯)|笼统|含糊|模糊|老样子|一模一样|没变|照旧|白(?:问|说|提|跑|答)|等于|废话|屁|扯|官腔|套话|应付|打发|搪塞|凭啥|凭什么|没完|烂|坏着|漏|堵着|臭|黑着|失望|寒心|心寒|生气|乱来|问东|答西|避重就轻|不顶用|没用|不管用|不作数|不算话|好看不中用|两码事|对不上/

/** How a judgement sounds by its words: good, bad, both, or not a judgement at all. */
export type Tone = 'good' | 'bad' | 'mixed' | 'none'

/** Weighs the words of a judgement. A good word denied is a bad one. */
export function toneOf(text: string): Tone {
  const bad = BAD.test(text)
  const rest = text.replace(new RegExp(BAD.source, 'g'), '')
  const good = [...rest.matchAll(GOOD)].length > 0
  if (good && bad) return 'mixed'
  if (good) return 'good'
  return bad ? 'bad' : 'none'
}
