import type { Tx } from '../kernel/database/connection.ts'
import { branchTree, getMember } from '../roster/directory.ts'
import type { Debt } from './duty.ts'

/** A name with the branch it belongs to. */
export type Named = { readonly name: string; readonly branch: string }

/** Names in one letter are for a phone's screen; the rest is in the export. */
const MOST_NAMES = 60

/** A list of names as an officer reads it: by branch where there are several, and never longer than a screen. */
export function listNames(people: readonly Named[]): string {
  const shown = people.slice(0, MOST_NAMES)
  const branches = [...new Set(shown.map(({ branch }) => branch))]
  const lines = branches.map((branch) => {
    const names = shown.filter((one) => one.branch === branch).map(({ name }) => name)
    return new Set(people.map((one) => one.branch)).size > 1 ? `${branch}：${names.join('、')}` : names.join('、')
  })
  return [...lines, ...(people.length > MOST_NAMES ? [`等 ${people.length} 人`] : [])].join('\n')
}

/** The people behind debts, in the same order. */
export async function namedDebtors(tx: Tx, debts: readonly Debt[]): Promise<readonly Named[]> {
  const tree = await branchTree(tx)
  const people: Named[] = []
  for (const { member, branch } of debts) people.push({ name: (await getMember(tx, member)).name, branch: tree.get(branch)?.name ?? '' })
  return people
}
