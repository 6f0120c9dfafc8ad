import type { BranchId, MemberId } from '../kernel/chat/person.ts'
import type { Tx } from '../kernel/database/connection.ts'
import { type Body, readBody, writeBody } from './body.ts'
import type { DisclosureId, DisclosureState, DisclosureTables, VersionId } from './tables.ts'

/** How many things of each kind were taken out: `{"mobile": 2}`. Never the things. */
export type MaskedCounts = Readonly<Record<string, number>>

/** One wording of a disclosure. What it says can be changed only as long as it is a draft. */
export type Version = {
  readonly id: VersionId
  readonly disclosure: DisclosureId
  readonly version: number
  readonly author: MemberId
  readonly title: string
  readonly summary: string
  readonly body: Body
  readonly masked: MaskedCounts
  /** Why it replaces the version before. */
  readonly reason?: string
  readonly state: DisclosureState
  readonly submittedAt?: Date
  readonly approvedAt?: Date
  readonly approvedBy?: MemberId
  readonly publishedAt?: Date
  readonly daysLate?: number
  readonly phrase?: string
}

/** What its author says in it. */
export type Wording = Pick<Version, 'title' | 'summary' | 'body' | 'masked'>

type Row = DisclosureTables['disclosure_version']

const rows = (tx: Tx) => tx.withTables<DisclosureTables>()

/** Writes down a draft as the next version of a disclosure. */
export async function createVersion(
  tx: Tx,
  made: Wording & Pick<Version, 'disclosure' | 'author' | 'reason'>,
  now: Date,
): Promise<Version> {
  const last = await rows(tx)
    .selectFrom('disclosure_version')
    .select((select) => select.fn.max('version').as('version'))
    .where('disclosure_id', '=', made.disclosure)
    .executeTakeFirst()
  const { id } = await rows(tx)
    .insertInto('disclosure_version')
    .values({
      disclosure_id: made.disclosure,
      version: Number(last?.version ?? 0) + 1,
      author_id: made.author,
      ...wordingRow(made),
      reason: made.reason ?? null,
      state: 'draft',
      created_at: now.toISOString(),
    } as never)
    .returning('id')
    .executeTakeFirstOrThrow()
  return getVersion(tx, id as VersionId)
}

/** Moves a version from one state to the next; false when it was moved by somebody else in between. */
export async function moveVersion(
  tx: Tx,
  id: VersionId,
  from: DisclosureState,
  to: DisclosureState,
  facts: Partial<
    Pick<Row, 'submitted_at' | 'approved_at' | 'approved_by' | 'published_at' | 'days_late' | 'archive_position' | 'phrase'>
  > = {},
): Promise<boolean> {
  const moved = await rows(tx)
    .updateTable('disclosure_version')
    .set({ state: to, ...facts })
    .where('id', '=', id)
    .where('state', '=', from)
    .executeTakeFirst()
  return Number(moved.numUpdatedRows) === 1
}

/** A version by its own number; throws when there is none. */
export async function getVersion(tx: Tx, id: VersionId): Promise<Version> {
  return toVersion(await rows(tx).selectFrom('disclosure_version').selectAll().where('id', '=', id).executeTakeFirstOrThrow())
}

/** All versions of a disclosure, first to last. */
export async function versionsOf(tx: Tx, disclosure: DisclosureId): Promise<readonly Version[]> {
  const found = await rows(tx)
    .selectFrom('disclosure_version')
    .selectAll()
    .where('disclosure_id', '=', disclosure)
    .orderBy('version')
    .execute()
  return found.map(toVersion)
}

/** What is public now in these villages, newest first. */
export async function publishedIn(tx: Tx, branches: readonly BranchId[], most: number): Promise<readonly Version[]> {
  if (branches.length === 0) return []
  const found = await rows(tx)
    .selectFrom('disclosure_version')
    .innerJoin('disclosure', 'disclosure.id', 'disclosure_version.disclosure_id')
    .selectAll('disclosure_version')
    .where('disclosure.branch_id', 'in', branches)
    .where('disclosure_version.state', '=', 'published')
    .orderBy('disclosure_version.published_at', 'desc')
    .orderBy('disclosure_version.id', 'desc')
    .limit(most)
    .execute()
  return found.map(toVersion)
}

/** The versions in this state, the longest waiting first. */
export async function versionsIn(tx: Tx, state: DisclosureState): Promise<readonly Version[]> {
  const found = await rows(tx).selectFrom('disclosure_version').selectAll().where('state', '=', state).orderBy('id').execute()
  return found.map(toVersion)
}

/** The newest draft of this author that was never handed in. */
export async function findDraftOf(tx: Tx, author: MemberId): Promise<VersionId | undefined> {
  const row = await rows(tx)
    .selectFrom('disclosure_version')
    .select('id')
    .where('author_id', '=', author)
    .where('state', '=', 'draft')
    .orderBy('id', 'desc')
    .executeTakeFirst()
  return row === undefined ? undefined : (row.id as VersionId)
}

function wordingRow({ title, summary, body, masked }: Wording): Pick<Row, 'title' | 'summary' | 'body' | 'masked'> {
  return { title, summary, body: writeBody(body), masked: JSON.stringify(masked) }
}

function toVersion(row: Row): Version {
  const moment = (text: string | null) => (text === null ? undefined : new Date(text))
  const given = Object.entries({
    reason: row.reason ?? undefined,
    submittedAt: moment(row.submitted_at),
    approvedAt: moment(row.approved_at),
    approvedBy: row.approved_by ?? undefined,
    publishedAt: moment(row.published_at),
    daysLate: row.days_late ?? undefined,
    phrase: row.phrase ?? undefined,
  }).filter(([, value]) => value !== undefined)
  return {
    id: row.id as VersionId,
    disclosure: row.disclosure_id as DisclosureId,
    version: row.version,
    author: row.author_id as MemberId,
    title: row.title,
    summary: row.summary,
    body: readBody(row.body),
    masked: JSON.parse(row.masked) as MaskedCounts,
    state: row.state,
    ...Object.fromEntries(given),
  }
}
