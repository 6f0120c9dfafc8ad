import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Settings, readSettings } from '../src/kernel/config.ts'
import { backUp } from '../src/kernel/database/copy.ts'
import { DatabaseBusy, translateEngineError } from '../src/kernel/database/connection.ts'
import type { Database } from '../src/kernel/database/database.ts'
import { findMigrations, type Migrated, migrate } from '../src/kernel/database/migrate.ts'
import { openSqlite } from '../src/kernel/database/sqlite.ts'
import { type Log, makeLog } from '../src/kernel/log.ts'
import { openSigner, type Signer } from '../src/kernel/archive/checkpoint.ts'
import { type Cipher, openCipher } from '../src/kernel/privacy/cipher.ts'
import { claimLife, findLife } from '../src/kernel/database/life.ts'

/** A program that serves decides what its database is for; a command only looks. */
type Purpose = 'serve' | 'verb'

/** Why a command was not done, in one plain line for whoever typed it. */
export class Refused extends Error {
  override readonly name = 'Refused'
}

/** What every verb works with. */
export type Machine = {
  readonly settings: Settings
  readonly log: Log
  readonly database: Database
  readonly cipher: Cipher
  /** Signs the archive of what is public. */
  readonly signer: Signer
}

/** The only place where the house learns what time it is. */
export const clock = (): Date => new Date()

/** An unguessable text of 12 characters. */
export const token = (): string => randomBytes(9).toString('base64url')

/** Reads the settings, or refuses with the line that names the wrong one. */
export function settingsOrRefuse(purpose: Purpose = 'verb'): Settings {
  const dotEnv = existsSync('.env') ? readFileSync('.env', 'utf8') : ''
  const settings = readSettings(process.env, dotEnv)
  if (settings.kind === 'wrong') throw new Refused(settings.line)
  return purpose === 'verb' ? forVerb(settings) : settings
}

/**
 * Whoever imports a roster before naming a platform means the real database; whoever has rehearsed and then asks for a
 * table means the rehearsal's. A named database or platform is never second-guessed.
 */
function forVerb(settings: Settings): Settings {
  const guessed = settings.named.platform === 'no' && settings.named.database === 'no'
  if (!guessed || existsSync(settings.database)) return settings
  return { ...settings, database: join(settings.dataDir, 'branchlink.db') }
}

/** Opens the database of the settings, brings its schema up to date and makes sure it is of the right life. */
export async function openMachine(purpose: Purpose = 'verb'): Promise<Machine> {
  const settings = settingsOrRefuse(purpose)
  makeDataDir(settings)
  const log = makeLog(settings.logLevel)
  const database = openOrRefuse(settings)
  try {
    await migrateOrRefuse(settings, database)
    await checkLife(settings, database, purpose)
    return { settings, log, database, cipher: openCipher(settings.dataDir), signer: openSigner(settings.dataDir) }
  } catch (error) {
    await database.close()
    throw error
  }
}

/** Everything of ours lies in one folder that only its owner may look into. */
export function makeDataDir(settings: Settings): void {
  try {
    mkdirSync(settings.dataDir, { recursive: true, mode: 0o700 })
  } catch {
    throw new Refused(`DATA_DIR 这个目录用不了：${settings.dataDir}。请换一个能写的目录`)
  }
}

function openOrRefuse(settings: Settings): Database {
  try {
    return openSqlite(settings.database)
  } catch (error) {
    if (translateEngineError(error) instanceof DatabaseBusy)
      throw new Refused(`数据库正被别的程序占用：${settings.database}。什么也没有改动，请过一会儿再试`)
    throw new Refused(`数据库打不开：${settings.database}。请检查 DATABASE_URL、磁盘空间和文件权限`)
  }
}

/** Brings the schema up to date; a copy of the old database is laid beside it first. */
export async function migrateOrRefuse(settings: Settings, database: Database): Promise<readonly string[]> {
  const migrations = await findMigrations()
  const result = await migrate(database, migrations, clock(), async () => {
    const copy = join(settings.dataDir, `before-migration-${clock().toISOString().replaceAll(':', '-')}.db`)
    const checked = await backUp(settings.database, copy)
    if (checked.kind === 'damaged') throw new Refused(`升级前的备份没有做成，数据库未动。请先运行 doctor 检查：${settings.database}`)
  })
  return tellMigrated(result)
}

function tellMigrated(result: Migrated): readonly string[] {
  if (result.kind === 'done') return result.ran
  if (result.kind === 'newer') throw new Refused(`数据库比程序新（${result.unknown}），没有改动。请换用新版程序，或用 restore 恢复旧备份`)
  throw new Refused(`升级步骤 ${result.name} 没做成，已全部退回，数据未动。请把运行日志发给维护的人，旧版程序可照常用`)
}

/** Refuses a rehearsal's database for a real platform and the reverse; a program that serves settles what a new one is for. */
export async function checkLife(settings: Settings, database: Database, purpose: Purpose): Promise<void> {
  if (purpose === 'verb' && settings.named.platform === 'no') return
  const life = purpose === 'serve' ? await claimLife(database, settings.life) : ((await findLife(database)) ?? settings.life)
  if (life === settings.life) return
  throw new Refused(
    life === 'rehearsal'
      ? `这是演练用的数据库，不能接真的平台：${settings.database}。请给 DATABASE_URL 写另一个文件`
      : `这是正式的数据库，不能拿来演练：${settings.database}。请给 DATABASE_URL 写另一个文件`,
  )
}
