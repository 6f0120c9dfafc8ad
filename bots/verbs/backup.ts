import { closeSync, existsSync, openSync, readSync, realpathSync, statSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import type { Settings } from '../../src/kernel/config.ts'
import { backUp, type Checked } from '../../src/kernel/database/copy.ts'
import { Refused, settingsOrRefuse } from '../machine.ts'

/** Why a copy of the database is no good, in words. */
export const DAMAGES: Readonly<Record<string, string>> = {
  integrity_check: '数据库自检没有通过',
  'not-ours': '不是支部通的数据库',
  'not-a-database': '文件打不开或不是数据库',
}

const DATABASE_BEGINS = 'SQLite format 3\0'

/** Copies the database while it is in use; the copy is opened and checked before it gets its name. */
export async function backupVerb(print: (line: string) => void, file: string): Promise<void> {
  const settings = settingsOrRefuse()
  if (!existsSync(settings.database)) throw new Refused(`还没有数据库：${settings.database}。请先 npm start 一次`)
  refuseTarget(settings, file)
  const checked = await copyOrRefuse(settings, file)
  if (checked.kind === 'damaged') throw new Refused(`备份没有做成：${DAMAGES[checked.reason] ?? checked.reason}。请运行 doctor 检查`)
  print(`已备份并核对：${file}`)
  print(`电话用 ${settings.dataDir}/keys 里的钥匙加了密，钥匙请另存一处`)
}

/** True when both names lead to one file, whether it exists yet or not. */
export function isSameFile(one: string, other: string): boolean {
  return wayTo(one) === wayTo(other)
}

function wayTo(file: string): string {
  const full = resolve(file)
  if (existsSync(full)) return realpathSync(full)
  return existsSync(dirname(full)) ? join(realpathSync(dirname(full)), basename(full)) : full
}

/** A backup takes the place of an older backup, and of nothing else: not of the database, nor of somebody's roster. */
function refuseTarget(settings: Settings, file: string): void {
  if (isSameFile(file, settings.database)) throw new Refused('这是正在用的数据库，不能备份到它自己。请写另一个文件名')
  if (!existsSync(dirname(resolve(file)))) throw new Refused(`没有这个目录：${dirname(resolve(file))}。请先建好，或写别处`)
  if (!existsSync(file)) return
  if (statSync(file).isDirectory()) throw new Refused(`这是一个目录：${file}。请连文件名一起写，如 ${join(file, 'branchlink-backup.db')}`)
  if (!isDatabaseFile(file)) throw new Refused(`已经有这个文件，而且不是备份：${file}。请写另一个文件名`)
}

/** Whether a file begins as a database does. */
export function isDatabaseFile(file: string): boolean {
  const begin = Buffer.alloc(DATABASE_BEGINS.length)
  const handle = openSync(file, 'r')
  try {
    return readSync(handle, begin, 0, begin.length, 0) === begin.length && begin.toString('latin1') === DATABASE_BEGINS
  } finally {
    closeSync(handle)
  }
}

async function copyOrRefuse(settings: Settings, file: string): Promise<Checked> {
  try {
    return await backUp(settings.database, file)
  } catch {
    throw new Refused(`备份没有写成：${file}。请检查磁盘空间和那个目录的权限，数据库没有动`)
  }
}
