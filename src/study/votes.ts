import { readNumeral } from '../kernel/language/numerals.ts'

/** A vote that was counted in the room, as the secretary tells it. Probationary members have no vote. */
export type Vote = { readonly matter: string; readonly entitled: number; readonly present: number; readonly inFavour: number }

/** What the rules say of a vote: whether enough were there, and whether it passed; with the least numbers for both. */
export type VoteResult = {
  readonly kind: 'passed' | 'not-passed' | 'too-few'
  readonly leastPresent: number
  readonly leastInFavour: number
}

/**
 * At least half of those entitled must be there, and more than half of all entitled, not only of those present, must be
 * in favour (支部工作条例 art. 11).
 */
export function judgeVote({ entitled, present, inFavour }: Vote): VoteResult {
  const least = { leastPresent: Math.ceil(entitled / 2), leastInFavour: Math.floor(entitled / 2) + 1 }
  if (present < least.leastPresent) return { kind: 'too-few', ...least }
  return { kind: inFavour >= least.leastInFavour ? 'passed' : 'not-passed', ...least }
}

/** What was typed of a vote: the numbers it names, and what was voted on. */
export type TypedVote = { readonly matter: string } & Partial<Omit<Vote, 'matter'>>

const COUNT =
  /(应到会?|应参加|有表决权(?:的)?|实到会?|到会|出席|赞成|同意|反对|不同意|弃权)[\s:：为有是的]*([\d一二三四五六七八九十百两零〇廿卅]+)\s*(?:人|票|名|个)?/gu
const MEANS: readonly (readonly [RegExp, Exclude<keyof Vote, 'matter'>])[] = [
  [/^应|^有表决权/u, 'entitled'],
  [/^实到|^到会|^出席/u, 'present'],
  [/^赞成|^同意/u, 'inFavour'],
]
const AROUND_MATTER = /^[\s,，。;；:：、]+|[\s,，。;；:：、]+$/gu

/** Reads 应到30 实到20 赞成18 吸收李四; the numbers may come in any order, and against and abstained are left to the minutes. */
export function readVote(typed: string): TypedVote {
  const text = typed.normalize('NFKC')
  const counts: { entitled?: number; present?: number; inFavour?: number } = {}
  for (const [, word = '', number = ''] of text.matchAll(COUNT)) {
    const name = MEANS.find(([pattern]) => pattern.test(word))?.[1]
    const value = readNumeral(number)
    if (name !== undefined && value !== undefined && counts[name] === undefined) counts[name] = value
  }
  return { matter: text.replace(COUNT, ' ').replaceAll(/\s+/gu, ' ').replace(AROUND_MATTER, ''), ...counts }
}
