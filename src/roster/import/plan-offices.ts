import type { PlannedBranches } from './plan-branches.ts'
import { refersTo, sameReference } from './references.ts'
import type { Notes } from './remarks.ts'
import type { ImportStep } from './steps.ts'
import type { CurrentRoster, Office, Reference, RosterRow } from './types.ts'

/** An office at a branch. */
export type Seat = { readonly role: Office; readonly branch: Reference }

/** Says at which branch each office of a row is held. The township's organiser sits at its committee, wherever the person pays dues. */
export function seatsOf(row: RosterRow, branch: Reference, planned: PlannedBranches, notes: Notes): readonly Seat[] {
  if (row.offices === 'clear') return []
  return row.offices.flatMap((role): readonly Seat[] => {
    if (role !== 'township_admin') return [{ role, branch }]
    if (planned.kinds.get(row.branch) === 'office') return [{ role, branch: planned.root ?? branch }]
    notes.questions.push({ kind: 'organizer-elsewhere', at: [row.at], name: row.name, branch: row.branch })
    return []
  })
}

/** Gives what the file adds. Only `--` takes an office away, and the step shows it. */
export function officeSteps(
  row: RosterRow,
  member: Reference,
  branch: Reference,
  seats: readonly Seat[],
  current: CurrentRoster,
): readonly ImportStep[] {
  const held = current.offices.filter((office) => refersTo(member, office.memberId))
  if (row.offices === 'clear') {
    const here = held.filter((office) => refersTo(branch, office.branchId))
    return here.map((office): ImportStep => ({ kind: 'take-office', member, branch, role: office.role, name: row.name, at: row.at }))
  }
  const missing = seats.filter((seat) => !held.some((office) => office.role === seat.role && refersTo(seat.branch, office.branchId)))
  return missing.map((seat): ImportStep => ({
    kind: 'give-office',
    member,
    branch: seat.branch,
    role: seat.role,
    name: row.name,
    at: row.at,
  }))
}

/** The people who will hold an office at a branch once the steps are done, by name. */
export function holdersAfter(role: Office, branch: Reference, current: CurrentRoster, steps: readonly ImportStep[]): readonly string[] {
  const taken = steps.filter((step) => step.kind === 'take-office' && step.role === role && sameReference(step.branch, branch))
  const kept = current.offices
    .filter((office) => office.role === role && refersTo(branch, office.branchId))
    .filter((office) => !taken.some((step) => step.kind === 'take-office' && refersTo(step.member, office.memberId)))
    .map((office) => current.members.find((member) => member.id === office.memberId)?.name ?? '')
  const given = steps.flatMap((step) =>
    step.kind === 'give-office' && step.role === role && sameReference(step.branch, branch) ? [step.name] : [],
  )
  return [...kept, ...given]
}
