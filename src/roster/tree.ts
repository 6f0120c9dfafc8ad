import type { BranchId, Person, Role } from '../kernel/chat/person.ts'
import type { BranchKind } from './tables.ts'

/** A party organization: a branch, or the committee above it. */
export type Branch = { readonly id: BranchId; readonly name: string; readonly kind: BranchKind; readonly parent?: BranchId }

/** Every branch of the house by its number. A township has thirty, a county nine hundred: small enough to hold. */
export type BranchTree = ReadonlyMap<BranchId, Branch>

/** The branch itself and every body above it, nearest first. */
export function upwards(branch: BranchId, tree: BranchTree): readonly BranchId[] {
  const path: BranchId[] = []
  for (let at: BranchId | undefined = branch; at !== undefined && !path.includes(at); at = tree.get(at)?.parent) path.push(at)
  return path
}

/** The branch itself and every branch below it, in the order of the tree. */
export function downwards(branch: BranchId, tree: BranchTree): readonly BranchId[] {
  return [...tree.keys()]
    .filter((one) => upwards(one, tree).includes(branch))
    .toSorted((a, b) => Number(b === branch) - Number(a === branch) || a - b)
}

/** The body at the top of the tree in which the branch stands. */
export function topOf(branch: BranchId, tree: BranchTree): BranchId {
  return upwards(branch, tree).at(-1) ?? branch
}

/**
 * Tells whether a person may act as one of these roles for a branch. An office of a higher body holds for the branches
 * below it; only a verified login speaks with an office (CHAT.md §2).
 */
export function holds(person: Person, roles: Role | readonly Role[], branch: BranchId, tree: BranchTree): boolean {
  if (person.evidence !== 'verified') return false
  const wanted = typeof roles === 'string' ? [roles] : roles
  if (wanted.includes('member') && person.member !== undefined && person.branch === branch) return true
  const path = upwards(branch, tree)
  return person.offices.some((office) => wanted.includes(office.role) && path.includes(office.branch))
}

/** The branches for which a person may act as one of these roles, in the order of the tree. */
export function branchesHeld(person: Person, roles: Role | readonly Role[], tree: BranchTree): readonly BranchId[] {
  return [...tree.keys()].filter((branch) => holds(person, roles, branch, tree)).toSorted((a, b) => a - b)
}

/** A branch as people shorten it: 河西村党支部, 河西村支部 and 河西村 are one. */
export function shortBranchName(name: string): string {
  const plain = name.normalize('NFKC').replaceAll(/\s/gu, '')
  return plain.replace(/^中共/u, '').replace(/(流动)?(党总支部|党总支|党支部|总支|支部|基层党委|党委|委员会)(委员会)?$/u, '$1') || plain
}

/** The branches that a typed name may mean: the exact one, else those of that short form, else those that begin so. */
export function matchBranches(typed: string, branches: readonly Branch[]): readonly Branch[] {
  const wanted = shortBranchName(typed)
  if (wanted === '') return []
  const exact = branches.filter((branch) => branch.name === typed.trim())
  if (exact.length > 0) return exact
  const same = branches.filter((branch) => shortBranchName(branch.name) === wanted)
  if (same.length > 0) return same
  return wanted.length < 2 ? [] : branches.filter((branch) => shortBranchName(branch.name).includes(wanted))
}
