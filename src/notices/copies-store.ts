import type { BranchId } from '../kernel/chat/person.ts'
import type { Tx } from '../kernel/database/connection.ts'
import { statement } from '../kernel/database/statement.ts'
import type { LetterId } from '../kernel/outbox/letter.ts'
import type { MailboxId } from '../kernel/outbox/mailbox.ts'
import type { OutboxTables } from '../kernel/outbox/tables.ts'
import type { NoticeId, NoticeTables } from './tables.ts'

type Tables = NoticeTables & OutboxTables

/** The notice as it hangs in one group. */
export type Copy = { readonly mailbox: MailboxId; readonly letter: LetterId; readonly branch: BranchId }

/** A copy with what became of its letter. */
export type CopyState = Copy & {
  readonly state: OutboxTables['letter']['state']
  readonly reason: string | undefined
  readonly settledAt: string | undefined
  readonly platform: string
}

const copiesFor = statement<{ notice: number; branch: number }, Tables>()((db, given) =>
  db
    .selectFrom('notice_copy')
    .select(['mailbox_id', 'letter_id', 'branch_id'])
    .where('notice_id', '=', given('notice'))
    .where('branch_id', '=', given('branch')),
)

const byLetterMessage = statement<{ mailbox: number; message: string }, Tables>()((db, given) =>
  db
    .selectFrom('notice_copy')
    .innerJoin('letter', 'letter.id', 'notice_copy.letter_id')
    .select('notice_copy.notice_id')
    .where('letter.mailbox_id', '=', given('mailbox'))
    .where('letter.message_id', '=', given('message')),
)

/** Hangs a copy of the notice in a group. */
export async function recordCopy(tx: Tx, notice: NoticeId, copy: Copy): Promise<void> {
  await tx
    .withTables<Tables>()
    .insertInto('notice_copy')
    .values({ notice_id: notice, mailbox_id: copy.mailbox, letter_id: copy.letter, branch_id: copy.branch, shown_count: 0 })
    .execute()
}

/** The copies that hang in the groups of one branch. */
export async function copiesInBranch(tx: Tx, notice: NoticeId, branch: BranchId): Promise<readonly Copy[]> {
  const rows = await copiesFor.all(tx, { notice, branch })
  return rows.map((row) => ({ mailbox: row.mailbox_id as MailboxId, letter: row.letter_id as LetterId, branch: row.branch_id as BranchId }))
}

/** Every copy and how far it has come. */
export async function copyStates(tx: Tx, notice: NoticeId): Promise<readonly CopyState[]> {
  const rows = await tx
    .withTables<Tables>()
    .selectFrom('notice_copy')
    .innerJoin('letter', 'letter.id', 'notice_copy.letter_id')
    .innerJoin('mailbox', 'mailbox.id', 'notice_copy.mailbox_id')
    .select([
      'notice_copy.mailbox_id',
      'notice_copy.letter_id',
      'notice_copy.branch_id',
      'letter.state',
      'letter.reason',
      'letter.settled_at',
      'mailbox.platform',
    ])
    .where('notice_copy.notice_id', '=', notice)
    .orderBy('notice_copy.mailbox_id')
    .execute()
  return rows.map((row) => ({
    mailbox: row.mailbox_id as MailboxId,
    letter: row.letter_id as LetterId,
    branch: row.branch_id as BranchId,
    state: row.state,
    reason: row.reason ?? undefined,
    settledAt: row.settled_at ?? undefined,
    platform: row.platform,
  }))
}

/** The notice whose copy in a group is the message that somebody answers. */
export async function findNoticeOfMessage(tx: Tx, mailbox: MailboxId, message: string): Promise<NoticeId | undefined> {
  return (await byLetterMessage.first(tx, { mailbox, message }))?.notice_id as NoticeId | undefined
}
