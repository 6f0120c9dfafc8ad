import type { Clause } from '../kernel/chat/clauses.ts'
import { hasKind, isOpen, type Found, type Scene } from '../kernel/chat/scene.ts'
import { LATE, MAKE_UP } from './absence.ts'
import { PERHAPS } from './leave-subject.ts'

const NOTE: Found = { intent: 'late_arrival_note' }
/** Said beside a sign-in it shows one made before arriving. */
const NOT_HERE_YET =
  /(?:人)?(?:还|正|现在)?(?:在|搁)(?:高铁|火车|动车|车上|路上|半道|半路|加油|停车(?!场)|赶路|村口|桥头)|(?:下午|晚上|一会儿?|等会儿?|马上|待会儿?|随后|过会儿?|后半(?:截|场)|十?分钟后?|半个?(?:小时|钟头)后?|才能|才)(?:再|就|能|才)?(?:到|来)(?!了)|去停.{0,3}车|停车呢|还没(?:到|进|赶到)|快到|到了再签|一会儿?到|晚.{0,4}(?:钟头|小时|分钟|会儿?)(?:到|来)?|(?:送|接|吃|办|喂|栓|拴|忙|下|开)完.{0,6}就(?:到|来)|到(?:村口|楼下|桥头|路口)了/

/** Tells whether a clause says that the sender is not there yet. */
export function isNotHereYet(text: string): boolean {
  return NOT_HERE_YET.test(text)
}

const OTHERS =
  /^能来就来|^(?:高铁|动车|公交)|^(?:飞机|火车|航班|班车|大巴|他|她|它|快递|外卖|雨|车|客人|货|钱|菜|饭|老师|冬天|春天|夏天|秋天|过年|春节)/
/** However the way was: he is in the room now. */
const HERE_NOW = /(?:已经|总算|终于|刚刚?|现在)(?:走|赶|坐|进|冒雨)?(?:到|来)(?:了|会|村|啦|咯)|坐(?:到|在|进).{0,4}(?:会|里头|后|前)/
const ALREADY_HERE = /(?:刚|才|早就|早已|[点早].{0,4}就|已经|终于|总算)(?:到|来|进|坐)|来晚了|来迟了|堵了|晚了/

/** The sender is on the way, will be late, or asks for make-up. It changes nothing; the secretary may be told. */
export function hearLate(clause: Clause, scene: Scene): Found {
  if (hasKind(clause, 'goods', 'advert', 'other') || OTHERS.test(clause.text)) return undefined
  if (hasKind(clause, 'months', 'due', 'pay') || /没(?:有)?(?:迟到|晚|迟)/.test(clause.text)) return undefined
  if (MAKE_UP.test(clause.text) && !clause.mood.denied && !/谁|本子|表|太早|蚂蚁|森林|结束得/.test(clause.text)) return NOTE
  const relevant = isOpen(scene, 'attendance') || hasKind(scene, 'meeting') || scene.utterance.open.includes('notice')
  if (!relevant && scene.core !== '迟到了刚到' && !/迟到|晚到|来晚/.test(clause.text)) return undefined
  if (isOpen(scene, 'attendance') && HERE_NOW.test(scene.text)) return undefined
  if (PERHAPS.test(clause.text)) return undefined
  if (!(LATE.test(clause.text) || isNotHereYet(clause.text)) || clause.mood.supposed || (clause.mood.asked && !clause.mood.onlyMarked))
    return undefined
  if (hasKind(clause, 'name', 'relation') && !hasKind(clause, 'self', 'we')) return undefined
  if (ALREADY_HERE.test(clause.text) && isOpen(scene, 'attendance')) return undefined
  if (
    /堵|塞/.test(clause.text) &&
    scene.clauses.some((other) => other !== clause && /^(?:我|俺)?(?:已经|刚|终于)?(?:到|来)了/.test(other.text))
  )
    return undefined
  return NOTE
}
