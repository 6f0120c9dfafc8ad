import { type Day, dayOf } from '../kernel/day.ts'
import { COMMITTEE_FROM_MEMBERS, type Every, type Obligation, OBLIGATIONS, YEARLY_FROM_MONTH } from './obligations.ts'
import type { PartyGroupId, Session } from './tables.ts'

/** A session as far as obligations go. */
export type Held = Pick<Session, 'id' | 'number' | 'kinds' | 'startsAt' | 'state' | 'partyGroup' | 'minutes'>

/** The branch as far as obligations go. */
export type BranchFacts = { readonly fullMembers: number; readonly partyGroups: readonly PartyGroupId[] }

/**
 * How a branch stands to one obligation: it is kept; it is called and will come; it was held and only its minutes are
 * missing; or it is still to hold.
 */
export type Standing = 'kept' | 'called' | 'without-minutes' | 'to-hold'

/** A meeting counts as kept when it was held and has its minutes. */
export function isKept({ state, minutes }: Pick<Held, 'state' | 'minutes'>): boolean {
  return state === 'closed' && minutes !== undefined
}

/** The obligations that a branch of this size has on a day. */
export function obligationsOf(facts: BranchFacts, today: Day): readonly Obligation[] {
  return OBLIGATIONS.filter(({ by, validFrom }) => {
    if (validFrom > today) return false
    if (by === 'committee') return facts.fullMembers >= COMMITTEE_FROM_MEMBERS
    return by === 'branch' || facts.partyGroups.length > 0
  })
}

/** How a branch stands to an obligation in the month, quarter or year of a day. With party groups each has to meet. */
export function standingOf(obligation: Obligation, sessions: readonly Held[], facts: BranchFacts, today: Day): Standing {
  const those = sessions.filter(
    ({ kinds, startsAt, state }) =>
      kinds.includes(obligation.kind) &&
      state !== 'cancelled' &&
      state !== 'draft' &&
      spanOf(dayOf(startsAt), obligation.every) === spanOf(today, obligation.every),
  )
  if (obligation.by !== 'party-groups') return best(those)
  const each = facts.partyGroups.map((group) => best(those.filter(({ partyGroup }) => partyGroup === group || partyGroup === undefined)))
  return WORST_FIRST.find((standing) => each.includes(standing)) ?? 'kept'
}

/** What is still to hold on a day; what comes once a year only towards its end. */
export function stillToHold(sessions: readonly Held[], facts: BranchFacts, today: Day): readonly Obligation[] {
  return obligationsOf(facts, today).filter(
    (obligation) =>
      (obligation.every !== 'year' || Number(today.slice(5, 7)) >= YEARLY_FROM_MONTH) &&
      standingOf(obligation, sessions, facts, today) === 'to-hold',
  )
}

/** The month, quarter or year a day lies in: 2026-11, 2026-Q4, 2026. */
export function spanOf(day: Day, every: Every): string {
  if (every === 'year') return day.slice(0, 4)
  return every === 'month' ? day.slice(0, 7) : `${day.slice(0, 4)}-Q${Math.ceil(Number(day.slice(5, 7)) / 3)}`
}

const WORST_FIRST: readonly Standing[] = ['to-hold', 'without-minutes', 'called', 'kept']

function best(those: readonly Held[]): Standing {
  if (those.some(isKept)) return 'kept'
  if (those.some(({ state }) => state === 'called' || state === 'open')) return 'called'
  return those.length > 0 ? 'without-minutes' : 'to-hold'
}
