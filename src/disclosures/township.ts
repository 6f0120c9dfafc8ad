import type { Spoken } from '../kernel/chat/capability.ts'
import { branchesHeld, branchTree, findBranchByName, shortBranchName } from '../roster/directory.ts'
import { sayPeriod } from './calendar.ts'
import { choiceWords as words } from './choice-words.ts'
import { type InspectionRecord, inspectionTable } from './inspection.ts'

/** 全镇 公开 [河西村]: how each village stands with what fell due this quarter, in the order of the tree; a table, not a ranking. */
export async function tellTownship(occasion: Spoken): Promise<void> {
  const { tx, today, voice, person } = occasion
  const held = branchesHeld(person, 'township_admin', await branchTree(tx))
  const quarter = `${today.slice(0, 4)}-Q${Math.ceil(Number(today.slice(5, 7)) / 3)}`
  const [named] = occasion.rest === '' ? [] : await findBranchByName(tx, occasion.rest)
  const branches = named === undefined ? held : held.filter((branch) => branch === named.id)
  const { records } = await inspectionTable(tx, branches, quarter, today)
  if (named !== undefined)
    return void (await voice.privately(
      words.village(
        shortBranchName(named.name),
        records.map((one) => words.itemLine(one.name, countsOf([one]))),
      ),
    ))
  const villages = new Map<string, InspectionRecord[]>()
  for (const one of records) villages.set(one.branch, [...(villages.get(one.branch) ?? []), one])
  const lines = [...villages].map(([branch, all]) => words.townshipLine(shortBranchName(branch), countsOf(all)))
  await voice.privately(words.township(lines, sayPeriod(quarter)))
}

function countsOf(records: readonly InspectionRecord[]) {
  const sum = (of: (one: InspectionRecord) => number) => records.reduce((all, one) => all + of(one), 0)
  return {
    onTime: sum(({ on_time }) => on_time),
    late: sum(({ late }) => late),
    missing: sum(({ missing }) => missing),
    nothing: sum(({ nothing }) => nothing),
    corrected: sum(({ corrected }) => corrected),
  }
}
