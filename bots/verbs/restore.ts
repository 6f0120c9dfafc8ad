import { existsSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import type { Settings } from '../../src/kernel/config.ts'
import { checkCopy, type Checked, lifeOfCopy, putBack } from '../../src/kernel/database/copy.ts'
import { takeServiceLock } from '../../src/kernel/database/lock.ts'
import { clock, makeDataDir, Refused, settingsOrRefuse } from '../machine.ts'
import { DAMAGES, isSameFile } from './backup.ts'

/** Puts a checked backup in the place of the database; the old one stays beside it. */
export async function restoreVerb(print: (line: string) => void, file: string): Promise<void> {
  if (!existsSync(file)) throw new Refused(`没有这个备份：${file}`)
  const settings = settingsFor(file)
  if (isSameFile(file, settings.database)) throw new Refused('这就是正在用的数据库，不用恢复。请写备份的文件名')
  makeDataDir(settings)
  const lock = takeServiceLock(settings.database)
  if (lock === undefined) throw new Refused('支部通正在运行，请先停掉它再恢复')
  const before = `${settings.database}.before-restore`
  const replaces = existsSync(settings.database)
  try {
    keepOlder(before, file)
    orRefuse(putBack(file, settings.database))
  } finally {
    lock.release()
  }
  print(`已恢复：${settings.database}`)
  if (replaces) print(`原来的数据库留在旁边：${before}`)
  if (!existsSync(join(settings.dataDir, 'keys', 'secret.key')))
    print(`电话还读不出来：请把另存的钥匙 secret.key 放进 ${settings.dataDir}/keys，再启动`)
}

/** Looked at before anything is moved. Where nothing is set yet, the backup itself tells which database it belongs to. */
function settingsFor(file: string): Settings {
  const settings = settingsOrRefuse()
  orRefuse(checkCopy(file))
  const life = lifeOfCopy(file)
  const { platform, database } = settings.named
  if (platform === 'no') {
    if (database === 'yes' || life === undefined) return settings
    return { ...settings, database: join(settings.dataDir, life === 'real' ? 'branchlink.db' : 'rehearsal.db') }
  }
  if (life === undefined || life === settings.life) return settings
  throw new Refused(
    life === 'real'
      ? '这份备份是正式的，眼下的设置是演练。请从 PLATFORMS 里去掉 sandbox，再恢复'
      : '这份备份是演练的，不能放进正式的数据库。请把 PLATFORMS 设为 sandbox，再恢复',
  )
}

function orRefuse(checked: Checked): void {
  if (checked.kind === 'damaged') throw new Refused(`恢复没有做成：${DAMAGES[checked.reason] ?? checked.reason}。什么也没有改动`)
}

/** A second restore must not throw away what the first one set aside. */
function keepOlder(before: string, restored: string): void {
  if (!existsSync(before) || isSameFile(before, restored)) return
  renameSync(before, `${before}-${clock().toISOString().slice(0, 19).replaceAll(':', '')}`)
}
