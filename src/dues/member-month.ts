import type { BranchId, MemberId } from '../kernel/chat/person.ts'
import { monthAfter } from '../kernel/language/months.ts'
import type { Month } from './entry.ts'

/** One member's month as the entries of the ledger add up to it; money is in fen. */
export type MemberMonth = {
  readonly member: MemberId
  readonly branch: BranchId
  readonly month: Month
  readonly assessedFen: number
  readonly waivedFen: number
  readonly claimedFen: number
  readonly confirmedFen: number
  readonly returnedFen: number
}

/** How a month stands (glossary). It is computed each time and kept nowhere. */
export type DuesState = 'assessed' | 'claimed' | 'confirmed' | 'returned' | 'exempt' | 'reduced'

/** What is still to be paid of a month: assessed − confirmed − waived. */
export function openFen(one: Pick<MemberMonth, 'assessedFen' | 'confirmedFen' | 'waivedFen'>): number {
  return one.assessedFen - one.confirmedFen - one.waivedFen
}

/** What of a month nobody has said to have paid yet. */
export function unclaimedFen(one: MemberMonth): number {
  return openFen(one) - one.claimedFen
}

/** How a month stands. What a person did last counts before what was approved. */
export function stateOf(one: MemberMonth): DuesState {
  if (one.claimedFen > 0) return 'claimed'
  if (openFen(one) === 0) return one.confirmedFen > 0 ? 'confirmed' : one.waivedFen > 0 ? 'exempt' : 'assessed'
  if (one.returnedFen > 0) return 'returned'
  return one.waivedFen > 0 ? 'reduced' : 'assessed'
}

/** True while nobody has paid or said to have paid anything of a month: only such a month is assessed anew. */
export function isUntouched(one: MemberMonth): boolean {
  return one.claimedFen === 0 && one.confirmedFen === 0
}

/** How many months in a row, up to and with this one, are neither paid nor said to be (art. 13 counts such months). */
export function consecutiveUnpaidMonths(months: readonly MemberMonth[], until: Month): number {
  const owed = new Set(months.filter((one) => unclaimedFen(one) > 0).map(({ month }) => month))
  let count = 0
  while (owed.has(monthAfter(until, -count))) count += 1
  return count
}

/** Adds up amounts. */
export function sumFen(shares: readonly { readonly fen: number }[]): number {
  return shares.reduce((sum, { fen }) => sum + fen, 0)
}
