import type { Tx } from '../kernel/database/connection.ts'
import { statement } from '../kernel/database/statement.ts'

type DutyTables = { reminder: { kind: string; subject: string; debtor: string; stage: number; at: string } }

const insert = statement<DutyTables['reminder'], DutyTables>()((db, given) =>
  db
    .insertInto('reminder')
    .values({ kind: given('kind'), subject: given('subject'), debtor: given('debtor'), stage: given('stage'), at: given('at') })
    .onConflict((conflict) => conflict.doNothing()),
)

/** The identity of a reminder: once written it has been sent, for ever, whatever restarts. */
export type ReminderKey = { readonly kind: string; readonly subject: string; readonly debtor: string; readonly stage: number }

/** Notes a reminder before its letter is put; false when it went out before. */
export async function recordReminder(tx: Tx, key: ReminderKey, now: Date): Promise<boolean> {
  return (await insert.run(tx, { ...key, at: now.toISOString() })) > 0
}
