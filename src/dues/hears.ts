import type { Clause } from '../kernel/chat/clauses.ts'
import { judgeSlip, type Slip } from '../kernel/chat/core.ts'
import type { Hears } from '../kernel/chat/hears.ts'
import { ASK_BACK, isOpen, isPrivate, type Found, type Scene } from '../kernel/chat/scene.ts'
import { hearDuesChain } from './hears-chain.ts'
import { hearClaim } from './hears-claim.ts'
import { hearConfirmClaims } from './hears-confirm.ts'
import { hearDuesQuestion } from './hears-questions.ts'
import { DUES_TRAPS, DUES_WORDS, NOT_DUES } from './hears-words.ts'

const PAID: Slip = {
  word: '已交',
  latin: ['yj', 'yijiao', 'yjl', 'yijiaole', 'jl', 'jiaole', 'jiaol', 'yjiao'],
  ordinary: '移交 椅角 一角 一脚 一觉 移焦 议交 异教 宜交 遗交 义交 亿角',
  never: '义父 姨父 姨夫 异文 译文 艺文 佚文 遗文 衣文 脚镣 胶料 艺校 遗教 异教 夷教 一文 姨叫 衣角 姨姣 艺教 医教 疑交',
}
const HANDED_OVER: Slip = { word: '已缴', latin: [], ordinary: '移缴', never: '' }
const JUST_PAID: Slip = { word: '交了', latin: [], ordinary: '叫了 教了 娇了 浇了 搅了 焦了 嚼了 绞了', never: '饺了' }
const DUES_INITIALS = new Set([
  'df',
  'df已交',
  'df交了',
  '党费yj',
  '党费已j',
  'dfyj',
  'dangfeiyijiao',
  'dangfeijiaole',
  'dfjl',
  'dfyjl',
  'yjdf',
])
const TOLD_EVIDENCE =
  /^(?:我)?(?:把)?(?:付款|转账|支付|交费|缴费|党费|汇款|微信)?(?:的)?(?:截图|图|凭证|记录|单子|单据|照片|回单|收据|小票)(?:我|俺)?(?:都|已经?|刚|也)?(?:发|传|拍|晒|交|给|贴)(?:了|过|你|您|给|群里|到|在|上|去|来|会计|书记|组长|看|微信|这儿|里|下面|上面|私聊)*$|^(?:我)?(?:把)?(?:截图|图片?|凭证|转账(?:记录|截图)|付款截图|照片|小票|收据|回单|记录|电子回单|支付截图)(?:给(?:你|您)看(?:了|过了)|都|已经?|也|刚)?(?:发|传|拍|在)(?:了|上面|过来了?|给你了?|给您了?|到群里了?|群里了|你了|出来了|出去了|上去了|过去了|上头)|^截了?个?(?:图|屏)(?:了)?(?:发|传).{0,6}(?:了|上)?$|^(?:这是|给你|上面是)?(?:我的)?(?:转账|付款|支付|交费|缴费)?(?:截图|凭证|回单|收据|小票)$|^(?:我|已经?|刚)?(?:发|传)(?:了)?(?:个|张|过)?(?:截图|图片?|凭证|转账记录|付款截图|照片|回单|收据)(?:了|过来了|给你了)?(?:哈|哦)?$/

const DONE_FOR_ME = /^(?:我|俺)?.{1,4}(?:帮|给|替|代)(?:我|俺)(?:都|已经?|也)?(?:弄|搞|办|整)(?:好|完|妥)了?(?:哈|啊|的)?$/

function hearWhole(scene: Scene): Found {
  const { core } = scene
  if (isOpen(scene, 'dues') && !isOpen(scene, 'attendance') && DONE_FOR_ME.test(core) && scene.kinds.has('relation'))
    return { intent: 'dues_claim' }
  if (isOpen(scene, 'dues') && !isOpen(scene, 'notice') && /^(?:ok|OK|好的?|嗯|行)已[交缴转付]了?$/.test(core))
    return { intent: 'dues_claim' }
  const open = isOpen(scene, 'dues')
  if (DUES_INITIALS.has(core.toLowerCase())) return core.toLowerCase() === 'df' ? undefined : { intent: 'dues_claim' }
  for (const slip of [PAID, HANDED_OVER, JUST_PAID]) {
    const judged = judgeSlip(core, slip)
    if (!judged || !open) continue
    return judged === 'slip' ? { intent: 'dues_claim' } : ASK_BACK
  }
  return open && TOLD_EVIDENCE.test(core) ? ASK_BACK : undefined
}

/** Yuan or months? A bare number with dues open is asked about; 1 is an answer and is heard elsewhere. */
function hearBareNumber(scene: Scene): Found {
  if (!isOpen(scene, 'dues')) return undefined
  const [token, ...rest] = scene.tokens.filter(({ kind }) => kind !== 'break' && kind !== 'space')
  if (!token || rest.length > 0 || token.kind !== 'number') return undefined
  const value = token.value ?? 0
  if (token.text.includes('.') && value > 0) return { intent: 'dues_claim', amount_fen: Math.round(value * 100) }
  return value === 1 || /^1{3,}$/.test(token.text) || value <= 0 ? undefined : ASK_BACK
}

function line(scene: Scene): Found {
  if (scene.sent) return scene.sent === 'photo' && isPrivate(scene) && isOpen(scene, 'dues') ? ASK_BACK : undefined
  if (scene.toOther) return undefined
  return hearConfirmClaims(scene) ?? hearDuesChain(scene) ?? hearWhole(scene) ?? hearBareNumber(scene)
}

function clause(heard: Clause, scene: Scene): Found {
  return hearDuesQuestion(heard, scene) ?? (scene.toOther ? undefined : hearClaim(heard, scene))
}

/** What people type that means they paid their dues, ask about them, or cannot pay. */
export const duesHears: Hears = {
  name: 'dues',
  words: { ...DUES_WORDS, ...DUES_TRAPS },
  sounds: [{ word: '党费', kind: 'due', not: NOT_DUES }],
  answers: { dues: { one: 'dues_claim', done: 'dues_claim' } },
  line,
  clause,
}
