import { ASK_BACK, NONE, isOpen, type Found, type Scene } from '../kernel/chat/scene.ts'

const SATISFIED =
  /灵清|熨帖|得劲(?!儿没)|满意(?!百货|度|不满意)|清楚(?:了|啦|咯|哒|嘞)|(?:明白|懂)(?:了|咯|啦|哒|嘞)|搞(?:清楚|明白|懂)|晓得(?:是)?(?:咋|怎么)回事|谢谢|感谢|多谢|解决了|修好了|弄好了|可以了|放心了|没(?:有|得)?(?:意见|疑问|问题)了?|心服|服气|服了|说得?(?:很|蛮|挺)?(?:清楚|明白|在理|有理|到位)|讲得?(?:很|蛮|挺)?(?:清楚|明白|在理)|讲清楚了|说清楚了|讲明白了|说明白了|合理|公道|在理|有道理|认可|认了|接受|理解了|没啥说的|没话说|挺好|蛮好|很好|不错|安逸|巴适|办得好|办好了|灯亮了|通了|拉走了|清走了|这还差不多|心里有数|心里亮堂|了然|通透|敞亮/
const DISSATISFIED =
  /不得劲|不中|扯把子|日白|捣浆糊|冲壳子|打哈哈|扯淡|(?<!满意)不满意|没说(?!的)|没讲|没提|不(?:太|很|怎么)?满|没说清|没讲清|没说明白|没讲明白|没搞清|不服|等于没说|等于白说|白说|没解决|没(?:有)?(?:回答|答复|正面)|答非所问|敷衍|糊弄|打官腔|官腔|不(?:清楚|明白|懂)|没(?:明白|懂)|不认可|不接受|不信|骗人|骗鬼|哄(?:人|鬼|我|我们)|推(?:脱|诿|来推去)|踢皮球|没用|还(?:是)?没|还是(?:不|老样子|那样|没|臭|黑|坏|堵)|没(?:弄|修|办|改|见|动静|人来|人管|拉|通)|不(?:合理|公道|公平|同意|认|行|对|解决|像话)|废话|空话|套话|没道理|说不过去|不能(?:这样|接受|算)|太(?:假|虚|敷衍|笼统)|扯|胡说|瞎说|乱说|搪塞|没得用|不管用|差得远|不算(?:数|完)|问的(?:是|不是)|重新(?:答|回)|没答到|避重就轻|不作数|失望|没回到点|没有说到|糊涂|(?:算|是)(?:什么|啥|哪门子)(?:答复|回答|回复|话)|等于零|屁话|一句话没|一句实|忽悠|应付|打发|找借口|借口|拖(?:着|拉|延)|不负责|没下文|没诚意/
const IRONY =
  /比唱得?好听|公仆|父母官|呵呵|真会说|说得好听|讲得好听|真行|可真|厉害|高明|佩服|真有(?:你|才|意思)|好一个|您说了算|你说了算|你们说了算|说啥是啥|官字|辛苦你们编|会编|[😂🙄😏]|哈哈|嘿嘿|牛/u
const INTERJECTION =
  /^(?:哦|噢|喔|嗯+|哼|哈+|啊|唉|哎|切|嘁|咦|这样啊?|原来如此|原来这样|哦这样|是吗|真的吗?|再说吧?|好吧|行吧|随便|算了|就这|就这样|哦哦|也行|看看吧?|再看吧?|知道了)$/

/** Whether the answer settled it. Yes-words, interjections and irony do not tell; the bot asks. */
export function hearVerdict(scene: Scene): Found {
  if (!isOpen(scene, 'feedback_reply') || scene.toOther) return undefined
  const { text, core } = scene
  if (INTERJECTION.test(core)) return ASK_BACK
  if (/满意不满意|百货|超市/.test(text)) return undefined
  if (/举报|看公开|帮助/.test(text)) return undefined
  const bad = DISSATISFIED.test(text)
  const good = SATISFIED.test(text.replace(new RegExp(DISSATISFIED.source, 'g'), ''))
  const irony = IRONY.test(text)
  if (irony) return bad && !good ? { intent: 'dissatisfied' } : ASK_BACK
  if (bad && /没说清|没讲清|不清楚|还是没/.test(text) && !/满意|谢谢|感谢/.test(text)) return { intent: 'dissatisfied' }
  if (bad && good)
    return /满意|谢谢|感谢/.test(text) && /^(?:谢谢|感谢)|但|不过|可(?:是)?/.test(text) ? { intent: 'dissatisfied' } : ASK_BACK
  if (bad) return { intent: 'dissatisfied' }
  if (!good) return undefined
  return /[吗没?？]$/.test(text) ? NONE : { intent: 'satisfied' }
}
