import { branchName, guessKind, sayKind } from './branch-cells.ts'
import type { Notes } from './remarks.ts'
import type { ImportStep } from './steps.ts'
import type { BranchKind, CurrentRoster, Reference, RosterBranch, RosterFile } from './types.ts'

type CurrentBranch = CurrentRoster['branches'][number]

/** Where the branches of a file are, or will be once the steps are done. `root` is the township committee above them. */
export type PlannedBranches = {
  readonly steps: readonly ImportStep[]
  readonly of: ReadonlyMap<string, Reference>
  readonly kinds: ReadonlyMap<string, BranchKind>
  readonly root: Reference | undefined
}

/**
 * Spells the branches of a file once more when the file does not name its township but the roster knows only one:
 * 红岭镇河西村党支部 in a branch's own list is the 河西村党支部 below 红岭镇党委.
 */
export function spellBranches(file: RosterFile, current: CurrentRoster): RosterFile {
  const township = file.township ?? townshipOfRoot(current)
  if (township === undefined || file.township !== undefined) return file
  const branches = new Map<string, RosterBranch>()
  for (const branch of file.branches) {
    const name = branchName(branch.name, township)
    branches.set(name, { ...branch, name, kind: branches.get(name)?.kind ?? branch.kind })
  }
  const rows = file.rows.map((row) => ({ ...row, branch: branchName(row.branch, township) }))
  return { ...file, township, branches: [...branches.values()], rows }
}

/** Finds or creates the branches a file names and puts those without a place in the tree under the township committee. */
export function planBranches(file: RosterFile, current: CurrentRoster, notes: Notes): PlannedBranches {
  const { township } = file
  const root = planRoot(township, current, notes)
  const steps: ImportStep[] = [...root.steps]
  const of = new Map<string, Reference>()
  const kinds = new Map<string, BranchKind>()
  for (const branch of file.branches) {
    const planned =
      branch.name === root.name
        ? { steps: [], reference: root.reference, kind: 'office' as const }
        : planBranch(branch, township, root.reference, current, notes)
    if (planned?.reference === undefined) continue
    steps.push(...planned.steps)
    of.set(branch.name, planned.reference)
    kinds.set(branch.name, planned.kind)
  }
  return { steps, of, kinds, root: root.reference }
}

function isRoot(branch: CurrentBranch): boolean {
  return branch.kind === 'office' && (branch.parentId === undefined || branch.parentId === null) && branch.name.endsWith('党委')
}

function townshipOfRoot(current: CurrentRoster): string | undefined {
  const roots = current.branches.filter(isRoot)
  return roots.length === 1 ? roots[0]?.name.replace(/党委$/, '') : undefined
}

type PlannedRoot = { readonly steps: readonly ImportStep[]; readonly name: string | undefined; readonly reference: Reference | undefined }

function planRoot(township: string | undefined, current: CurrentRoster, notes: Notes): PlannedRoot {
  if (township === undefined) return { steps: [], name: undefined, reference: undefined }
  const name = `${township}党委`
  const existing = current.branches.find((branch) => branchName(branch.name, township) === name)
  if (existing !== undefined) return { steps: [], name, reference: { kind: 'existing', id: existing.id } }
  if (current.branches.some(isRoot)) notes.questions.push({ kind: 'other-township', at: [], branch: name })
  const key = `branch:${name}`
  return { steps: [{ kind: 'create-branch', key, name, branchKind: 'office', parent: null }], name, reference: { kind: 'new', key } }
}

type PlannedBranch = { readonly steps: readonly ImportStep[]; readonly reference: Reference; readonly kind: BranchKind }

function planBranch(
  branch: RosterBranch,
  township: string | undefined,
  root: Reference | undefined,
  current: CurrentRoster,
  notes: Notes,
): PlannedBranch | undefined {
  const named = current.branches.filter((candidate) => branchName(candidate.name, township) === branch.name)
  const below = named.length > 1 ? named.filter((candidate) => root?.kind === 'existing' && candidate.parentId === root.id) : named
  if (named.length > 1 && below.length !== 1) {
    notes.refusals.push({ kind: 'ambiguous-branch', at: [branch.at], branch: branch.name })
    return undefined
  }
  const [existing] = below
  return existing === undefined ? createBranch(branch, root, current, notes) : keepBranch(existing, branch, root, notes)
}

function keepBranch(existing: CurrentBranch, branch: RosterBranch, root: Reference | undefined, notes: Notes): PlannedBranch {
  if (branch.kind !== undefined && branch.kind !== existing.kind) {
    notes.questions.push({
      kind: 'kind-stays',
      at: [branch.at],
      branch: branch.name,
      before: sayKind(existing.kind),
      after: sayKind(branch.kind),
    })
  }
  const isLoose = (existing.parentId === undefined || existing.parentId === null) && !isRoot(existing)
  const steps: ImportStep[] =
    isLoose && root !== undefined ? [{ kind: 'place-branch', branch: existing.id, name: existing.name, parent: root }] : []
  return { steps, reference: { kind: 'existing', id: existing.id }, kind: existing.kind }
}

function createBranch(branch: RosterBranch, root: Reference | undefined, current: CurrentRoster, notes: Notes): PlannedBranch | undefined {
  const branchKind = branch.kind ?? guessKind(branch.name)
  if (branchKind === undefined) {
    notes.refusals.push({ kind: 'kind-missing', at: [branch.at], branch: branch.name })
    return undefined
  }
  if (branch.kind === undefined)
    notes.questions.push({ kind: 'kind-guessed', at: [branch.at], branch: branch.name, after: sayKind(branchKind) })
  const alike = current.branches.find((candidate) => looksLike(candidate.name, branch.name))
  if (alike !== undefined) notes.questions.push({ kind: 'branch-looks-like', at: [branch.at], branch: branch.name, before: alike.name })
  const key = `branch:${branch.name}`
  return {
    steps: [{ kind: 'create-branch', key, name: branch.name, branchKind, parent: root ?? null }],
    reference: { kind: 'new', key },
    kind: branchKind,
  }
}

/** One character apart: a slip of the hand more often than a second branch. */
function looksLike(one: string, other: string): boolean {
  const [left, right] = [Array.from(one), Array.from(other)]
  if (left.length !== right.length) return one.replace('党支部', '').includes(other.replace('党支部', '')) && other.length > 5
  return left.filter((character, index) => character !== right[index]).length === 1
}
