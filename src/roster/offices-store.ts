import type { BranchId, MemberId, Office, Role } from '../kernel/chat/person.ts'
import type { Tx } from '../kernel/database/connection.ts'
import { statement } from '../kernel/database/statement.ts'
import type { RosterTables } from './tables.ts'

/** Who holds an office, and of which body. */
export type Holder = { readonly member: MemberId; readonly name: string; readonly role: Role; readonly branch: BranchId }

const ofMember = statement<{ member: MemberId }, RosterTables>()((db, given) =>
  db.selectFrom('office').select(['role', 'branch_id']).where('member_id', '=', given('member')).orderBy('id'),
)

const insert = statement<Omit<RosterTables['office'], 'id'>, RosterTables>()((db, given) =>
  db
    .insertInto('office')
    .values({
      member_id: given('member_id'),
      branch_id: given('branch_id'),
      role: given('role'),
      granted_at: given('granted_at'),
    } as never)
    .onConflict((conflict) => conflict.columns(['member_id', 'branch_id', 'role']).doNothing()),
)

const remove = statement<{ member: MemberId; branch: BranchId; role: Role }, RosterTables>()((db, given) =>
  db
    .deleteFrom('office')
    .where('member_id', '=', given('member'))
    .where('branch_id', '=', given('branch'))
    .where('role', '=', given('role')),
)

/** The offices a member holds, oldest first. */
export async function officesOf(tx: Tx, member: MemberId): Promise<readonly Office[]> {
  return (await ofMember.all(tx, { member })).map((row) => ({ role: row.role, branch: row.branch_id }))
}

/** Gives an office. False when the member has it already. */
export async function giveOffice(tx: Tx, member: MemberId, branch: BranchId, role: Role, now: Date): Promise<boolean> {
  return (await insert.run(tx, { member_id: member, branch_id: branch, role, granted_at: now.toISOString() })) > 0
}

/** Takes an office away. False when the member did not have it. */
export async function takeOffice(tx: Tx, member: MemberId, branch: BranchId, role: Role): Promise<boolean> {
  return (await remove.run(tx, { member, branch, role })) > 0
}

/** The active members who hold one of these offices in one of these bodies themselves, oldest office first. */
export async function holdersIn(tx: Tx, branches: readonly BranchId[], roles: readonly Role[]): Promise<readonly Holder[]> {
  if (branches.length === 0 || roles.length === 0) return []
  const rows = await tx
    .withTables<RosterTables>()
    .selectFrom('office')
    .innerJoin('member', 'member.id', 'office.member_id')
    .select(['office.member_id', 'member.name', 'office.role', 'office.branch_id'])
    .where('office.branch_id', 'in', [...branches])
    .where('office.role', 'in', [...roles])
    .where('member.state', '=', 'active')
    .orderBy('office.id')
    .execute()
  return rows.map((row) => ({ member: row.member_id, name: row.name, role: row.role, branch: row.branch_id }))
}

/** How many active members are in charge of the whole; the last one may not be lost. */
export async function countTownshipAdmins(tx: Tx): Promise<number> {
  const row = await tx
    .withTables<RosterTables>()
    .selectFrom('office')
    .innerJoin('member', 'member.id', 'office.member_id')
    .select((select) => select.fn.count<number>('office.member_id').distinct().as('count'))
    .where('office.role', '=', 'township_admin')
    .where('member.state', '=', 'active')
    .executeTakeFirstOrThrow()
  return Number(row.count)
}
