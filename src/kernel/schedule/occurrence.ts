import type { Tx } from '../database/connection.ts'
import { statement } from '../database/statement.ts'

type OccurrenceTables = { occurrence: { rule: string; day: string; state: 'done' | 'skipped'; at: string } }

const find = statement<{ rule: string; day: string }, OccurrenceTables>()((db, given) =>
  db.selectFrom('occurrence').select('state').where('rule', '=', given('rule')).where('day', '=', given('day')),
)

const insert = statement<OccurrenceTables['occurrence'], OccurrenceTables>()((db, given) =>
  db.insertInto('occurrence').values({ rule: given('rule'), day: given('day'), state: given('state'), at: given('at') }),
)

/** True when a rule has been done, or knowingly left, for this calendar day. */
export async function hasOccurrence(tx: Tx, rule: string, day: string): Promise<boolean> {
  return (await find.first(tx, { rule, day })) !== undefined
}

/** Notes that a rule was done, or was too late, for this calendar day; the primary key makes a day happen once. */
export async function recordOccurrence(tx: Tx, rule: string, day: string, state: 'done' | 'skipped', now: Date): Promise<void> {
  await insert.run(tx, { rule, day, state, at: now.toISOString() })
}
