import type { Clause } from '../kernel/chat/clauses.ts'
import { ASK_BACK, NONE, hasKind, isOpen, isPrivate, type Found, type Scene } from '../kernel/chat/scene.ts'

const NEW_NUMBER =
  /办了(?:张|个)?(?:新)?卡|换成.{0,6}号|换(?:了)?(?:个|一个)?(?:新)?(?:手机|电话|卡)?(?:号|号码|卡)|新(?:手机|电话)?(?:号|号码|卡)|改(?:了)?号|号(?:码)?(?:换|改|变)|(?:以后|今后|往后|现在|有事)(?:请)?(?:打|联系|拨|用)|(?:我|俺|额|本人)(?:的)?(?:现在的?|新的?)?(?:手机|电话|联系电话|联系方式|号码|号)|打(?:我)?这个|电话(?:是|改|变|换)|手机(?:是|改|变|换|丢|掉)|旧号|老号|原来的?号/
const OTHERS_NUMBER =
  /收废|收旧|回收|代办|他|她|儿子|女儿|老婆|老公|媳妇|爱人|丈夫|孙|哥|弟|姐|妹|叔|姨|嫂|婶|老伴|爸|妈|师傅|老板|维修|修车|修|快递|外卖|送货|收购|出售|出租|转让|招|卖|买|贷款|办理|咨询|预约|订购|热线|客服|警|医院|诊所|哪个的|谁的|骗子|诈骗|别接|不要接|有意者|联系人|书记(?:的|电话|手机)|主任(?:的|电话)|会计(?:的|电话)|站长|中介|媒|司机|拼车|租|丢|捡|老乡|工友|同事|同学|经理|工头|厂里的?电话|家属|亲戚|邻居/
const NOT_ANY_MORE = /(?:不用了|停机|停用|不要打|别打|作废|注销|打不通)/

/** The sender's own new number; anybody else's is nothing. */
export function hearPhone(clause: Clause, scene: Scene): Found {
  if (!hasKind(clause, 'phone') || scene.toOther) return undefined
  const { text } = scene
  const bare = scene.tokens.every((token) => ['phone', 'break', 'space', 'particle'].includes(token.kind))
  if (bare) {
    if (isOpen(scene, 'contact_check')) return { intent: 'contact_phone' }
    return isPrivate(scene) && scene.utterance.role === 'member' ? ASK_BACK : undefined
  }
  if (OTHERS_NUMBER.test(text.replace(/手机(?:丢|掉)了/g, '')) || hasKind(scene, 'advert', 'hearsay') || hasKind(clause, 'crowd'))
    return NONE
  if (scene.tokens.some((token) => token.kind === 'name' && token.text !== scene.utterance.sender && !text.includes(`我是${token.text}`)))
    return NONE
  const first = clause.tokens.find((token) => ['self', 'relation', 'name', 'other'].includes(token.kind))
  if (first && first.kind !== 'self' && first.text !== scene.utterance.sender) return NONE
  if (NOT_ANY_MORE.test(text) && !NEW_NUMBER.test(text)) return undefined
  if (clause.mood.asked || clause.mood.supposed) return NONE
  return NEW_NUMBER.test(text) || isOpen(scene, 'contact_check') ? { intent: 'contact_phone' } : undefined
}
