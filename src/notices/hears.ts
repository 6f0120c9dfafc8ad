import { READ_WORDS, YES_WORDS } from '../kernel/chat/answers.ts'
import type { Clause } from '../kernel/chat/clauses.ts'
import type { Hears } from '../kernel/chat/hears.ts'
import type { Kind } from '../kernel/chat/lexicon.ts'
import { judgeSlip, type Slip } from '../kernel/chat/core.ts'
import { ASK_BACK, NONE, hasKind, isOpen, onlyKinds, type Found, type Scene } from '../kernel/chat/scene.ts'

const RECEIVED: Slip = {
  word: '收到',
  latin: ['sd', 'sdl', 'shoudao', 'shoudaole', 'shoud', 'sdsd'],
  ordinary: '搜到 售到 手刀',
  never: '搜到 守道 手刀 授道 收刀',
}
const FITTING: ReadonlySet<Kind> = new Set<Kind>([
  'yes',
  'receipt',
  'polite',
  'officer',
  'particle',
  'aspect',
  'self',
  'we',
  'already',
  'also',
  'filler',
  'name',
  'now',
  'past',
  'group',
])
const COMMAND =
  /^(?:请|麻烦)?(?:帮我?|给我?|替我)?(?:发|群发)(?:个|一个|一条|条|一下|下|出|布)?(紧急)?通知(?![了过没呢单书的])(?:一下)?[\s:：,，。、]*|^(紧急)通知[\s:：,，]+/
const ANNOUNCED = /^(?:发通知(?:了|没|过)|.{0,10}[吗没?？]$)/
const BENIGN: readonly Kind[] = ['self', 'we', 'meeting', 'polite', 'officer', 'absent', 'leave', 'sign', 'present', 'pay', 'paid', 'due']
/** What people promise beside a receipt. */
const PROMISE =
  /耽误|误不了|迟到|放心|没问题|(?<!收)到(?!.{0,6}了)|参加|来|去|看|转告|通知|带|准时|按时|一定|明天见|照办|安排|落实|学习|传达|注意|遵守|配合|支持|执行|做好|记住|转发/

/** In a longer line only words of two characters or more are sure: 收 and 成 stand in many other words. */
function longer(words: string): string {
  return words
    .split(' ')
    .filter((word) => word.length > 1 && !/^[a-z]+$/.test(word))
    .join(' ')
}

const TYPED_COMMAND =
  /^(?:@\S{1,20}\s+)?(?:请|請|麻烦|麻煩)?(?:[帮幫给給替]我?)?(?:发|發|群发|群發)(?:个|個|一个|一個|一条|一條|条|條|一下|下|出|布)?(?:紧急|緊急)?通知(?:一下)?[\s:：,，。、]*/u

/** The words after the command exactly as they were typed, with the marks people chose. */
function unchanged(scene: Scene): string | undefined {
  const typed = scene.utterance.text.trim()
  const found = TYPED_COMMAND.exec(typed)
  return found ? typed.slice(found[0].length).trim() : undefined
}

/** 发通知 with its text, which is kept as it was typed. Only the secretary commands; from anyone else it is talk. */
function hearNotice(scene: Scene): Found {
  const found = COMMAND.exec(scene.text)
  if (!found) return undefined
  if (scene.utterance.role !== 'secretary') return NONE
  const text = unchanged(scene) ?? scene.typed.slice(found[0].length).trim()
  if (/^(?:[.。!！~,，吧哈啊呢\s]|谢谢(?:了|啊|哈)?|多谢|麻烦(?:了|你了|您了)?|辛苦了?|书记|快点?|一下)*$/.test(text)) return ASK_BACK
  if (ANNOUNCED.test(text) && text.length < 4) return NONE
  return { intent: 'start_notice', text }
}

function hearReceived(scene: Scene): Found {
  const judged = judgeSlip(scene.core, RECEIVED)
  if (!judged || scene.core === '收到') return undefined
  if (!isOpen(scene, 'notice')) return undefined
  const competing = isOpen(scene, 'feedback_reply') || isOpen(scene, 'contact_check')
  return judged === 'slip' && !competing ? { intent: 'acknowledge' } : ASK_BACK
}

function line(scene: Scene): Found {
  if (scene.sent) return undefined
  return hearNotice(scene) ?? hearReceived(scene)
}

/** 好的 among other talk may answer the talk: it is a receipt only beside words about oneself or the meeting. */
function standsAmongTalk(clause: Clause, scene: Scene): boolean {
  if (hasKind(clause, 'receipt'))
    return scene.clauses.some((other) => other !== clause && hasKind(other, 'ask') && !hasKind(other, 'meeting'))
  return scene.clauses.some(
    (other) =>
      other !== clause &&
      (other.mood.asked ||
        (hasKind(other, 'unknown') && !hasKind(other, ...BENIGN) && !PROMISE.test(other.text)) ||
        (hasKind(other, 'future') && !hasKind(other, ...BENIGN) && !PROMISE.test(other.text))),
  )
}

function clause(heard: Clause, scene: Scene): Found {
  if (!isOpen(scene, 'notice') || scene.toOther) return undefined
  if (!hasKind(heard, 'yes', 'receipt') || !onlyKinds(heard.tokens, FITTING) || heard.mood.asked) return undefined
  if (/就/.test(heard.text)) return undefined
  if (hasKind(heard, 'name') && !hasKind(heard, 'officer')) return undefined
  if (standsAmongTalk(heard, scene)) return undefined
  if (hasKind(heard, 'yes') && !hasKind(heard, 'receipt') && isOpen(scene, 'contact_check') && scene.clauses.length === 1) return ASK_BACK
  return { intent: 'acknowledge' }
}

/** What people type that means a notice was read, and how a secretary starts one. */
export const noticesHears: Hears = {
  name: 'notices',
  words: { receipt: longer(READ_WORDS), yes: `${longer(YES_WORDS)} 好 行 中 嗯 恩 是 对 妥 几好`, filler: '通知 消息 信息 公告 都' },
  answers: { notice: { one: 'acknowledge', yes: 'acknowledge', receipt: 'acknowledge', cheer: 'acknowledge' } },
  line,
  clause,
}
