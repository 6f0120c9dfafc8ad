import type { Clause } from '../kernel/chat/clauses.ts'
import { behalfSlots, personsOf, referentOf, togetherWith } from '../kernel/chat/persons.ts'
import { ASK_BACK, NONE, hasKind, isOpen, type Found, type Scene } from '../kernel/chat/scene.ts'
import type { Kind } from '../kernel/chat/lexicon.ts'
import type { Token } from '../kernel/chat/tokens.ts'
import { carriedPersons } from './hears-together.ts'
import { ABSENT, BUSY, CAUSES, LATE, NOT_CAUSE, OTHER_LEAVE, OVER, STANDING } from './absence.ts'

const MEETING =
  /(?:支部|党员|党小组|支委|组织|民主|主题)?(?:大会|开会|会议|党课|党日|组织生活|支部会|党员会|小组会|支委会|例会|学习会|集中学习|会(?=我|俺|[,，]|来不|去不|参加)|学习)/
const CHILD = /^(?:孩子|娃|娃儿|小孩|孙子|孙女|孙儿|外孙|崽|崽崽|学生|大孙子)$/
const ASKS_LEAVE =
  /能.{0,8}(?:不|吗|么)$|(?:行不|行吗|可以吗|可以不|可不可以|能不能|能否|可否|成不|中不|好不好|好吗|得不得行|要得不|得行不|准不准|可得不)/
const PERHAPS =
  /怕(?:是|要)?(?=来不|去不|走不|赶不|不能|不得)|可能|也许|大概|说不定|不一定|未必|估计|怕是|恐怕|看情况|或许|没准|备不住|兴许|争取|尽量|不确定|说不准|说不好|难说|再看|要看|不敢保证/
const PAST_LEAVE = /(?:昨天|前天|上次|上回|上周|上个月|去年|那天|早就|以前).{0,8}请(?:了|过)?/

function whole(tokens: readonly Token[]): string {
  return tokens.map((token) => token.text).join('')
}

/** Leave is from the branch's meeting when one is open or the message names one and speaks of the sender. */
function isOurs(scene: Scene): boolean {
  if (
    OTHER_LEAVE.test(scene.text) ||
    /同学会|家长会来|家长会去|相亲会|年会|音乐会|演唱会|展会|婚礼|酒席上|运动会|联欢会|招聘会|战友会|老乡会/.test(
      scene.text.replace(/(?:要|去|得|有)(?:开|参加)?家长会/g, ''),
    )
  )
    return false
  return isOpen(scene, 'attendance') || (MEETING.test(scene.text) && !OTHER_MEETING.test(scene.text))
}

const OTHER_MEETING = /同学会|家长会(?!.{0,3}$)|相亲|年会|婚礼|班会|公司|学校/

function causeOf(scene: Scene): { reason?: true } {
  const { text } = scene
  return BUSY.test(text) || CAUSES.some((cause) => cause.test(text)) || /[,，\s]/.test(text.trim()) || text.length > 8
    ? { reason: true }
    : {}
}

/** 请假太多要扣钱, 请假的人, 请假制度: talk about leave in general. */
const GENERAL_REST =
  /^(?:的(?!话|$|[哈啊呀哦呢])|太|多|的人|的都|的有|制度|流程|的话|次数|要(?:扣|写|经|找|有)|得(?:写|找|扣|有)|扣|三次|超过|才|就(?:算|扣|要)|也(?:要|得|扣|不行)|不(?:批|准|行|扣|算|好)|这么|那么|难|麻烦)|^.{0,4}(?:绩效|全勤|奖金)/
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

function hearWord(clause: Clause, scene: Scene, core: number): Found {
  const { mood, tokens, text } = clause
  if (OTHER_LEAVE.test(scene.text) || PAST_LEAVE.test(text) || mood.hearsay || hasKind(scene, 'crowd', 'advert')) return NONE
  if (mood.denied && !/没空|没时间|没人|没法|没办法|不舒服|不了|不开|不成|不能|不得|没车|没得/.test(text)) return NONE
  if (mood.supposed) return NONE
  if (mood.perhaps) return ASK_BACK
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

/** Somebody other than the sender is the subject before the word of absence. */
function isOfOthers(clause: Clause, at: number): boolean {
  const before = clause.tokens.filter((token) => token.start - clause.start < at)
  if (before.some((token) => token.kind === 'self' || token.kind === 'we'))
    return before.some((token, index) => (token.kind === 'relation' || token.kind === 'name') && before[index - 1]?.kind === 'self')
  return before.some((token) => ['other', 'name', 'relation', 'you', 'officer', 'crowd'].includes(token.kind))
}

/** What may follow a word of absence in its clause: 有事 is an absence, 有事说事 is not. */
const BENIGN_REST =
  /^(?:[了啦咯哒喽啊哈呢哦嘛的呀哩嘞咧吧噻撒勒额哟啰呐,，。!！]|会|你们|大家|开会|学习|参加|来|去|回|到|走|要|得|请|就|先|今天|明天|这次|这回|书记|谢谢|不好意思|抱歉|晚上|下午|上午|中午|过|在|因为|家里|孩子|娃|老|带|我|俺|实在|不|没|走不开|党课|课|那里|那边|这边|一下|一趟|个|半天|一天|麻烦|望|跟|向|和|村|签|开|听|现场|会场|了会|忙|路|屯|门|山|床|地|远|动|身|人|车|身子|场|里|头|一次|一回|时间|空|呀|嗯|感冒|发烧|腿|脚|体|浇|陪|搬|忙)/
const EMPTY_SUBJECT =
  /(?:一个|半个|个个|鬼|谁|哪个|没人|人|车|公交|快递|客人|钱|雨|水|电|信号|货|鸟|猫|狗|工人|师傅|学生|干部|领导|老师|机会|好事|春天|太阳|话|网|班车|亲戚|媒人|儿女|孩子们|年轻人)(?:都|也|就|还|又|再)?(?:[来去到回参][不冇没]|不(?:来|去|到|回))/

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
  if (/客|亲戚|屋|喜|丧|雨|雪|路|天|热|冷|风|疼|痛|病|孙|娃|家|忙|班|活|地|车|远|晚|早|酒|店|医院|厂/.test(before)) return false
  return clause.tokens.some((token) => token.kind === 'unknown' && unknownBefore(token, clause, at).length > 1)
}

const ALL_ABSENT = new RegExp(ABSENT.source, 'g')
const ALL_BUSY = new RegExp(BUSY.source, 'g')

/** Whether a word of absence followed by this still says that the sender is away. */
function isStatement(all: string): boolean {
  const rest = all.replace(/^[了啦咯哒喽啊哈呢哦嘛呀哩嘞咧吧噻,，。]+/, '')
  if (/^会(?:后悔|死|被|扣|怎)|^快跑|^拉倒/.test(rest)) return false
  if (/^的(?!话)./.test(rest) || /^(?:就|都)?(?:说|讲|直说|找|问)/.test(rest)) return false
  return rest === '' || BENIGN_REST.test(rest) || CAUSES.some((cause) => cause.test(rest))
}

function hearAbsence(clause: Clause, scene: Scene): Found {
  const { text, mood } = clause
  if (PERHAPS.test(text) && /来|去|到|走|回|参加|请假|不/.test(text) && isOpen(scene, 'attendance')) {
    const sure = ABSENT.test(text) || BUSY.test(text) || /(?:来|去|到|走|参加|赶)(?:得)?(?:了|成|开|上|到|不|$)/.test(text)
    if (sure && !mood.hearsay && !isOfOthers(clause, text.length)) return ASK_BACK
  }
  if (isOpen(scene, 'attendance') && /^(?:不一定|说不准|看情况|难说|再看吧?|不好说|说不好|没准)$/.test(text)) return ASK_BACK
  const matches = [...text.matchAll(ALL_ABSENT), ...text.matchAll(ALL_BUSY)]
  if (matches.length === 0) return undefined
  if (mood.asked || mood.supposed || mood.hearsay || STANDING.test(scene.text) || OVER.test(text) || EMPTY_SUBJECT.test(text)) return NONE
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
  return { intent: 'leave_request', ...causeOf(scene) }
}

const PASSED_ON =
  /(?:让|叫|喊|托|要|请)(?:我|俺|咱)(?:们)?(?:来|帮忙?|给|替)?(?:他|她|您)?(?:说|讲|请|告|转|报|捎|带|打个?招呼|知会|通知)|(?:帮|替|代)(?:他|她)(?:说|请|讲|告)/

/** 我妈腿疼，今天来不了，我替她请个假: the absence in the middle is hers, and the last clause asks for it. */
function isToldOf(clause: Clause, scene: Scene): boolean {
  const before = scene.clauses[scene.clauses.indexOf(clause) - 1]
  if (!before || !before.tokens.some((token) => token.kind === 'relation' || token.kind === 'name' || token.kind === 'other')) return false
  return /(?:替|帮|代|给)(?:他|她)/.test(scene.text)
}

/** 我妈脚痛来不了，让我说一声: somebody else's absence that he asked the sender to tell. */
function passedOn(clause: Clause, at: number, scene: Scene): Found {
  if (!PASSED_ON.test(scene.text)) return NONE
  const who = clause.tokens
    .filter((token) => (token.kind === 'relation' || token.kind === 'name') && token.start - clause.start < at)
    .map((token) => token.text)
  const [only] = who
  return only === undefined
    ? NONE
    : { intent: 'leave_request', on_behalf_of: who.length === 1 ? only : who, self: false, ...causeOf(scene) }
}

const STAYS =
  /^(?:省|市|县|区|镇)?(?:$|[呢哩了的啊嘛哈呀,]|这边|那边|上班|打工|务工|干活|做|跑|送|开|带|看病|看孙|住|出差|学习|培训|旅游|耍|玩|办事|打|摘|工地|厂|回不|赶不|来不|去不|走不|有事|出车|拉货|工作|进货|陪|照|治|养)/

/** 在东莞 with a meeting open: somebody away. A room of the meeting is no such place. */
function isAway(clause: Clause): boolean {
  const { tokens } = clause
  const at = tokens.findIndex((token) => token.kind === 'here')
  if (at === -1 || tokens[at + 1]?.kind !== 'place') return false
  const rest = tokens
    .slice(at + 2)
    .map((token) => token.text)
    .join('')
  if (!STAYS.test(rest)) return false
  return !tokens
    .slice(0, at)
    .some((token) => !['self', 'we', 'particle', 'already', 'now', 'polite', 'filler', 'officer', 'also'].includes(token.kind))
}

/** Words that may stand before a reason in its clause: oneself, the day, the place of work. */
const BEFORE_CAUSE: ReadonlySet<Kind> = new Set<Kind>([
  'self',
  'we',
  'now',
  'particle',
  'already',
  'filler',
  'officer',
  'polite',
  'here',
  'also',
  'want',
  'group',
  'past',
  'future',
  'first',
  'name',
])
const WORK_PLACES =
  /^(?:地里|田里|家里|屋里|屋头|家头|厂里|店里|山上|坡上|单位|公司|村里|上|下|还|正|去|要|到|回|给|帮|腰|脚|腿|头|手|牙|肚子|身体|老毛病|高血压|糖尿病|昨晚|昨夜|半夜|刚刚|突然|忽然|又|人|得|赶着|忙着|忙|今天|在|今儿|今|腿脚|腰杆|膝盖|眼睛|胃|重|大)+$/
/** After a reason only more of the same may follow; a price, a warning or a wish to others makes it talk. */
const TALK_AFTER =
  /注意|小心|慢点|热闹|倍|买|吃饭|等一?下|便宜|贵|真|多的?$|谢谢大家|恭喜|加油|辛苦|危险|可怕|好看|好玩|难|累死|笑|哈哈|怎么样|的人|的都|的要|的请|什么|谁|吗|呢吗|给大家|欢迎|排到|排队|号了|赶快|快来/

function beforeCause(clause: Clause, at: number): boolean {
  let length = 0
  return clause.tokens.every((token) => {
    const start = length
    length += token.text.length
    if (start >= at || BEFORE_CAUSE.has(token.kind)) return true
    return WORK_PLACES.test(token.text.slice(0, at - start))
  })
}

/** A bare reason is taken for leave only when nothing else is told beside it. */
function isBesideCause(other: Clause): boolean {
  return (
    hasKind(other, 'yes', 'receipt', 'polite', 'due', 'paid') ||
    CAUSES.some((cause) => cause.test(other.text)) ||
    ABSENT.test(other.text) ||
    BUSY.test(other.text) ||
    other.text.length <= 3
  )
}

function hearCause(clause: Clause, scene: Scene): Found {
  if (clause.mood.asked || clause.mood.hearsay || clause.mood.supposed) return undefined
  if (scene.clauses.some((other) => other !== clause && (LATE.test(other.text) || hasKind(other, 'sign', 'leave')))) return undefined
  const before = scene.clauses[scene.clauses.indexOf(clause) - 1]
  if (before && !hasKind(clause, 'self', 'we') && isOfOthers(before, before.text.length)) return undefined
  if (isAway(clause))
    return { intent: 'leave_request', ...behalfSlots(togetherWith(clause.tokens, scene.utterance) ?? { kind: 'self' }), reason: true }
  if (scene.clauses.some((other) => other !== clause && !isBesideCause(other))) return undefined
  const found = CAUSES.map((cause) => cause.exec(clause.text)).find((match) => match !== null && beforeCause(clause, match.index))
  if (!found || /听见|看见|听到|看到|碰到|遇到|捡到?|发现|想起|请(?:了|过).{0,4}假/.test(clause.text) || NOT_CAUSE.test(clause.text))
    return undefined
  if (OVER.test(clause.text) || STANDING.test(clause.text) || isOfOthers(clause, found.index)) return undefined
  const rest = clause.text.slice(found.index + found[0].length)
  if (TALK_AFTER.test(rest) || rest.length > 10) return undefined
  if (PERHAPS.test(clause.text)) return ASK_BACK
  return { intent: 'leave_request', reason: true }
}

/** Asks to be excused from the meeting that is open or named, in one word or by saying why one cannot come. */
export function hearLeave(clause: Clause, scene: Scene): Found {
  if (clause.text.toLowerCase() === 'qj' && isOpen(scene, 'attendance')) return { intent: 'leave_request', reason: true }
  const core = clause.tokens.findIndex((token) => token.kind === 'leave')
  if (core !== -1) return hearWord(clause, scene, core)
  if (!isOurs(scene) || hasKind(scene, 'crowd', 'advert')) return undefined
  if (!isOpen(scene, 'attendance') && !hasKind(scene, 'self', 'we') && !/(?:党|支部|组织生活|党员|学习|开会|会议|的会)/.test(scene.text))
    return undefined
  return (
    hearAbsence(clause, scene) ?? (isOpen(scene, 'attendance') && !isOpen(scene, 'contact_check') ? hearCause(clause, scene) : undefined)
  )
}
