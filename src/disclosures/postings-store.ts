import type { MemberId } from '../kernel/chat/person.ts'
import type { Tx } from '../kernel/database/connection.ts'
import type { Day } from '../kernel/day.ts'
import type { DisclosureTables, VersionId } from './tables.ts'

/** Where a version hangs on paper, and since when (M28). */
export type Posting = { readonly place: string; readonly on: Day; readonly by: MemberId }

const rows = (tx: Tx) => tx.withTables<DisclosureTables>()

/** Notes that a version was posted on paper; the same place and day again changes nothing. */
export async function recordPosting(tx: Tx, version: VersionId, { place, on, by }: Posting, now: Date): Promise<void> {
  if ((await postingsOf(tx, version)).some((known) => known.place === place && known.on === on)) return
  await rows(tx)
    .insertInto('disclosure_posting')
    .values({ version_id: version, place, posted_on: on, recorded_by: by, at: now.toISOString() } as never)
    .execute()
}

/** Where a version was posted, first to last. */
export async function postingsOf(tx: Tx, version: VersionId): Promise<readonly Posting[]> {
  const found = await rows(tx)
    .selectFrom('disclosure_posting')
    .select(['place', 'posted_on', 'recorded_by'])
    .where('version_id', '=', version)
    .orderBy('id')
    .execute()
  return found.map(({ place, posted_on, recorded_by }) => ({ place, on: posted_on as Day, by: recorded_by as MemberId }))
}
