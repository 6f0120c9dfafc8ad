import { hasKind, isOpen, isPrivate, type Found, type Scene } from '../kernel/chat/scene.ts'

const COMMAND =
  /^(?:帮助|帮忙|求助|菜单|功能|使用说明|使用方法|说明|说明书|教程|指令|命令|命令表|帮助菜单|操作说明|操作指南|使用帮助|怎么用|咋用|咋个用|啷个用|如何使用|如何用|咋使|怎么用啊?这个|咋用啊?这个|怎么使|怎么使用|咋用嘛|怎样用|咋使用|咋个使|帮帮我|教教我|help|HELP|Help|bz|bangzhu|要怎么用|这个怎么用|这个咋用|这咋用|这怎么用|这玩意咋用|这东西咋用|这个咋个用|这个啷个用|你怎么用|你咋用|支部通怎么用|支部通咋用|机器人怎么用|机器人咋用|点样用|哪样用|咋整这个|咋摆弄|帮一下|帮下忙|帮个忙|帮助一下)$/
/** A greeting to the bot with nothing open asks what it is for. */
const GREETING =
  /^(?:支部通|机器人|小助手)?(?:你好|您好|hi|hello|哈喽|嗨|在吗|在不在|在么|有人吗|有人在吗|有人没|喂)+(?:啊|呀|呢|哈|支部通|机器人|小助手|在吗|请问|有人吗)*$/i
const CANNOT =
  /搞不醒豁|整不醒豁|不灵清|弄勿来|弄弗来|整不明白|没(?:整|搞|弄|看)(?:明白|懂|清楚|会)|不(?:会|懂|晓得|知道)(?:得|怎么|怎样|咋个?|啷个|如何|要怎么|该怎么|该咋|点)*(?:去)?(?:用|弄|搞|操作|整|使|按|点|玩|发|打字|输入|写字|摆弄|打)|(?:搞|弄|整|玩|用|学|摆弄|操作|按|使|闹)不(?:来|懂|转|明白|成|好|了|灵|清楚|会|得)|^(?:我|俺)?(?:老了|年纪大了)?(?:都|也|还)?(?:不会|不懂)$|教(?:一?下|教|下|哈|教我|我)(?:怎么|咋)?(?:用|弄|操作|一下|嘛|呗|吧|怎么|$)|^(?:我|俺)?(?:不太|不大|不怎么)会(?:用|弄|$)|(?:签到?|点|发|按|下载|登|登录|上传|加载|连)不(?:了|上|出|动|进)(?:去)?$/
const HOW_TO_USE =
  /(?:咋|怎么|怎样|咋个|啷个|如何|点样|朗个)(?:个)?(?:用|使|玩|摆弄|操作|使唤|使用|用法|跟你|和你|同你|问你|搭腔)(?:说话|说|讲话|聊)?(?:啊|法|的|呢|嘛|这个|这东西|你|呀|哦)*$|(?:操作|使用)(?:指南|说明|方法|手册|教程|步骤)|^(?:帮帮忙|救命|求帮忙|求教|谁教教我|教教我)(?:啊|嘛|吧)?$/
const NOT_OPERATING = /豆腐|菜|饭|酒|方子|衣|鞋|车|机器(?!人)|农药|种|养|针线|毛衣|麻将|牌|跳舞|唱|英语|题/
const ABLE =
  /(?:你|您|支部通|机器人|这个|这)(?:都)?(?:能|会|可以|可|有|管|懂)(?:帮我)?(?:做|干|办|弄|帮|搞)?(?:些|点)?(?:什么|啥|哪些|啥子|么子|甚|点啥|些啥|嘛)(?:事|忙|用|功能|东西|的|活)?|有(?:什么|啥|哪些|啥子)(?:功能|用处?|作用|指令|命令)|(?:能|可以)(?:帮我)?(?:查|办|做|问|弄)(?:些)?(?:什么|啥|哪些)|你能帮|会(?:些)?(?:啥|什么)|(?:你|这)有(?:啥|什么)用/
const UNREADABLE =
  /(?:能|可以|能不能|可不可以)(?:发|用)?语音|(?:写|说|发|讲)的(?:是)?(?:啥|什么|么子|啥子)|点哪(?:里|儿|个)?(?:都|也)?不(?:知道|晓得|懂|会)|不(?:知道|晓得)(?:点|按|往)哪|(?:字|图|图片|表|照片|文件|链接|内容|公示|上面|通知|消息|视频|网页|表格|你发的?|发的|这个?|画面|那个|声音|语音|附件|压缩包|pdf|excel|word)?(?:也|都|太|真|完全|实在|有点|啥都|啥也|怎么)?(?:看不(?:清|见|懂|了|明白|到|来|出|得)|打不开|点不(?:开|动|进|了)|听不(?:懂|清|见|明白|到)|读不(?:懂|来|了|出)|认不(?:得|到|全|来)|不(?:认|识)(?:得)?字|显示不(?:出|了|全)|加载不|下载不|下不(?:来|了)|看不太清|看不大清|瞅不(?:清|见|着)|瞧不(?:清|见|着)|看花眼|睇唔|睇不|整不开|弄不开|进不去|刷不出来?)|字(?:太|有点|实在|也太)?(?:小|细|密)|太小(?:了)?看|(?:图|图片|字|照片|公示)(?:太|有点|好)?(?:模糊|糊|花|黑|暗)|模糊得?|(?:图|图片|照片|表|字).{0,8}(?:都是)?糊(?:的|了|成)|(?:念|读)(?:一?下|一遍|给我|出来|一哈|来听|一念|一读|给我听|给俺听)|(?:说|讲)(?:人话|简单点|明白点|白话|土话|大白话|通俗点|慢点)|(?:发|给我)(?:个|一?份)?(?:文字版?|大字|语音版?)|大(?:一)?点(?:的)?字|字大(?:一)?点|眼(?:睛)?(?:不好|花|神不好|看不|瞎)|老花|不识字|没文化|文盲|啥意思|什么意思|么子意思|啥子意思|打开是(?:空白|乱码|白)|乱码|白屏|一片黑|黑屏/
const OTHER_THING =
  /电视|门|锁|抖音|歌|路灯|车|电脑|广场|小说|电影|球|医生|老师|英语|题|作业|快递|银行|社保|医保|农行|取款|煤气|冰箱|空调|洗衣|水龙头|窗|瓶|盖|他|她|戏|饭|菜|天气|雾|月亮|星|远处|对面|支付宝|高铁|健康码|话费|网银|你们说话|普通话|机器(?!人)|拖拉机|游戏|麻将|股票/
const STUCK =
  /^(?:这|这个|这下|那|我)?(?:咋|怎么|咋个|啷个|朗个|点|如何|要咋|该咋|该怎么|要怎么)(?:弄|整|搞|办|做|操作|弄的|弄呢)(?:啊|呢|嘛|哦|呀|哩|嘞|咧|呐|哇|喃|好|才好|这个|这|这是|法|哎)*$/

function inTrouble(scene: Scene, bare: string): boolean {
  if (!UNREADABLE.test(bare) || OTHER_THING.test(bare) || /不看|不想看|不用看/.test(bare)) return false
  const told = isOpen(scene, 'disclosure') || isOpen(scene, 'notice') || scene.addressed || /通知|公示|公开|群里发|你发/.test(bare)
  if (/^(?:啥|什么|么子|啥子)意思$|意思$/.test(bare)) return scene.addressed || told
  if (!told && /视频|声音|听不/.test(bare)) return false
  if (/手机.{0,6}(?:摔|坏|碎)/.test(bare)) return false
  return told || scene.utterance.open.some((thing) => thing !== 'attendance')
}

/** Cannot operate, cannot read or open or understand, asks what the bot can do, nudges it. */
export function hearHelp(scene: Scene): Found {
  if (isOpen(scene, 'review') && /明天|晚上|晚点|回去|等会|一会|看看|再看/.test(scene.text)) return undefined
  if (scene.sent) return scene.sent === 'nudge' ? { intent: 'help' } : undefined
  const help: Found = { intent: 'help' }
  const { text } = scene
  if (/^[?？¿]+$/.test(text.trim())) return isPrivate(scene) ? help : undefined
  const bare = text.replace(/[\s。.!！~，,、；;?？…]+/g, '')
  if (bare === '' || bare.length > 40 || scene.toOther) return undefined
  const plain = bare
    .replace(/^(?:支部通|机器人|小助手|你好|您好|请问|书记|那|哎呀?|唉)+/, '')
    .replace(/(?:啊|呢|嘛|哦|呀|哩|嘞|咧|吧|喃|谢谢|一下|哈|撒|噻)+$/, '')
  if (COMMAND.test(plain) || COMMAND.test(bare)) return help
  if (isPrivate(scene) && scene.utterance.open.length === 0 && GREETING.test(bare)) return help
  if (hasKind(scene, 'hearsay', 'crowd', 'advert')) return undefined
  if (STUCK.test(bare))
    return scene.utterance.open.some((thing) => thing !== 'disclosure' && thing !== 'preview')
      ? { intent: 'how_to' }
      : scene.addressed
        ? help
        : undefined
  if (
    /^(?:咋|怎么|咋个|啷个|如何)(?:整|弄|搞)(?:这|这个|这玩意|这东西|它)(?:玩意)?儿?$/.test(plain) &&
    scene.utterance.open.some((thing) => thing !== 'disclosure')
  )
    return { intent: 'how_to' }
  if (scene.addressed && HOW_TO_USE.test(plain) && !/签|假|党费|交|意见|关系|会|课/.test(bare)) return help
  if (scene.addressed && ABLE.test(bare) && !/什么时候|公开|党费/.test(bare)) return help
  if (/党费|签到|请假|交|举报/.test(bare) && !CANNOT.test(bare)) return undefined
  if (
    scene.clauses.length > 1 &&
    scene.clauses.some((clause) => !clause.mood.denied && hasKind(clause, 'sign', 'paid', 'receipt', 'leave', 'present', 'yes'))
  )
    return undefined
  if (isOpen(scene, 'feedback_reply') && /整|搞|弄/.test(plain) && /明白|懂|清楚/.test(plain)) return undefined
  if (/的(?:人)?[,，]?(?:党费)?(?:咋|怎么|如何|啷个|怎样)/.test(bare) && /签|交|请假|缴/.test(bare)) return undefined
  if (CANNOT.test(plain) && !OTHER_THING.test(bare) && bare.length <= 20 && !NOT_OPERATING.test(bare)) {
    if (/签到|签/.test(bare) || /请假|党费|交/.test(bare)) return scene.utterance.open.length > 0 || isPrivate(scene) ? help : undefined
    return help
  }
  return inTrouble(scene, bare) ? help : undefined
}
