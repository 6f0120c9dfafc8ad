import type { BranchId, MemberId } from '../kernel/chat/person.ts'
import type { Tx } from '../kernel/database/connection.ts'
import { addAssessment, type Assessment } from './assessments-store.ts'
import { addEntry, entriesOfMonth } from './entries-store.ts'
import type { Month } from './entry.ts'
import { reverseEntry } from './ledger.ts'
import { isUntouched, type MemberMonth } from './member-month.ts'
import { monthsOf } from './months-store.ts'

/**
 * Assesses months for a member. A month assessed before is assessed anew only while nobody has paid or claimed any of
 * it; what was approved for it stays: an exempt month stays exempt, a reduced one is paid at most as before.
 */
export async function assessMonths(tx: Tx, assessment: Assessment, months: readonly Month[], now: Date): Promise<void> {
  const [first] = months
  if (first === undefined) return
  const id = await addAssessment(tx, assessment, now)
  const known = new Map((await monthsOf(tx, assessment.member, first)).map((one) => [one.month, one]))
  for (const month of months) {
    const before = known.get(month)
    if (before !== undefined && !isUntouched(before)) continue
    const old = before === undefined ? [] : await entriesOfMonth(tx, assessment.member, month)
    const { member, branch, monthlyFen, assessedBy } = assessment
    const entry = { purpose: 'month', member, branch, month, by: assessedBy } as const
    await addEntry(tx, { ...entry, kind: 'assessment', fen: monthlyFen, assessment: id }, now)
    // What was waived goes first: at no moment may more be waived than is assessed.
    for (const kinds of [['exemption', 'reduction'], ['assessment']])
      for (const one of old) if (kinds.includes(one.kind)) await reverseEntry(tx, one, { reason: 'reassessed', by: assessedBy }, now)
    const approvedBy = old.find((one) => one.approvedBy !== undefined)?.approvedBy
    if (before !== undefined && approvedBy !== undefined) await keepWaiver(tx, assessment, before, approvedBy, now)
  }
}

async function keepWaiver(
  tx: Tx,
  { member, monthlyFen, assessedBy }: Assessment,
  before: MemberMonth,
  approvedBy: BranchId,
  now: Date,
): Promise<void> {
  const dueFen = before.assessedFen - before.waivedFen
  await waiveMonth(tx, { member, dueFen, approvedBy, by: assessedBy }, { ...before, assessedFen: monthlyFen }, now)
}

/** What was approved for a member: so much is left to pay of a month, in fen; nothing means exempt, `WHOLE_DUE` that all is paid again. */
export type Waiver = { readonly member: MemberId; readonly dueFen: number; readonly approvedBy: BranchId; readonly by: MemberId }

/** More than anybody owes. */
export const WHOLE_DUE = Number.MAX_SAFE_INTEGER

/** Enters an approved reduction or exemption. Months of which enough is paid or claimed already stay; tells which were changed. */
export async function waiveMonths(tx: Tx, waiver: Waiver, months: readonly Month[], now: Date): Promise<readonly Month[]> {
  const changed: Month[] = []
  const [first] = months.toSorted()
  if (first === undefined) return changed
  for (const one of await monthsOf(tx, waiver.member, first)) {
    if (!months.includes(one.month)) continue
    const old = (await entriesOfMonth(tx, waiver.member, one.month)).filter(({ kind }) => kind === 'exemption' || kind === 'reduction')
    for (const entry of old) await reverseEntry(tx, entry, { reason: 'reassessed', by: waiver.by }, now)
    if ((await waiveMonth(tx, waiver, one, now)) || old.length > 0) changed.push(one.month)
  }
  return changed
}

async function waiveMonth(tx: Tx, { member, dueFen, approvedBy, by }: Waiver, one: MemberMonth, now: Date): Promise<boolean> {
  const fen = one.assessedFen - Math.max(dueFen, one.confirmedFen + one.claimedFen)
  if (fen <= 0) return false
  const kind = fen === one.assessedFen ? 'exemption' : 'reduction'
  await addEntry(tx, { kind, purpose: 'month', member, branch: one.branch, month: one.month, fen, approvedBy, by }, now)
  return true
}
