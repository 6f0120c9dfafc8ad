import type { BranchId, MemberId } from '../kernel/chat/person.ts'
import type { Tx } from '../kernel/database/connection.ts'
import { statement } from '../kernel/database/statement.ts'
import type { MailboxId } from '../kernel/outbox/mailbox.ts'
import type { OutboxTables } from '../kernel/outbox/tables.ts'
import type { RosterTables } from '../roster/directory.ts'
import type { NoticeId, NoticeTables } from './tables.ts'

type Tables = NoticeTables & RosterTables & OutboxTables

/** How an acknowledgement came, and how surely it is this person's. */
export type NewAcknowledgement = {
  readonly notice: NoticeId
  readonly member: MemberId
  readonly evidence: NoticeTables['acknowledgement']['evidence']
  readonly identity: string
  readonly platform: string
  readonly recordedBy?: MemberId
}

const insert = statement<NoticeTables['acknowledgement'], Tables>()((db, given) =>
  db
    .insertInto('acknowledgement')
    .values({
      notice_id: given('notice_id'),
      member_id: given('member_id'),
      at: given('at'),
      evidence: given('evidence'),
      identity: given('identity'),
      platform: given('platform'),
      recorded_by: given('recorded_by'),
    })
    .onConflict((conflict) => conflict.doNothing()),
)

const recipient = statement<{ notice: number; member: number }, Tables>()((db, given) =>
  db
    .selectFrom('notice_recipient')
    .innerJoin('notice', 'notice.id', 'notice_recipient.notice_id')
    .select(['notice.id', 'notice.number', 'notice.text', 'notice.author_id', 'notice.state'])
    .where('notice_recipient.notice_id', '=', given('notice'))
    .where('notice_recipient.member_id', '=', given('member')),
)

const openFor = statement<{ member: number; since: string }, Tables>()((db, given) =>
  db
    .selectFrom('notice_recipient')
    .innerJoin('notice', 'notice.id', 'notice_recipient.notice_id')
    .leftJoin('acknowledgement', (join) =>
      join
        .onRef('acknowledgement.notice_id', '=', 'notice_recipient.notice_id')
        .onRef('acknowledgement.member_id', '=', 'notice_recipient.member_id'),
    )
    .select(['notice.id', 'notice.number', 'notice.text', 'notice.author_id'])
    .where('notice_recipient.member_id', '=', given('member'))
    .where('notice.state', 'in', ['sent', 'stopped'])
    .where('notice.sent_at', '>', given('since'))
    .where('acknowledgement.at', 'is', null)
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
    .orderBy('notice.id', 'desc'),
)

const hangsIn = statement<{ notice: number; mailbox: number }, Tables>()((db, given) =>
  db
    .selectFrom('notice_copy')
    .innerJoin('letter', 'letter.id', 'notice_copy.letter_id')
    .select('letter.state')
    .where('notice_copy.notice_id', '=', given('notice'))
    .where('notice_copy.mailbox_id', '=', given('mailbox'))
    .where('letter.state', 'in', ['sent', 'accepted', 'sending', 'doubtful']),
)

const givenBy = statement<{ member: number; since: string }, Tables>()((db, given) =>
  db
    .selectFrom('acknowledgement')
    .innerJoin('notice', 'notice.id', 'acknowledgement.notice_id')
    .select(['acknowledgement.notice_id', 'acknowledgement.member_id', 'acknowledgement.at', 'notice.number', 'notice.text'])
    .where('acknowledgement.member_id', '=', given('member'))
    .where('acknowledgement.evidence', '=', 'self')
    .where('acknowledgement.at', '>', given('since'))
    .orderBy('acknowledgement.at', 'desc')
    .orderBy('acknowledgement.notice_id'),
)

const recordedBy = statement<{ member: number; since: string }, Tables>()((db, given) =>
  db
    .selectFrom('acknowledgement')
    .innerJoin('notice', 'notice.id', 'acknowledgement.notice_id')
    .select(['acknowledgement.notice_id', 'acknowledgement.member_id', 'acknowledgement.at', 'notice.number', 'notice.text'])
    .where('acknowledgement.recorded_by', '=', given('member'))
    .where('acknowledgement.at', '>', given('since'))
    .orderBy('acknowledgement.at', 'desc')
    .orderBy('acknowledgement.notice_id'),
)

const remove = statement<{ notice: number; member: number }, Tables>()((db, given) =>
  db.deleteFrom('acknowledgement').where('notice_id', '=', given('notice')).where('member_id', '=', given('member')),
)

const countInBranch = statement<{ notice: number; branch: BranchId }, Tables>()((db, given) =>
  db
    .selectFrom('acknowledgement')
    .innerJoin('member', 'member.id', 'acknowledgement.member_id')
    .select((count) => count.fn.countAll<number>().as('count'))
    .where('acknowledgement.notice_id', '=', given('notice'))
    .where('member.branch_id', '=', given('branch')),
)

/** A notice as far as an answer to it needs it. */
export type OpenNotice = { readonly id: NoticeId; readonly number: number; readonly text: string; readonly author: MemberId }

/** Keeps an acknowledgement; false when this member had acknowledged before, and then the first one stays as it is. */
export async function recordAcknowledgement(tx: Tx, one: NewAcknowledgement, now: Date): Promise<boolean> {
  const changed = await insert.run(tx, {
    notice_id: one.notice,
    member_id: one.member,
    at: now.toISOString(),
    evidence: one.evidence,
    identity: one.identity,
    platform: one.platform,
    recorded_by: one.recordedBy ?? null,
  })
  return changed > 0
}

/** The notice, if this member is one of those it was sent to. */
export async function findReceived(
  tx: Tx,
  notice: NoticeId,
  member: MemberId,
): Promise<(OpenNotice & { readonly state: string }) | undefined> {
  const row = await recipient.first(tx, { notice, member })
  return row === undefined ? undefined : { ...toOpen(row), state: row.state }
}

/** Sent notices that wait for this member's answer since a moment, newest first. */
export async function openNoticesOf(tx: Tx, member: MemberId, since: Date): Promise<readonly OpenNotice[]> {
  const rows = await openFor.all(tx, { member, since: since.toISOString() })
  return rows.map(toOpen)
}

function toOpen(row: { id: number; number: number | null; text: string; author_id: number }): OpenNotice {
  return { id: row.id as NoticeId, number: row.number ?? 0, text: row.text, author: row.author_id as MemberId }
}

/** True when the notice has reached this group. */
export async function hangsInGroup(tx: Tx, notice: NoticeId, mailbox: MailboxId): Promise<boolean> {
  return (await hangsIn.first(tx, { notice, mailbox })) !== undefined
}

/** An acknowledgement that somebody gave, or noted for somebody else. */
export type Given = { readonly notice: Omit<OpenNotice, 'author'>; readonly member: MemberId; readonly at: Date }

/**
 * The acknowledgements that a person's newest message recorded, since a moment: one 收到 may answer several notices.
 * `asOfficer` also looks for what was noted for others, for which there is no quick way; only officers note anything.
 */
export async function lastAcknowledgements(
  tx: Tx,
  member: MemberId,
  since: Date,
  asOfficer: 'officer' | 'member',
): Promise<readonly Given[]> {
  const search = { member, since: since.toISOString() }
  const rows = [...(await givenBy.all(tx, search)), ...(asOfficer === 'officer' ? await recordedBy.all(tx, search) : [])]
  const newest = rows.reduce((latest, { at }) => (at > latest ? at : latest), '')
  return rows
    .filter(({ at }) => at === newest)
    .map((row) => ({
      notice: { id: row.notice_id as NoticeId, number: row.number ?? 0, text: row.text },
      member: row.member_id as MemberId,
      at: new Date(row.at),
    }))
}

/** Takes an acknowledgement back; the audit trail keeps that it was there. */
export async function removeAcknowledgement(tx: Tx, notice: NoticeId, member: MemberId): Promise<void> {
  await remove.run(tx, { notice, member })
}

/** How many members of a branch have acknowledged a notice. */
export async function acknowledgedInBranch(tx: Tx, notice: NoticeId, branch: BranchId): Promise<number> {
  return Number((await countInBranch.first(tx, { notice, branch }))?.count ?? 0)
}
