import type { BranchId, MemberId, Office } from '../kernel/chat/person.ts'
import type { Tx } from '../kernel/database/connection.ts'
import type { RosterTables } from './tables.ts'

/** A member as an export needs one. */
export type ExportedMember = {
  readonly id: MemberId
  readonly branch: BranchId
  readonly name: string
  readonly membership: string
  readonly migrant: boolean
  readonly hostPlace?: string
  readonly sealedPhone?: string
}

/** Everything an export of these branches needs, in three questions however many members there are. */
export async function rosterRows(
  tx: Tx,
  branches: readonly BranchId[],
): Promise<{
  readonly members: readonly ExportedMember[]
  readonly offices: ReadonlyMap<MemberId, readonly Office[]>
  readonly accounts: ReadonlyMap<MemberId, readonly string[]>
}> {
  if (branches.length === 0) return { members: [], offices: new Map(), accounts: new Map() }
  const db = tx.withTables<RosterTables>()
  const members = await db
    .selectFrom('member')
    .select(['id', 'branch_id', 'name', 'membership', 'is_migrant', 'host_place', 'phone_sealed'])
    .where('branch_id', 'in', [...branches])
    .where('state', '=', 'active')
    .orderBy('branch_id')
    .orderBy('id')
    .execute()
  const offices = await db.selectFrom('office').select(['member_id', 'role', 'branch_id']).orderBy('id').execute()
  const accounts = await db
    .selectFrom('account')
    .innerJoin('mailbox', 'mailbox.id', 'account.mailbox_id')
    .select(['account.member_id', 'mailbox.platform'])
    .where('account.evidence', '!=', 'probable')
    .orderBy('mailbox.id')
    .execute()
  return {
    members: members.map((row) => ({
      id: row.id,
      branch: row.branch_id,
      name: row.name,
      membership: row.membership,
      migrant: Number(row.is_migrant) === 1,
      ...(row.host_place === null ? {} : { hostPlace: row.host_place }),
      ...(row.phone_sealed === null ? {} : { sealedPhone: row.phone_sealed }),
    })),
    offices: grouped(offices, (row) => ({ role: row.role, branch: row.branch_id })),
    accounts: grouped(accounts, (row) => row.platform),
  }
}

function grouped<Row extends { member_id: MemberId }, One>(
  rows: readonly Row[],
  take: (row: Row) => One,
): ReadonlyMap<MemberId, readonly One[]> {
  const groups = new Map<MemberId, One[]>()
  for (const row of rows) {
    const known = groups.get(row.member_id)
    if (known === undefined) groups.set(row.member_id, [take(row)])
    else known.push(take(row))
  }
  return groups
}
