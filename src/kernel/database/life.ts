import type { Database } from './database.ts'

/** A rehearsal is played by anybody as anybody; its data never meets a real platform. */
export type Life = 'rehearsal' | 'real'

type SettingTables = { setting: { key: string; value: string } }

/** The life this database has had, if it has been served yet. */
export async function findLife(database: Database): Promise<Life | undefined> {
  const row = await database.read((tx) =>
    tx.withTables<SettingTables>().selectFrom('setting').select('value').where('key', '=', 'life').executeTakeFirst(),
  )
  return row === undefined ? undefined : row.value === 'rehearsal' ? 'rehearsal' : 'real'
}

/** The life this database has had since it was first opened; a new one takes the life it is given. */
export async function claimLife(database: Database, wanted: Life): Promise<Life> {
  return database.write(async (tx) => {
    const db = tx.withTables<SettingTables>()
    await db
      .insertInto('setting')
      .values({ key: 'life', value: wanted })
      .onConflict((conflict) => conflict.doNothing())
      .execute()
    const { value } = await db.selectFrom('setting').select('value').where('key', '=', 'life').executeTakeFirstOrThrow()
    return value === 'rehearsal' ? 'rehearsal' : 'real'
  })
}
