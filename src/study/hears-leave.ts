import type { Clause } from '../kernel/chat/clauses.ts'
import { behalfSlots, personsOf, referentOf } from '../kernel/chat/persons.ts'
import { ASK_BACK, NONE, hasKind, isOpen, type Found, type Scene } from '../kernel/chat/scene.ts'
import { carriedPersons } from './hears-together.ts'
import { ABSENT, BUSY, CAUSES, OTHER_LEAVE } from './absence.ts'
import { readExcuse } from './leave-grammar.ts'
import { hearAbsence } from './hears-absence.ts'
import { hearCause } from './hears-cause.ts'
import { PERHAPS, causeOf } from './leave-subject.ts'

const MEETING =
  /(?:支部|党员|党小组|支委|组织|民主|主题)?(?:大会|开会|会议|党课|党日|组织生活|支部会|党员会|小组会|支委会|例会|学习会|集中学习|会(?=我|俺|[,，]|来不|去不|参加)|学习)/
const CHILD = /^(?:孩子|娃|娃儿|小孩|孙子|孙女|孙儿|外孙|崽|崽崽|学生|大孙子)$/
const ASKS_LEAVE =
  /能.{0,8}(?:不|吗|么)$|(?:行不|行吗|可以吗|可以不|可不可以|能不能|能否|可否|成不|中不|好不好|好吗|得不得行|要得不|得行不|准不准|可得不)/
const PAST_LEAVE = /(?:昨天|前天|上次|上回|上周|上个月|去年|那天|早就|以前).{0,8}请(?:了|过)?/

/** Leave is from the branch's meeting when one is open or the message names one and speaks of the sender. */
function isOurs(scene: Scene): boolean {
  if (
    OTHER_LEAVE.test(scene.text) ||
    /同学会|家长会来|家长会去|相亲会|年会|音乐会|演唱会|展会|婚礼|酒席上|运动会|联欢会|招聘会|战友会|老乡会/.test(
      scene.text.replace(/(?:要|去|得|有)(?:开|参加)?家长会/g, ''),
    )
  )
    return false
  return isOpen(scene, 'attendance') || isOpen(scene, 'meeting') || (MEETING.test(scene.text) && !OTHER_MEETING.test(scene.text))
}

const OTHER_MEETING = /同学会|家长会(?!.{0,3}$)|相亲|年会|婚礼|班会|公司|学校/

/** 请假太多要扣钱, 请假的人, 请假制度: talk about leave in general. */
const GENERAL_REST =
  /^(?:手续|单|证明|流程表|记录|那天|失败|成功|期间|的流程|制度|规定|回家.{0,8}的|扣|的(?!话|$|[哈啊呀哦呢])|太|多|的人|的都|的有|制度|流程|的话|次数|要(?:扣|写|经|找|有)|得(?:写|找|扣|有)|扣|三次|超过|才|就(?:算|扣|要)|也(?:要|得|扣|不行)|不(?:批|准|行|扣|算|好)|这么|那么|难|麻烦|被|还扣|也扣)|^.{0,4}(?:绩效|全勤|奖金)/
const GENERAL_SUBJECT =
  /(?:大学生|学生|工人|员工|上班的|年轻人|同学|当兵|人人|个个|每个人|有些人|别个|干部|老师|公务员|医生|司机|保安|护士)$/

function isGeneral(clause: Clause, core: number, scene: Scene): boolean {
  const leave = clause.tokens[core]
  if (!leave) return false
  const rest = clause.text.slice(clause.tokens.slice(0, core + 1).reduce((length, token) => length + token.text.length, 0))
  const before = clause.tokens
    .slice(0, core)
    .map((token) => token.text)
    .join('')
  if (!hasKind(scene, 'self', 'we') && /(?:可以|必须|应该|的|都|就|才|谁)$/.test(before) && !/^(?:今天)?(?:就|都)$/.test(before))
    return true
  return GENERAL_REST.test(rest) || (GENERAL_SUBJECT.test(before) && !hasKind(scene, 'self', 'we'))
}

const ASKING_TAIL =
  /^(?:一?[天次回下]|半天|[两三几]天|[哈啊呢哦嘛了吧噻的呀哟喔咧嘞啦咯喽撒哇嗷呗着过]|好|成|请|望|批准|准|书记|主任|谢谢|麻烦|抱歉|不好意思|对不起|辛苦|大家|各位|[,，。.!！~ ])*$/

/** After the word of leave stands how long, why, or a courtesy; anything else (真麻烦, 要提前一天) speaks of leave in general. */
function isAsking(clause: Clause, core: number, scene: Scene): boolean {
  const leave = clause.tokens[core]
  if (!leave) return false
  const rest = scene.text.slice(leave.end, clause.end).trim()
  if (/^(?:真|太|很|好麻烦|可以|才|[要得](?:提前|写|找|经|批|有|先|说明|按)|必须|应该)/.test(rest)) return false
  if (rest === '' || ASKING_TAIL.test(rest) || readExcuse(rest) !== undefined) return true
  return (
    CAUSES.some((cause) => cause.test(rest)) ||
    BUSY.test(rest) ||
    ABSENT.test(rest) ||
    clause.tokens.slice(core + 1).every((token) => token.kind !== 'unknown')
  )
}

function hearWord(clause: Clause, scene: Scene, core: number): Found {
  const { mood, tokens, text } = clause
  if (OTHER_LEAVE.test(scene.text) || PAST_LEAVE.test(text) || mood.hearsay || hasKind(scene, 'crowd', 'advert')) return NONE
  if (mood.denied && !/没空|没时间|没人|没法|没办法|不舒服|不了|不开|不成|不能|不得|没车|没得/.test(text)) return NONE
  if (mood.supposed || scene.clauses.some((other) => /^[你您]们?(?:也|都)?请/.test(other.text) && hasKind(other, 'leave'))) return NONE
  if (mood.perhaps || PERHAPS.test(text)) return ASK_BACK
  if (mood.asked) return ASKS_LEAVE.test(text) && isOpen(scene, 'attendance') ? ASK_BACK : undefined
  const referent = referentOf(clause, scene)
  if (referent) return isOurs(scene) ? { intent: 'leave_request', on_behalf_of: referent, self: false, ...causeOf(scene) } : ASK_BACK
  const command = tokens
    .slice(core + 1)
    .every((token) => token.kind === 'particle' || token.kind === 'polite' || token.kind === 'guess' || token.kind === 'clock')
    ? 'command'
    : 'statement'
  const persons = personsOf(tokens, core, command, scene.utterance)
  if (persons.kind === 'third') return NONE
  if (persons.kind === 'unsure') return ASK_BACK
  if (persons.kind === 'behalf' && persons.who.some((who) => CHILD.test(who))) return isOpen(scene, 'attendance') ? NONE : undefined
  if (isGeneral(clause, core, scene)) return NONE
  if (!isAsking(clause, core, scene)) return hasKind(clause, 'self') ? ASK_BACK : NONE
  if (
    tokens.slice(0, core).some((token) => token.kind === 'unknown') &&
    !hasKind(clause, 'self', 'agency', 'give', 'meeting') &&
    !BUSY.test(text) &&
    !CAUSES.some((cause) => cause.test(text))
  )
    return ASK_BACK
  if (!isOurs(scene)) return ASK_BACK
  return {
    intent: 'leave_request',
    ...behalfSlots(persons.kind === 'self' ? (carriedPersons(clause, scene) ?? persons) : persons),
    ...causeOf(scene),
  }
}

/** Asks to be excused from the meeting that is open or named, in one word or by saying why one cannot come. */
export function hearLeave(clause: Clause, scene: Scene): Found {
  if (clause.text.toLowerCase() === 'qj' && isOpen(scene, 'attendance')) return { intent: 'leave_request', reason: true }
  const core = clause.tokens.findIndex((token) => token.kind === 'leave')
  if (core !== -1) return hearWord(clause, scene, core)
  if (!isOurs(scene) || hasKind(scene, 'crowd', 'advert')) return undefined
  if (
    !isOpen(scene, 'attendance') &&
    !isOpen(scene, 'meeting') &&
    !hasKind(scene, 'self', 'we') &&
    !/(?:党|支部|组织生活|党员|学习|开会|会议|的会)/.test(scene.text)
  )
    return undefined
  // While a meeting is only called, a reason or 有事 in talk is no leave from it: it has to be said in so many words.
  if (!isOpen(scene, 'attendance') && isOpen(scene, 'meeting') && !MEETING.test(scene.text) && !ABSENT.test(clause.text)) return undefined
  return (
    hearAbsence(clause, scene) ?? (isOpen(scene, 'attendance') && !isOpen(scene, 'contact_check') ? hearCause(clause, scene) : undefined)
  )
}
