import type { BranchId, MemberId } from '../kernel/chat/person.ts'
import type { Tx } from '../kernel/database/connection.ts'
import type { SessionKind, SessionRuleId, StudyTables } from './tables.ts'

/** A meeting that comes back every month, as the secretary said it. */
export type SessionRule = {
  readonly id: SessionRuleId
  readonly branch: BranchId
  readonly author: MemberId
  /** `day:5`, or `weekday:1:5` for the first Friday. */
  readonly pattern: string
  /** The time of day, 09:00. */
  readonly starts: string
  readonly kinds: readonly SessionKind[]
  readonly title: string
  readonly place: string | undefined
}

const rows = (tx: Tx) => tx.withTables<StudyTables>()

/** Keeps a rule; one of the same branch with the same title gives way to it. */
export async function keepRule(tx: Tx, rule: Omit<SessionRule, 'id'>, now: Date): Promise<void> {
  await endRules(tx, rule.branch, rule.title)
  await rows(tx)
    .insertInto('session_rule')
    .values({
      branch_id: rule.branch,
      author_id: rule.author,
      pattern: rule.pattern,
      starts: rule.starts,
      kinds: JSON.stringify(rule.kinds),
      title: rule.title,
      place: rule.place ?? null,
      state: 'kept',
      created_at: now.toISOString(),
    } as never)
    .execute()
}

/** Ends a branch's rules, or those with a title. How many there were. */
export async function endRules(tx: Tx, branch: BranchId, title: string | undefined): Promise<number> {
  let query = rows(tx).updateTable('session_rule').set({ state: 'ended' }).where('branch_id', '=', branch).where('state', '=', 'kept')
  if (title !== undefined) query = query.where('title', '=', title)
  return Number((await query.executeTakeFirst()).numUpdatedRows)
}

/** Every rule that is kept, of all branches. */
export async function keptRules(tx: Tx): Promise<readonly SessionRule[]> {
  const found = await rows(tx).selectFrom('session_rule').selectAll().where('state', '=', 'kept').orderBy('id').execute()
  return found.map((row) => ({
    id: row.id as SessionRuleId,
    branch: row.branch_id as BranchId,
    author: row.author_id as MemberId,
    pattern: row.pattern,
    starts: row.starts,
    kinds: JSON.parse(row.kinds) as readonly SessionKind[],
    title: row.title,
    place: row.place ?? undefined,
  }))
}

/** True when a rule's month was put before the secretary already. */
export async function hasProposal(tx: Tx, rule: SessionRuleId, month: string): Promise<boolean> {
  const row = await rows(tx)
    .selectFrom('session')
    .select('id')
    .where('rule_id', '=', rule)
    .where('rule_month', '=', month)
    .executeTakeFirst()
  return row !== undefined
}
