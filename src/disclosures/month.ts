import type { MonthLines } from '../duties/duty.ts'
import { dayOf } from '../kernel/day.ts'
import { branchTree } from '../roster/directory.ts'
import { takesPart } from './taking-part.ts'
import { owedIn } from './ruling.ts'
import { situationWords as words } from './view-words.ts'

/** One line of 本月: how much the villages still have to make public. */
export const disclosureLines: MonthLines = async (tx, branches, now) => {
  const tree = await branchTree(tx)
  let [overdue, open] = [0, 0]
  for (const branch of branches)
    if (tree.get(branch)?.kind === 'village' && (await takesPart(tx, branch)))
      for (const { standing } of await owedIn(tx, branch, dayOf(now))) {
        if (standing.kind === 'overdue') overdue += 1
        if (standing.kind === 'open') open += 1
      }
  return overdue + open === 0 ? [] : [words.month(overdue, open)]
}
