import { findSecrecyWords } from '../kernel/privacy/secrecy.ts'
import type { Notice } from './tables.ts'

/** A notice is one message people read to the end (DOMAIN M40); longer texts go as a file. */
export const LONGEST_NOTICE = 500
/** In this time after 发送 one word stops everything. */
export const UNDO_SECONDS = 60
/** A receipt is asked for during two weeks. */
export const RECEIPT_DAYS = 14
/** The same words from two offices within this time are worth a question (DOMAIN R22). */
export const SAME_NOTICE_DAYS = 7

/** What the preview has to know of the world. */
export type Circumstances = {
  readonly rooms: number
  readonly closedRooms: readonly string[]
  readonly people: number
  readonly unbound: number
  /** What the privacy gate says. */
  readonly gate: string | undefined
  /** Days since the same words went out, and from whom. */
  readonly same: { readonly days: number; readonly branch: string } | undefined
  readonly quiet: boolean
  /** Groups that have heard their share of us today. */
  readonly capped: number
}

export type Blocker =
  | { readonly kind: 'empty' }
  | { readonly kind: 'too-long'; readonly length: number }
  | { readonly kind: 'no-rooms' }
  | { readonly kind: 'gate'; readonly line: string }
  | { readonly kind: 'secrecy'; readonly words: readonly string[] }

export type Warning =
  | { readonly kind: 'same'; readonly days: number; readonly branch: string }
  | { readonly kind: 'quiet' }
  | { readonly kind: 'capped'; readonly count: number }
  | { readonly kind: 'unbound'; readonly count: number }
  | { readonly kind: 'closed-rooms'; readonly titles: readonly string[] }
  | { readonly kind: 'seal' }

/** What stands in the way of sending, and what is worth a second look. Words of secrecy stop it until somebody says 可公开 (DOMAIN §6.4). */
export function judgeNotice(
  notice: Pick<Notice, 'text' | 'urgent' | 'clearedPublic' | 'file'>,
  found: Circumstances,
): { readonly blockers: readonly Blocker[]; readonly warnings: readonly Warning[] } {
  const blockers: Blocker[] = []
  const warnings: Warning[] = []
  if (notice.text.trim() === '') blockers.push({ kind: 'empty' })
  if (notice.text.length > LONGEST_NOTICE) blockers.push({ kind: 'too-long', length: notice.text.length })
  if (found.rooms === 0) blockers.push({ kind: 'no-rooms' })
  if (found.gate !== undefined) blockers.push({ kind: 'gate', line: found.gate })
  const words = notice.clearedPublic ? [] : findSecrecyWords(notice.text)
  if (words.length > 0) blockers.push({ kind: 'secrecy', words })
  if (found.same !== undefined) warnings.push({ kind: 'same', ...found.same })
  if (found.quiet && !notice.urgent) warnings.push({ kind: 'quiet' })
  if (found.capped > 0 && !notice.urgent) warnings.push({ kind: 'capped', count: found.capped })
  if (found.unbound > 0) warnings.push({ kind: 'unbound', count: found.unbound })
  if (found.closedRooms.length > 0) warnings.push({ kind: 'closed-rooms', titles: found.closedRooms })
  if (notice.file !== undefined) warnings.push({ kind: 'seal' })
  return { blockers, warnings }
}

/** The three honest colours of a receipt: answered, perhaps seen (spoke in the group since), nothing. */
export function colourOf(answered: boolean, spokeSince: boolean): 'read' | 'perhaps' | 'nothing' {
  if (answered) return 'read'
  return spokeSince ? 'perhaps' : 'nothing'
}

/** The beginning of a notice, by which people know it again. */
export function titleOf(notice: { readonly number?: number | undefined; readonly text: string }): string {
  const start = [...notice.text.replaceAll(/\s+/gu, ' ').trim()].slice(0, 10).join('')
  return notice.number === undefined ? `通知“${start}”` : `第${notice.number}号通知“${start}”`
}
