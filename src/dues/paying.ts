import type { Kind } from '../kernel/chat/lexicon.ts'
import type { Token } from '../kernel/chat/tokens.ts'

/** Who may be given dues. */
export const RECEIVER: ReadonlySet<Kind> = new Set<Kind>(['officer', 'name', 'relation', 'venue', 'you'])
/** 带, 送, 发 pay only beside money or the one who collects it. */
export const WEAK_VERBS = new Set([
  '打',
  '拿',
  '带',
  '送',
  '出',
  '发',
  '存',
  '塞',
  '递',
  '捎',
  '结',
  '充',
  '划',
  '送去',
  '送到',
  '送过去',
  '递给',
  '塞给',
  '打了',
  '汇',
  '扫',
])

/** Where the verb of paying stands; a verb that only sometimes pays counts when there is no other. */
export function payIndex(tokens: readonly Token[]): number {
  const paid = tokens.findIndex((token) => token.kind === 'paid')
  const strong = tokens.findIndex((token) => token.kind === 'pay' && !WEAK_VERBS.has(token.text))
  const finished = strong !== -1 && strong < paid && tokens.slice(strong + 1, paid).some((token) => token.kind === 'aspect')
  if (finished) return strong
  return [paid, strong].find((at) => at !== -1) ?? tokens.findIndex((token) => token.kind === 'pay')
}

/** 现金给组长了, 钱给会计了: given to the one who collects, without a verb of paying. */
export function isGiven(tokens: readonly Token[]): boolean {
  const at = tokens.findIndex((token) => token.kind === 'give')
  if (at === -1 || !tokens.some((token) => token.kind === 'aspect' || token.text === '的' || token.kind === 'money')) return false
  const next = tokens[at + 1]
  const receiver = tokens.slice(at + 1).some((token) => RECEIVER.has(token.kind)) || next?.kind === 'aspect' || next?.text === '的'
  return receiver && tokens.some((token) => ['channel', 'money', 'money-word', 'due', 'months'].includes(token.kind))
}

/** 给会计了: something was given, but what? */
export function isBareGift(tokens: readonly Token[]): boolean {
  return (
    tokens[0]?.kind === 'give' &&
    tokens[1]?.kind === 'officer' &&
    tokens.slice(2).every((token) => token.kind === 'aspect' || token.kind === 'particle') &&
    tokens.length > 2
  )
}

/** 给孙子转了500: money sent to one of the family is no payment of his dues. */
export function isGiftToFamily(tokens: readonly Token[], core: number): boolean {
  const give = tokens.findIndex((token, at) => at < core && token.kind === 'give')
  if (give === -1 || !/^(?:已?转|打|汇|发|拿|塞|充|存|转了|打了|转账|发了)/.test(tokens[core]?.text ?? '')) return false
  return tokens.slice(give + 1, core).some((token) => token.kind === 'relation' || token.kind === 'name')
}

/** After the verb stand amounts, months, a receiver; a name or another word there is what was really handed in (白卷). */
export function tellsOtherObject(tokens: readonly Token[], core: number): boolean {
  const after = tokens.slice(core + 1)
  const given = after.findIndex((token) => token.kind === 'give' || token.kind === 'and' || token.kind === 'agency')
  const direct = given === -1 ? after : after.slice(0, given)
  if (!tokens[core]?.text.endsWith('给') && direct.some((token) => token.kind === 'name' || token.kind === 'relation')) return true
  const aspect = after.findIndex((token) => token.kind === 'aspect')
  const done = tokens[core]?.kind === 'paid' ? 0 : aspect + 1
  return after[done]?.kind === 'unknown' && (tokens[core]?.kind === 'paid' || aspect !== -1)
}

/** 微信转给老婆了: given to one of the family, or to somebody of whom nothing shows that he collects. */
export function receiverOf(tokens: readonly Token[]): 'family' | 'another' | 'nobody' {
  const give = tokens.findIndex((token) => token.kind === 'give' || (token.text.endsWith('给') && token.kind === 'pay'))
  if (give <= 0 && tokens[give]?.kind !== 'pay') return 'nobody'
  const receiver = tokens.slice(give + 1).find((token) => ['officer', 'venue', 'you', 'relation', 'name', 'other'].includes(token.kind))
  if (!receiver) return 'nobody'
  if (receiver.kind === 'relation' || receiver.kind === 'other') return 'family'
  return 'another'
}
