import type { MemberId } from '../kernel/chat/person.ts'
import type { Tx } from '../kernel/database/connection.ts'
import { dayOf } from '../kernel/day.ts'
import { getMember } from '../roster/directory.ts'
import { addEntry, besideMonths, type Entry, entriesOfReceipt } from './entries-store.ts'
import type { PaymentId, Reason, Share } from './entry.ts'
import { unclaimedFen } from './member-month.ts'
import { findMonths } from './months-store.ts'
import { addPayment, type NewPayment } from './payments-store.ts'
import { type PendingClaim } from './claims-store.ts'
import { addReceipt, type Receipt } from './receipts-store.ts'

/** Writes down that somebody says to have paid; it waits for the collector of each person's branch. */
export async function bookClaim(tx: Tx, payment: NewPayment, shares: readonly Share[], now: Date): Promise<PaymentId> {
  const id = await addPayment(tx, payment, now)
  for (const share of shares) {
    const { branch } = await getMember(tx, share.member)
    await addEntry(tx, { kind: 'claim', branch, payment: id, by: payment.recordedBy ?? payment.payer, ...share }, now)
  }
  return id
}

/** Confirms claims: one receipt for each member and payment. Credit that now covers a month is used for it. */
export async function confirmClaims(tx: Tx, claims: readonly PendingClaim[], collector: MemberId, now: Date): Promise<readonly Receipt[]> {
  const receipts: Receipt[] = []
  for (const group of groupByReceipt(claims)) {
    const [first] = group
    if (first === undefined) continue
    const { branch, member, payment } = first
    const fen = group.reduce((sum, claim) => sum + claim.fen, 0)
    const receipt = await addReceipt(tx, { branch, year: Number(dayOf(now).slice(0, 4)), member, payment, fen, collector }, now)
    for (const claim of group) await addEntry(tx, { ...answerTo(claim), kind: 'confirmation', receipt: receipt.id, by: collector }, now)
    await useCredit(tx, member, collector, now)
    receipts.push(receipt)
  }
  return receipts
}

function groupByReceipt(claims: readonly PendingClaim[]): readonly (readonly PendingClaim[])[] {
  const groups = new Map<string, PendingClaim[]>()
  for (const claim of claims) {
    const key = `${claim.payment}:${claim.member}`
    groups.set(key, [...(groups.get(key) ?? []), claim])
  }
  return [...groups.values()]
}

/** Answers claims without confirming them: returned by a collector, or taken back by whoever made them. */
export async function settleClaims(
  tx: Tx,
  claims: readonly PendingClaim[],
  kind: 'return' | 'withdrawal',
  because: { readonly reason: Reason; readonly by: MemberId },
  now: Date,
): Promise<void> {
  for (const claim of claims) await addEntry(tx, { ...answerTo(claim), kind, ...because }, now)
}

function answerTo({ id, purpose, member, branch, month, fen, payment }: PendingClaim) {
  return { purpose, member, branch, fen, payment, settles: id, ...(month === undefined ? {} : { month }) }
}

/**
 * Takes a receipt back by reversing what it confirmed; nothing is edited. `pending` puts the claims before the collector
 * again, `gone` leaves the months open.
 */
export async function reverseReceipt(
  tx: Tx,
  receipt: Receipt,
  then: 'pending' | 'gone',
  because: { readonly reason: Reason; readonly by: MemberId },
  now: Date,
): Promise<readonly Entry[]> {
  const entries = await entriesOfReceipt(tx, receipt.id)
  await dropCreditUses(tx, receipt.member, entries, because, now)
  for (const entry of entries) {
    await reverseEntry(tx, entry, because, now)
    if (then === 'pending') await addEntry(tx, { ...copyOf(entry), kind: 'claim', by: because.by }, now)
  }
  return entries
}

/** Credit that was never given cannot have paid for a month: the newest uses are taken back until the rest covers them. */
async function dropCreditUses(
  tx: Tx,
  member: MemberId,
  entries: readonly Entry[],
  because: { readonly reason: Reason; readonly by: MemberId },
  now: Date,
): Promise<void> {
  const lost = entries.filter(({ purpose }) => purpose === 'credit').reduce((sum, { fen }) => sum + fen, 0)
  const { creditFen, uses } = await besideMonths(tx, member)
  let left = creditFen - lost
  for (const use of uses.toReversed()) {
    if (left >= 0) break
    await reverseEntry(tx, use, because, now)
    left += use.fen
  }
}

/** Takes an entry back by adding its reversal. */
export async function reverseEntry(
  tx: Tx,
  entry: Entry,
  because: { readonly reason: Reason; readonly by: MemberId },
  now: Date,
): Promise<void> {
  await addEntry(tx, { ...copyOf(entry), kind: 'reversal', reverses: { entry: entry.id, kind: entry.kind }, ...because }, now)
}

function copyOf({ purpose, member, branch, month, fen, payment }: Entry) {
  return {
    purpose,
    member,
    branch,
    fen,
    ...(payment === undefined ? {} : { payment }),
    ...(month === undefined ? {} : { month }),
  }
}

/** Uses a member's credit for whole months that nobody has paid yet, the oldest first. */
export async function useCredit(tx: Tx, member: MemberId, by: MemberId, now: Date): Promise<void> {
  let { creditFen } = await besideMonths(tx, member)
  if (creditFen <= 0) return
  for (const one of await findMonths(tx, { member })) {
    const fen = unclaimedFen(one)
    if (fen <= 0 || one.claimedFen > 0) continue
    if (fen > creditFen) return
    await addEntry(tx, { kind: 'credit_use', purpose: 'month', member, branch: one.branch, month: one.month, fen, by }, now)
    creditFen -= fen
  }
}
