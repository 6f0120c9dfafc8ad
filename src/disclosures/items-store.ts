import type { BranchId } from '../kernel/chat/person.ts'
import type { Tx } from '../kernel/database/connection.ts'
import type { Day } from '../kernel/day.ts'
import type { DisclosureId, DisclosureStage, DisclosureTables } from './tables.ts'

/** Something a village makes public for a period. Its number is what people type: 看公开 17. */
export type Disclosure = {
  readonly id: DisclosureId
  readonly branch: BranchId
  readonly domain: 'village' | 'party' | 'finance'
  readonly category: string
  readonly period: string
  readonly stage: DisclosureStage
  readonly commentsUntil?: Day
  readonly dueOn?: Day
}

type Row = Pick<
  DisclosureTables['disclosure'],
  'id' | 'branch_id' | 'domain' | 'category' | 'period' | 'stage' | 'comments_until' | 'due_on'
>

const COLUMNS = ['id', 'branch_id', 'domain', 'category', 'period', 'stage', 'comments_until', 'due_on'] as const
const rows = (tx: Tx) => tx.withTables<DisclosureTables>()

/** Begins a disclosure. */
export async function createDisclosure(tx: Tx, made: Omit<Disclosure, 'id'>, now: Date): Promise<Disclosure> {
  const { id } = await rows(tx)
    .insertInto('disclosure')
    .values({
      branch_id: made.branch,
      domain: made.domain,
      category: made.category,
      period: made.period,
      stage: made.stage,
      comments_until: made.commentsUntil ?? null,
      due_on: made.dueOn ?? null,
      created_at: now.toISOString(),
    } as never)
    .returning('id')
    .executeTakeFirstOrThrow()
  return { ...made, id: id as DisclosureId }
}

/** The disclosure of a number; throws when there is none. */
export async function getDisclosure(tx: Tx, id: DisclosureId): Promise<Disclosure> {
  const found = await findDisclosure(tx, id)
  if (found === undefined) throw new Error(`there is no disclosure ${id}`)
  return found
}

/** The disclosure of a number somebody typed. */
export async function findDisclosure(tx: Tx, id: number): Promise<Disclosure | undefined> {
  const row = await rows(tx).selectFrom('disclosure').select(COLUMNS).where('id', '=', id).executeTakeFirst()
  return row === undefined ? undefined : toDisclosure(row)
}

/** What a village has begun or published for a category and a period, newest first. */
export async function disclosuresFor(tx: Tx, branch: BranchId, category: string, period: string): Promise<readonly Disclosure[]> {
  const found = await rows(tx)
    .selectFrom('disclosure')
    .select(COLUMNS)
    .where('branch_id', '=', branch)
    .where('category', '=', category)
    .where('period', '=', period)
    .orderBy('id', 'desc')
    .execute()
  return found.map(toDisclosure)
}

/** Everything these villages have begun or published, oldest first. */
export async function disclosuresOf(tx: Tx, branches: readonly BranchId[]): Promise<readonly Disclosure[]> {
  if (branches.length === 0) return []
  const found = await rows(tx).selectFrom('disclosure').select(COLUMNS).where('branch_id', 'in', branches).orderBy('id').execute()
  return found.map(toDisclosure)
}

/** When a village first told each item of each period, by `category/period`; what was only told beforehand is not told yet. */
export async function firstTold(tx: Tx, branch: BranchId): Promise<ReadonlyMap<string, Date>> {
  const found = await rows(tx)
    .selectFrom('disclosure')
    .innerJoin('disclosure_version', 'disclosure_version.disclosure_id', 'disclosure.id')
    .select((select) => ['category', 'period', select.fn.min('disclosure_version.published_at').as('at')])
    .where('branch_id', '=', branch)
    .where('stage', '!=', 'before')
    .where('disclosure_version.published_at', 'is not', null)
    .groupBy(['category', 'period'])
    .execute()
  return new Map(found.map(({ category, period, at }) => [`${category}/${period}`, new Date(String(at))]))
}

/** Prior disclosures whose time for comments ended between two days. */
export async function commentsEnded(tx: Tx, from: Day, until: Day): Promise<readonly Disclosure[]> {
  const found = await rows(tx)
    .selectFrom('disclosure')
    .select(COLUMNS)
    .where('stage', '=', 'before')
    .where('comments_until', '>=', from)
    .where('comments_until', '<=', until)
    .orderBy('id')
    .execute()
  return found.map(toDisclosure)
}

/** Until when comments on a prior disclosure are taken. */
export async function setCommentsUntil(tx: Tx, id: DisclosureId, until: Day): Promise<void> {
  await rows(tx).updateTable('disclosure').set({ comments_until: until }).where('id', '=', id).execute()
}

function toDisclosure(row: Row): Disclosure {
  return {
    id: row.id as DisclosureId,
    branch: row.branch_id as BranchId,
    domain: row.domain,
    category: row.category,
    period: row.period,
    stage: row.stage,
    ...(row.comments_until === null ? {} : { commentsUntil: row.comments_until as Day }),
    ...(row.due_on === null ? {} : { dueOn: row.due_on as Day }),
  }
}
