import type { BranchId } from '../kernel/chat/person.ts'
import type { Tx } from '../kernel/database/connection.ts'
import { officersOf } from '../roster/directory.ts'
import type { Version } from './versions-store.ts'

/** Who may review a version: supervisors of the village who neither wrote it nor sit on the village committee. */
export async function reviewersOf(tx: Tx, branch: BranchId, { author }: Pick<Version, 'author'>) {
  const committee = new Set((await officersOf(tx, branch, ['village_committee'])).map(({ member }) => member))
  return (await officersOf(tx, branch, ['supervisor'])).filter(({ member }) => member !== author && !committee.has(member))
}
