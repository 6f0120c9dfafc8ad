import type { BranchId, MemberId } from '../kernel/chat/person.ts'
import type { Tx } from '../kernel/database/connection.ts'
import type { Day } from '../kernel/day.ts'
import type { MailboxId } from '../kernel/outbox/mailbox.ts'

export type FeedbackState = 'received' | 'replied' | 'closed' | 'reopened'

/** One item of the register. Who asked is known only as the chat it came from and a mark that tells nobody's name. */
export type Feedback = {
  readonly id: number
  readonly branch: BranchId
  /** The disclosure it is about, by the number people typed. */
  readonly about?: number
  readonly mailbox: MailboxId
  readonly asker: string
  /** What was asked, sealed; only whoever answers and the register's export read it. */
  readonly sealed: string
  readonly state: FeedbackState
  readonly receivedAt: Date
  readonly dueOn: Day
  readonly reply?: string
  readonly repliedAt?: Date
  readonly isReopened: boolean
  readonly closedAt?: Date
}

type Row = {
  id: number
  branch_id: number
  about: number | null
  mailbox_id: number
  asker: string
  text_sealed: string
  state: FeedbackState
  received_at: string
  due_on: string
  reply: string | null
  replied_by: number | null
  replied_at: string | null
  reopened_at: string | null
  closed_at: string | null
}

const rows = (tx: Tx) => tx.withTables<{ feedback: Row }>()

/** Enters an item and gives it its number. */
export async function enterFeedback(
  tx: Tx,
  item: Pick<Feedback, 'branch' | 'about' | 'mailbox' | 'asker' | 'sealed' | 'dueOn'>,
  now: Date,
): Promise<number> {
  const { id } = await rows(tx)
    .insertInto('feedback')
    .values({
      branch_id: item.branch,
      about: item.about ?? null,
      mailbox_id: item.mailbox,
      asker: item.asker,
      text_sealed: item.sealed,
      state: 'received',
      received_at: now.toISOString(),
      due_on: item.dueOn,
    } as never)
    .returning('id')
    .executeTakeFirstOrThrow()
  return Number(id)
}

/** The item of a number somebody typed. */
export async function findFeedback(tx: Tx, id: number): Promise<Feedback | undefined> {
  const row = await rows(tx).selectFrom('feedback').selectAll().where('id', '=', id).executeTakeFirst()
  return row === undefined ? undefined : toFeedback(row)
}

/** What these branches still have to answer, the most pressing first. */
export async function openFeedback(tx: Tx, branches: readonly BranchId[]): Promise<readonly Feedback[]> {
  if (branches.length === 0) return []
  const found = await rows(tx)
    .selectFrom('feedback')
    .selectAll()
    .where('branch_id', 'in', branches)
    .where('state', 'in', ['received', 'reopened'])
    .orderBy('due_on')
    .orderBy('id')
    .execute()
  return found.map(toFeedback)
}

/** Everything in the register of these branches, oldest first; all of it without a choice. */
export async function allFeedback(tx: Tx, branches: readonly BranchId[] | undefined): Promise<readonly Feedback[]> {
  const query = rows(tx).selectFrom('feedback').selectAll().orderBy('id')
  const found = await (branches === undefined ? query : query.where('branch_id', 'in', [0, ...branches])).execute()
  return found.map(toFeedback)
}

/** The newest answered item of an asker in a chat that waits for 满意 or 不满意. */
export async function answeredFor(tx: Tx, mailbox: MailboxId, asker: string, since: Date): Promise<Feedback | undefined> {
  const row = await rows(tx)
    .selectFrom('feedback')
    .selectAll()
    .where('mailbox_id', '=', mailbox)
    .where('asker', '=', asker)
    .where('state', '=', 'replied')
    .where('replied_at', '>', since.toISOString())
    .orderBy('replied_at', 'desc')
    .executeTakeFirst()
  return row === undefined ? undefined : toFeedback(row)
}

/** Writes the answer down; false when it was answered in between. */
export async function recordReply(tx: Tx, id: number, reply: string, by: MemberId, now: Date): Promise<boolean> {
  const done = await rows(tx)
    .updateTable('feedback')
    .set({ state: 'replied', reply, replied_by: by, replied_at: now.toISOString() })
    .where('id', '=', id)
    .where('state', 'in', ['received', 'reopened'])
    .executeTakeFirst()
  return Number(done.numUpdatedRows) === 1
}

/** Closes an item that has an answer. */
export async function closeFeedback(tx: Tx, id: number, now: Date): Promise<boolean> {
  const done = await rows(tx)
    .updateTable('feedback')
    .set({ state: 'closed', closed_at: now.toISOString() })
    .where('id', '=', id)
    .where('state', '=', 'replied')
    .executeTakeFirst()
  return Number(done.numUpdatedRows) === 1
}

/** Opens an answered item again, once. */
export async function reopenFeedback(tx: Tx, id: number, dueOn: Day, now: Date): Promise<boolean> {
  const done = await rows(tx)
    .updateTable('feedback')
    .set({ state: 'reopened', due_on: dueOn, reopened_at: now.toISOString() })
    .where('id', '=', id)
    .where('state', '=', 'replied')
    .where('reopened_at', 'is', null)
    .executeTakeFirst()
  return Number(done.numUpdatedRows) === 1
}

function toFeedback(row: Row): Feedback {
  const moment = (text: string | null) => (text === null ? undefined : new Date(text))
  const given = Object.entries({
    about: row.about ?? undefined,
    reply: row.reply ?? undefined,
    repliedAt: moment(row.replied_at),
    closedAt: moment(row.closed_at),
  }).filter(([, value]) => value !== undefined)
  return {
    id: Number(row.id),
    branch: row.branch_id as BranchId,
    mailbox: row.mailbox_id as MailboxId,
    asker: row.asker,
    sealed: row.text_sealed,
    state: row.state,
    receivedAt: new Date(row.received_at),
    dueOn: row.due_on as Day,
    isReopened: row.reopened_at !== null,
    ...Object.fromEntries(given),
  }
}
