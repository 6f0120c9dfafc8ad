import type { MemberId } from '../kernel/chat/person.ts'
import type { Tx } from '../kernel/database/connection.ts'
import type { DisclosureTables, VersionId } from './tables.ts'

/** What a reviewer said of a version, and how an objection was answered. */
export type Review = {
  readonly id: number
  readonly reviewer: MemberId
  readonly verdict: 'approved' | 'objected'
  readonly reason?: string
  readonly at: Date
  readonly answer?: string
}

const rows = (tx: Tx) => tx.withTables<DisclosureTables>()

/** Writes down a verdict; an objection without a reason is refused by the database. */
export async function recordReview(
  tx: Tx,
  version: VersionId,
  review: Pick<Review, 'reviewer' | 'verdict' | 'reason'>,
  now: Date,
): Promise<void> {
  await rows(tx)
    .insertInto('disclosure_review')
    .values({
      version_id: version,
      reviewer_id: review.reviewer,
      verdict: review.verdict,
      reason: review.reason ?? null,
      at: now.toISOString(),
    } as never)
    .execute()
}

/** All that was said of a version, first to last. */
export async function reviewsOf(tx: Tx, version: VersionId): Promise<readonly Review[]> {
  const found = await rows(tx).selectFrom('disclosure_review').selectAll().where('version_id', '=', version).orderBy('id').execute()
  return found.map(({ id, reviewer_id, verdict, reason, at, answer }) => ({
    id,
    reviewer: reviewer_id as MemberId,
    verdict,
    at: new Date(at),
    ...(reason === null ? {} : { reason }),
    ...(answer === null ? {} : { answer }),
  }))
}

/** Answers every objection to a version that has no answer yet; how many those were. */
export async function answerObjections(tx: Tx, version: VersionId, answer: string, now: Date): Promise<number> {
  const answered = await rows(tx)
    .updateTable('disclosure_review')
    .set({ answer, answered_at: now.toISOString() })
    .where('version_id', '=', version)
    .where('verdict', '=', 'objected')
    .where('answer', 'is', null)
    .executeTakeFirst()
  return Number(answered.numUpdatedRows)
}
