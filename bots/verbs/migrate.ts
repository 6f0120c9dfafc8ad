import { clock, makeDataDir, migrateOrRefuse, Refused, settingsOrRefuse } from '../machine.ts'
import { openSqlite } from '../../src/kernel/database/sqlite.ts'
import { claimLife } from '../../src/kernel/database/life.ts'

/** Brings the database up to date and says which steps were taken. */
export async function migrateVerb(print: (line: string) => void): Promise<void> {
  const settings = settingsOrRefuse()
  makeDataDir(settings)
  const database = openSqlite(settings.database)
  try {
    const ran = await migrateOrRefuse(settings, database)
    if ((await claimLife(database, settings.life)) !== settings.life)
      throw new Refused('这个数据库的用途和设置不符（演练或正式），请核对 DATABASE_URL')
    print(ran.length === 0 ? `数据库已是最新（${clock().toISOString()}）` : `已升级：${ran.join('、')}`)
  } finally {
    await database.close()
  }
}
