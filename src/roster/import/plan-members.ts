import type { Match } from './match-people.ts'
import type { Seat } from './plan-offices.ts'
import { officeSteps } from './plan-offices.ts'
import type { Notes } from './remarks.ts'
import type { FieldChange, ImportStep, MemberFields } from './steps.ts'
import type { CurrentMember, CurrentRoster, Membership, Reference, RosterRow, Said } from './types.ts'

const FIELDS = ['phone', 'membership', 'duesCategory', 'baseFen', 'monthlyFen', 'isMigrant', 'hostPlace'] as const

/** A person of the file, what the import does to them, and what will be known of them afterwards. */
export type PlannedMember = {
  readonly row: RosterRow
  readonly member: Reference
  readonly branch: Reference
  readonly steps: readonly ImportStep[]
  readonly outcome: 'new' | 'changed' | 'unchanged'
  readonly after: {
    readonly phone: string | null
    readonly membership: Membership
    readonly duesCategory: string | null
    readonly baseFen: number | null
  }
}

/** Says what becomes of one person: created, changed field by field, moved, or nothing. An office the file does not mention is not taken. */
export function planMember(
  row: RosterRow,
  match: Match & { kind: 'new' | 'same' | 'moved' },
  branch: Reference,
  seats: readonly Seat[],
  current: CurrentRoster,
  notes: Notes,
): PlannedMember {
  if (match.kind === 'new') return planNewcomer(row, branch, seats)
  const { member } = match
  const reference: Reference = { kind: 'existing', id: member.id }
  const changes = changesOf(member, row.said)
  const steps: ImportStep[] = []
  if (match.kind === 'moved') {
    const before = current.branches.find((candidate) => candidate.id === member.branchId)?.name
    notes.questions.push({ kind: 'moved', at: [row.at], name: row.name, before, after: row.branch })
    steps.push({ kind: 'move-member', member: member.id, name: row.name, before: member.branchId, after: branch, at: row.at })
  }
  if (changes.some((change) => change.field === 'phone' && change.before !== null && change.after !== null)) {
    notes.questions.push({ kind: 'phone-changed', at: [row.at], name: row.name, branch: row.branch })
  }
  if (changes.length > 0) steps.push({ kind: 'change-member', member: member.id, name: row.name, changes, at: row.at })
  steps.push(...officeSteps(row, reference, branch, seats, current))
  return { row, member: reference, branch, steps, outcome: steps.length > 0 ? 'changed' : 'unchanged', after: afterwards(member, row.said) }
}

function planNewcomer(row: RosterRow, branch: Reference, seats: readonly Seat[]): PlannedMember {
  const key = `member:${row.sheet}!${row.at}`
  const member: Reference = { kind: 'new', key }
  const fields: MemberFields = {
    name: row.name,
    phone: row.said.phone ?? null,
    membership: row.said.membership ?? 'full',
    duesCategory: row.said.duesCategory ?? null,
    baseFen: row.said.baseFen ?? null,
    monthlyFen: row.said.monthlyFen ?? null,
    isMigrant: row.said.isMigrant ?? false,
    hostPlace: row.said.hostPlace ?? null,
  }
  const given = seats.map((seat): ImportStep => ({
    kind: 'give-office',
    member,
    branch: seat.branch,
    role: seat.role,
    name: row.name,
    at: row.at,
  }))
  return {
    row,
    member,
    branch,
    steps: [{ kind: 'create-member', key, branch, fields, at: row.at }, ...given],
    outcome: 'new',
    after: fields,
  }
}

function changesOf(member: CurrentMember, said: Said): readonly FieldChange[] {
  return FIELDS.flatMap((field) => {
    const after = said[field]
    const before = member[field] ?? null
    return after === undefined || after === before ? [] : [{ field, before, after }]
  })
}

function afterwards(member: CurrentMember, said: Said): PlannedMember['after'] {
  return {
    phone: said.phone === undefined ? (member.phone ?? null) : said.phone,
    membership: said.membership ?? member.membership,
    duesCategory: said.duesCategory === undefined ? (member.duesCategory ?? null) : said.duesCategory,
    baseFen: said.baseFen === undefined ? (member.baseFen ?? null) : said.baseFen,
  }
}
