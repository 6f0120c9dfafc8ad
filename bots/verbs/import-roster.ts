import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { readSheets } from '../../src/kernel/tables/read-sheets.ts'
import { describePlan } from '../../src/roster/import/words.ts'
import { planImport } from '../../src/roster/import/plan.ts'
import { recogniseRoster } from '../../src/roster/import/recognise.ts'
import { currentRoster } from '../../src/roster/current-roster.ts'
import { applyImport, undoLastImport } from '../../src/roster/import-store.ts'
import { clock, type Machine, openMachine, Refused } from '../machine.ts'
import { Misused } from '../usage.ts'

/** Shows what a roster file would change; with `--apply` writes it in one transaction; `--undo` takes the last one back. */
export async function importRosterVerb(
  print: (line: string) => void,
  file: string | undefined,
  options: { readonly apply?: true; readonly undo?: true },
): Promise<void> {
  if (options.undo === true) return undo(print)
  if (file === undefined) throw new Misused('请写明文件，如：import-roster 花名册.xlsx')
  const bytes = readOrRefuse(file)
  const read = await readSheets(bytes, basename(file))
  if (read.kind === 'refused') throw new Refused(read.reason)
  const machine = await openMachine()
  try {
    await importSheets(
      print,
      machine,
      recogniseRoster(read.sheets),
      createHash('sha256').update(bytes).digest('hex'),
      options.apply === true ? 'apply' : 'look',
    )
  } finally {
    await machine.database.close()
  }
}

function readOrRefuse(file: string): Buffer {
  if (!existsSync(file)) throw new Refused(`没有这个文件：${file}`)
  try {
    return readFileSync(file)
  } catch {
    throw new Refused(`文件读不了：${file}。请换成花名册的 xlsx 或 csv 文件，并检查权限`)
  }
}

async function importSheets(
  print: (line: string) => void,
  { database, cipher }: Machine,
  file: ReturnType<typeof recogniseRoster>,
  fileHash: string,
  intent: 'apply' | 'look',
): Promise<void> {
  // Planned and written in one transaction: what was shown is what is written, whoever else is at work.
  const plan = await database.write(async (tx) => {
    const made = planImport(file, await currentRoster(tx, cipher))
    if (intent === 'apply' && made.kind === 'ready') await applyImport(tx, cipher, made, { actor: 'operator', fileHash }, clock())
    return made
  })
  for (const line of describePlan(plan, 'full')) print(line)
  if (plan.kind === 'refused') throw new Refused('整份没有导入，什么也没有改动。请改好上面的单元格再导一次')
  if (plan.steps.length === 0) print('名册已经是这样，没有要改的')
  else if (intent === 'apply') print('已写入。要撤回这次导入：import-roster --undo')
  else print('这只是预览，什么也没有改动。要写入请加 --apply')
}

async function undo(print: (line: string) => void): Promise<void> {
  const { database } = await openMachine()
  try {
    const undone = await database.write((tx) => undoLastImport(tx, 'operator', clock()))
    if (undone.kind === 'nothing') throw new Refused('没有可以撤回的导入')
    print(undone.kept === 0 ? '已撤回上一次导入' : `已撤回上一次导入；有 ${undone.kept} 处后来用过，保留不动`)
  } finally {
    await database.close()
  }
}
