import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'
import { type ArchiveRecord, verifyDatabase, verifyRecords } from '../../src/archived.ts'
import type { Verified } from '../../src/kernel/archive/verify.ts'
import { checkCopy } from '../../src/kernel/database/copy.ts'
import { openSqlite } from '../../src/kernel/database/sqlite.ts'
import { openMachine, Refused } from '../machine.ts'
import { DAMAGES, isDatabaseFile } from './backup.ts'

const MOST_PROBLEMS = 20

const Hex = z.string().regex(/^[0-9a-f]*$/)
/** An archive as `export archive --format json` writes it. */
const Records = z.array(
  z.discriminatedUnion('record', [
    z.object({
      record: z.literal('entry'),
      position: z.number(),
      kind: z.string(),
      subject: z.string(),
      at: z.string(),
      commitment: Hex,
      salt: Hex.nullable(),
      content: z.string().nullable(),
    }),
    z.object({
      record: z.literal('checkpoint'),
      size: z.number(),
      root: Hex,
      signature: Hex,
      public_key: Hex,
      at: z.string(),
    }),
  ]),
)

/** Checks that nothing published was changed: in the database of the settings, or offline in an exported archive or a copy. */
export async function verifyVerb(print: (line: string) => void, file: string | undefined): Promise<void> {
  const verified = await (file === undefined ? verifyOwn() : verifyFile(file))
  if (verified.problems.length > 0) throw new Refused(sayProblems(verified.problems))
  if (verified.entries === 0) throw new Refused('还没有公开存档可核对：还没有公开过什么')
  print(`存档 ${verified.entries} 条，全部对得上`)
  if (verified.erased > 0) print(`其中 ${verified.erased} 条的内容已按要求删除，其余不受影响`)
}

function sayProblems(problems: readonly string[]): string {
  const rest = problems.length - MOST_PROBLEMS
  return [`存档有 ${problems.length} 处对不上：`, ...problems.slice(0, MOST_PROBLEMS), ...(rest > 0 ? [`另有 ${rest} 处`] : [])].join('\n')
}

async function verifyOwn(): Promise<Verified> {
  const { database, signer } = await openMachine()
  try {
    return await database.read((tx) => verifyDatabase(tx, signer.publicKey))
  } finally {
    await database.close()
  }
}

async function verifyFile(file: string): Promise<Verified> {
  if (!existsSync(file)) throw new Refused(`没有这个文件：${file}`)
  return isDatabaseFile(file) ? verifyCopy(file) : verifyRecords(readRecords(file))
}

function readRecords(file: string): readonly ArchiveRecord[] {
  try {
    return Records.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch {
    throw new Refused(`这不是存档文件：${file}。请用 export archive --format json 写一份`)
  }
}

/** Looked at in a copy of its own, so that what may be evidence stays as it is. */
async function verifyCopy(file: string): Promise<Verified> {
  const folder = mkdtempSync(join(tmpdir(), 'branchlink-verify-'))
  try {
    const copy = join(folder, 'copy.db')
    copyFileSync(file, copy)
    const checked = checkCopy(copy)
    if (checked.kind === 'damaged') throw new Refused(`这份副本打不开：${DAMAGES[checked.reason] ?? checked.reason}`)
    const database = openSqlite(copy)
    try {
      return await database.read((tx) => verifyDatabase(tx, undefined))
    } finally {
      await database.close()
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
