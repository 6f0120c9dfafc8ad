import type { Token } from './tokens.ts'

/** Where a sender tells who he is, and the name he gives: 我是石桥村转过来的周敏. */
export type Introduction = { readonly from: number; readonly to: number; readonly name: string }

const LONGEST_INTRODUCTION = 12

/** Finds 我是… or 本人… with a name at the head of a clause; only greetings may stand before it. */
export function introductionIn(tokens: readonly Token[]): Introduction | undefined {
  const from = tokens.findIndex((token) => token.kind === 'self')
  if (
    from === -1 ||
    !tokens.slice(0, from).every((token) => ['polite', 'crowd', 'particle', 'officer', 'yes', 'receipt'].includes(token.kind))
  )
    return undefined
  const is = tokens[from + 1]
  const bare = tokens[from]?.text === '我' && (is?.kind === 'name' || (is?.kind === 'group' && tokens[from + 2]?.kind === 'name'))
  const named = bare || tokens[from]?.text === '本人' || is?.text === '是' || is?.text === '系' || is?.text.startsWith('叫') === true
  if (!named) return undefined
  const to = tokens.findLastIndex((token, at) => at > from && token.kind === 'name')
  const name = to === -1 ? calledName(is) : tokens[to]
  const length = (name?.end ?? 0) - (tokens[from]?.end ?? 0)
  if (
    !name ||
    length > LONGEST_INTRODUCTION ||
    tokens.slice(from, to).some((token) => ['not', 'ask', 'agency', 'give'].includes(token.kind))
  )
    return undefined
  const called = to === from + 2 ? calledName(is) : undefined
  return { from, to: Math.max(to, from + 1), name: `${called?.text ?? ''}${name.text === called?.text ? '' : name.text}` }
}

/** 我叫欧阳: a name no surname tells. */
function calledName(token: Token | undefined): Token | undefined {
  return token?.kind === 'unknown' && /^叫[\u4e00-\u9fff]{1,4}$/.test(token.text)
    ? { ...token, text: token.text.slice(1), start: token.start + 1 }
    : undefined
}

const CALLED = /(?:^|[,，。\s])(?:我|俺|咱|额)叫([\u4e00-\u9fff]{2,4})(?=[,，。\s]|$)/
const INTRODUCED = /(?:^|[,，。\s])(?:我|俺|咱|额|本人)(?:是|系)([^,，。\s]{2,16})(?=[,，。\s]|$)/

/** The name by which a sender names himself somewhere in the message: 我是五组的罗光荣，到. */
export function ownName(text: string, tokens: readonly Token[]): string | undefined {
  const called = CALLED.exec(text)?.[1]
  if (called) return called
  const introduced = INTRODUCED.exec(text)?.[1]
  if (!introduced) return undefined
  return tokens.find((token) => token.kind === 'name' && introduced.endsWith(token.text))?.text
}
