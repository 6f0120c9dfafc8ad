import type { Session } from './tables.ts'

/** Ten minutes late is still on time: people walk in from the fields. */
export const GRACE_MINUTES = 10
/** A meeting nobody closes is closed by itself so many hours after its beginning. */
export const OPEN_HOURS = 3
/** In this time after the end the secretary may correct what was recorded. */
export const CORRECTION_HOURS = 24
/** Leave may be asked for until so many days after a meeting. */
export const LEAVE_DAYS = 3
/** People may say something about a session for so many days after its end. */
export const LIVE_DAYS = 4
/** A meeting is announced so many days before (DOMAIN 5.1). */
export const NOTICE_DAYS = 2
/** A meeting of the same kind within so many days is worth a question. */
export const SAME_KIND_DAYS = 14

/** How a check-in counts at a moment. */
export type CheckInJudgement =
  | { readonly kind: 'on-time' }
  | { readonly kind: 'late'; readonly minutes: number }
  | { readonly kind: 'not-yet' }
  | { readonly kind: 'closed' }

type Timed = Pick<Session, 'state' | 'startsAt' | 'closesAt' | 'openedAt' | 'closedAt'>

/**
 * Decides how a check-in counts that was said at a moment. The moment at which it was said decides, not the one at which
 * it reached us: what waited while the program was down counts as it was said. Nobody is late before the check-in opened.
 */
export function judgeCheckIn(session: Timed, saidAt: Date): CheckInJudgement {
  const { state, startsAt, closesAt, openedAt, closedAt } = session
  if (state === 'draft' || state === 'cancelled') return { kind: 'closed' }
  const end = closedAt !== undefined && closedAt < closesAt ? closedAt : closesAt
  if (state === 'closed' ? saidAt >= end : saidAt >= closesAt) return { kind: 'closed' }
  const begin = openedAt !== undefined && openedAt < startsAt ? openedAt : startsAt
  if (state !== 'open' && saidAt < begin) return { kind: 'not-yet' }
  const began = openedAt !== undefined && openedAt > startsAt ? openedAt : startsAt
  const minutes = Math.floor((saidAt.getTime() - began.getTime()) / 60_000)
  return minutes > GRACE_MINUTES ? { kind: 'late', minutes } : { kind: 'on-time' }
}

/** True while the secretary may still correct the record. */
export function isCorrectable({ state, closedAt }: Pick<Session, 'state' | 'closedAt'>, now: Date): boolean {
  if (state !== 'closed' || closedAt === undefined) return state === 'called' || state === 'open'
  return now.getTime() - closedAt.getTime() <= CORRECTION_HOURS * 3_600_000
}

/** True while a member may ask to be excused. */
export function mayAskLeave({ state, startsAt, closedAt }: Pick<Session, 'state' | 'startsAt' | 'closedAt'>, now: Date): boolean {
  if (state === 'draft' || state === 'cancelled') return false
  return now.getTime() <= (closedAt ?? startsAt).getTime() + LEAVE_DAYS * 86_400_000
}
