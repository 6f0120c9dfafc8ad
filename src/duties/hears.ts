import type { Hears } from '../kernel/chat/hears.ts'
import { ASK_BACK, NONE, hasKind, isOpen, type Found, type Scene } from '../kernel/chat/scene.ts'
import { soundsLike } from '../kernel/language/syllables.ts'

const BY_HIM = /^(?:他|她|人家|谁|哪个|老.|小.)/
const UNDO =
  /^(?:我|俺)?(?:刚才?|刚刚|上面|前面)?(?:的|那个|那条|这个|这条|发的)?(?:都|是|我|又)?(?:不小心|不当心|手滑|手快|手抖|没看清|眼花)?[,，\s]*(?:撤销|撤消|撤回|撤了|撤掉|作废|收回|取消|(?:发|打|点|按|搞|弄|写|输|签|选|填|摁|报|回|整|记|说|交|请|操作)错(?:了|咯|啦|哒|喽|嘞|群|人|字)?了?|不算(?:数|的|了)?|不作数|误(?:点|发|触|操作|按|签)了?|手滑了?|手误|点岔了?|按岔了?|搞岔了?|弄岔了?|重来|删(?:了|掉)|退回|抹掉|划掉)(?:刚才?|刚刚|上一?条|上面|前面|那条|这条)?(?:的)?(?:那个|那条|这条|签到|请假|记录|一条)?(?:了|吧|哈|啊|一下|掉|呢|喽|咯|我的|不算|作废|重来|不作数|对不起|抱歉|不好意思)?$/
const SORRY =
  /(?:点|发|打|按|搞|弄|签|写|说|输)错(?:了|咯|哒|喽|啦|嘞).{0,6}(?:莫|不|别)算|(?:莫|别)算(?:数|我)?(?:$|莫|别|哈|啊)|^(?:哎呀|哦豁|完了|糟了)?(?:点|发|打|按|搞|弄|签|写|说|输)错(?:了|咯|哒|喽|啦|嘞)/
const TAKE_BACK =
  /(?:乱|瞎|随便|误|手滑)(?:发|按|点|填|弄|打|写)(?:着玩)?的|(?:发|按|点|打|填)着玩的?|(?:撤销|撤回|取消|撤掉|删掉|删了|作废|收回|抹掉|去掉|划掉).{0,6}(?:刚才?|刚刚|上一?条|上面|前面|那条|这条|签到|请假|记录|已交|交费|登记|假|我的)|(?:刚才?|刚刚|上一?条|上面|前面|那条|签到|请假|假).{0,8}(?:撤销|撤回|撤了|取消|不算|作废|删了|删掉|收回|搞错|弄错|点错|发错|打错|按错|错了|误点|误发|手滑)|我?(?:还)?没(?:交|到|来|签|请).{0,6}(?:发错|打错|点错|搞错|按错|记错|弄错|手滑|误)|(?:发错|打错|点错|搞错|按错|记错|弄错|手滑|误点|误发|误触|看错|说错|写错).{0,14}(?:没|不是|还没|不算|撤|重|作废)|不请(?:假)?了|(?:假)?不请了|假(?:就)?(?:取消|销)|销假|(?:我)?(?:又)?能来了|记错(?:了|咯)|(?:那|刚才?|上面).{0,6}不是(?:我|本人)(?:发|点|按|弄|签)|(?:娃|孩子|孙子|小孩|孙女).{0,6}(?:乱)?(?:按|点|发|弄|碰|摁)(?:的|了|错)/
const UNDO_SLIPS = ['撤销', '撤消', '撤回']

const CONFIRM =
  /^(?:我)?(?:好|好的|行|可以|没问题|对|对的|是的|是|嗯|嗯嗯|要得|中|OK|ok|没错|就这样|就这么|看了|看过了|没毛病|得|成|妥)*(?:嗯呐|那)?(?:就)?(?:发送|发|发吧|发了吧|发出去|发出去吧|发布|就发|就这么发|就这样发|这样发|照这样发|照发|可以发了?|可以发送|发得|现在发|马上发|立即发送|确认|确认发送|确定|确定发送|提交|提交吧|记|记吧|记上|记下|记下来|登记|登记吧|记为意见|记成意见|记作意见|按意见记|帮我记|帮我记上|给我记上|是意见|算意见|是的记|我去顶班|我去值班|我去|我来|我值|我顶|我上|我换|我行|我可以|我能去|我能来|我能值|我有空|没错|就这样|就这么办|就这样办|就这样定|就这么定|就这么着|就这样着|无误|核对过了?|看好了|听(?:从)?(?:组织|支部|您|你们)?安排|那天(?:我)?有空|我有空|记我(?:一个)?|算我一个|定了|就定了|同意|没问题|是的|对的|对头|是这样|是这个意思|没错的|正确|对对|好发|继续|下一步|继续吧|下一步吧|就按这个发|按这个发|安排|走起|发撒|发噻|发嘛|发哈|放心发|接了|接受|应了|算我的|包在我身上|来就来|去就去|我接|我接班|我顶班|准时去|准时到|按时到|一定到|准到|一定去|到时候去|到时候我去|记得了|值)(?:吧|了|哈|啊|呗|嘛|噻|撒|的|哦|呢|喽|咯|嘞|没错|没问题|就这样|发|发吧|发送|没问题|我去|我来)*$/
const CANCEL_WORDS =
  /^(?:那|还是|先|我|就|暂时|现在|算了|算|这个|这条|这次|那天|当天)*(?:算球了?|免了|撤了|不要了?|别排我|莫排我|来不赢|去不赢|取消掉|不用发|不(?:使|用|发|弄|搞|做|整|写|填|记|登记|要|用|提|改|报|办|送|提交|记录|说|问|反映|确认|换|去|行|干|能去|能来|想去|想换|方便)(?:了|送|出去|通知)?|别(?:发|记|弄|登|提|送)(?:了|送|出去)?|莫(?:发|记|弄|搞)(?:了)?|算了|取消(?:发送)?|返回|退出|放弃|作废|撤(?:了|销|回)|停|拉倒|去不(?:了|成|得|到)|来不(?:了|成)|没(?:有|得)?(?:空|时间|闲)|有事|走不开|值不了|顶不(?:了|上)|换不(?:了|成)|回退|上一步|重来|不是意见|不是|不算意见|缓缓再说|下次再说|以后再说|改天再说|没法去|没办法去)(?:这条|这个|本条|那条|了|吧|啊|哈|呢|嘛|的|算了|取消|不发了|别发了|去不了)*$/
const HOLD =
  /^(?:先别发$|先别发吧$|先莫发$|先不忙|等等|等一?下|等哈|等会儿?|稍等|慢着|慢点|别急|莫急|先别急|先等|先等等|我看看|我再看看|让我看看|看看|我想想|想想|我再想想|先放|先放着|先放一放|等我|等我看看|再等等|待会|待会儿|一会儿?|回头|再说|再看看|我先看看|先不急|不急|等下再发|待会再发|等会再发|晚点再发|明天再发|先看看|我问问|我先问|容我想想|等我想想|等阵|等我一下|我考虑|考虑一下|考虑考虑|我核对一下)/
const EDIT =
  /写成|错成|弄成|少写|漏写|写漏|多写|人数不|名字不|日期不|换一个|换一下|换换|改|换成|换个|加(?:上|一|个|句)|补(?:上|充|一)|删(?:掉|去|了(?!吧))|去掉|不对|写错|错了|漏了|少了|应该是|不是.{1,12}(?:是|而是)|时间(?:不|错)|地点(?:不|错)|字错|错字|后面.{0,4}加|前面.{0,4}加|把.{1,20}(?:改|换|删|去|加)|太长|太短|重写|再写|调整|修改/
const SWAP =
  /下(?:周|个?月|次).{0,4}(?:值|去|顶)|可以.{1,4}(?:不行|不中)|不行.{0,4}(?:可以|行)|换|调|跟.{1,6}(?:对|互)|改(?:到|成|在|天)|能不能|可不可以|别的(?:天|时间)|另外|推(?:到|迟|后)|提前|对调/

const QUIET =
  /响个(?:没完|不停)|叮咚|轰炸|催命|再发(?:我)?(?:就)?(?:拉黑|屏蔽|删)|(?:大?半夜|三更半夜|深更半夜).{0,4}(?:发|响|叫|吵)|(?:求|请|麻烦|拜托)(?:你|您)?.{0,4}(?:停|别发|消停|歇)(?:了|一?下|吧|歇)|(?:别|不要|莫|甭|不准|勿)(?:再|老|天天|总|一直)*(?:来)?催(?:我|了)|聒噪|响个不(?:停|歇)|(?:天天|老|总|一直|不停)(?:地)?(?:响|叮|滴)|不消(?:再)?发|(?:别|不要|莫|甭|勿|少).{0,8}(?:给|对|朝|往)(?:我|俺).{0,4}发|一天到晚(?:响|发|叫)|(?:别|不要|莫|甭|不准|不许|少|勿|休)(?:再|老是?|总|一直|天天|给我|对我|往我|向我|这里|跟我)*(?:再)?(?:发|打扰|吵|烦|提醒|通知|推送|叫|@我?|艾特|喊|响|骚扰|来烦)(?:了|我|消息|信息|通知|这些|给我|个没完|我了)?|^(?:你|您|你们|这(?:个)?(?:群|消息|机器人|提醒|通知)?|真是?|都|快|要|天天|一天到晚|太|老|总|好|实在|简直|把我|我要|被你|啊|哎|吵|烦|闹|发得|提醒得|消息)*(?:吵|烦|闹)(?:死|得很|人|到|得|了|个不停)?(?:我|人|了|啦|咯|啊|呀|哦|个不停|要命|慌)*$|免打扰|勿扰|(?:关|取消|停|停止|屏蔽|退订|拒收)(?:了|掉|一下|下)?.{0,6}(?:提醒|通知|消息|推送|打扰|信息)|(?:提醒|通知|消息|推送)(?:都|给我|帮我)?(?:关|取消|停|退订|停止)(?:了|掉)?|闭嘴|^安静(?:点|些|一下|一会�?|下|了|吧)?$|消停|^(?:退订|td|TD|静音|停止提醒|勿扰)$|不想(?:再)?(?:收|看|听|接)(?:到)?.{0,6}(?:消息|提醒|通知|了|信息)|(?:消息|提醒|通知)(?:太多|多得|发得太)|发(?:得|的)?(?:太多|没完)|没完没了|发个没完|^屏蔽$|^拉黑$|天天发|老发|一直发|清静|烦不烦|有完没完|(?:莫|别|不要)(?:再)?吵(?!架|嘴|醒|到孩子)/
const NOT_QUIET =
  /牢骚|发呆|发愣|没交|还没|关于|广告|吵架|婚|的夜|意见|路灯|广场舞|邻居|狗|孩子|喇叭|施工|工地|隔壁|谁在|外面|楼上|群里|你们.{0,3}吵|装修|鞭炮|知了|蚊|鸡|鸭|唱歌|音响|机器响|他们|他|她|发通知|发公开|发红包|发票|发工资|发烧|发火|发愁|记得|别忘/

function hearUndo(scene: Scene): Found {
  const { utterance, core, text } = scene
  if (scene.sent === 'recalled') return utterance.last ? { intent: 'undo' } : NONE
  if (!utterance.last || scene.sent || scene.toOther) return undefined
  if (BY_HIM.test(text) || /[吗?？]$|错没有?$|请错人|认错人/.test(text) || hasKind(scene, 'other', 'hearsay')) return undefined
  if (isOpen(scene, 'preview') || isOpen(scene, 'rota')) {
    if (!/撤销|撤消|刚才|刚刚|上一条/.test(text)) return undefined
  }
  const bare = text.replace(/[\s。.!！~，,、；;]+/g, '')
  if (/^(?:不对|撤|收回|撤了|收回来|撤一?下|不要了|不算)+(?:了|吧|哈)?$/.test(bare) && !isOpen(scene, 'preview') && !isOpen(scene, 'rota'))
    return { intent: 'undo' }
  if (
    /^(?:错了|错啦|看错了|搞错|按错|记错了|不小心(?:按|点|碰)的?)+$/.test(bare) ||
    /^(?:错了|看错了|撤回|撤销|哎呀)+我?(?:还)?没(?:交|到|来|签|请)/.test(bare)
  )
    return { intent: 'undo' }
  if (UNDO.test(core) || UNDO.test(bare) || UNDO_SLIPS.some((word) => soundsLike(core, word))) return { intent: 'undo' }
  if (text.length <= 40 && (TAKE_BACK.test(bare) || SORRY.test(bare))) return { intent: 'undo' }
  const unpolite = bare.replace(/^(?:不好意思|对不起|抱歉|哎呀|啊|呃|书记|麻烦|请|各位|大家)+/, '')
  if (unpolite !== bare && unpolite !== '' && UNDO.test(unpolite)) return { intent: 'undo' }
  const first = scene.clauses[0]?.text.replace(/(?:了|咯|啦|哈|啊)+$/, '') ?? ''
  if (scene.clauses.length > 1 && /^(?:撤回|撤销|作废|取消)(?:撤回|撤销|作废|取消)?$/.test(first)) return { intent: 'undo' }
  return scene.clauses.length > 1 && UNDO.test(first) && first.length >= 2 ? { intent: 'undo' } : undefined
}

function hearPreview(scene: Scene): Found {
  const preview = isOpen(scene, 'preview')
  const rota = isOpen(scene, 'rota')
  if ((!preview && !rota) || scene.sent || scene.toOther) return undefined
  const bare = scene.text.replace(/[\s。.!！~，,、；;]+/g, '')
  if (bare === '' || bare.length > 60) return undefined
  if (/航班|皮带|^发送带/.test(bare)) return undefined
  if (/^慢点我?看|^没问题吧/.test(bare)) return NONE
  if (HOLD.test(bare) && (!EDIT.test(bare) || bare.startsWith('慢点'))) return NONE
  if (preview && rota) return CONFIRM.test(bare) || CANCEL_WORDS.test(bare) ? ASK_BACK : undefined
  if (/[吗没?？]$/.test(bare)) return rota && SWAP.test(bare) ? ASK_BACK : undefined
  if (rota && /可以.{1,8}不行|不行.{1,8}可以/.test(bare)) return ASK_BACK
  if (CANCEL_WORDS.test(bare) || saysCancel(scene)) return { intent: 'cancel' }
  if (CONFIRM.test(bare) && (rota || !/我(?:去|来|值|顶|上|换|接|行)/.test(bare))) return { intent: 'confirm' }
  if (preview && EDIT.test(bare)) return ASK_BACK
  if (rota && SWAP.test(bare)) return ASK_BACK
  if (rota && TAKES.test(bare)) return { intent: 'confirm' }
  if (rota && isUnable(scene)) return scene.clauses.some(({ mood }) => mood.perhaps) ? ASK_BACK : { intent: 'cancel' }
  return undefined
}

const TAKES =
  /^(?:行|好的?|可以|没问题|要得|中|得行|嗯|成|没事)(?:啊|嘞|的|吧)?(?:那)?我?(?:一定|准时|按时|到时候?|就|会)?(?:去|来|到|值|顶|接|上)(?:了|的|吧|哈|值班|值|班|就是)*$/
const UNABLE =
  /^(?:那天|那几天|当天|这天|这几天)?(?:我)?不行(?:了|啊|哈)*$|^(?:那天|当天|这天)?(?:走亲戚|吃酒|喝酒|上班|有事|开会|看病|带娃|赶集|出门)*(?:去不成|去不了|来不了|值不了|来不赢|去不赢|走不开|走不脱)(?:了|哈|啊)*$|^(?:我|我们|俺)?(?:不)?(?:这|那)?(?:天|次|回|周.?|今天|明天|后天|晚上|当天|星期.|礼拜.|那天|到时候)?(?:真|实在|恐怕|怕|可|也|就|都|还|有点|临时|刚好|正好|家里|屋里|要|得|确实|可能)*(?:去不了|去不成|来不了|来不成|去不得|值不了|值不成|顶不了|换不了|没空|没时间|没得空|不得空|不得闲|有事|有点事|有急事|不行|不方便|走不开|不在家|不在村里?|不在|在外地|在外面|出差|上班|加班|生病了?|病了|住院了?|去不到|赶不回来?|回不来|不去|不想去|不能去|不能值|不值|不得行|没法去|感冒了?|发烧了?|出门|有别的事|没得办法去|喝酒去|吃酒|走亲戚|送.{1,4}|带.{1,4}|看病)(?:了|的|啊|哈|呢|咯|哦|嘛|哩)*$/

/** 取消吧，天气预报变了: the word of refusal first, then why. */
function saysCancel(scene: Scene): boolean {
  const [first, ...rest] = scene.clauses
  if (!first || rest.length === 0 || scene.text.length > 30) return false
  const plain = rest.every((clause) => !clause.mood.asked && !EDIT.test(clause.text) && !/发|再说|等/.test(clause.text))
  return (
    plain &&
    /^(?:还是|先|那|就)?(?:取消|作废|算了|不发了?|别发了?|不弄了|不要了|退出|拉倒|撤了|不|不是|不用了?|不记)(?:吧|了|啊|哈|嘛|发送)*$/.test(
      first.text,
    )
  )
}

/** 那天要上班，去不了: one clause says plainly that he cannot, and none speaks of others or asks. */
function isUnable(scene: Scene): boolean {
  const others = scene.clauses.some((clause) => clause.mood.asked || hasKind(clause, 'other', 'name', 'crowd', 'leave', 'due', 'paid'))
  return !others && scene.text.length <= 30 && scene.clauses.some((clause) => UNABLE.test(clause.text))
}

/** Stop prompting: heard in private, in a group only when said to the bot. */
function hearQuiet(scene: Scene): Found {
  if (!scene.addressed || scene.sent || scene.toOther) return undefined
  const { text } = scene
  const heard = QUIET.test(text) || scene.clauses.some((clause) => QUIET.test(clause.text))
  if (text.length > 40 || !heard || NOT_QUIET.test(text)) return undefined
  if (scene.clauses.some(({ mood }) => mood.hearsay || mood.supposed)) return undefined
  if (/[吗没?？]$/.test(text) && !/烦不烦|有完没完|能不能|可不可以|可以|能|行/.test(text)) return undefined
  const [first] = scene.clauses
  const read = isOpen(scene, 'notice') && first !== undefined && hasKind(first, 'receipt') && !first.mood.denied && !first.mood.asked
  return read && scene.clauses.length > 1 ? [{ intent: 'acknowledge' }, { intent: 'quiet' }] : { intent: 'quiet' }
}

function line(scene: Scene): Found {
  return hearUndo(scene) ?? hearPreview(scene) ?? hearQuiet(scene)
}

/** What people type to take back, to answer the bot's own question, and to have their peace. */
export const dutiesHears: Hears = {
  name: 'duties',
  answers: { preview: { yes: 'confirm', no: 'cancel' }, rota: { yes: 'confirm', no: 'cancel' } },
  line,
}
