import type { Tx } from '../kernel/database/connection.ts'
import { statement } from '../kernel/database/statement.ts'
import type { LetterChoice, LetterId } from '../kernel/outbox/letter.ts'
import type { MailboxId } from '../kernel/outbox/mailbox.ts'
import type { OutboxTables } from '../kernel/outbox/tables.ts'
import type { Platform } from '../kernel/chat/message.ts'
import { liveUntil } from './sessions-store.ts'
import type { Session, SessionId, StudyTables } from './tables.ts'

type Tables = StudyTables & OutboxTables

/** What hangs in a group: the call, or the card to check in by. */
export type Purpose = StudyTables['session_copy']['purpose']

/** A letter about a session as it hangs in one group. */
export type Copy = {
  readonly mailbox: MailboxId
  readonly letter: LetterId
  readonly platform: Platform
  readonly account: string
  readonly state: OutboxTables['letter']['state']
  readonly choices: readonly LetterChoice[]
}

const ofSession = statement<{ session: number; purpose: Purpose }, Tables>()((db, given) =>
  db
    .selectFrom('session_copy')
    .innerJoin('letter', 'letter.id', 'session_copy.letter_id')
    .innerJoin('mailbox', 'mailbox.id', 'session_copy.mailbox_id')
    .select(['session_copy.mailbox_id', 'session_copy.letter_id', 'mailbox.platform', 'mailbox.account', 'letter.state', 'letter.choices'])
    .where('session_copy.session_id', '=', given('session'))
    .where('session_copy.purpose', '=', given('purpose'))
    .orderBy('session_copy.mailbox_id'),
)

const ofLetter = statement<{ letter: number }, StudyTables>()((db, given) =>
  db.selectFrom('session_copy').select(['session_id', 'mailbox_id']).where('letter_id', '=', given('letter')),
)

const ofMessage = statement<{ mailbox: number; message: string }, Tables>()((db, given) =>
  db
    .selectFrom('letter')
    .innerJoin('session_copy', 'session_copy.letter_id', 'letter.id')
    .select('session_copy.session_id')
    .where('letter.mailbox_id', '=', given('mailbox'))
    .where('letter.message_id', '=', given('message'))
    .where('letter.edits_letter_id', 'is', null),
)

/** Notes where a letter about a session hangs; a newer one of the same purpose takes its place. */
export async function recordCopy(
  tx: Tx,
  session: Pick<Session, 'id' | 'closesAt'>,
  purpose: Purpose,
  copy: { readonly mailbox: MailboxId; readonly letter: LetterId },
): Promise<void> {
  const live_until = liveUntil(session.closesAt)
  await tx
    .withTables<StudyTables>()
    .insertInto('session_copy')
    .values({ session_id: session.id, mailbox_id: copy.mailbox, purpose, letter_id: copy.letter, live_until })
    .onConflict((conflict) => conflict.columns(['session_id', 'mailbox_id', 'purpose']).doUpdateSet({ letter_id: copy.letter, live_until }))
    .execute()
}

/** The letters of a purpose with their groups. */
export async function copiesOf(tx: Tx, session: SessionId, purpose: Purpose): Promise<readonly Copy[]> {
  return (await ofSession.all(tx, { session, purpose })).map((row) => ({
    mailbox: row.mailbox_id as MailboxId,
    letter: row.letter_id as LetterId,
    platform: row.platform as Platform,
    account: row.account,
    state: row.state,
    choices: JSON.parse(row.choices) as readonly LetterChoice[],
  }))
}

/** The session and the group of which a letter is the copy. */
export async function findCopyOfLetter(
  tx: Tx,
  letter: number,
): Promise<{ readonly session: SessionId; readonly mailbox: MailboxId } | undefined> {
  const row = await ofLetter.first(tx, { letter })
  return row === undefined ? undefined : { session: row.session_id as SessionId, mailbox: row.mailbox_id as MailboxId }
}

/** The session that a message of ours in a group tells of. */
export async function findSessionOfMessage(tx: Tx, mailbox: MailboxId, message: string): Promise<SessionId | undefined> {
  return (await ofMessage.first(tx, { mailbox, message }))?.session_id as SessionId | undefined
}
