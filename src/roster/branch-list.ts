import type { Command, Spoken } from '../kernel/chat/capability.ts'
import type { BranchId, Role } from '../kernel/chat/person.ts'
import { branchTree, countMembers } from './branches-store.ts'
import { toPrivate } from './manners.ts'
import { branchesHeld, matchBranches, upwards } from './tree.ts'
import { helpLines, officeWords as words } from './words.ts'

const SEE: readonly Role[] = ['secretary', 'deputy_secretary', 'clerk', 'township_admin']
const MOST_LINES = 40

/** 支部: the tree of branches and how many members each has, as far as one's office reaches. */
export const branchListCommand: Command = {
  words: ['支部', '支部名单'],
  may: SEE,
  where: 'private',
  rest: 'private',
  help: helpLines.branches,
  run: async (occasion) => {
    if (!(await toPrivate(occasion))) await tellBranches(occasion)
  },
}

async function tellBranches({ tx, person, rest, voice }: Spoken): Promise<void> {
  const tree = await branchTree(tx)
  const held = branchesHeld(person, SEE, tree)
  const shown =
    rest === ''
      ? held
      : matchBranches(
          rest,
          held.flatMap((id) => tree.get(id) ?? []),
        ).map(({ id }) => id)
  if (shown.length === 0) {
    await voice.reply(words.branchNotFound(rest))
    return
  }
  const counts = await countMembers(tx)
  // A body's line tells its own members; the ones below stand on lines of their own.
  const lines = inOrder(shown, (id) => tree.get(id)?.parent).map((id) => {
    const depth = upwards(id, tree).filter((above) => above !== id && shown.includes(above)).length
    return words.branchLine(depth, tree.get(id)?.name ?? '', counts.get(id) ?? 0)
  })
  const left = lines.length - MOST_LINES
  await voice.reply([...lines.slice(0, MOST_LINES), ...(left > 0 ? [words.branchesLeftOut(left)] : [])].join('\n'))
}

/** Every body before those below it, and those directly behind it. */
function inOrder(ids: readonly BranchId[], parentOf: (id: BranchId) => BranchId | undefined): readonly BranchId[] {
  const roots = ids.filter((id) => !ids.includes(parentOf(id) ?? id) || parentOf(id) === undefined)
  const walk = (id: BranchId): readonly BranchId[] => [id, ...ids.filter((one) => parentOf(one) === id).flatMap(walk)]
  return roots.flatMap(walk)
}
