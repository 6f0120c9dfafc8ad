import { isFlat } from './dues-cells.ts'
import { grouped } from './match-people.ts'
import { nameKey } from './person-cells.ts'
import type { PlannedBranches } from './plan-branches.ts'
import type { PlannedMember } from './plan-members.ts'
import { holdersAfter } from './plan-offices.ts'
import { refersTo } from './references.ts'
import type { Notes } from './remarks.ts'
import type { ImportStep } from './steps.ts'
import type { CurrentRoster, RosterFile } from './types.ts'

const NAMES_SHOWN = 5

/** Points out what only a person can judge once it is known how everybody will stand. None of it stops the import. */
export function askAboutPlan(
  file: RosterFile,
  current: CurrentRoster,
  branches: PlannedBranches,
  people: readonly PlannedMember[],
  notes: Notes,
): void {
  for (const person of people) askAboutPerson(person, file, notes)
  askAboutSameNames(people, notes)
  askAboutSharedPhones(people, notes)
  const isAssumed = !file.fields.includes('membership') && people.some((person) => person.outcome === 'new')
  if (isAssumed) notes.questions.push({ kind: 'membership-assumed', at: [] })
  const steps = people.flatMap((person) => person.steps)
  for (const branch of file.branches) askAboutBranch(branch.name, file, current, branches, people, steps, notes)
}

function askAboutPerson({ row, after }: PlannedMember, file: RosterFile, notes: Notes): void {
  const who = { at: [row.at], name: row.name, branch: row.branch }
  const offices = row.offices === 'clear' ? [] : row.offices
  if (file.fields.includes('phone') && after.phone === null) notes.questions.push({ kind: 'no-phone', ...who })
  if (offices.includes('secretary') && after.membership === 'probationary') notes.questions.push({ kind: 'probationary-secretary', ...who })
  // Members of the village committee may not supervise it (村民委员会组织法).
  if (offices.includes('supervisor') && offices.includes('village_committee'))
    notes.questions.push({ kind: 'supervisor-in-committee', ...who })
  const needsBase = after.duesCategory !== null && !isFlat(after.duesCategory)
  if (file.fields.includes('base') && needsBase && after.baseFen === null) notes.questions.push({ kind: 'no-base', ...who })
}

function askAboutSameNames(people: readonly PlannedMember[], notes: Notes): void {
  for (const [, group] of grouped(people, ({ row }) => `${row.branch}|${nameKey(row.name)}`)) {
    const [first] = group
    if (first !== undefined && group.length > 1)
      notes.questions.push({ kind: 'same-name', at: group.map(({ row }) => row.at), name: first.row.name, branch: first.row.branch })
  }
}

function askAboutSharedPhones(people: readonly PlannedMember[], notes: Notes): void {
  const withPhone = people.filter(({ after }) => after.phone !== null)
  for (const [, group] of grouped(withPhone, ({ after }) => after.phone ?? '')) {
    if (group.length === 1) continue
    notes.questions.push({ kind: 'shared-phone', at: group.map(({ row }) => row.at), name: group.map(({ row }) => row.name).join('、') })
  }
}

function askAboutBranch(
  name: string,
  file: RosterFile,
  current: CurrentRoster,
  branches: PlannedBranches,
  people: readonly PlannedMember[],
  steps: readonly ImportStep[],
  notes: Notes,
): void {
  const branch = branches.of.get(name)
  if (branch === undefined) return
  if (file.fields.includes('office')) {
    const secretaries = holdersAfter('secretary', branch, current, steps)
    if (secretaries.length === 0) notes.questions.push({ kind: 'no-secretary', at: [], branch: name })
    if (secretaries.length > 1) notes.questions.push({ kind: 'two-secretaries', at: [], branch: name, name: secretaries.join('、') })
  }
  const mentioned = new Set(file.rows.filter((row) => row.branch === name).map((row) => nameKey(row.name)))
  const absent = current.members.filter((member) => refersTo(branch, member.branchId) && !mentioned.has(nameKey(member.name)))
  const moved = new Set(people.flatMap(({ steps: own }) => own.flatMap((step) => (step.kind === 'move-member' ? [step.member] : []))))
  const left = absent.filter((member) => !moved.has(member.id))
  if (left.length > 0)
    notes.questions.push({
      kind: 'absent',
      at: [],
      branch: name,
      count: left.length,
      name: left
        .slice(0, NAMES_SHOWN)
        .map((member) => member.name)
        .join('、'),
    })
}
