import type { BranchId, MemberId, Person, Role } from '../kernel/chat/person.ts'
import { cutRole, GIVEN_BY_SECRETARY } from './roles.ts'
import { type BranchTree, holds } from './tree.ts'

/** A code passed on by hand is worth a week, because people meet at the theme day and on market days. */
export const CODE_DAYS = 7
/** After so many wrong codes from one chat it pauses. */
export const MOST_TRIES = 5
export const PAUSE_MINUTES = 60

/** A code that was issued. */
export type Code = {
  readonly id: number
  readonly member: MemberId
  readonly state: 'open' | 'used' | 'revoked'
  readonly expiresAt: string
}

/** Wrong codes from one chat, and when the last one was tried. */
export type Tries = { readonly tries: number; readonly since: string }

export type CodeRuling =
  | { readonly kind: 'good'; readonly code: Code }
  | { readonly kind: 'paused' }
  | { readonly kind: 'unknown' | 'expired' | 'used' | 'revoked' }

const CHINESE_DIGITS = '零一二三四五六七八九'

/** The six digits people typed: `482913`, `４８２ ９１３`, `482-913。`, `四八二九一三`. */
export function readCode(typed: string): string | undefined {
  const plain = typed
    .normalize('NFKC')
    .replaceAll(/[〇○]/gu, '零')
    .replaceAll(/[零一二三四五六七八九]/gu, (digit) => String(CHINESE_DIGITS.indexOf(digit)))
    .replaceAll(/[\s\-—.。,，、:：]/gu, '')
  return /^(?:绑定码|码|是)?(\d{6})$/u.exec(plain)?.[1]
}

/** Decides what a code is worth. A chat that pauses does not learn whether it was right. */
export function judgeCode(code: Code | undefined, tries: Tries, now: Date): CodeRuling {
  if (tries.tries >= MOST_TRIES && !isForgotten(tries, now)) return { kind: 'paused' }
  if (code === undefined) return { kind: 'unknown' }
  if (code.state !== 'open') return { kind: code.state }
  return code.expiresAt <= now.toISOString() ? { kind: 'expired' } : { kind: 'good', code }
}

/** Counts one more wrong code; those before an hour without any are forgotten. */
export function countTry(tries: Tries, now: Date): Tries {
  return { tries: isForgotten(tries, now) ? 1 : tries.tries + 1, since: now.toISOString() }
}

function isForgotten(tries: Tries, now: Date): boolean {
  return tries.since === '' || now.getTime() - Date.parse(tries.since) >= PAUSE_MINUTES * 60_000
}

/** What was asked for in `授权 张三 组织委员 河西村`. */
export type Wanted = { readonly name: string; readonly role: Exclude<Role, 'member'>; readonly branch?: string }

/** Reads a name, an office and perhaps a branch; undefined when one of the first two is missing. */
export function readWanted(rest: string): Wanted | undefined {
  const words = rest
    .normalize('NFKC')
    .split(/[\s,，、:：]+/u)
    .map((word) => word.replace(/[。.]$/u, ''))
    .filter((word) => word !== '')
  for (const [index, word] of words.entries()) {
    const found = cutRole(word)
    if (found === undefined) continue
    const name = [...words.slice(0, index), found.before].join('')
    const branch = words.slice(index + 1).join('')
    if (name !== '') return { name, role: found.role, ...(branch === '' ? {} : { branch }) }
  }
  return undefined
}

/** An office given to somebody for a body. `held` are the offices that member has in it already. */
export type Grant = { readonly member: MemberId; readonly role: Role; readonly branch: BranchId; readonly held: readonly Role[] }

export type GrantRuling =
  | { readonly kind: 'allowed' }
  | { readonly kind: 'not-yours' }
  | { readonly kind: 'not-oneself' }
  /** Who drafts disclosures may not be the one who approves them (村民委员会组织法: the committee's members are excluded). */
  | { readonly kind: 'not-both'; readonly held: Role }
  | { readonly kind: 'last-admin' }

const DRAFTERS: readonly Role[] = ['village_committee', 'secretary']

/** Decides whether a person may give this office. */
export function judgeGiving(person: Person, grant: Grant, tree: BranchTree): GrantRuling {
  if (!maySteer(person, grant, tree)) return { kind: 'not-yours' }
  if (grant.role === 'supervisor' && grant.member === person.member) return { kind: 'not-oneself' }
  const held = grant.held.find((role) => excludes(role, grant.role) || excludes(grant.role, role))
  return held === undefined ? { kind: 'allowed' } : { kind: 'not-both', held }
}

function excludes(drafter: Role, reviewer: Role): boolean {
  return DRAFTERS.includes(drafter) && reviewer === 'supervisor'
}

/** Decides whether a person may take this office away. Nobody who is watched may dismiss the one who watches. */
export function judgeTaking(person: Person, grant: Grant, admins: number, tree: BranchTree): GrantRuling {
  if (!maySteer(person, grant, tree)) return { kind: 'not-yours' }
  if (grant.role === 'supervisor' && !holds(person, 'township_admin', grant.branch, tree)) return { kind: 'not-yours' }
  return grant.role === 'township_admin' && admins <= 1 ? { kind: 'last-admin' } : { kind: 'allowed' }
}

function maySteer(person: Person, grant: Grant, tree: BranchTree): boolean {
  if (holds(person, 'township_admin', grant.branch, tree)) return true
  return holds(person, 'secretary', grant.branch, tree) && GIVEN_BY_SECRETARY.includes(grant.role)
}

/** What a short answer to a question means; a number is a line of a list. */
export type ShortAnswer =
  | { readonly kind: 'yes' | 'no' }
  | { readonly kind: 'number'; readonly number: number }
  | { readonly kind: 'other' }

const YES = new Set('确认 确定 是 是的 对 对的 同意 我同意 好 好的 可以 行 嗯 愿意 没问题 ok OK 要得 中'.split(' '))
const NO = new Set('取消 不 不用 不用了 不要 算了 否 不是 不对 不同意 不愿意 返回 不办了 不行'.split(' '))

/** Reads a short answer; whatever else is said is left to be understood as usual. */
export function readShortAnswer(text: string): ShortAnswer {
  const plain = text.normalize('NFKC').replaceAll(/[\s。.!！,，~～]/gu, '')
  if (YES.has(plain)) return { kind: 'yes' }
  if (NO.has(plain)) return { kind: 'no' }
  const number = /^第?(\d{1,2})[个位号]?$/u.exec(plain)?.[1]
  return number === undefined ? { kind: 'other' } : { kind: 'number', number: Number(number) }
}
