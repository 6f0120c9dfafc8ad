import type { Tx } from '../kernel/database/connection.ts'
import { statement } from '../kernel/database/statement.ts'
import type { RosterTables } from './tables.ts'

const stamp = statement<object, RosterTables>()((db) => db.selectFrom('member').select((of) => of.fn.max('id').as('last')))

/** Changes when people are entered, for nobody is ever renamed: one look into an index, so that the list of names need not be read for every letter. */
export async function rosterStamp(tx: Tx): Promise<string> {
  const row = await stamp.first(tx, {})
  return String(row?.last ?? 0)
}

/** The names of everybody on the roster, which letters must protect. */
export async function namesOnRoster(tx: Tx): Promise<readonly string[]> {
  const rows = await tx.withTables<RosterTables>().selectFrom('member').select('name').distinct().execute()
  return rows.map(({ name }) => name)
}
