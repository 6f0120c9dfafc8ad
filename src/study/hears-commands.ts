import { ASK_BACK, NONE, hasKind, type Found, type Scene } from '../kernel/chat/scene.ts'
import type { Token } from '../kernel/chat/tokens.ts'

const OPEN =
  /^(?:请|麻烦|帮我?|给我)?(?:现在|马上|可以)?(?:开始|打开|发起|开启|启动|开放|开|发|放开)(?:一?个|一下)?(?:今天的?|本次|会议|这次|党课|党日|学习)?(?:的)?签到(?:了|吧|窗口|通道|入口)?$|^把签到(?:打开|开了|开起|开启)$|^签到(?:现在|可以)?(?:开始|打开|开启|启动)(?:了|吧)?$/
const CLOSE =
  /^(?:请|麻烦|帮我?|给我)?(?:现在|马上|可以)?(?:结束|关闭|停止|截止|关掉|关|终止|停|收)(?:一下|了)?(?:今天的?|本次|会议|这次|党课|党日|学习)?(?:的)?签到(?:了|吧|窗口|通道|入口)?$|^把签到(?:关|停|结束|关闭|关掉)(?:了|掉)?$|^签到(?:现在|可以)?(?:结束|关闭|截止|停止|关了|到此结束)(?:了|吧)?$/
const MEETING =
  /^(?:请|麻烦|帮我|给我)?(?:安排|组织|通知|定|发起|准备|约|预约|召集)?(?:一?下|一?个|一场|一次)?(?:开个?会|召开|开(?=(?:党员大会|支委会|党小组会|党课|主题党日|支部大会|组织生活会|民主生活会|支部会|会议))|会议)(?:议)?[\s:：,，]*/
const KINDS: readonly (readonly [RegExp, string])[] = [
  [/组织生活会/, 'organizational_life_meeting'],
  [/主题党日|党日/, 'theme_party_day'],
  [/党小组会|小组会/, 'party_group_meeting'],
  [/支委会|支部委员会|支委会议/, 'branch_committee_meeting'],
  [/党课/, 'party_lecture'],
  [/党员大会|支部大会|支部党员大会|党员会议|党员会/, 'member_assembly'],
  [/集中学习|学习会|学习/, 'study_session'],
]
const TIME =
  /(?:(?:(?:今|明|后|大后)(?:天|日|早|晚|儿)|下下?(?:个)?(?:周|星期|礼拜)[一二三四五六日天]|(?:这|本)?(?:个)?(?:周|星期|礼拜)[一二三四五六日天]|(?:(?:20)?\d\d年)?(?:\d{1,2}|[一二三四五六七八九十]{1,3})月(?:\d{1,2}|[一二三四五六七八九十廿]{1,3})(?:[号日])?|(?:下个?月)?(?:\d{1,2}|[一二三四五六七八九十廿]{1,3})[号日]|下个?月初?[一二三四五六七八九十\d]{0,3}[号日]?|(?:腊月|正月|冬月)?(?:初|十|廿|二十)[一二三四五六七八九十]{1,2}|腊月[一二三四五六七八九十廿]{1,3}|\d{1,2}[/.-]\d{1,2}|(?:国庆|元旦|春节|清明|五一|端午|中秋|七一|除夕|小年|重阳|元宵|冬至|腊八|八一)(?:节)?(?:前[一二两三]天|后[一二两三]天|前|后|当天|那天)?(?:第一个周[一二三四五六日])?|当天)(?:的)?|(?:清早|清晨|早上|早晨|上午|中午|午后|下午|傍晚|晚上|夜里|今晚|明晚|明早|早|晚|夜)(?=[\d一二三四五六七八九十两零\s]|$|在|到|,|，)|(?:\d{1,2}|[一二三四五六七八九十两]{1,3})(?:[:点时](?:半|一刻|三刻|整|[0-5]?\d分?|[一二三四五六七八九十]{1,3}分?)?|点钟)|\d{1,2}:\d\d)/g
const CLOCK_TIME = /[点:时]|中午|上午|下午|晚上|早上/

type Span = { readonly start: number; readonly end: number }

function timeSpan(text: string): Span | undefined {
  let start = -1
  let end = -1
  for (const found of text.matchAll(TIME)) {
    if (start === -1) start = found.index
    else if (!/^[\s,，的在()（）周一二三四五六日]*$/.test(text.slice(end, found.index))) break
    end = found.index + found[0].length
  }
  return start === -1 ? undefined : { start, end }
}

function kindOf(text: string): { kind: string } | undefined {
  const found = KINDS.find(([pattern]) => pattern.test(text))
  return found && { kind: found[1] }
}

const KIND_WORDS =
  '党员大会|支部(?:党员)?大会|支委会|支部委员会|党小组会|小组会|(?:上|讲|听)?党课|(?:主题)?党日(?:活动)?|组织生活会|集中学习|学习会|学习|党员会议?|会议|会'
const TAIL = new RegExp(`(?:里|那)?(?:开会|集合|召?开|举行|碰头|上|进行|搞|的)*(?:${KIND_WORDS})?(?:集合|碰头)?$`)
const NO_PLACE =
  /^(?:请)?(?:大家|全体|所有|各位|党员|参加|准时|按时|务必|不要|带|收到|主要|内容|议题|讨论|传达|研究|关于|人|一小时|全体党员)/

/** What remains beside time and kind: the words up to the next mark are the place. */
function placeIn(typed: string, text: string): string | undefined {
  const pieces: string[] = []
  let at = 0
  for (const piece of text.split(/[\s,，;；。]+/)) {
    const start = text.indexOf(piece, at)
    at = start + piece.length
    if (piece === '' || /^时间[:：]?$/.test(piece)) continue
    const head = /^(?:地点(?:在|是|[:：])?|在|到|去|于|会址[:：]?)/.exec(piece)?.[0].length ?? 0
    const tail = TAIL.exec(piece.slice(head))?.[0].length ?? 0
    const own = typed.slice(start + head, start + piece.length - tail)
    const bare = text.slice(start + head, start + piece.length - tail)
    if (
      bare === '' ||
      NO_PLACE.test(bare) ||
      (kindOf(bare) && KINDS.some(([pattern]) => bare.replace(pattern, '').replace(/^(?:召?开|进行|搞|上|过|的)/, '') === ''))
    )
      continue
    pieces.push(own)
  }
  const [place] = pieces
  return place && place.length <= 20 ? place : undefined
}

function hearMeeting(scene: Scene): Found {
  const found = MEETING.exec(scene.text)
  if (!found) return undefined
  const rest = scene.text.slice(found[0].length)
  if (/^(?:了|啦|吗|没|呢|的|时间地点|时(?!间)|通知|前|后(?!天)|要|就)/.test(rest) || /[吗没?？]$/.test(rest)) return undefined
  const separated =
    rest === '' ||
    /[\s:：,，]$/.test(found[0]) ||
    timeSpan(rest)?.start === 0 ||
    kindOf(rest.slice(0, 6)) !== undefined ||
    rest.startsWith('在')
  if (!separated || /在哪|哪里|几点|啥时|什么时候/.test(rest)) return undefined
  if (scene.utterance.role !== 'secretary') return scene.utterance.open.length === 0 && rest !== '' ? NONE : undefined
  if (/^会议$/.test(found[0].trim()) || hasKind(scene, 'crowd')) return scene.utterance.chat === 'group' ? NONE : ASK_BACK
  const typed = scene.typed.slice(found[0].length)
  const span = timeSpan(rest)
  if (!span || !CLOCK_TIME.test(rest.slice(span.start, span.end))) return ASK_BACK
  const beside = {
    text: `${rest.slice(0, span.start)} ${rest.slice(span.end)}`,
    typed: `${typed.slice(0, span.start)} ${typed.slice(span.end)}`,
  }
  const place = placeIn(beside.typed, beside.text)
  if (!place) return ASK_BACK
  return { intent: 'start_meeting', when: typed.slice(span.start, span.end).trim(), place: place.trim(), ...kindOf(scene.text) }
}

function isOnlyWords(tokens: readonly Token[]): boolean {
  return tokens.every((token) => token.kind !== 'crowd')
}

/** The secretary's commands about meetings. From anyone else, and as an announcement to people, they are talk. */
export function hearStudyCommands(scene: Scene): Found {
  if (scene.sent || scene.toOther) return undefined
  const bare = scene.text.replace(/[\s。.!！~]+/g, '').replace(/(?:吧|哈|啊|了|啦|咯|喽|嘞|哦)+$/, '')
  const opens = OPEN.test(bare)
  const closes = CLOSE.test(bare)
  if (opens || closes) {
    if (scene.utterance.role !== 'secretary' || !isOnlyWords(scene.tokens)) return NONE
    return { intent: opens ? 'open_check_in' : 'close_check_in' }
  }
  return hearMeeting(scene)
}
