import type { MemberId } from '../kernel/chat/person.ts'

/** What is known of a name: whose it may be, and who shows it now. */
export type NameJudged = { readonly owners: readonly (MemberId | 'nobody')[]; readonly senders: readonly string[] }

/**
 * Decides whose a name is (CHAT.md §2). Two senders who show it, two members to whom it may belong, or somebody's word
 * that it is no member's: then it is nobody's, because nothing may ever be credited to the wrong person.
 */
export function judgeName({ owners, senders }: NameJudged): MemberId | undefined {
  const [owner, ...others] = new Set(owners)
  return senders.length > 1 || others.length > 0 || owner === 'nobody' ? undefined : owner
}

const EXCEPT = /^(?:都对)?[,，]?(?:除了?|除开|除去|不算|不是|不对的?)[:：]?/u
const WRONG = /(?:不对|不是|不算|错了?)$/u

/** The lines that 除了 3 5, 3不对 or 不是3和5 take out; undefined when the text is no such answer. */
export function readExceptions(text: string): readonly number[] | undefined {
  const plain = text
    .normalize('NFKC')
    .replaceAll(/[\s。.!]/gu, ' ')
    .trim()
  const rest = EXCEPT.test(plain) ? plain.replace(EXCEPT, '') : WRONG.test(plain) ? plain.replace(WRONG, '') : undefined
  if (rest === undefined || !/^[第\d\s,、，和跟号个位都]+$/u.test(rest)) return undefined
  const numbers = (rest.match(/\d{1,3}/gu) ?? []).map(Number)
  return numbers.length === 0 ? undefined : numbers
}
