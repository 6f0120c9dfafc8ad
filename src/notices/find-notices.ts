import type { BranchId, MemberId } from '../kernel/chat/person.ts'
import type { Tx } from '../kernel/database/connection.ts'
import { statement } from '../kernel/database/statement.ts'
import { likenessOfText, toNotice } from './notices-store.ts'
import type { Notice, NoticeId, NoticeState, NoticeTables } from './tables.ts'

/** Which notices are looked for; what is left out does not matter. */
export type Search = {
  readonly states: readonly NoticeState[]
  readonly author?: MemberId
  /** Written by one of these branches. */
  readonly orderedBy?: readonly BranchId[]
  /** Sent to one of these branches, by whomever. */
  readonly reached?: readonly BranchId[]
  readonly since?: Date
}

const newer = statement<{ notice: number }, NoticeTables>()((db, given) =>
  db
    .selectFrom('notice')
    .select(['id', 'number'])
    .where('corrects_id', '=', given('notice'))
    .where('state', 'in', ['sent', 'stopped'])
    .orderBy('id', 'desc')
    .limit(1),
)

/** The notice with this number, as people name it. */
export async function findNoticeByNumber(tx: Tx, number: number): Promise<Notice | undefined> {
  const row = await tx.withTables<NoticeTables>().selectFrom('notice').selectAll().where('number', '=', number).executeTakeFirst()
  return row === undefined ? undefined : toNotice(tx, row)
}

/** The notices that fit, newest first. */
export async function findNotices(tx: Tx, search: Search, most: number): Promise<readonly Notice[]> {
  const { states, author, orderedBy, reached, since } = search
  const rows = await tx
    .withTables<NoticeTables>()
    .selectFrom('notice')
    .selectAll()
    .where('state', 'in', [...states])
    .$if(author !== undefined, (query) => query.where('author_id', '=', Number(author)))
    .$if(since !== undefined, (query) => query.where('created_at', '>', since?.toISOString() ?? ''))
    .$if(orderedBy !== undefined, (query) => query.where('branch_id', 'in', atLeastOne(orderedBy)))
    .$if(reached !== undefined, (query) =>
      query.where((where) =>
        where.exists(
          where
            .selectFrom('notice_audience')
            .select('notice_audience.branch_id')
            .whereRef('notice_audience.notice_id', '=', 'notice.id')
            .where('notice_audience.branch_id', 'in', atLeastOne(reached)),
        ),
      ),
    )
    .orderBy('id', 'desc')
    .limit(most)
    .execute()
  return Promise.all(rows.map((row) => toNotice(tx, row)))
}

/** The newest notice that fits. */
export async function findNewestNotice(tx: Tx, search: Search): Promise<Notice | undefined> {
  return (await findNotices(tx, search, 1))[0]
}

/** Another notice with the same words since a moment to some of the same people, whoever ordered it. */
export async function findSameNotice(tx: Tx, notice: Notice, since: Date): Promise<Notice | undefined> {
  const row = await tx
    .withTables<NoticeTables>()
    .selectFrom('notice')
    .selectAll()
    .where('likeness', '=', likenessOfText(notice.text))
    .where('id', '!=', notice.id)
    .where('state', 'in', ['sent', 'scheduled', 'stopped'])
    .where('created_at', '>', since.toISOString())
    .where((where) =>
      where.exists(
        where
          .selectFrom('notice_audience')
          .select('notice_audience.branch_id')
          .whereRef('notice_audience.notice_id', '=', 'notice.id')
          .where('notice_audience.branch_id', 'in', atLeastOne(notice.audience)),
      ),
    )
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row === undefined ? undefined : toNotice(tx, row)
}

/** The number of the version that replaced a notice, if one was sent. */
export async function findCorrectionOf(tx: Tx, id: NoticeId): Promise<{ readonly id: NoticeId; readonly number: number } | undefined> {
  const row = await newer.first(tx, { notice: id })
  return row === undefined ? undefined : { id: row.id as NoticeId, number: row.number ?? 0 }
}

/** `in ()` is no SQL; no branch has the number 0. */
function atLeastOne(branches: readonly BranchId[] | undefined): readonly number[] {
  return branches === undefined || branches.length === 0 ? [0] : [...branches]
}
