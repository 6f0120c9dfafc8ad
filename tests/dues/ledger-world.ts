import fc from 'fast-check'
import { assessMonths, waiveMonths } from '../../src/dues/deciding.ts'
import { dividePayment } from '../../src/dues/division.ts'
import { bookClaim, confirmClaims, reverseReceipt, settleClaims, useCredit } from '../../src/dues/ledger.ts'
import { findMonths } from '../../src/dues/months-store.ts'
import { type PendingClaim, pendingClaims } from '../../src/dues/claims-store.ts'
import { findReceipts } from '../../src/dues/receipts-store.ts'
import type { BranchId, MemberId } from '../../src/kernel/chat/person.ts'
import type { Tx } from '../../src/kernel/database/connection.ts'
import type { Database } from '../../src/kernel/database/database.ts'
import { monthsThrough } from '../../src/kernel/language/months.ts'
import { addBranch } from '../../src/roster/branches-store.ts'
import { addMember } from '../../src/roster/members-store.ts'

const NOW = new Date('2026-06-10T02:00:00Z')
const YEAR = monthsThrough('2026-01', '2026-12')
const PERIOD = '2026-06'
const MOST_RECEIPTS = 1000

/** A branch of its own, so that many sequences share one database. */
export type Ledger = { readonly branch: BranchId; readonly people: readonly MemberId[]; readonly collector: MemberId }

/** Something people do with a ledger. `pick` chooses among what there is when its turn comes. */
export type Deed =
  | { readonly kind: 'assess'; readonly who: number; readonly fen: number; readonly from: number }
  | { readonly kind: 'waive'; readonly who: number; readonly dueFen: number; readonly from: number; readonly count: number }
  | {
      readonly kind: 'claim'
      readonly payers: 'one' | 'both'
      readonly who: number
      readonly fen: number | undefined
      readonly count: number
    }
  | { readonly kind: 'extra'; readonly who: number; readonly fen: number }
  | { readonly kind: 'confirm' | 'return' | 'withdraw' | 'undo' | 'void'; readonly pick: number }
  | { readonly kind: 'confirm-all' | 'replay' | 'use-credit' }

const who = fc.nat({ max: 1 })
const fen = fc.integer({ min: 1, max: 900 })
const from = fc.nat({ max: 11 })

/** One deed, done as it should be or cut off by a crash before it was kept. */
export const deeds = fc.array(
  fc.record({
    deed: fc.oneof(
      fc.record({ kind: fc.constant('assess' as const), who, fen, from }),
      fc.record({ kind: fc.constant('waive' as const), who, dueFen: fc.nat({ max: 600 }), from, count: fc.integer({ min: 1, max: 4 }) }),
      fc.record({
        kind: fc.constant('claim' as const),
        payers: fc.constantFrom('one' as const, 'both' as const),
        who,
        fen: fc.option(fc.integer({ min: 1, max: 4000 }), { nil: undefined }),
        count: fc.integer({ min: 1, max: 6 }),
      }),
      fc.record({ kind: fc.constant('extra' as const), who, fen }),
      fc.record({
        kind: fc.constantFrom('confirm' as const, 'return' as const, 'withdraw' as const, 'undo' as const, 'void' as const),
        pick: fc.nat({ max: 7 }),
      }),
      fc.record({ kind: fc.constantFrom('confirm-all' as const, 'replay' as const, 'use-credit' as const) }),
    ),
    fate: fc.constantFrom('kept' as const, 'kept' as const, 'kept' as const, 'crash' as const),
  }),
  { minLength: 2, maxLength: 14 },
)

/** Opens a ledger of two members and a collector; the first is assessed 3.00 a month, the second 0.50 from March. */
export async function openLedger(database: Database, number: number): Promise<Ledger> {
  return database.write(async (tx) => {
    const branch = await addBranch(tx, { name: `河西村第${number}党支部`, kind: 'village', parent: undefined })
    const person = (name: string) => addMember(tx, { branch, name, membership: 'full', migrant: false }, NOW)
    const ledger = { branch, people: [await person('姜福生'), await person('黎桂芳')], collector: await person('梅春燕') }
    await act(tx, ledger, { kind: 'assess', who: 0, fen: 300, from: 0 })
    await act(tx, ledger, { kind: 'assess', who: 1, fen: 50, from: 2 })
    return ledger
  })
}

/** Does one thing with a ledger; where there is nothing to do it with, nothing happens. */
export async function act(tx: Tx, ledger: Ledger, deed: Deed): Promise<void> {
  const { branch, people, collector } = ledger
  const person = (at: number) => people[at] ?? collector
  switch (deed.kind) {
    case 'assess': {
      const months = YEAR.slice(deed.from)
      const effectiveFrom = months[0] ?? ''
      const decided = { category: undefined, baseFen: undefined, article: undefined, assessedBy: collector }
      return assessMonths(tx, { branch, member: person(deed.who), monthlyFen: deed.fen, effectiveFrom, ...decided }, months, NOW)
    }
    case 'waive': {
      const waiver = { member: person(deed.who), dueFen: deed.dueFen, approvedBy: branch, by: collector }
      return void (await waiveMonths(tx, waiver, YEAR.slice(deed.from, deed.from + deed.count), NOW))
    }
    case 'claim':
      return claim(tx, ledger, deed)
    case 'extra': {
      const member = person(deed.who)
      return void (await bookClaim(tx, paymentOf(ledger, member, deed.fen), [{ member, purpose: 'extra', fen: deed.fen }], NOW))
    }
    case 'use-credit':
      for (const member of people) await useCredit(tx, member, collector, NOW)
      return
    default:
      return answer(tx, ledger, deed)
  }
}

async function claim(tx: Tx, ledger: Ledger, deed: Extract<Deed, { kind: 'claim' }>): Promise<void> {
  const payer = ledger.people[deed.who] ?? ledger.collector
  const paying = deed.payers === 'one' ? [payer] : [payer, ...ledger.people.filter((one) => one !== payer)]
  const payers = []
  for (const member of paying) payers.push({ member, months: await findMonths(tx, { member }) })
  const said = deed.fen === undefined ? { months: { kind: 'count' as const, count: deed.count } } : { amountFen: deed.fen }
  const division = dividePayment(said, payers, PERIOD)
  if (division.kind === 'none') return
  await bookClaim(tx, paymentOf(ledger, payer, division.fen), division.shares, NOW)
}

function paymentOf({ branch }: Ledger, payer: MemberId, amount: number) {
  return { branch, payer, fen: amount, evidence: 'self', identity: 'verified', platform: 'sandbox' } as const
}

async function answer(tx: Tx, { branch, collector }: Ledger, deed: { readonly kind: Deed['kind']; readonly pick?: number }): Promise<void> {
  const because = { reason: 'other', by: collector } as const
  const waiting = await pendingClaims(tx, { branches: [branch] })
  const chosen = waiting[(deed.pick ?? 0) % Math.max(1, waiting.length)]
  const together: readonly PendingClaim[] = chosen === undefined ? [] : waiting.filter(({ payment }) => payment === chosen.payment)
  const receipts = await findReceipts(tx, { branches: [branch] }, MOST_RECEIPTS)
  const receipt = receipts[(deed.pick ?? 0) % Math.max(1, receipts.length)]
  if (deed.kind === 'confirm') await confirmClaims(tx, together, collector, NOW)
  else if (deed.kind === 'confirm-all') await confirmClaims(tx, waiting, collector, NOW)
  else if (deed.kind === 'return') await settleClaims(tx, together, 'return', because, NOW)
  else if (deed.kind === 'withdraw') await settleClaims(tx, together, 'withdrawal', because, NOW)
  else if (deed.kind === 'undo' && receipt !== undefined) await reverseReceipt(tx, receipt, 'pending', because, NOW)
  else if (deed.kind === 'void' && receipt !== undefined) await reverseReceipt(tx, receipt, 'gone', because, NOW)
}
