import type { BranchId, MemberId } from '../kernel/chat/person.ts'
import type { Tx } from '../kernel/database/connection.ts'
import { findMembersByName, type Member } from '../roster/directory.ts'
import { type PendingClaim, pendingClaims } from './claims-store.ts'
import { dividePayment } from './division.ts'
import type { Month, Share } from './entry.ts'
import type { ListedPayment } from './list-reading.ts'
import { sumFen } from './member-month.ts'
import { findMonths } from './months-store.ts'
import { findReceipts } from './receipts-store.ts'

/** Whose payment a line of a list is: sure of person and months, perhaps somebody's, or nobody's known. */
export type Match =
  | { readonly kind: 'claimed'; readonly member: Member; readonly claims: readonly PendingClaim[] }
  | { readonly kind: 'due'; readonly member: Member; readonly shares: readonly Share[] }
  | { readonly kind: 'probable'; readonly members: readonly Member[] }
  | { readonly kind: 'unknown' }

/** The same amount confirmed so shortly before may be the same money. */
const SAME_MONEY_DAYS = 10
const DAY_MS = 86_400_000

/** Finds whose payment it is: sure only where one person of that name has claimed just this, or owes it to the fen by now. */
export async function matchPayment(tx: Tx, branches: readonly BranchId[], payment: ListedPayment, period: Month): Promise<Match> {
  const found = await findMembersByName(tx, payment.name, branches)
  const [member, ...others] = found.filter(({ name }) => name === payment.name)
  if (member === undefined) return found.length === 0 ? { kind: 'unknown' } : { kind: 'probable', members: found }
  if (others.length > 0) return { kind: 'probable', members: [member, ...others] }
  const claims = (await pendingClaims(tx, { branches })).filter((claim) => claim.payer === member.id || claim.member === member.id)
  const same = [...new Set(claims.map((claim) => claim.payment))]
    .map((id) => claims.filter((claim) => claim.payment === id))
    .filter((together) => sumFen(together) === payment.fen)
  const [claimed, ...moreClaimed] = same
  if (claimed !== undefined && moreClaimed.length === 0) return { kind: 'claimed', member, claims: claimed }
  const shares = claims.length > 0 ? undefined : await dueShares(tx, member.id, payment, period)
  return shares === undefined ? { kind: 'probable', members: [member] } : { kind: 'due', member, shares }
}

/** The months due by now that the payment covers exactly; nothing when the same amount was confirmed shortly before. */
async function dueShares(tx: Tx, member: MemberId, { fen, day }: ListedPayment, period: Month): Promise<readonly Share[] | undefined> {
  const since = new Date(Date.parse(`${day}T00:00:00Z`) - SAME_MONEY_DAYS * DAY_MS)
  const receipts = await findReceipts(tx, { member, since }, SAME_MONEY_DAYS)
  if (receipts.some((receipt) => receipt.fen === fen)) return undefined
  const division = dividePayment({ amountFen: fen }, [{ member, months: await findMonths(tx, { member }) }], period)
  if (division.kind !== 'clear') return undefined
  return division.shares.every((share) => share.purpose === 'month' && share.month <= period) ? division.shares : undefined
}

/** How a payment falls on a member's months when a collector says that it is theirs: what no month takes is credit. */
export async function sharesFor(tx: Tx, member: MemberId, fen: number, period: Month): Promise<readonly Share[]> {
  const division = dividePayment({ amountFen: fen }, [{ member, months: await findMonths(tx, { member }) }], period)
  return division.kind === 'none' ? [{ member, purpose: 'credit', fen }] : division.shares
}
