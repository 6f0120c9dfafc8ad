import type { Clause } from '../kernel/chat/clauses.ts'
import { judgeSlip, type Slip } from '../kernel/chat/core.ts'
import type { Hears } from '../kernel/chat/hears.ts'
import { ASK_BACK, NONE, isOpen, type Found, type Scene } from '../kernel/chat/scene.ts'
import { hearChain } from './hears-chain.ts'
import { hearStudyCommands } from './hears-commands.ts'
import { hearExcuse } from './hears-excuse.ts'
import { hearLate } from './hears-late.ts'
import { hearLeave } from './hears-leave.ts'
import { hearSignIn } from './hears-sign-in.ts'
import { ATTENDANCE_TRAPS, ATTENDANCE_WORDS } from './hears-words.ts'

const SIGN: Slip = {
  word: '签到',
  latin: ['qd', 'qiandao', 'qiandaole', 'qdl', 'qiand', 'qdao'],
  ordinary: '钱到 钱倒 抢到 呛到 前到了 嵌到 脸到',
  never: '千岛 千刀 前列 前倒 见到 捡到 剪刀 尖刀 剪到 强盗 抢道 枪到 溅到 间道 渐到 强到 墙倒 遣到 前导 前岛',
}
const REPORT: Slip = { word: '报到', latin: ['bd', 'baodao', 'bdl'], ordinary: '抱到 保到 包到 饱到', never: '宝岛 宝刀 包道 抱倒 暴倒' }
const LEAVE: Slip = {
  word: '请假',
  latin: ['qj', 'qingjia', 'qjl', 'qingj', 'qjia'],
  ordinary: '清价 轻甲 请驾 倾家',
  never: '亲家 轻佳 清家',
}

const SLIPS: readonly (readonly [Slip, 'check_in' | 'leave_request'])[] = [
  [SIGN, 'check_in'],
  [REPORT, 'check_in'],
  [LEAVE, 'leave_request'],
]

/** A message that is one command word or a slip of it. Not open, the plain word is asked about. */
function hearCommand(scene: Scene): Found {
  if (scene.core.length > 12 || scene.toOther) return undefined
  for (const [slip, intent] of SLIPS) {
    const judged = judgeSlip(scene.core.replace(/(?<=..)(?:一[次天回下]|半天)$/, ''), slip)
    if (!judged) continue
    if (isOpen(scene, 'attendance')) return judged === 'slip' ? { intent } : ASK_BACK
    const plain = scene.core.replace(/[了啦咯]$/, '') === slip.word || /^[a-z]+$/i.test(scene.core)
    if (plain && judged === 'slip' && scene.core.length > 2) return ASK_BACK
    return plain && judged === 'slip' && !/^[a-z]{2}$/i.test(scene.core) ? ASK_BACK : undefined
  }
  return undefined
}

/** Two names and nothing said of them: present or on leave? */
function hearBareNames(scene: Scene): Found {
  if (!isOpen(scene, 'attendance') || scene.tokens.length === 0) return undefined
  const names = scene.tokens.filter((token) => token.kind === 'name')
  const rest = scene.tokens.filter((token) => !['name', 'break', 'space', 'and'].includes(token.kind))
  if (names.length === 0 || rest.length > 0) return undefined
  const [only] = names
  if (names.length === 1 && only !== undefined && only.text.length === 2 && !/^[老小阿]/.test(only.text)) return undefined
  return names.some((token) => token.text !== scene.utterance.sender) ? ASK_BACK : undefined
}

const WITH_CODE = /^(?:我|我来)?签(?:到|个到)[\s:：,，]*(?:\d{4}|[零〇一二三四五六七八九幺两]{4})[\s。.!！]*$/

/** 签到 8421, 签到 八四二一: the four figures that stand on the board of the room. */
function hearCode(scene: Scene): Found {
  return isOpen(scene, 'attendance') && WITH_CODE.test(scene.text) ? { intent: 'check_in' } : undefined
}

function line(scene: Scene): Found {
  if (scene.sent) return undefined
  return hearCode(scene) ?? hearChain(scene) ?? hearStudyCommands(scene) ?? hearCommand(scene) ?? hearBareNames(scene) ?? hearExcuse(scene)
}

function clause(heard: Clause, scene: Scene): Found {
  if (scene.toOther) return undefined
  const late = hearLate(heard, scene)
  if (late) return late
  const signed = hearSignIn(heard, scene)
  if (signed) return signed
  const leave = hearLeave(heard, scene)
  return leave === NONE ? undefined : leave
}

/** What people type that means they are at a meeting, cannot come, or come late. */
export const studyHears: Hears = {
  name: 'study',
  words: { ...ATTENDANCE_WORDS, ...ATTENDANCE_TRAPS },
  answers: {
    attendance: { one: 'check_in', done: 'check_in', present: 'check_in', here: 'check_in' },
  },
  line,
  clause,
}
