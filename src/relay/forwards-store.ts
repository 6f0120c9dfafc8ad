import type { BranchId, MemberId } from '../kernel/chat/person.ts'
import type { Tx } from '../kernel/database/connection.ts'
import type { LetterId } from '../kernel/outbox/letter.ts'
import type { MailboxId } from '../kernel/outbox/mailbox.ts'
import type { OutboxTables } from '../kernel/outbox/tables.ts'
import type { RosterTables } from '../roster/directory.ts'
import type { Forward, RelayTables } from './tables.ts'

type Tables = RelayTables & RosterTables & Omit<OutboxTables, 'mailbox'>

/** Notes to whom a letter was handed to be carried on; handed to somebody else it starts anew. */
export async function recordForward(
  tx: Tx,
  forward: { letter: LetterId; room: MailboxId; keeper: MemberId; copy: LetterId | undefined },
  now: Date,
): Promise<void> {
  const handed = {
    mailbox_id: forward.room,
    keeper_id: forward.keeper,
    copy_id: forward.copy ?? null,
    handed_at: now.toISOString(),
    passed_at: null,
    reminded_at: null,
  }
  await tx
    .withTables<Tables>()
    .insertInto('forward')
    .values({ letter_id: forward.letter, ...handed })
    .onConflict((conflict) => conflict.column('letter_id').doUpdateSet(handed))
    .execute()
}

/** Where a letter stands on its way by hand; undefined when nobody has been given it. */
export async function findForward(tx: Tx, letter: LetterId): Promise<(Forward & { readonly passed: 'yes' | 'no' }) | undefined> {
  const row = await forwards(tx).select('forward.passed_at').where('forward.letter_id', '=', letter).executeTakeFirst()
  return row === undefined ? undefined : { ...toForward(row), passed: row.passed_at === null ? 'no' : 'yes' }
}

/** What one keeper, or everybody, has not passed on yet, oldest first. A group that is served by a bot again needs nobody. */
export async function openForwards(tx: Tx, keeper?: MemberId): Promise<readonly Forward[]> {
  const rows = await forwards(tx)
    .where('forward.passed_at', 'is', null)
    .where('mailbox.platform', '=', 'relay')
    .$if(keeper !== undefined, (query) => query.where('forward.keeper_id', '=', keeper ?? (0 as MemberId)))
    .orderBy('forward.letter_id')
    .execute()
  return rows.map(toForward)
}

/** Notes that a letter hangs in its group; false when that was known. */
export async function recordPassed(tx: Tx, letter: LetterId, now: Date): Promise<boolean> {
  const changed = await tx
    .withTables<Tables>()
    .updateTable('forward')
    .set({ passed_at: now.toISOString() })
    .where('letter_id', '=', letter)
    .where('passed_at', 'is', null)
    .executeTakeFirst()
  return changed.numUpdatedRows > 0n
}

/** Forgets that a letter is on its way by hand. */
export async function forgetForward(tx: Tx, letter: LetterId): Promise<void> {
  await tx.withTables<Tables>().deleteFrom('forward').where('letter_id', '=', letter).execute()
}

/** Notes that the keeper was reminded of a letter, which happens once. */
export async function recordReminded(tx: Tx, letter: LetterId, now: Date): Promise<void> {
  await tx.withTables<Tables>().updateTable('forward').set({ reminded_at: now.toISOString() }).where('letter_id', '=', letter).execute()
}

/** How urgent a letter is, as the outbox counts. */
export async function priorityOf(tx: Tx, letter: LetterId): Promise<number | undefined> {
  return (await tx.withTables<Tables>().selectFrom('letter').select('priority').where('id', '=', letter).executeTakeFirst())?.priority
}

/** The words of a letter that was handed over, and how the keeper's copy fared. */
export async function lettersOf(
  tx: Tx,
  forward: Pick<Forward, 'letter' | 'copy'>,
): Promise<{ readonly text: string; readonly file: string | null; readonly goodUntil: Date; readonly copyState: string | undefined }> {
  const db = tx.withTables<Tables>()
  const own = await db
    .selectFrom('letter')
    .select(['text', 'file', 'good_until'])
    .where('id', '=', forward.letter)
    .executeTakeFirstOrThrow()
  const copy =
    forward.copy === undefined ? undefined : await db.selectFrom('letter').select('state').where('id', '=', forward.copy).executeTakeFirst()
  return { text: own.text, file: own.file, goodUntil: new Date(own.good_until), copyState: copy?.state }
}

function forwards(tx: Tx) {
  return tx
    .withTables<Tables>()
    .selectFrom('forward')
    .innerJoin('room', 'room.mailbox_id', 'forward.mailbox_id')
    .innerJoin('mailbox', 'mailbox.id', 'forward.mailbox_id')
    .select([
      'forward.letter_id',
      'forward.mailbox_id',
      'forward.keeper_id',
      'forward.copy_id',
      'forward.handed_at',
      'forward.reminded_at',
      'room.title',
      'room.branch_id',
    ])
}

type Row = Pick<RelayTables['forward'], 'letter_id' | 'mailbox_id' | 'keeper_id' | 'copy_id' | 'handed_at' | 'reminded_at'> & {
  readonly title: string
  readonly branch_id: BranchId
}

function toForward(row: Row): Forward {
  return {
    letter: row.letter_id,
    room: row.mailbox_id,
    title: row.title,
    branch: row.branch_id,
    keeper: row.keeper_id,
    copy: row.copy_id ?? undefined,
    handedAt: new Date(row.handed_at),
    reminded: row.reminded_at === null ? 'never' : 'once',
  }
}
