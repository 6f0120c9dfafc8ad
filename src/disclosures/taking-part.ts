import type { BranchId } from '../kernel/chat/person.ts'
import type { Tx } from '../kernel/database/connection.ts'
import { officersOf } from '../roster/directory.ts'
import { disclosuresOf } from './items-store.ts'

/**
 * Whether a village discloses through us: somebody there drafts or reviews, or something was begun. A branch that only
 * holds its meetings here is not reminded of what it makes public elsewhere; the township's table lists it all the same.
 */
export async function takesPart(tx: Tx, village: BranchId): Promise<boolean> {
  const officers = await officersOf(tx, village, ['village_committee', 'supervisor'])
  return officers.some(({ branch }) => branch === village) || (await disclosuresOf(tx, [village])).length > 0
}
