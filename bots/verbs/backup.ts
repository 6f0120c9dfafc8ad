import { existsSync } from 'node:fs'
import { backUp, type Checked, putBack } from '../../src/kernel/database/copy.ts'
import { takeServiceLock } from '../../src/kernel/database/lock.ts'
import { makeDataDir, Refused, settingsOrRefuse } from '../machine.ts'

const REASONS: Readonly<Record<string, string>> = {
  integrity_check: '数据库自检没有通过',
  'not-ours': '不是支部通的数据库',
  'not-a-database': '文件打不开或不是数据库',
}

/** Copies the database while it is in use; the copy is opened and checked before it gets its name. */
export async function backupVerb(print: (line: string) => void, file: string): Promise<void> {
  const settings = settingsOrRefuse()
  if (!existsSync(settings.database)) throw new Refused(`还没有数据库：${settings.database}。请先 npm start 一次`)
  orRefuse(await backUp(settings.database, file), '备份')
  print(`已备份并核对：${file}`)
  print(`电话用 ${settings.dataDir}/keys 里的钥匙加了密，钥匙请另存一处`)
}

/** Puts a checked backup in the place of the database; the old one stays beside it. */
export async function restoreVerb(print: (line: string) => void, file: string): Promise<void> {
  const settings = settingsOrRefuse()
  if (!existsSync(file)) throw new Refused(`没有这个备份：${file}`)
  makeDataDir(settings)
  const lock = takeServiceLock(settings.database)
  if (lock === undefined) throw new Refused('支部通正在运行，请先停掉它再恢复')
  try {
    orRefuse(putBack(file, settings.database), '恢复')
  } finally {
    lock.release()
  }
  print(`已恢复：${settings.database}`)
  print('原来的数据库留在旁边，结尾是 .before-restore')
}

function orRefuse(checked: Checked, what: string): void {
  if (checked.kind === 'damaged') throw new Refused(`${what}没有做成：${REASONS[checked.reason] ?? checked.reason}。什么也没有改动`)
}
