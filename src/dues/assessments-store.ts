import type { BranchId, MemberId } from '../kernel/chat/person.ts'
import type { Tx } from '../kernel/database/connection.ts'
import { statement } from '../kernel/database/statement.ts'
import type { AssessmentId, DuesCategory, Month } from './entry.ts'
import type { DuesTables } from './tables.ts'

/** What a member pays a month from a month on, and who decided it. Money is in fen. */
export type Assessment = {
  readonly member: MemberId
  readonly branch: BranchId
  readonly category: DuesCategory | undefined
  readonly baseFen: number | undefined
  readonly monthlyFen: number
  readonly effectiveFrom: Month
  readonly article: string | undefined
  readonly assessedBy: MemberId
}

const insert = statement<Omit<DuesTables['dues_assessment'], 'id'>, DuesTables>()((db, given) =>
  db
    .insertInto('dues_assessment')
    .values({
      member_id: given('member_id'),
      branch_id: given('branch_id'),
      year: given('year'),
      category: given('category'),
      base_fen: given('base_fen'),
      monthly_fen: given('monthly_fen'),
      effective_from: given('effective_from'),
      article: given('article'),
      assessed_by: given('assessed_by'),
      at: given('at'),
    } as never)
    .returning('id'),
)

const newest = statement<{ member: number; month: Month }, DuesTables>()((db, given) =>
  db
    .selectFrom('dues_assessment')
    .selectAll()
    .where('member_id', '=', given('member'))
    .where('effective_from', '<=', given('month'))
    .orderBy('id', 'desc')
    .limit(1),
)

/** Writes an assessment down. */
export async function addAssessment(tx: Tx, one: Assessment, now: Date): Promise<AssessmentId> {
  const stored = await insert.first(tx, {
    member_id: one.member,
    branch_id: one.branch,
    year: Number(one.effectiveFrom.slice(0, 4)),
    category: one.category ?? null,
    base_fen: one.baseFen ?? null,
    monthly_fen: one.monthlyFen,
    effective_from: one.effectiveFrom,
    article: one.article ?? null,
    assessed_by: one.assessedBy,
    at: now.toISOString(),
  })
  return Number(stored?.id) as AssessmentId
}

/** The assessment that holds for a member in a month. */
export async function findAssessment(tx: Tx, member: MemberId, month: Month): Promise<Assessment | undefined> {
  const row = await newest.first(tx, { member, month })
  if (row === undefined) return undefined
  return {
    member: row.member_id as MemberId,
    branch: row.branch_id as BranchId,
    category: row.category ?? undefined,
    baseFen: row.base_fen ?? undefined,
    monthlyFen: row.monthly_fen,
    effectiveFrom: row.effective_from,
    article: row.article ?? undefined,
    assessedBy: row.assessed_by as MemberId,
  }
}

/** So many members are looked up one by one; for more the table is read once. */
const MOST_LOOKED_UP = 200

/** When each of these members who was assessed since a moment was last told an amount. */
export async function assessedSince(tx: Tx, members: readonly MemberId[], since: Date): Promise<ReadonlyMap<MemberId, Date>> {
  if (members.length === 0) return new Map()
  const rows = await tx
    .withTables<DuesTables>()
    .selectFrom('dues_assessment')
    .select((of) => ['member_id', of.fn.max('at').as('at')])
    .where('at', '>=', since.toISOString())
    .$if(members.length <= MOST_LOOKED_UP, (query) => query.where('member_id', 'in', [...members]))
    .groupBy('member_id')
    .execute()
  return new Map(rows.map((row) => [row.member_id as MemberId, new Date(row.at)]))
}
