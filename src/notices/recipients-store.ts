import type { BranchId, MemberId } from '../kernel/chat/person.ts'
import type { Tx } from '../kernel/database/connection.ts'
import type { RosterTables } from '../roster/directory.ts'
import type { NoticeId, NoticeTables } from './tables.ts'

type Tables = NoticeTables & RosterTables

/** One member to whom a notice was sent, and the answer. */
export type RecipientState = {
  readonly member: MemberId
  readonly name: string
  readonly branch: BranchId
  readonly answer:
    | {
        readonly at: Date
        readonly evidence: string
        readonly identity: string
        readonly platform: string
        readonly recordedBy: MemberId | undefined
      }
    | undefined
}

const CHUNK = 500

/** Fixes to whom a notice is sent; who joins the branch later owes nothing for it. */
export async function recordRecipients(tx: Tx, notice: NoticeId, members: readonly MemberId[]): Promise<void> {
  for (let start = 0; start < members.length; start += CHUNK)
    await tx
      .withTables<Tables>()
      .insertInto('notice_recipient')
      .values(members.slice(start, start + CHUNK).map((member) => ({ notice_id: notice, member_id: member })))
      .onConflict((conflict) => conflict.doNothing())
      .execute()
}

/** Everybody a notice was sent to, by branch and name, with their answers. */
export async function recipientStates(tx: Tx, notice: NoticeId, branches?: readonly BranchId[]): Promise<readonly RecipientState[]> {
  if (branches?.length === 0) return []
  const rows = await tx
    .withTables<Tables>()
    .selectFrom('notice_recipient')
    .innerJoin('member', 'member.id', 'notice_recipient.member_id')
    .leftJoin('acknowledgement', (join) =>
      join
        .onRef('acknowledgement.notice_id', '=', 'notice_recipient.notice_id')
        .onRef('acknowledgement.member_id', '=', 'notice_recipient.member_id'),
    )
    .select([
      'member.id',
      'member.name',
      'member.branch_id',
      'acknowledgement.at',
      'acknowledgement.evidence',
      'acknowledgement.identity',
      'acknowledgement.platform',
      'acknowledgement.recorded_by',
    ])
    .where('notice_recipient.notice_id', '=', notice)
    .$if(branches !== undefined, (query) => query.where('member.branch_id', 'in', [...(branches ?? [])]))
    .orderBy('member.branch_id')
    .orderBy('member.id')
    .execute()
  return rows.map((row) => ({
    member: row.id,
    name: row.name,
    branch: row.branch_id,
    answer:
      row.at === null
        ? undefined
        : {
            at: new Date(row.at),
            evidence: row.evidence ?? '',
            identity: row.identity ?? '',
            platform: row.platform ?? '',
            recordedBy: (row.recorded_by ?? undefined) as MemberId | undefined,
          },
  }))
}

/** A receipt that is still owed. */
export type OwedReceipt = {
  readonly notice: NoticeId
  readonly number: number
  readonly text: string
  readonly file: 'none' | 'attached'
  readonly member: MemberId
  readonly branch: BranchId
  readonly sentAt: Date
}

/** What is still unanswered of notices sent since a moment and not replaced by a newer version. */
export async function outstandingReceipts(
  tx: Tx,
  scope: { readonly branches?: readonly BranchId[]; readonly member?: MemberId },
  since: Date,
): Promise<readonly OwedReceipt[]> {
  if (scope.branches?.length === 0) return []
  const rows = await tx
    .withTables<Tables>()
    .selectFrom('notice')
    .innerJoin('notice_recipient', 'notice_recipient.notice_id', 'notice.id')
    .innerJoin('member', 'member.id', 'notice_recipient.member_id')
    .leftJoin('acknowledgement', (join) =>
      join.onRef('acknowledgement.notice_id', '=', 'notice.id').onRef('acknowledgement.member_id', '=', 'member.id'),
    )
    .select(['notice.id', 'notice.number', 'notice.text', 'notice.file', 'notice.sent_at', 'member.id as member_id', 'member.branch_id'])
    .where('notice.state', 'in', ['sent', 'stopped'])
    .where('notice.sent_at', '>', since.toISOString())
    .where('acknowledgement.at', 'is', null)
    .where('member.state', '=', 'active')
    // Whoever wrote it knows it.
    .whereRef('member.id', '!=', 'notice.author_id')
    .where((where) =>
      where.not(
        where.exists(
          where
            .selectFrom('notice as newer')
            .select('newer.id')
            .whereRef('newer.corrects_id', '=', 'notice.id')
            .where('newer.state', 'in', ['sent', 'stopped']),
        ),
      ),
    )
    .$if(scope.branches !== undefined, (query) => query.where('member.branch_id', 'in', [...(scope.branches ?? [])]))
    .$if(scope.member !== undefined, (query) => query.where('member.id', '=', scope.member ?? (0 as MemberId)))
    .orderBy('notice.id')
    .orderBy('member.id')
    .execute()
  return rows.map((row) => ({
    notice: row.id as NoticeId,
    number: row.number ?? 0,
    text: row.text,
    file: row.file === null ? 'none' : 'attached',
    member: row.member_id,
    branch: row.branch_id,
    sentAt: new Date(row.sent_at ?? 0),
  }))
}
