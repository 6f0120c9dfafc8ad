import type { Tx } from '../kernel/database/connection.ts'
import type { DisclosureTables } from './tables.ts'

type Item = Pick<DisclosureTables['disclosure'], 'branch_id' | 'domain' | 'category' | 'period' | 'stage' | 'due_on' | 'comments_until'>
type Version = Omit<DisclosureTables['disclosure_version'], 'id' | 'disclosure_id' | 'version' | 'created_at'>

/** A published version exactly as its columns hold it, read or not: whoever checks must not trust what they hold. */
export type Stored = Item & Version

/** Where a published version stands, as the columns hold it. */
export type PublishedRow = Pick<
  DisclosureTables['disclosure_version'],
  'disclosure_id' | 'version' | 'state' | 'archive_position' | 'phrase'
>

const rows = (tx: Tx) => tx.withTables<DisclosureTables>()

/** The columns of one version. */
export async function findStored(tx: Tx, number: number, version: number): Promise<Stored | undefined> {
  return rows(tx)
    .selectFrom('disclosure_version')
    .innerJoin('disclosure', 'disclosure.id', 'disclosure_version.disclosure_id')
    .select(['branch_id', 'domain', 'category', 'period', 'stage', 'due_on', 'comments_until'])
    .select(['author_id', 'title', 'summary', 'body', 'masked', 'reason', 'state', 'submitted_at', 'approved_at', 'approved_by'])
    .select(['published_at', 'days_late', 'archive_position', 'phrase'])
    .where('disclosure_id', '=', number)
    .where('version', '=', version)
    .executeTakeFirst()
}

/** Every version that was ever published, or says so by its state. */
export async function publishedRows(tx: Tx): Promise<readonly PublishedRow[]> {
  const found = await rows(tx)
    .selectFrom('disclosure_version')
    .select(['disclosure_id', 'version', 'state', 'archive_position', 'phrase'])
    .where((where) => where.or([where('published_at', 'is not', null), where('state', 'in', ['published', 'superseded'])]))
    .orderBy('id')
    .execute()
  return found.map((row) => ({ ...row, archive_position: row.archive_position === null ? null : Number(row.archive_position) }))
}
