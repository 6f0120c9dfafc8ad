import { findSecrecyWords } from '../kernel/privacy/secrecy.ts'
import type { CopyState } from './copies-store.ts'
import type { Notice } from './tables.ts'

/** A notice is one message people read to the end (DOMAIN M40); longer texts go as a file. */
export const LONGEST_NOTICE = 500
/** In this time after 发送 one word stops everything. */
export const UNDO_SECONDS = 60
/** A receipt is asked for during two weeks. */
export const RECEIPT_DAYS = 14
/** The same words from two offices within this time are worth a question (DOMAIN R22). */
export const SAME_NOTICE_DAYS = 7
/** 撤销 reaches back this far (CHAT.md §1.5). */
export const TAKE_BACK_MINUTES = 10

const TITLE_LENGTH = 10

/** What the preview has to know of the world. */
export type Circumstances = {
  readonly rooms: number
  readonly closedRooms: readonly string[]
  /** Groups of a login that has ended: what is sent waits until they are bound again. */
  readonly lostRooms?: readonly string[]
  readonly unbound: number
  /** What the privacy gate says. */
  readonly gate: string | undefined
  /** Days since the same words went to some of the same people, and from whom. */
  readonly same: { readonly days: number; readonly branch: string } | undefined
  /** When the groups may be written to again, if the moment of sending lies in the quiet hours. */
  readonly quietUntil: Date | undefined
  /** Groups that have heard their share of us today. */
  readonly capped: number
  /** A time at the beginning that may be morning or evening, as it could be typed back. */
  readonly unclear: readonly string[]
}

export type Blocker =
  | { readonly kind: 'empty' }
  | { readonly kind: 'too-long'; readonly length: number }
  | { readonly kind: 'no-rooms'; readonly why: 'none-bound' | 'all-closed' }
  | { readonly kind: 'gate'; readonly line: string }
  | { readonly kind: 'secrecy'; readonly words: readonly string[] }

export type Warning =
  | { readonly kind: 'same'; readonly days: number; readonly branch: string }
  | { readonly kind: 'quiet'; readonly when: 'now' | 'then'; readonly until: Date }
  | { readonly kind: 'capped'; readonly count: number }
  | { readonly kind: 'unbound'; readonly count: number }
  | { readonly kind: 'closed-rooms'; readonly titles: readonly string[] }
  | { readonly kind: 'lost-rooms'; readonly titles: readonly string[] }
  | { readonly kind: 'seal' }
  | { readonly kind: 'time-unclear'; readonly examples: readonly string[] }

type Judged = Pick<Notice, 'text' | 'urgent' | 'clearedPublic' | 'file' | 'sendAt'>

/** What stands in the way of sending, and what is worth a second look. */
export function judgeNotice(
  notice: Judged,
  found: Circumstances,
): { readonly blockers: readonly Blocker[]; readonly warnings: readonly Warning[] } {
  return { blockers: findBlockers(notice, found), warnings: findWarnings(notice, found) }
}

/** Words of secrecy, in the text or the name of the file, stop a notice until somebody says 可公开 (DOMAIN §6.4). */
function findBlockers(notice: Judged, found: Circumstances): readonly Blocker[] {
  const blockers: Blocker[] = []
  const length = [...notice.text].length
  if (notice.text.trim() === '') blockers.push({ kind: 'empty' })
  if (length > LONGEST_NOTICE) blockers.push({ kind: 'too-long', length })
  if (found.rooms === 0) blockers.push({ kind: 'no-rooms', why: found.closedRooms.length > 0 ? 'all-closed' : 'none-bound' })
  if (found.gate !== undefined) blockers.push({ kind: 'gate', line: found.gate })
  const words = notice.clearedPublic ? [] : findSecrecyWords(`${notice.text}\n${notice.file?.name ?? ''}`)
  if (words.length > 0) blockers.push({ kind: 'secrecy', words })
  return blockers
}

function findWarnings(notice: Judged, found: Circumstances): readonly Warning[] {
  const warnings: Warning[] = []
  if (found.unclear.length > 0) warnings.push({ kind: 'time-unclear', examples: found.unclear })
  if (found.same !== undefined) warnings.push({ kind: 'same', ...found.same })
  if (found.quietUntil !== undefined && !notice.urgent)
    warnings.push({ kind: 'quiet', when: notice.sendAt === undefined ? 'now' : 'then', until: found.quietUntil })
  if (found.capped > 0 && !notice.urgent) warnings.push({ kind: 'capped', count: found.capped })
  if (found.unbound > 0) warnings.push({ kind: 'unbound', count: found.unbound })
  if (found.closedRooms.length > 0 && found.rooms > 0) warnings.push({ kind: 'closed-rooms', titles: found.closedRooms })
  const { lostRooms = [] } = found
  if (lostRooms.length > 0) warnings.push({ kind: 'lost-rooms', titles: lostRooms })
  if (notice.file !== undefined) warnings.push({ kind: 'seal' })
  return warnings
}

/** The three honest colours of a receipt: answered, perhaps seen (spoke in the group since), nothing. */
export function colourOf(answered: boolean, spokeSince: boolean): 'read' | 'perhaps' | 'nothing' {
  if (answered) return 'read'
  return spokeSince ? 'perhaps' : 'nothing'
}

/** The beginning of a notice, by which people know it again: 第3号通知“明天9点开会带老花…”. */
export function titleOf(notice: { readonly number?: number | undefined; readonly text: string }): string {
  const text = [...notice.text.replaceAll(/\s+/gu, ' ').trim()]
  const start = text.length > TITLE_LENGTH ? `${text.slice(0, TITLE_LENGTH).join('')}…` : text.join('')
  const name = notice.number === undefined ? '通知' : shortTitleOf(notice.number)
  return start === '' ? name : `${name}“${start}”`
}

/** A notice by its number alone, where its words must not stand. */
export function shortTitleOf(number: number): string {
  return `第${number}号通知`
}

/** True when a copy has reached its group, or may have: what a keeper holds in the hand has not. */
export function hasLeft({ state, way }: Pick<CopyState, 'state' | 'way'>): boolean {
  return ['sent', 'sending', 'doubtful'].includes(state) || (state === 'accepted' && way !== 'by-hand')
}

/** True while a copy can still be kept from its group. */
export function canStop({ state, way }: Pick<CopyState, 'state' | 'way'>): boolean {
  return state === 'waiting' || (state === 'accepted' && way === 'by-hand')
}
