import { foldDialect } from './dialect.ts'
import { foldTraditional } from '../language/traditional.ts'

/** No message is read further than this; what is longer is a forwarded text. A chain list may have a line for every villager. */
export const LONGEST_TEXT = 1200
const LONGEST_LIST = 12_000

const INVISIBLE =
  /[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\u20e3\ufe00-\ufe0f\ufeff\ufff9-\ufffb\u{e0000}-\u{e0fff}]/gu
const OTHER_DIGITS: ReadonlyMap<string, string> = new Map([
  ...[...'❶❷❸❹❺❻❼❽❾'].map((character, index) => [character, String(index + 1)] as const),
  ...[...'➀➁➂➃➄➅➆➇➈'].map((character, index) => [character, String(index + 1)] as const),
  ...[...'➊➋➌➍➎➏➐➑➒'].map((character, index) => [character, String(index + 1)] as const),
])
const OTHER_DIGIT = /[❶-❾➀-➒]/g
const SAID_THANKS = /唔該|唔该|唔使|唔好|咁/g
const SAID: ReadonlyMap<string, string> = new Map([
  ['唔該', '谢谢'],
  ['唔该', '谢谢'],
  ['唔使', '不用'],
  ['唔好', '不要'],
  ['咁', '那'],
])

/**
 * Characters that handwriting mistakes for one another, put right where only one of them makes sense:
 * 己交 and 巳交 are 已交, 末交 is 未交.
 */
function mendShapes(text: string): string {
  return mendDialect(foldDialect(mendHandwriting(text)))
}

/** 咯, 哒, 喽 and 啦 close a statement as 了 does; after 好 or 行 they only sound kindly. */
const ENDED =
  /(?<=[\u4e00-\u9fff])(?<![好行中得是对成妥管要欧嗯哎这那阿哈])[咯哒喽啦嘞咧唠叻](?=$|[\s,，。.!！?？;；、~…哈啊哦呢嘛呀吧吗没不和我你他]|还|就|书|会)/g
/** 俺, 额, 咱 are 我; 额度 and 名额 are not. */
const ME = /俺|咱|吾|(?<![金名余总面限超巨数])额(?![度外头温角定])/g

/** 收倒, 来不倒 are written in Sichuan for 到; 木有 is written in Henan for 没有. Lengths stay the same. */
function mendDialect(text: string): string {
  if (!/[倒木勿冒毛覅嫑俺额咱吾咯哒喽啦嘞咧唠叻]/.test(text)) return text
  return text
    .replace(/(?<=[来去收签报赶看听不找])倒(?!车|垃|水|塌|闭|霉|贴)/g, '到')
    .replace(/(?<=[来去到走做搞弄回赶])勿(?=[了来去到动起成开])|勿(?=来|去|到|晓得|是|会|高兴|空)/g, '不')
    .replace(ENDED, '了')
    .replace(ME, '我')
    .replace(/(?<![感假火直])冒(?=得|有|空|交|签|来|去|到|钱|收)|毛(?=得)/g, '没')
    .replace(/[覅嫑]/g, '别')
    .replace(/(?<![树积林草花伐乔原灌果苗])木(?=有|得|事|空|人来|时间)/g, '没')
}

function mendHandwriting(text: string): string {
  if (!/[己巳末以]/.test(text)) return text
  return text
    .replace(/以(?=[经径京精]|[交缴付转收]了)/g, '已')
    .replace(/已[径京精](?=[交缴付转收阅签到读看])/g, '已经')
    .replace(/(?<![自知克律利])[己巳](?=[经交缴叫付转收阅签到读看办完])/g, '已')
    .replace(/末(?=[交缴签到收付看])/g, '未')
}

/** A text in one way of writing. `typed` keeps Traditional characters; both have the same length. */
export type Normal = { readonly typed: string; readonly text: string }

/** Words people break by a space or a new line, or whose halves an input method parts. */
const JOINED = new Set(
  '签到 报到 请假 党费 已交 已缴 收到 来了 到了 交了 缴了 在的 好的 党课 会计 书记 微信 现金 知道 确认 取消 撤销 帮助 公开 同意 通过 满意 举报 反映 意见 建议 签个 请个'.split(
    ' ',
  ),
)

/** 地里 忙 的 来 不了: words of one or two characters with spaces between all of them are one sentence. */
function joinScattered(text: string): string | undefined {
  const pieces = text.split(' ')
  const scattered = pieces.length >= 3 && pieces.every((piece) => piece.length > 0 && piece.length <= 2 && /^[\u4e00-\u9fff]+$/.test(piece))
  if (!scattered || pieces.some((piece) => /^[老小阿]/.test(piece))) return undefined
  return pieces.some((piece) => piece.length === 1) ? pieces.join('') : undefined
}

function joinBroken(text: string): string {
  if (!/[\s]/.test(text)) return text
  const scattered = joinScattered(text)
  if (scattered !== undefined) return scattered
  let joined = ''
  let kept = 0
  for (let at = 1; at < text.length - 1; at++) {
    if (text[at] !== ' ' && text[at] !== '\n') continue
    let next = at
    while (text[next] === ' ' || text[next] === '\n') next++
    if (next < text.length && at > kept && JOINED.has(text.charAt(at - 1) + text.charAt(next))) {
      joined += text.slice(kept, at)
      kept = next
    }
    at = next - 1
  }
  return kept === 0 ? text : joined + text.slice(kept)
}

/** Brings a text to one form: compatibility characters, invisible marks, line ends, Traditional characters, mistaken shapes. */
export function normalise(raw: string): Normal {
  const longest = raw.startsWith('#') ? LONGEST_LIST : LONGEST_TEXT
  const cut = raw.length > longest ? raw.slice(0, longest) : raw
  const visible = cut.replace(INVISIBLE, '').replace(OTHER_DIGIT, (digit) => OTHER_DIGITS.get(digit) ?? digit)
  const typed = joinBroken(
    visible
      .normalize('NFKC')
      .replace(/\r\n?|\u2028|\u2029/g, '\n')
      .replace(/[\t\u3000\u00a0]/g, ' ')
      .replace(SAID_THANKS, (word) => SAID.get(word) ?? word)
      .trim(),
  )
  return { typed, text: mendShapes(foldTraditional(typed)) }
}
