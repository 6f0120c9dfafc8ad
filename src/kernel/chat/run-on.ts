import type { Kind } from './lexicon.ts'
import type { Token } from './tokens.ts'

/** Shorter clauses are one statement; longer ones, spoken rather than typed, may hold several without a mark between. */
const SHORTEST_RUN_ON = 9
const SHORTEST_PIECE = 2

const STARTING: ReadonlySet<Kind> = new Set<Kind>([
  'self',
  'we',
  'you',
  'other',
  'officer',
  'due',
  'now',
  'if',
  'agency',
  'give',
  'first',
  'here',
  'sign',
  'leave',
  'future',
  'relation',
  'name',
  'polite',
  'want',
  'hearsay',
])
const STRONG_STARTING: ReadonlySet<Kind> = new Set<Kind>(['self', 'we', 'now', 'leave', 'sign', 'due', 'agency', 'you'])
const BEFORE_NEW: ReadonlySet<Kind> = new Set<Kind>(['unknown', 'venue', 'place', 'channel', 'seat', 'online', 'goods', 'clock', 'number'])
/** 交了别喊了: a refusal after a finished word begins anew even in a short clause. */
const REFUSING = new Set(['别', '不要', '莫', '别再'])
const SHORTEST_REFUSAL = 5
const AT_LAST = /^(?:总算|终于|已经)$/
const STARTING_WORDS = new Set([
  '不要',
  '别',
  '莫',
  '别再',
  '外面',
  '外头',
  '外边',
  '会',
  '怎么',
  '咋',
  '啥时候',
  '能不能',
  '可不可以',
  '为什么',
  '为啥',
  '是不是',
  '总算',
  '终于',
  '已经',
  '还是',
  '又',
])
const ENDING_PARTICLES = new Set('啊哈呢哦嘛噢呀哟哩吧嘞咧喽')
/** After these a person is the object of what was said before: 让我, 告诉我, 找我. */
const TAKES_PERSON =
  /(?:让|叫|喊|找|帮|给|跟|和|看|说|想|等|问|诉|骂|打|教|请|陪|带|接|送|催|求|为|替|对|把|被|向|比|像|离|惹|害|气|是|到|在|由|靠|管|怪|欠|差|托|派|要|就|都|也|才|又|再|还|不|没|得|会|能|可以|连|除|见|听|于|因|记|准|通知|告知|那|这|些|只|个|位|批)$/

function lengthOf(tokens: readonly Token[]): number {
  return tokens.reduce((length, token) => length + token.text.length, 0)
}

function endsStatement(token: Token): boolean {
  return (
    token.kind === 'aspect' ||
    token.kind === 'guess' ||
    ((token.kind === 'present' || token.kind === 'paid' || token.kind === 'yes' || token.kind === 'receipt') &&
      /[了啦咯喽哒]$/.test(token.text)) ||
    (token.kind === 'particle' && ENDING_PARTICLES.has(token.text)) ||
    token.text === '没有'
  )
}

/** 到了我妈家, 交了我的: what follows belongs to the verb when nothing was said before it. */
function isObject(before: readonly Token[], token: Token, next: Token | undefined): boolean {
  const last = before.at(-1)?.kind
  if (token.kind === 'due') return last !== 'aspect'
  if ((token.kind === 'name' || token.kind === 'relation') && (last === 'paid' || last === 'pay')) return true
  if (token.kind === 'you' && (next?.kind === 'money' || next?.kind === 'number')) return true
  if (token.kind === 'self' && (token.text.endsWith('的') || next?.text === '的')) return true
  if (token.kind === 'here' && next?.kind !== 'venue' && next?.kind !== 'seat' && next?.kind !== 'place') return true
  return lengthOf(before) < SHORTEST_PIECE
}

function startsStatement(before: readonly Token[], token: Token, next: Token | undefined): boolean {
  const last = before.at(-1)
  if (!last || lengthOf(before) < SHORTEST_PIECE || !(STARTING.has(token.kind) || STARTING_WORDS.has(token.text))) return false
  if (token.kind === 'sign' && (last.kind === 'sign' || token.text.length < 2)) return false
  if (before.length === 1 && last.kind === 'present' && (token.kind === 'future' || token.kind === 'now')) return false
  if (last.kind === 'receipt' && before.length === 1 && last.text.startsWith('收到'))
    return ['sign', 'leave', 'paid'].includes(token.kind) || REFUSING.has(token.text)
  if (endsStatement(last)) return !isObject(before, token, next)
  if (last.kind === 'sign' || last.kind === 'leave' || last.kind === 'absent')
    return token.kind === 'self' || token.kind === 'we' || token.kind === 'other'
  if (!BEFORE_NEW.has(last.kind)) return false
  if (lengthOf(before) < 5 || TAKES_PERSON.test(last.text) || !(STRONG_STARTING.has(token.kind) || AT_LAST.test(token.text))) return false
  if (last.kind !== 'unknown' && token.kind !== 'self' && token.kind !== 'we' && !AT_LAST.test(token.text)) return false
  return token.kind !== 'you' && !(token.kind === 'agency' && next?.kind === 'unknown')
}

/** Tells whether a piece of a cut clause came to its end by itself; one that did not may be the subject of the next. */
export function isFinished(piece: readonly Token[]): boolean {
  const last = piece.at(-1)
  return last !== undefined && endsStatement(last)
}

/** Cuts a long clause without marks where a new statement plainly begins: 我到会议室了|外面雨大, 俺来了|给俺签个到. */
export function cutRunOn(tokens: readonly Token[]): readonly (readonly Token[])[] {
  const short = tokens.some(
    (token) => REFUSING.has(token.text) || token.kind === 'other' || token.kind === 'leave' || token.kind === 'receipt',
  )
  if (lengthOf(tokens) < (short ? SHORTEST_REFUSAL : SHORTEST_RUN_ON)) return [tokens]
  const pieces: Token[][] = []
  let current: Token[] = []
  for (const [at, token] of tokens.entries()) {
    if (startsStatement(current, token, tokens[at + 1])) {
      pieces.push(current)
      current = []
    }
    current.push(token)
  }
  pieces.push(current)
  return pieces
}
