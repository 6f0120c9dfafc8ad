import type { BranchId, MemberId } from '../kernel/chat/person.ts'
import type { Tx } from '../kernel/database/connection.ts'
import { statement } from '../kernel/database/statement.ts'
import type { MailboxId } from '../kernel/outbox/mailbox.ts'
import type { OutboxTables } from '../kernel/outbox/tables.ts'
import type { RosterTables } from '../roster/directory.ts'
import type { RelayRoom, RelayTables } from './tables.ts'

type Tables = RelayTables & RosterTables & Omit<OutboxTables, 'mailbox'>

/** Asked for with every message of an officer. */
const lastOf = statement<{ keeper: MemberId; since: string }, Tables>()((db, given) =>
  db
    .selectFrom('transcript')
    .select(['mailbox_id', 'members', 'at'])
    .where('keeper_id', '=', given('keeper'))
    .where('at', '>', given('since')),
)

/** Makes somebody the keeper of a group: its letters come to them. */
export async function setKeeper(tx: Tx, mailbox: MailboxId, keeper: MemberId, now: Date): Promise<void> {
  const since = now.toISOString()
  await tx
    .withTables<Tables>()
    .insertInto('relay_room')
    .values({ mailbox_id: mailbox, keeper_id: keeper, since })
    .onConflict((conflict) => conflict.column('mailbox_id').doUpdateSet({ keeper_id: keeper, since }))
    .execute()
}

/** The groups of these branches that are reached by hand now; one that a bot serves again is none of them. */
export async function relayRoomsOf(tx: Tx, branches: readonly BranchId[]): Promise<readonly RelayRoom[]> {
  if (branches.length === 0) return []
  const rows = await tx
    .withTables<Tables>()
    .selectFrom('relay_room')
    .innerJoin('room', 'room.mailbox_id', 'relay_room.mailbox_id')
    .innerJoin('mailbox', 'mailbox.id', 'relay_room.mailbox_id')
    .select(['relay_room.mailbox_id', 'relay_room.keeper_id', 'room.branch_id', 'room.title'])
    .where('mailbox.platform', '=', 'relay')
    .where('room.branch_id', 'in', [...branches])
    .orderBy('room.branch_id')
    .orderBy('relay_room.mailbox_id')
    .execute()
  return rows.map((row) => ({ mailbox: row.mailbox_id, branch: row.branch_id, title: row.title, keeper: row.keeper_id }))
}

/** The keeper of a group, as it was settled last. */
export async function keeperOf(tx: Tx, mailbox: MailboxId): Promise<MemberId | undefined> {
  const row = await tx
    .withTables<Tables>()
    .selectFrom('relay_room')
    .select('keeper_id')
    .where('mailbox_id', '=', mailbox)
    .executeTakeFirst()
  return row?.keeper_id
}

/** Notes a line that was copied from a group; false when the same was copied since a moment already. */
export async function recordRelayed(tx: Tx, mailbox: MailboxId, fingerprint: string, since: Date, now: Date): Promise<boolean> {
  if (await wasRelayed(tx, mailbox, fingerprint, since)) return false
  const at = now.toISOString()
  await tx
    .withTables<Tables>()
    .insertInto('relayed_line')
    .values({ mailbox_id: mailbox, fingerprint, at })
    .onConflict((conflict) => conflict.columns(['mailbox_id', 'fingerprint']).doUpdateSet({ at }))
    .execute()
  return true
}

/** True when the same line was copied from that group since a moment. */
export async function wasRelayed(tx: Tx, mailbox: MailboxId, fingerprint: string, since: Date): Promise<boolean> {
  const row = await tx
    .withTables<Tables>()
    .selectFrom('relayed_line')
    .select('at')
    .where('mailbox_id', '=', mailbox)
    .where('fingerprint', '=', fingerprint)
    .where('at', '>', since.toISOString())
    .executeTakeFirst()
  return row !== undefined
}

/** What a keeper copied last, and when. */
export type Transcript = { readonly room: MailboxId; readonly members: readonly MemberId[]; readonly at: Date }

/** Keeps whose answers a keeper has just copied, in the place of what was copied before. */
export async function recordTranscript(tx: Tx, keeper: MemberId, transcript: Transcript): Promise<void> {
  const values = { mailbox_id: transcript.room, members: JSON.stringify(transcript.members), at: transcript.at.toISOString() }
  await tx
    .withTables<Tables>()
    .insertInto('transcript')
    .values({ keeper_id: keeper, ...values })
    .onConflict((conflict) => conflict.column('keeper_id').doUpdateSet(values))
    .execute()
}

/** What a keeper has copied since a moment, if anything. */
export async function findTranscript(tx: Tx, keeper: MemberId, since: Date): Promise<Transcript | undefined> {
  const row = await lastOf.first(tx, { keeper, since: since.toISOString() })
  return row === undefined
    ? undefined
    : { room: row.mailbox_id, members: JSON.parse(row.members) as readonly MemberId[], at: new Date(row.at) }
}

/** Forgets what a keeper copied last: the same lines may be copied again. */
export async function forgetTranscript(tx: Tx, keeper: MemberId, { room, at }: Transcript): Promise<void> {
  const db = tx.withTables<Tables>()
  await db.deleteFrom('relayed_line').where('mailbox_id', '=', room).where('at', '=', at.toISOString()).execute()
  await db.deleteFrom('transcript').where('keeper_id', '=', keeper).execute()
}
