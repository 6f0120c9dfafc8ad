import type { Occasion } from '../kernel/chat/capability.ts'
import { SECRETARIAL } from '../kernel/chat/converse.ts'
import { branchesHeld, branchTree, findMembersByName, type Member } from '../roster/directory.ts'
import { assessmentWords as words } from './assessment-words.ts'

const MOST_NAMES = 4

/** The one member whom an officer means by a name, or the line that says why it cannot be told. */
export async function findOneHeld({ tx, person }: Occasion, name: string): Promise<Member | string> {
  const found = await findMembersByName(tx, name, branchesHeld(person, SECRETARIAL, await branchTree(tx)))
  const [one, ...others] = found
  if (one === undefined) return words.nobodyCalled(name)
  if (others.length === 0) return one
  return words.severalCalled(
    name,
    found
      .slice(0, MOST_NAMES)
      .map((member) => member.name)
      .join('、'),
  )
}
