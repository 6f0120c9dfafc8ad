import type { BranchId, MemberId } from '../kernel/chat/person.ts'
import type { Tx } from '../kernel/database/connection.ts'
import { type Day, dayOf } from '../kernel/day.ts'
import type { DisclosureTables } from './tables.ts'

const rows = (tx: Tx) => tx.withTables<DisclosureTables>()

/** What was decided for a body about its own rules, by key. */
export async function choicesOf(
  tx: Tx,
  branches: readonly BranchId[],
): Promise<readonly { branch: BranchId; key: string; value: string; on: Day }[]> {
  if (branches.length === 0) return []
  const found = await rows(tx)
    .selectFrom('disclosure_choice')
    .select(['branch_id', 'key', 'value', 'at'])
    .where('branch_id', 'in', branches)
    .execute()
  return found.map(({ branch_id, key, value, at }) => ({ branch: branch_id as BranchId, key, value, on: dayOf(new Date(at)) }))
}

/** Decides something; an earlier decision under the same key gives way and stands in the audit trail. */
export async function decide(
  tx: Tx,
  choice: { readonly branch: BranchId; readonly key: string; readonly value: string; readonly by: MemberId },
  now: Date,
): Promise<void> {
  const at = now.toISOString()
  await rows(tx)
    .insertInto('disclosure_choice')
    .values({ branch_id: choice.branch, key: choice.key, value: choice.value, decided_by: choice.by, at })
    .onConflict((conflict) => conflict.columns(['branch_id', 'key']).doUpdateSet({ value: choice.value, decided_by: choice.by, at }))
    .execute()
}
