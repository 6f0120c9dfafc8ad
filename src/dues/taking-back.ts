import type { LastRecord, Occasion } from '../kernel/chat/capability.ts'
import type { MemberId } from '../kernel/chat/person.ts'
import { getMember } from '../roster/directory.ts'
import { monthsOfShares } from './claim-saying.ts'
import type { Reason, Share } from './entry.ts'
import { reverseReceipt, settleClaims } from './ledger.ts'
import { newestPayment, paymentsOfMessage } from './payments-store.ts'
import { type PendingClaim, pendingClaims } from './claims-store.ts'
import { sayWhatFor } from './receipt-saying.ts'
import { findReceipts, type Receipt } from './receipts-store.ts'
import { tellMember } from './telling.ts'
import { duesWords as words } from './words.ts'

/** Everything that was recorded can be taken back for so long (CHAT §1.5). */
const TAKE_BACK_MINUTES = 10
const MOST_RECEIPTS = 200

/**
 * What 撤销 takes back: the own newest claim while it waits, what an officer recorded for another, or a collector's
 * newest confirmation, which is reversed and waits again.
 */
export async function lastRecord(occasion: Occasion): Promise<LastRecord | undefined> {
  const { person, now } = occasion
  const { member } = person
  if (member === undefined) return undefined
  const since = new Date(now.getTime() - TAKE_BACK_MINUTES * 60_000)
  const records = [await lastClaim(occasion, member, since)]
  if (person.offices.length > 0) records.push(await lastRecorded(occasion, member, since), await lastConfirmation(occasion, member, since))
  return records.reduce((newest, one) => (newest === undefined || (one !== undefined && one.at > newest.at) ? one : newest), undefined)
}

async function lastClaim({ tx, today }: Occasion, member: MemberId, since: Date): Promise<LastRecord | undefined> {
  const payment = await newestPayment(tx, { payer: member }, since)
  const claims = payment === undefined ? [] : await pendingClaims(tx, { payments: [payment.id] })
  if (payment === undefined || claims.length === 0) return undefined
  return {
    what: 'dues_claim',
    title: words.undoClaim(monthsOfShares(claims.map(asShare), today)),
    at: payment.at,
    undo: (undoing) => withdraw(undoing, claims, member, 'undone'),
  }
}

async function lastRecorded({ tx, today }: Occasion, recorder: MemberId, since: Date): Promise<LastRecord | undefined> {
  const payment = await newestPayment(tx, { recorder }, since)
  const claims = payment === undefined ? [] : await pendingClaims(tx, { payments: [payment.id] })
  const [first] = claims
  if (payment === undefined || first === undefined) return undefined
  const { name } = await getMember(tx, first.member)
  return {
    what: 'dues_record',
    title: words.undoRecorded(name, monthsOfShares(claims.map(asShare), today)),
    at: payment.at,
    undo: (undoing) => withdraw(undoing, claims, recorder, 'undone'),
  }
}

async function lastConfirmation(occasion: Occasion, collector: MemberId, since: Date): Promise<LastRecord | undefined> {
  const { tx } = occasion
  const receipts = await findReceipts(tx, { collector, since }, MOST_RECEIPTS)
  const [newest] = receipts
  if (newest === undefined) return undefined
  const recorded = await newestPayment(tx, { recorder: collector }, since)
  if (recorded?.id === newest.payment && recorded.at.getTime() === newest.at.getTime()) return recordedByHand(occasion, newest, collector)
  const together = receipts.filter(({ at }) => at.getTime() === newest.at.getTime())
  return {
    what: 'dues_confirmation',
    title: words.undoReceipt(together.length),
    at: newest.at,
    undo: async (undoing) => {
      for (const receipt of together) {
        await reverseReceipt(undoing.tx, receipt, 'pending', { reason: 'undone', by: collector }, undoing.now)
        const text = words.receiptVoid(words.receiptNumber(receipt.year, receipt.number))
        await tellMember(undoing, receipt.member, { once: `dues:receipt:${receipt.id}:void`, text, why: words.whyVoid })
      }
    },
  }
}

/** What a collector recorded was claimed and confirmed in one: taken back, nothing of it waits. */
async function recordedByHand(occasion: Occasion, receipt: Receipt, collector: MemberId): Promise<LastRecord> {
  const { name } = await getMember(occasion.tx, receipt.member)
  return {
    what: 'dues_record',
    title: words.undoRecorded(name, await sayWhatFor(occasion, receipt)),
    at: receipt.at,
    undo: async (undoing) => void (await reverseReceipt(undoing.tx, receipt, 'gone', { reason: 'undone', by: collector }, undoing.now)),
  }
}

/** A message that was taken back (WeChat) takes back the claim it made, while nobody has confirmed it. */
export async function hearRecall(occasion: Occasion): Promise<void> {
  const { event, from, person, tx } = occasion
  if (event.kind !== 'recalled' || person.member === undefined) return
  const payments = await paymentsOfMessage(tx, `${from.platform}:${from.account}:${event.recalled}`, person.member)
  if (payments.length === 0) return
  await withdraw(occasion, await pendingClaims(tx, { payments }), person.member, 'recalled')
}

async function withdraw({ tx, now }: Occasion, claims: readonly PendingClaim[], by: MemberId, reason: Reason): Promise<void> {
  await settleClaims(tx, claims, 'withdrawal', { reason, by }, now)
}

function asShare({ member, fen, month }: PendingClaim): Share {
  return month === undefined ? { member, fen, purpose: 'credit' } : { member, fen, purpose: 'month', month }
}
