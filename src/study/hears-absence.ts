import type { Clause } from '../kernel/chat/clauses.ts'
import { behalfSlots, personsOf, togetherWith } from '../kernel/chat/persons.ts'
import { ASK_BACK, NONE, hasKind, isOpen, type Found, type Scene } from '../kernel/chat/scene.ts'
import type { Token } from '../kernel/chat/tokens.ts'
import { standsBesideTalk } from '../kernel/chat/talk.ts'
import { ABSENT, BUSY, CAUSES, OVER, STANDING } from './absence.ts'
import { readExcuse } from './leave-grammar.ts'
import { PERHAPS, causeOf, isOfOthers } from './leave-subject.ts'

function whole(tokens: readonly Token[]): string {
  return tokens.map((token) => token.text).join('')
}

const EMPTY_SUBJECT =
  /(参加|来|去|到|走)不\1|走不出(?!门)|早不.{0,2}晚不|(?:一个|半个|个个|鬼|谁|哪个|没人|人|车|公交|快递|客人|钱|雨|水|电|信号|货|鸟|猫|狗|工人|师傅|学生|干部|领导|老师|机会|好事|春天|太阳|话|网|班车|亲戚|媒人|儿女|孩子们|年轻人)(?:都|也|就|还|又|再|今天|明天|今晚|这几天|昨天)*(?:[来去到回参][不冇没]|不(?:来|去|到|回))/

/** The part of an unknown word that stands before a place of its clause, without adverbs. */
function unknownBefore(token: Token, clause: Clause, at: number): string {
  const start = clause.text.indexOf(token.text)
  return start >= at ? '' : token.text.slice(0, at - start).replace(/[真实确就也还又都可]/g, '')
}

/** The words before an absence are the sender's own, or a reason; an unknown subject makes it somebody else's. */
function isUncertain(clause: Clause, at: number, scene: Scene): boolean {
  const before = clause.text.slice(0, at)
  if (before === '' || hasKind(scene, 'self', 'we') || clause.text.charAt(at) === '离') return false
  if (CAUSES.some((cause) => cause.test(before)) || BUSY.test(before)) return false
  if (readExcuse(before) !== undefined) return false
  return clause.tokens.some((token) => token.kind === 'unknown' && unknownBefore(token, clause, at).length > 1)
}

/** What people add to an absence. */
const ABSENCE_TALK =
  /家|屋|地|店|班|厂|车|雨|雪|路|病|疼|痛|腿|脚|腰|孙|娃|孩|妈|爸|爹|娘|老|婆|客|酒|丧|医|药|忙|远|外|活|猪|牛|羊|鸡|谷|麦|稻|田|水|货|工|人|夜|会|课|党|假|请|抱歉|对不起|书记|等着|睡/
const ALL_ABSENT = new RegExp(ABSENT.source, 'g')
const ALL_BUSY = new RegExp(BUSY.source, 'g')

/** Whether a word of absence followed by this still says that the sender is away. */
function isStatement(all: string): boolean {
  const rest = all.replace(/^[了啦咯哒喽啊哈呢哦嘛呀哩嘞咧吧噻,，。]+/, '')
  if (/^会(?:后悔|死|被|扣|怎)|^快跑|^拉倒/.test(rest)) return false
  if (/^的(?!话)./.test(rest) || /^(?:就|都)?(?:说|讲|直说|找|问)/.test(rest)) return false
  return rest === '' || readExcuse(rest) !== undefined || CAUSES.some((cause) => cause.test(rest))
}

/** Hears 来不了, 走不开, 有事: the sender says in so many words that he will not be there. */
export function hearAbsence(clause: Clause, scene: Scene): Found {
  const { text, mood } = clause
  if (PERHAPS.test(text) && /来|去|到|走|回|参加|请假|不/.test(text) && isOpen(scene, 'attendance')) {
    const sure =
      ABSENT.test(text) || BUSY.test(text) || /(?:来|去|到|走|参加|赶)(?:得)?(?:了|成|开|上|到|不|脱|$)|能(?:来|去|到|参加)|就来/.test(text)
    if (sure && !mood.hearsay && !isOfOthers(clause, text.length)) return ASK_BACK
  }
  if (isOpen(scene, 'attendance') && /^(?:不一定|说不准|看情况吧?|难说|再看吧?|不好说|说不好|没准)$/.test(text)) return ASK_BACK
  const matches = [...text.matchAll(ALL_ABSENT), ...text.matchAll(ALL_BUSY)]
  if (matches.length === 0) return undefined
  if (mood.asked || mood.supposed || mood.hearsay || STANDING.test(scene.text) || OVER.test(text) || EMPTY_SUBJECT.test(text)) return NONE
  if (NOT_THIS_TIME.test(scene.text)) return NONE
  const busy = matches.find((found) => isStatement(text.slice(found.index + found[0].length)))
  if (!busy) return NONE
  const persons = personsOf(clause.tokens, clause.tokens.length, 'statement', scene.utterance)
  if (persons.kind === 'behalf' && (persons.withSelf || /(?:让|叫|喊|托|要)(?:我|俺|咱)|帮|替|代/.test(whole(scene.tokens))))
    return { intent: 'leave_request', ...behalfSlots(persons), ...causeOf(scene) }
  if (!hasKind(clause, 'self', 'we') && isToldOf(clause, scene)) return NONE
  if (isOfOthers(clause, busy.index)) return passedOn(clause, busy.index, scene)
  const told = scene.clauses[scene.clauses.indexOf(clause) - 1]
  const together = told && togetherWith(told.tokens, scene.utterance)
  if (together && !hasKind(clause, 'self')) return { intent: 'leave_request', ...behalfSlots(together), ...causeOf(scene) }
  if (isUncertain(clause, busy.index, scene)) return ASK_BACK
  if (
    standsBesideTalk(clause, scene, ABSENCE_TALK) &&
    !scene.clauses.some((other) => other !== clause && (CAUSES.some((cause) => cause.test(other.text)) || BUSY.test(other.text)))
  )
    return ASK_BACK
  return { intent: 'leave_request', ...causeOf(scene) }
}

/** Told of another time, denied, or a snub: 那年我住院来不了, 不是来不了, 没空跟你聊. */
const NOT_THIS_TIME =
  /(?:那年|那会儿|当年|以前|从前|去年|前年|小时候|年轻时).{0,12}(?:[来去到走]不|没空)|不是[来去走]不|没(?:得)?(?:空|时间|工夫)(?:跟|和|理|管|听|搭理)/

const PASSED_ON =
  /(?:让|叫|喊|托|要|请)(?:我|俺|咱)(?:们)?(?:来|帮忙?|给|替)?(?:他|她|您)?(?:说|讲|请|告|转|报|捎|带|打个?招呼|知会|通知)|(?:帮|替|代)(?:他|她)(?:说|请|讲|告)/

/** 我妈腿疼，今天来不了，我替她请个假: the absence in the middle is hers, and the last clause asks for it. */
function isToldOf(clause: Clause, scene: Scene): boolean {
  const before = scene.clauses[scene.clauses.indexOf(clause) - 1]
  if (!before || !before.tokens.some((token) => token.kind === 'relation' || token.kind === 'name' || token.kind === 'other')) return false
  return /(?:替|帮|代|给)(?:他|她)/.test(scene.text)
}

const isPerson = (token: Token): boolean => token.kind === 'relation' || token.kind === 'name'

/** 我妈脚痛来不了，让我说一声: somebody else's absence that he asked the sender to tell. */
function passedOn(clause: Clause, at: number, scene: Scene): Found {
  if (!PASSED_ON.test(scene.text)) return NONE
  const here = clause.tokens.filter((token) => isPerson(token) && token.start - clause.start < at)
  const earlier = scene.clauses.slice(0, scene.clauses.indexOf(clause)).flatMap(({ tokens }) => tokens.filter(isPerson))
  const who = (here.length > 0 ? here : hasKind(clause, 'other') ? earlier.slice(-1) : []).map((token) => token.text)
  const [only] = who
  return only === undefined
    ? NONE
    : { intent: 'leave_request', on_behalf_of: who.length === 1 ? only : who, self: false, ...causeOf(scene) }
}
