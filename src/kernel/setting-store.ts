import type { Tx } from './database/connection.ts'
import { statement } from './database/statement.ts'

type SettingTables = { setting: { key: string; value: string } }

const find = statement<{ key: string }, SettingTables>()((db, given) =>
  db.selectFrom('setting').select('value').where('key', '=', given('key')),
)

const note = statement<SettingTables['setting'], SettingTables>()((db, given) =>
  db
    .insertInto('setting')
    .values({ key: given('key'), value: given('value') })
    .onConflict((conflict) => conflict.column('key').doUpdateSet({ value: given('value') })),
)

const forget = statement<{ key: string }, SettingTables>()((db, given) => db.deleteFrom('setting').where('key', '=', given('key')))

/** What the house has noted about itself under a key. */
export async function findSetting(tx: Tx, key: string): Promise<string | undefined> {
  return (await find.first(tx, { key }))?.value
}

/** Notes something under a key, in the place of what stood there. */
export async function noteSetting(tx: Tx, key: string, value: string): Promise<void> {
  await note.run(tx, { key, value })
}

/** Forgets what stands under a key. */
export async function forgetSetting(tx: Tx, key: string): Promise<void> {
  await forget.run(tx, { key })
}
