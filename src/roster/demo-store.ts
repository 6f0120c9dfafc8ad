import type { BranchId, MemberId } from '../kernel/chat/person.ts'
import type { Tx } from '../kernel/database/connection.ts'
import type { RosterTables } from './tables.ts'

/** A member with a login of the rehearsal. */
export type CastMember = {
  readonly id: string
  readonly member: MemberId
  readonly name: string
  readonly branch: BranchId
  readonly migrant: boolean
}

/** The members who can be played, in the order in which they were given their logins. */
export async function castMembers(tx: Tx): Promise<readonly CastMember[]> {
  const rows = await tx
    .withTables<RosterTables>()
    .selectFrom('account')
    .innerJoin('mailbox', 'mailbox.id', 'account.mailbox_id')
    .innerJoin('member', 'member.id', 'account.member_id')
    .select(['mailbox.chat', 'member.id', 'member.name', 'member.branch_id', 'member.is_migrant'])
    .where('mailbox.platform', '=', 'sandbox')
    .orderBy('mailbox.id')
    .execute()
  return rows.map((row) => ({
    id: row.chat,
    member: row.id,
    name: row.name,
    branch: row.branch_id,
    migrant: Number(row.is_migrant) === 1,
  }))
}

/** The groups of the rehearsal. */
export async function castRooms(tx: Tx): Promise<readonly { readonly id: string; readonly title: string; readonly branch: BranchId }[]> {
  const rows = await tx
    .withTables<RosterTables>()
    .selectFrom('room')
    .innerJoin('mailbox', 'mailbox.id', 'room.mailbox_id')
    .select(['mailbox.chat', 'room.title', 'room.branch_id'])
    .where('mailbox.platform', '=', 'sandbox')
    .orderBy('mailbox.id')
    .execute()
  return rows.map((row) => ({ id: row.chat, title: row.title, branch: row.branch_id }))
}
