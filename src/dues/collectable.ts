import type { Occasion } from '../kernel/chat/capability.ts'
import type { BranchId } from '../kernel/chat/person.ts'
import { monthAfter } from '../kernel/language/months.ts'
import { branchesHeld, branchTree } from '../roster/directory.ts'
import { type PendingClaim, pendingClaims } from './claims-store.ts'
import { COLLECTING, collectedBy } from './collecting.ts'
import { MOST_MONTHS_BACK } from './rules.ts'
import { sayYuan } from '../kernel/language/say-money.ts'
import { sayMonths } from './saying.ts'
import { monthOf } from './settings.ts'
import { duesWords } from './words.ts'

/** The claims this person may confirm, with the branches in which they hold an office. */
export async function collectable({
  tx,
  person,
}: Occasion): Promise<{ readonly held: readonly BranchId[]; readonly claims: readonly PendingClaim[] }> {
  const held = branchesHeld(person, COLLECTING, await branchTree(tx))
  const claims = await pendingClaims(tx, { branches: held })
  const mine = await collectedBy(
    tx,
    person,
    claims.map(({ branch }) => branch),
  )
  return { held, claims: claims.filter(({ branch }) => mine.includes(branch)) }
}

/** Claims of back payment that go to the collector's decision, one by one (art. 12). */
export function lateOf({ today }: Pick<Occasion, 'today'>, claims: readonly PendingClaim[]): readonly PendingClaim[] {
  const oldest = monthAfter(monthOf(today), -MOST_MONTHS_BACK)
  const late = new Set(claims.filter(({ month }) => month !== undefined && month < oldest).map(({ payment }) => payment))
  return claims.filter(({ payment }) => late.has(payment))
}

/** The months of claims, and what of them is beside the months. */
export function sayClaimed(claims: readonly PendingClaim[], today: string): string {
  const months = sayMonths(
    claims.flatMap(({ month }) => (month === undefined ? [] : [month])),
    today,
  )
  const beside = claims.flatMap(({ purpose, fen }) => (purpose === 'month' ? [] : [`${duesWords.beside[purpose]}${sayYuan(fen)}`]))
  return [months, ...beside].filter((part) => part !== '').join('，')
}
