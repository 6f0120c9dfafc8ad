import { createHash } from 'node:crypto'
import type { FileReference } from '../kernel/chat/message.ts'
import type { BranchId, MemberId } from '../kernel/chat/person.ts'
import type { Tx } from '../kernel/database/connection.ts'
import type { Notice, NoticeId, NoticeState, NoticeTables } from './tables.ts'

export type NewNotice = Pick<Notice, 'branch' | 'author' | 'text' | 'urgent' | 'audience'> &
  Partial<Pick<Notice, 'file' | 'corrects' | 'sendAt'>>

/** What of a notice may change while it is a draft. */
export type DraftChange = Partial<Pick<Notice, 'text' | 'clearedPublic' | 'audience'>> & {
  readonly file?: FileReference | null
  readonly sendAt?: Date | null
}

const rows = (tx: Tx) => tx.withTables<NoticeTables>()

/** Two notices say the same when only blanks and marks differ. */
export function likenessOfText(text: string): string {
  return createHash('sha1')
    .update(text.normalize('NFKC').replace(/[\p{P}\p{S}\s]/gu, ''))
    .digest('base64url')
}

/** Writes a draft down. */
export async function createNotice(tx: Tx, notice: NewNotice, now: Date): Promise<Notice> {
  const { id } = await rows(tx)
    .insertInto('notice')
    .values({
      branch_id: notice.branch,
      author_id: notice.author,
      text: notice.text,
      file: notice.file === undefined ? null : JSON.stringify(notice.file),
      urgent: notice.urgent ? 1 : 0,
      cleared_public: 0,
      corrects_id: notice.corrects ?? null,
      likeness: likenessOfText(notice.text),
      state: 'draft',
      created_at: now.toISOString(),
      send_at: notice.sendAt?.toISOString() ?? null,
    } as never)
    .returning('id')
    .executeTakeFirstOrThrow()
  await setAudience(tx, id as NoticeId, notice.audience)
  return getNotice(tx, id as NoticeId)
}

/**
 * Changes a draft; once it is more than a draft this changes nothing. Whoever said 可公开 said it of the words and the
 * file as they were.
 */
export async function changeDraft(tx: Tx, id: NoticeId, change: DraftChange): Promise<Notice> {
  await rows(tx)
    .updateTable('notice')
    .set({
      ...(change.text === undefined ? {} : { text: change.text, likeness: likenessOfText(change.text) }),
      ...(change.file === undefined ? {} : { file: change.file === null ? null : JSON.stringify(change.file) }),
      ...(change.text === undefined && change.file === undefined ? {} : { cleared_public: 0 }),
      ...(change.clearedPublic === undefined ? {} : { cleared_public: change.clearedPublic ? 1 : 0 }),
      ...(change.sendAt === undefined ? {} : { send_at: change.sendAt?.toISOString() ?? null }),
      state: 'draft',
    })
    .where('id', '=', id)
    .where('state', '=', 'draft')
    .execute()
  if (change.audience !== undefined) await setAudience(tx, id, change.audience)
  return getNotice(tx, id)
}

/** Moves a notice on; the caller has decided that it may. */
export async function setNoticeState(tx: Tx, id: NoticeId, state: NoticeState): Promise<void> {
  await rows(tx).updateTable('notice').set({ state }).where('id', '=', id).execute()
}

/** The number a notice has, or the next of the township, which it then keeps. */
export async function giveNumber(tx: Tx, id: NoticeId): Promise<number> {
  const { number: known } = await getNotice(tx, id)
  if (known !== undefined) return known
  const last = await rows(tx)
    .selectFrom('notice')
    .select((of) => of.fn.max('number').as('number'))
    .executeTakeFirst()
  const number = Number(last?.number ?? 0) + 1
  await rows(tx).updateTable('notice').set({ number }).where('id', '=', id).execute()
  return number
}

/** Notes that a notice went out. */
export async function markSent(tx: Tx, id: NoticeId, sentAt: Date): Promise<void> {
  await rows(tx).updateTable('notice').set({ state: 'sent', sent_at: sentAt.toISOString() }).where('id', '=', id).execute()
}

/** The notice with this id; a bug if there is none. */
export async function getNotice(tx: Tx, id: NoticeId): Promise<Notice> {
  const row = await rows(tx).selectFrom('notice').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
  return toNotice(tx, row)
}

async function setAudience(tx: Tx, id: NoticeId, audience: readonly BranchId[]): Promise<void> {
  await rows(tx).deleteFrom('notice_audience').where('notice_id', '=', id).execute()
  if (audience.length > 0)
    await rows(tx)
      .insertInto('notice_audience')
      .values(audience.map((branch) => ({ notice_id: id, branch_id: branch })))
      .execute()
}

/** A row with its audience as a notice. */
export async function toNotice(tx: Tx, row: NoticeTables['notice']): Promise<Notice> {
  const audience = await rows(tx)
    .selectFrom('notice_audience')
    .select('branch_id')
    .where('notice_id', '=', row.id)
    .orderBy('branch_id')
    .execute()
  return {
    id: row.id as NoticeId,
    number: row.number ?? undefined,
    branch: row.branch_id as BranchId,
    author: row.author_id as MemberId,
    text: row.text,
    file: row.file === null ? undefined : (JSON.parse(row.file) as FileReference),
    urgent: row.urgent === 1,
    clearedPublic: row.cleared_public === 1,
    corrects: (row.corrects_id ?? undefined) as NoticeId | undefined,
    state: row.state,
    createdAt: new Date(row.created_at),
    sendAt: row.send_at === null ? undefined : new Date(row.send_at),
    sentAt: row.sent_at === null ? undefined : new Date(row.sent_at),
    audience: audience.map(({ branch_id }) => branch_id as BranchId),
  }
}
