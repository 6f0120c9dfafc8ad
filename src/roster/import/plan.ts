import { matchPeople } from './match-people.ts'
import { askAboutPlan } from './plan-questions.ts'
import type { PlannedBranches } from './plan-branches.ts'
import { planBranches, spellBranches } from './plan-branches.ts'
import type { PlannedMember } from './plan-members.ts'
import { planMember } from './plan-members.ts'
import { seatsOf } from './plan-offices.ts'
import type { Notes } from './remarks.ts'
import type { ImportCounts, ImportPlan, ImportStep } from './steps.ts'
import type { CurrentRoster, RosterFile } from './types.ts'

/**
 * Plans an import: every branch, person and office of the file against the roster as it is. The same file planned again after its
 * steps were applied has no steps. A file with any refusal in it has none either.
 */
export function planImport(recognised: RosterFile, current: CurrentRoster): ImportPlan {
  const file = spellBranches(recognised, current)
  const notes: Notes = { corrections: [...file.corrections], questions: [...file.questions], refusals: [...file.refusals] }
  if (notes.refusals.length > 0) return toPlan(file, [], [], notes)
  const branches = planBranches(file, current, notes)
  if (notes.refusals.length > 0) return toPlan(file, [], [], notes)
  const people = planPeople(file, current, branches, notes)
  askAboutPlan(file, current, branches, people, notes)
  // Branches first: people and offices refer to them.
  return toPlan(file, [...branches.steps, ...people.flatMap((person) => person.steps)], people, notes)
}

function planPeople(file: RosterFile, current: CurrentRoster, branches: PlannedBranches, notes: Notes): readonly PlannedMember[] {
  const matches = matchPeople(file.rows, branches.of, current.members, notes)
  return file.rows.flatMap((row) => {
    const match = matches.get(row)
    const branch = branches.of.get(row.branch)
    if (match === undefined || match.kind === 'aside' || branch === undefined) return []
    return [planMember(row, match, branch, seatsOf(row, branch, branches, notes), current, notes)]
  })
}

function toPlan(file: RosterFile, steps: readonly ImportStep[], people: readonly PlannedMember[], notes: Notes): ImportPlan {
  const kind = notes.refusals.length > 0 ? 'refused' : 'ready'
  return {
    kind,
    steps,
    counts: countsOf(file, steps, people),
    ...notes,
    unsavedColumns: file.unsavedColumns,
    skippedSheets: file.skippedSheets,
  }
}

function countsOf(file: RosterFile, steps: readonly ImportStep[], people: readonly PlannedMember[]): ImportCounts {
  const outcomes = (outcome: PlannedMember['outcome']): number => people.filter((person) => person.outcome === outcome).length
  return {
    people: file.rows.length,
    branches: file.branches.length,
    newBranches: steps.filter((step) => step.kind === 'create-branch').length,
    newMembers: outcomes('new'),
    changedMembers: outcomes('changed'),
    unchangedMembers: outcomes('unchanged'),
    aside: file.rows.length - people.length,
    offices: steps.filter((step) => step.kind === 'give-office').length,
  }
}
