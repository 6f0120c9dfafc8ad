import type { BranchId } from '../kernel/chat/person.ts'
import type { Tx } from '../kernel/database/connection.ts'
import type { DisclosureId, DisclosureTables } from './tables.ts'

/** A line of the board: the newest public version of a disclosure. */
export type BoardLine = {
  readonly number: DisclosureId
  readonly category: string
  readonly period: string
  readonly title: string
  readonly summary: string
  readonly publishedAt: Date
  readonly version: number
}

/** What a reader looks for on a board; everything left out fits everything. */
export type BoardQuery = {
  readonly category?: string
  readonly period?: string
  readonly search?: string
  /** From this line on; the lines before were shown already. */
  readonly from: number
}

export const LINES_PER_PAGE = 20

const rows = (tx: Tx) => tx.withTables<DisclosureTables>()

/** What is public in a village, newest first, one page and one line more: the line more tells that there is another page. */
export async function boardLines(tx: Tx, branch: BranchId, asked: BoardQuery): Promise<readonly BoardLine[]> {
  let query = rows(tx)
    .selectFrom('disclosure_version')
    .innerJoin('disclosure', 'disclosure.id', 'disclosure_version.disclosure_id')
    .select(['disclosure.id', 'disclosure.category', 'disclosure.period', 'title', 'summary', 'published_at', 'version'])
    .where('disclosure.branch_id', '=', branch)
    .where('disclosure_version.state', '=', 'published')
  if (asked.category !== undefined) query = query.where('disclosure.category', '=', asked.category)
  if (asked.period !== undefined) query = query.where('disclosure.period', '=', asked.period)
  for (const word of wordsOf(asked.search))
    query = query.where((where) =>
      // A word of two characters is found too, which no index of three would do.
      where.or((['title', 'summary', 'body'] as const).map((column) => where(column, 'like', `%${word}%`))),
    )
  const found = await query
    .orderBy('published_at', 'desc')
    .orderBy('disclosure_version.id', 'desc')
    .limit(LINES_PER_PAGE + 1)
    .offset(asked.from)
    .execute()
  return found.map(({ id, category, period, title, summary, published_at, version }) => ({
    number: id as DisclosureId,
    category,
    period,
    title,
    summary,
    publishedAt: new Date(published_at ?? 0),
    version,
  }))
}

/** How much each village has on its board. */
export async function boardCounts(tx: Tx): Promise<ReadonlyMap<BranchId, number>> {
  const found = await rows(tx)
    .selectFrom('disclosure_version')
    .innerJoin('disclosure', 'disclosure.id', 'disclosure_version.disclosure_id')
    .select((select) => ['disclosure.branch_id', select.fn.countAll<number>().as('count')])
    .where('disclosure_version.state', '=', 'published')
    .groupBy('disclosure.branch_id')
    .execute()
  return new Map(found.map(({ branch_id, count }) => [branch_id as BranchId, Number(count)]))
}

/** The signs that mean something to LIKE are only themselves nowhere, so they are left out. */
function wordsOf(search: string | undefined): readonly string[] {
  const plain = (search ?? '').normalize('NFKC').replaceAll(/[%_\\]/gu, ' ')
  return plain
    .split(/\s+/u)
    .filter((word) => word !== '')
    .slice(0, 5)
}
