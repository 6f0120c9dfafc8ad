import type { FileReference } from '../kernel/chat/message.ts'
import type { BranchId } from '../kernel/chat/person.ts'
import type { Tx } from '../kernel/database/connection.ts'
import { statement } from '../kernel/database/statement.ts'
import type { LetterChoice, LetterId } from '../kernel/outbox/letter.ts'
import { hasEnded } from '../kernel/outbox/ended-logins.ts'
import type { MailboxId } from '../kernel/outbox/mailbox.ts'
import type { OutboxTables } from '../kernel/outbox/tables.ts'
import type { NoticeId, NoticeTables } from './tables.ts'

type Tables = NoticeTables & OutboxTables

/** The notice as it hangs in one group. */
export type Copy = { readonly mailbox: MailboxId; readonly letter: LetterId; readonly branch: BranchId }

/** A copy as it must be sent again when its words change: with its choices, and its file where that lies at the same platform. */
export type HangingCopy = Copy & { readonly choices: readonly LetterChoice[]; readonly file: FileReference | undefined }

/** A copy with what became of its letter. */
export type CopyState = Copy & {
  /** How it gets there: said by a bot, carried by hand, or not at all until the group is found again after a new login. */
  readonly way: 'by-bot' | 'by-hand' | 'not-found'
  readonly state: OutboxTables['letter']['state']
  readonly reason: string | undefined
  readonly settledAt: string | undefined
  readonly platform: string
}

const copiesFor = statement<{ notice: number; branch: number }, Tables>()((db, given) =>
  db
    .selectFrom('notice_copy')
    .innerJoin('letter', 'letter.id', 'notice_copy.letter_id')
    .innerJoin('mailbox', 'mailbox.id', 'notice_copy.mailbox_id')
    .select([
      'notice_copy.mailbox_id',
      'notice_copy.letter_id',
      'notice_copy.branch_id',
      'letter.choices',
      'letter.file',
      'mailbox.platform',
    ])
    .where('notice_copy.notice_id', '=', given('notice'))
    .where('notice_copy.branch_id', '=', given('branch')),
)

const mailboxesFor = statement<{ notice: number; branch: number }, Tables>()((db, given) =>
  db.selectFrom('notice_copy').select('mailbox_id').where('notice_id', '=', given('notice')).where('branch_id', '=', given('branch')),
)

const ofMessage = statement<{ mailbox: number; message: string }, Tables>()((db, given) =>
  db
    .selectFrom('letter')
    .leftJoin('notice_copy', 'notice_copy.letter_id', 'letter.id')
    .select(['letter.once', 'notice_copy.notice_id'])
    .where('letter.mailbox_id', '=', given('mailbox'))
    .where('letter.message_id', '=', given('message'))
    .where('letter.edits_letter_id', 'is', null),
)

const ofLetter = statement<{ letter: number }, Tables>()((db, given) =>
  db.selectFrom('notice_copy').select(['notice_id', 'mailbox_id', 'branch_id']).where('letter_id', '=', given('letter')),
)

/** Hangs a copy of the notice in a group. */
export async function recordCopy(tx: Tx, notice: NoticeId, copy: Copy): Promise<void> {
  await tx
    .withTables<Tables>()
    .insertInto('notice_copy')
    .values({ notice_id: notice, mailbox_id: copy.mailbox, letter_id: copy.letter, branch_id: copy.branch, shown_count: 0 })
    .execute()
}

/** The groups of one branch in which the notice hangs; asked for with every receipt. */
export async function mailboxesInBranch(tx: Tx, notice: NoticeId, branch: BranchId): Promise<readonly MailboxId[]> {
  return (await mailboxesFor.all(tx, { notice, branch })).map((row) => row.mailbox_id as MailboxId)
}

/** The copies that hang in the groups of one branch. */
export async function copiesInBranch(tx: Tx, notice: NoticeId, branch: BranchId): Promise<readonly HangingCopy[]> {
  const rows = await copiesFor.all(tx, { notice, branch })
  return rows.map((row) => ({
    mailbox: row.mailbox_id as MailboxId,
    letter: row.letter_id as LetterId,
    branch: row.branch_id as BranchId,
    choices: JSON.parse(row.choices) as readonly LetterChoice[],
    file: ownFile(row.file === null ? undefined : (JSON.parse(row.file) as FileReference), row.platform),
  }))
}

/** A file that lies elsewhere would have to be brought over only to change the words beside it. */
export function ownFile(file: FileReference | undefined, platform: string): FileReference | undefined {
  return file?.platform === platform ? file : undefined
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
      'mailbox.account',
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
    way: hasEnded(row) ? 'not-found' : row.platform === 'relay' ? 'by-hand' : 'by-bot',
  }))
}

const REMINDER = /^reminder:notice:(\d+):/u

/** The notice that a message of ours in a group is a copy of, or calls to mind. */
export async function findNoticeOfMessage(tx: Tx, mailbox: MailboxId, message: string): Promise<NoticeId | undefined> {
  const row = await ofMessage.first(tx, { mailbox, message })
  return (row?.notice_id as NoticeId | null | undefined) ?? noticeOfReminder(row?.once ?? '')
}

/** The notice and the group of which a letter is the copy. */
export async function findCopyOfLetter(
  tx: Tx,
  letter: number,
): Promise<(Omit<Copy, 'letter'> & { readonly notice: NoticeId }) | undefined> {
  const row = await ofLetter.first(tx, { letter })
  if (row === undefined) return undefined
  return { notice: row.notice_id as NoticeId, mailbox: row.mailbox_id as MailboxId, branch: row.branch_id as BranchId }
}

/** The notice that a letter of ours calls to mind, by the name of its occasion. */
export function noticeOfReminder(once: string): NoticeId | undefined {
  const id = REMINDER.exec(once)?.[1]
  return id === undefined ? undefined : (Number(id) as NoticeId)
}
