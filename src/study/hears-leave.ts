import type { Clause } from '../kernel/chat/clauses.ts'
import { behalfSlots, personsOf } from '../kernel/chat/persons.ts'
import { ASK_BACK, NONE, hasKind, isOpen, type Found, type Scene } from '../kernel/chat/scene.ts'
import type { Token } from '../kernel/chat/tokens.ts'
import { ABSENT, BUSY, CAUSES, OTHER_LEAVE, OVER, STANDING } from './absence.ts'

const MEETING = /(?:支部|党员|党小组|支委|组织|民主|主题)?(?:大会|开会|会议|党课|党日|组织生活|支部会|党员会|小组会|支委会|例会|学习会|集中学习|会(?=我|俺|[,，]|来不|去不|参加)|学习)/
const CHILD = /^(?:孩子|娃|娃儿|小孩|孙子|孙女|孙儿|外孙|崽|崽崽|学生|大孙子)$/
const ASKS_LEAVE = /(?:行不|行吗|可以吗|可以不|可不可以|能不能|能否|可否|成不|中不|好不好|好吗|得不得行|要得不|得行不|准不准|可得不)/
const PERHAPS = /可能|也许|大概|说不定|不一定|未必|估计|怕是|恐怕|看情况|或许|没准|备不住|兴许|争取|尽量|不确定|说不准|说不好|难说|再看|要看|不敢保证/
const PAST_LEAVE = /(?:昨天|前天|上次|上回|上周|上个月|去年|那天|早就|以前).{0,8}请(?:了|过)?/

function whole(tokens: readonly Token[]): string {
  return tokens.map((token) => token.text).join('')
}

/** Leave is from the branch's meeting when one is open or the message names one and speaks of the sender. */
function isOurs(scene: Scene): boolean {
  if (OTHER_LEAVE.test(scene.text)) return false
  return isOpen(scene, 'attendance') || MEETING.test(scene.text)
}

function causeOf(scene: Scene): { reason?: true } {
  const { text } = scene
  return BUSY.test(text) || CAUSES.some((cause) => cause.test(text)) || /[,，\s]/.test(text.trim()) || text.length > 8 ? { reason: true } : {}
}

function hearWord(clause: Clause, scene: Scene, core: number): Found {
  const { mood, tokens, text } = clause
  if (OTHER_LEAVE.test(scene.text) || PAST_LEAVE.test(text) || mood.hearsay || hasKind(scene, 'crowd', 'advert')) return NONE
  if (mood.denied && !/没空|没时间|没人|没法|没办法|不舒服|不了|不开|不成|不能|不得|没车|没得/.test(text)) return NONE
  if (mood.supposed) return NONE
  if (mood.perhaps) return ASK_BACK
  if (mood.asked) return ASKS_LEAVE.test(text) && isOpen(scene, 'attendance') ? ASK_BACK : undefined
  const command = tokens.slice(core + 1).some((token) => token.kind === 'aspect') ? 'statement' : 'command'
  const persons = personsOf(tokens, core, command, scene.utterance)
  if (persons.kind === 'third') return NONE
  if (persons.kind === 'unsure') return ASK_BACK
  if (persons.kind === 'behalf' && persons.who.some((who) => CHILD.test(who))) return isOpen(scene, 'attendance') ? NONE : undefined
  if (tokens.slice(0, core).some((token) => token.kind === 'unknown') && !hasKind(clause, 'self', 'agency', 'give', 'meeting') && !BUSY.test(text) && !CAUSES.some((cause) => cause.test(text))) return ASK_BACK
  if (!isOurs(scene)) return ASK_BACK
  return { intent: 'leave_request', ...behalfSlots(persons), ...causeOf(scene) }
}

/** Somebody other than the sender is the subject before the word of absence. */
function isOfOthers(clause: Clause, at: number): boolean {
  const before = clause.tokens.filter((token) => token.start - clause.start < at)
  if (before.some((token) => token.kind === 'self' || token.kind === 'we')) return before.some((token, index) => (token.kind === 'relation' || token.kind === 'name') && before[index - 1]?.kind === 'self')
  return before.some((token) => ['other', 'name', 'relation', 'you', 'officer', 'crowd'].includes(token.kind))
}

function hearAbsence(clause: Clause, scene: Scene): Found {
  const { text, mood } = clause
  const absent = ABSENT.exec(text)
  const busy = absent ?? BUSY.exec(text)
  if (!busy) return undefined
  if (PERHAPS.test(text)) return ASK_BACK
  if (mood.asked || mood.supposed || mood.hearsay || STANDING.test(scene.text) || OVER.test(text)) return NONE
  const persons = personsOf(clause.tokens, clause.tokens.length, 'statement', scene.utterance)
  if (persons.kind === 'behalf' && /(?:让|叫|喊|托|要)(?:我|俺|咱)|帮|替|代/.test(whole(scene.tokens))) return { intent: 'leave_request', ...behalfSlots(persons), ...causeOf(scene) }
  if (isOfOthers(clause, busy.index)) return NONE
  return { intent: 'leave_request', ...causeOf(scene) }
}

/** 在东莞 with a meeting open: somebody away. A room of the meeting is no such place. */
function isAway(clause: Clause): boolean {
  const { tokens } = clause
  const at = tokens.findIndex((token) => token.kind === 'here')
  if (at === -1 || tokens[at + 1]?.kind !== 'place') return false
  return !tokens.slice(0, at).some((token) => !['self', 'we', 'particle', 'already', 'now', 'polite', 'filler', 'officer', 'also'].includes(token.kind))
}

function hearCause(clause: Clause, scene: Scene): Found {
  if (clause.mood.asked || clause.mood.hearsay || clause.mood.supposed) return undefined
  if (isAway(clause)) return { intent: 'leave_request', reason: true }
  const found = CAUSES.map((cause) => cause.exec(clause.text)).find((match) => match !== null)
  if (!found || OVER.test(clause.text) || STANDING.test(clause.text)) return undefined
  if (isOfOthers(clause, found.index)) return undefined
  if (PERHAPS.test(clause.text)) return ASK_BACK
  return { intent: 'leave_request', reason: true }
}

/** Asks to be excused from the meeting that is open or named, in one word or by saying why one cannot come. */
export function hearLeave(clause: Clause, scene: Scene): Found {
  const core = clause.tokens.findIndex((token) => token.kind === 'leave')
  if (core !== -1) return hearWord(clause, scene, core)
  if (!isOurs(scene) || hasKind(scene, 'crowd', 'advert')) return undefined
  if (!isOpen(scene, 'attendance') && !hasKind(scene, 'self', 'we')) return undefined
  return hearAbsence(clause, scene) ?? (isOpen(scene, 'attendance') && !isOpen(scene, 'contact_check') ? hearCause(clause, scene) : undefined)
}
