import type { Tx } from '../kernel/database/connection.ts'
import type { LetterId } from '../kernel/outbox/letter.ts'
import type { MailboxId } from '../kernel/outbox/mailbox.ts'
import type { LetterState, OutboxTables } from '../kernel/outbox/tables.ts'
import type { DisclosureTables, VersionId } from './tables.ts'

/** A copy of a version in one group, and what became of its letter. */
export type Copy = { readonly mailbox: MailboxId; readonly letter: LetterId; readonly state: LetterState; readonly reason?: string }

const rows = (tx: Tx) => tx.withTables<DisclosureTables & OutboxTables>()

/** Notes which letter carries a version to a group. */
export async function recordCopy(tx: Tx, version: VersionId, mailbox: MailboxId, letter: LetterId): Promise<void> {
  await rows(tx).insertInto('disclosure_copy').values({ version_id: version, mailbox_id: mailbox, letter_id: letter }).execute()
}

/** Where a version was told, and whether it arrived. */
export async function copiesOf(tx: Tx, version: VersionId): Promise<readonly Copy[]> {
  const found = await rows(tx)
    .selectFrom('disclosure_copy')
    .innerJoin('letter', 'letter.id', 'disclosure_copy.letter_id')
    .select(['disclosure_copy.mailbox_id', 'disclosure_copy.letter_id', 'letter.state', 'letter.reason'])
    .where('version_id', '=', version)
    .orderBy('disclosure_copy.mailbox_id')
    .execute()
  return found.map(({ mailbox_id, letter_id, state, reason }) => ({
    mailbox: mailbox_id as MailboxId,
    letter: letter_id as LetterId,
    state,
    ...(reason === null ? {} : { reason }),
  }))
}

/** The version that a letter of ours carried, and to which group. */
export async function findCopyOfLetter(
  tx: Tx,
  letter: number,
): Promise<{ readonly version: VersionId; readonly mailbox: MailboxId } | undefined> {
  const row = await rows(tx)
    .selectFrom('disclosure_copy')
    .select(['version_id', 'mailbox_id'])
    .where('letter_id', '=', letter)
    .executeTakeFirst()
  return row === undefined ? undefined : { version: row.version_id as VersionId, mailbox: row.mailbox_id as MailboxId }
}
