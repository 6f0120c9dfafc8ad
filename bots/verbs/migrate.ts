import { checkLife, clock, makeDataDir, migrateOrRefuse, settingsOrRefuse } from '../machine.ts'
import { openSqlite } from '../../src/kernel/database/sqlite.ts'

/** Brings the database up to date and says which steps were taken. */
export async function migrateVerb(print: (line: string) => void): Promise<void> {
  const settings = settingsOrRefuse()
  makeDataDir(settings)
  const database = openSqlite(settings.database)
  try {
    const ran = await migrateOrRefuse(settings, database)
    await checkLife(settings, database, 'verb')
    print(ran.length === 0 ? `数据库已是最新（${clock().toISOString()}）` : `已升级：${ran.join('、')}`)
  } finally {
    await database.close()
  }
}
