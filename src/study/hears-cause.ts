import type { Clause } from '../kernel/chat/clauses.ts'
import type { Kind } from '../kernel/chat/lexicon.ts'
import { behalfSlots, togetherWith } from '../kernel/chat/persons.ts'
import { ASK_BACK, hasKind, type Found, type Scene } from '../kernel/chat/scene.ts'
import { ABSENT, BUSY, CAUSES, LATE, NOT_CAUSE, OVER, STANDING } from './absence.ts'
import { PERHAPS, isOfOthers } from './leave-subject.ts'

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
  if (/^(?:省|市|县|区|镇|里|上|头|面)?的(?:党员|同志|人|都|请|也|要|务必|各位|老乡|可以)/.test(rest)) return false
  if (!STAYS.test(rest) && (rest.length > 5 || TALK_AFTER.test(rest) || /[买吃喝看热冷雨雪晴等叫喊找]|便宜|的$/.test(rest))) return false
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
  /注意|小心|慢点|热闹|倍|买|吃饭|等一?下|便宜|贵|真|多的?$|谢谢大家|恭喜|加油|辛苦|危险|可怕|好看|好玩|难|累死|笑|哈哈|怎么样|的人|的都|的要|的请|什么|谁|吗|呢吗|多喝|多穿|狗|族|给大家|欢迎|排到|排队|号了|赶快|快来/

/** What may stand after a reason: its object, its end, or another reason. Any other word makes the clause talk. */
const CAUSE_ENDS =
  /^(?:吊针|[了啦呢哩着的呀啊哈嘛咧嘞,，。得里上头]|孙子?女?|子|娃儿?|儿子?|女儿?|孩子?|小孩|老人|老?妈|老?爸|爹|娘|婆|爷爷|奶奶|老伴|媳妇|老婆|老公|针|水|班|病|酒|席|地|谷子?|麦子?|稻子?|玉米|辣椒|花生|油菜|茶叶?|菜|果子?|活|忙|很|得很|厉害|疼|痛|上学|放学|读书|看病|住院|打针|吊针|输液|复查|检查|手术|办事|上课|学习|培训|加班|夜班|今天|明天|一天|半天|几天|两天|这几天|家里|医院|县里|城里|外地|那边|这边|走不开|回不来|来不了|去不了|去不成|没空|请假|离不开人|没人(?:看|带|管|换|守)?|陪护|护理|照顾|干活|打工|务工|做工|上班|送货|拉货|出车|中|动不了|起不来|下不了床|走不得|不能动|三天|到?(?:晚上)?[一二三四五六七八九十]{1,3}点|四十度|三十九度|断了|肿了|伤了|崴了|摔了|躺着|休息|没好|还没好)*$/
const HARVEST = /^(?:收|割|打|插|种|采|摘|晒|栽|砍|挖|掰|犁|耙|捡|浇)/

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
    hasKind(other, 'yes', 'receipt', 'polite', 'paid') ||
    CAUSES.some((cause) => cause.test(other.text)) ||
    ABSENT.test(other.text) ||
    BUSY.test(other.text) ||
    other.text.length <= 3
  )
}

/** Hears a bare reason that plainly means absence: 地里忙, 在东莞, 住院. */
export function hearCause(clause: Clause, scene: Scene): Found {
  if (clause.mood.asked || clause.mood.hearsay || clause.mood.supposed || /组织关系|党关系/.test(scene.text)) return undefined
  if (scene.clauses.some((other) => other !== clause && (LATE.test(other.text) || hasKind(other, 'sign', 'leave')))) return undefined
  const before = scene.clauses[scene.clauses.indexOf(clause) - 1]
  if (before && !hasKind(clause, 'self', 'we') && isOfOthers(before, before.text.length)) return undefined
  if (isAway(clause) && (scene.clauses.length === 1 || !/^(?:我|人)?在(?:外面|外头)/.test(clause.text)))
    return { intent: 'leave_request', ...behalfSlots(togetherWith(clause.tokens, scene.utterance) ?? { kind: 'self' }), reason: true }
  if (scene.clauses.some((other) => other !== clause && !isBesideCause(other))) return undefined
  const found = CAUSES.map((cause) => cause.exec(clause.text)).find((match) => match !== null && beforeCause(clause, match.index))
  if (!found || /听见|看见|听到|看到|碰到|遇到|捡到?|发现|想起|请(?:了|过).{0,4}假/.test(clause.text) || NOT_CAUSE.test(clause.text))
    return undefined
  if (/^(?:结婚|出嫁|满月|过寿)/.test(found[0]) && !hasKind(clause, 'relation', 'now', 'want', 'self')) return undefined
  if (OVER.test(clause.text) || STANDING.test(clause.text) || isOfOthers(clause, found.index)) return undefined
  const rest = clause.text.slice(found.index + found[0].length)
  if (TALK_AFTER.test(rest) || !CAUSE_ENDS.test(rest) || /帮忙|不忙|别|不要/.test(clause.text)) return undefined
  if (HARVEST.test(found[0]) && !/我|在|正|要|还|家|今|忙|抢|呢|哩|没/.test(clause.text)) return undefined
  if (PERHAPS.test(clause.text)) return ASK_BACK
  return { intent: 'leave_request', reason: true }
}
