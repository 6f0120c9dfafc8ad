import type { Tx } from '../kernel/database/connection.ts'
import type { Cipher } from '../kernel/privacy/cipher.ts'
import type { RosterTables } from './tables.ts'

/** How many phone numbers this key cannot read: they were sealed with another one, which was not put back. */
export async function countUnreadablePhones(tx: Tx, cipher: Cipher): Promise<number> {
  const rows = await tx
    .withTables<RosterTables>()
    .selectFrom('member')
    .select('phone_sealed')
    .where('phone_sealed', 'is not', null)
    .where('state', '=', 'active')
    .execute()
  return rows.filter(({ phone_sealed }) => phone_sealed !== null && cipher.tryOpen(phone_sealed) === undefined).length
}
