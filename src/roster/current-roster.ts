import type { Tx } from '../kernel/database/connection.ts'
import type { Cipher } from '../kernel/privacy/cipher.ts'
import { branchTree } from './branches-store.ts'
import type { CurrentRoster } from './import/types.ts'
import type { RosterTables } from './tables.ts'

/** The roster as an import compares it with a file: active members, with their phone numbers in clear. */
export async function currentRoster(tx: Tx, cipher: Cipher): Promise<CurrentRoster> {
  const db = tx.withTables<RosterTables>()
  const tree = await branchTree(tx)
  const members = await db
    .selectFrom('member')
    .select([
      'id',
      'branch_id',
      'name',
      'phone_sealed',
      'membership',
      'dues_category',
      'base_fen',
      'monthly_fen',
      'is_migrant',
      'host_place',
    ])
    .where('state', '=', 'active')
    .orderBy('id')
    .execute()
  const offices = await db.selectFrom('office').select(['member_id', 'branch_id', 'role']).orderBy('id').execute()
  return {
    branches: [...tree.values()].map(({ id, name, kind, parent }) => ({ id, name, kind, parentId: parent ?? null })),
    members: members.map((row) => ({
      id: row.id,
      branchId: row.branch_id,
      name: row.name,
      phone: row.phone_sealed === null ? null : (cipher.tryOpen(row.phone_sealed) ?? null),
      membership: row.membership,
      duesCategory: row.dues_category,
      baseFen: row.base_fen,
      monthlyFen: row.monthly_fen,
      isMigrant: Number(row.is_migrant) === 1,
      hostPlace: row.host_place,
    })),
    offices: offices.map((row) => ({ memberId: row.member_id, branchId: row.branch_id, role: row.role })),
  }
}
