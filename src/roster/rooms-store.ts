import type { BranchId, MemberId, Room } from '../kernel/chat/person.ts'
import type { Tx } from '../kernel/database/connection.ts'
import { statement } from '../kernel/database/statement.ts'
import type { Mailbox, MailboxId } from '../kernel/outbox/mailbox.ts'
import type { RosterTables } from './tables.ts'

const byMailbox = statement<{ mailbox: MailboxId }, RosterTables>()((db, given) =>
  db.selectFrom('room').select(['branch_id', 'title']).where('mailbox_id', '=', given('mailbox')),
)

const insert = statement<Omit<RosterTables['room'], 'bound_by'> & { bound_by: MemberId | null }, RosterTables>()((db, given) =>
  db
    .insertInto('room')
    .values({
      mailbox_id: given('mailbox_id'),
      branch_id: given('branch_id'),
      title: given('title'),
      bound_by: given('bound_by'),
      bound_at: given('bound_at'),
    })
    .onConflict((conflict) => conflict.column('mailbox_id').doNothing()),
)

const remove = statement<{ mailbox: MailboxId }, RosterTables>()((db, given) =>
  db.deleteFrom('room').where('mailbox_id', '=', given('mailbox')),
)

const rename = statement<{ mailbox: MailboxId; title: string }, RosterTables>()((db, given) =>
  db
    .updateTable('room')
    .set({ title: given('title') })
    .where('mailbox_id', '=', given('mailbox'))
    .where('title', '!=', given('title')),
)

const speak = statement<RosterTables['room_speaker'] & { before: string }, RosterTables>()((db, given) =>
  db
    .insertInto('room_speaker')
    .values({ mailbox_id: given('mailbox_id'), member_id: given('member_id'), spoke_at: given('spoke_at') })
    .onConflict((conflict) =>
      conflict
        .columns(['mailbox_id', 'member_id'])
        .doUpdateSet({ spoke_at: given('spoke_at') })
        .where('room_speaker.spoke_at', '<', given('before')),
    ),
)

/** The room a group is, when it is bound. */
export async function findRoom(tx: Tx, mailbox: Mailbox): Promise<Room | undefined> {
  const row = await byMailbox.first(tx, { mailbox: mailbox.id })
  return row === undefined ? undefined : { mailbox, branch: row.branch_id, title: row.title }
}

/** The groups of these branches, closed ones too: their mailbox tells. Oldest binding first within a branch. */
export async function roomsOf(tx: Tx, branches: readonly BranchId[]): Promise<readonly Room[]> {
  if (branches.length === 0) return []
  const rows = await tx
    .withTables<RosterTables>()
    .selectFrom('room')
    .innerJoin('mailbox', 'mailbox.id', 'room.mailbox_id')
    .select([
      'mailbox.id',
      'mailbox.platform',
      'mailbox.account',
      'mailbox.chat',
      'mailbox.kind',
      'mailbox.state',
      'room.branch_id',
      'room.title',
    ])
    .where('room.branch_id', 'in', [...branches])
    .orderBy('room.branch_id')
    .orderBy('room.bound_at')
    .orderBy('mailbox.id')
    .execute()
  return rows.map(({ branch_id, title, ...mailbox }) => ({ mailbox, branch: branch_id, title }))
}

/** Binds a group to a branch. False when it is bound already. */
export async function bindRoom(
  tx: Tx,
  room: { mailbox: MailboxId; branch: BranchId; title: string; by: MemberId | undefined },
  now: Date,
): Promise<boolean> {
  const values = {
    mailbox_id: room.mailbox,
    branch_id: room.branch,
    title: room.title,
    bound_by: room.by ?? null,
    bound_at: now.toISOString(),
  }
  return (await insert.run(tx, values)) > 0
}

/** Frees a group. What was said in it before stays recorded. */
export async function unbindRoom(tx: Tx, mailbox: MailboxId): Promise<boolean> {
  return (await remove.run(tx, { mailbox })) > 0
}

/** Keeps the title by which people know the group. */
export async function renameRoom(tx: Tx, mailbox: MailboxId, title: string): Promise<void> {
  await rename.run(tx, { mailbox, title })
}

const SPOKE_EVERY_MINUTES = 1

/** Notes that a member said something in a group; at most once a minute, because talk is not a ledger. */
export async function noteSpoke(tx: Tx, mailbox: MailboxId, member: MemberId, now: Date): Promise<void> {
  const before = new Date(now.getTime() - SPOKE_EVERY_MINUTES * 60_000).toISOString()
  await speak.run(tx, { mailbox_id: mailbox, member_id: member, spoke_at: now.toISOString(), before })
}

/** Who has said anything in one of these groups since then, and so may have seen what stands there. */
export async function spokeSince(tx: Tx, rooms: readonly MailboxId[], since: Date): Promise<ReadonlySet<MemberId>> {
  if (rooms.length === 0) return new Set()
  const rows = await tx
    .withTables<RosterTables>()
    .selectFrom('room_speaker')
    .select('member_id')
    .distinct()
    .where('mailbox_id', 'in', [...rooms])
    .where('spoke_at', '>', since.toISOString())
    .execute()
  return new Set(rows.map((row) => row.member_id))
}

/** Forgets where a member has spoken. */
export async function forgetSpoken(tx: Tx, member: MemberId): Promise<void> {
  await tx.withTables<RosterTables>().deleteFrom('room_speaker').where('member_id', '=', member).execute()
}
