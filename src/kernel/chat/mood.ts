import type { Kind } from './lexicon.ts'
import type { Token } from './tokens.ts'

/** How a clause is meant: asked, denied, not yet so, supposed, told by others, about others. */
export type Mood = {
  readonly asked: boolean
  /** A question mark stood behind it, but nothing in its words asks. */
  readonly onlyMarked: boolean
  readonly denied: boolean
  readonly intended: boolean
  readonly supposed: boolean
  readonly perhaps: boolean
  readonly hearsay: boolean
}

const ASKING_END =
  /(?:[吗么否没伐不冒咩]|没有|没得|未|了没|是不|不咯|不啦|不嘛|不啊|没啊|没呀|没嘛|没呢|没哦|没得嘛|没有啊|没有呢|没有嘛|未啊|不撒|没撒|没喃|不喃|啵)$/
const CHOICE = /([\u4e00-\u9fff])[不没]\1/
const NOT_ASKING_END = /(?:[来去走交吃]不|还没|都没|并没|也没)$/

function has(tokens: readonly Token[], kind: Kind): boolean {
  return tokens.some((token) => token.kind === kind)
}

/** 没啥意见, 没什么事, 不怎么样: after 没 or 不 such a word asks nothing. */
const INDEFINITE = new Set(['啥', '啥子', '什么', '几', '几个', '哪', '怎么', '咋', '咋样', '怎么样', '多少', '多大', '谁'])

function asksByWord(tokens: readonly Token[]): boolean {
  return tokens.some((token, at) => token.kind === 'ask' && !(INDEFINITE.has(token.text) && tokens[at - 1]?.kind === 'not'))
}

/** 交了的人, 已到的同志: those who did, not the sender. */
const OF_THOSE =
  /(?:[了过到签假来缴付齐清]|已交|没交|未交)的(?:人|(?:同志|党员)(?![\u4e00-\u9fff]{2,3}$)|那些|那几|几个|请|都|举手|先|不用|不要)/
const SAYS = new Set(['说', '讲', '话说'])
const SPEAKERS: ReadonlySet<Kind> = new Set<Kind>(['name', 'relation', 'other', 'officer', 'you'])

/** 老刘说他交了: somebody else's word. 跟书记说 is said to him, and 我妈说帮她签到 asks. */
function isReported(tokens: readonly Token[]): boolean {
  const at = tokens.findIndex(
    (token, place) =>
      SAYS.has(token.text) &&
      SPEAKERS.has(tokens[place - 1]?.kind ?? 'unknown') &&
      tokens[place - 1]?.end === token.start &&
      !/^[得的清明]/.test(tokens[place + 1]?.text ?? ''),
  )
  if (at === -1) return false
  const led = tokens.slice(0, at).some((token) => ['and', 'give'].includes(token.kind) || /^[跟向和给对让叫喊]/.test(token.text))
  return !led && !tokens.slice(at).some((token) => token.kind === 'agency' || token.kind === 'give')
}

/** Judges a clause by its words. 没 or 不 at its end asks, unless nothing stands before it. */
export function moodOf(tokens: readonly Token[], text: string, mark: string): Mood {
  const endAsks = text.length > 2 && ASKING_END.test(text) && !NOT_ASKING_END.test(text) && tokens.length > 1
  const wordsAsk = asksByWord(tokens) || endAsks || CHOICE.test(text)
  const asked = wordsAsk || mark === '?'
  return {
    asked,
    onlyMarked: mark === '?' && !wordsAsk,
    denied: has(tokens, 'not'),
    intended: has(tokens, 'future') || has(tokens, 'want'),
    supposed: has(tokens, 'if'),
    perhaps: has(tokens, 'maybe'),
    hearsay: has(tokens, 'hearsay') || isReported(tokens) || OF_THOSE.test(text),
  }
}
