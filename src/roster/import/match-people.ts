import { nameKey } from './person-cells.ts'
import { refersTo } from './references.ts'
import type { Notes } from './remarks.ts'
import type { CurrentMember, Reference, RosterRow } from './types.ts'

/** Whom a row of the file means. `aside` rows are left for a person. */
export type Match =
  | { readonly kind: 'new' }
  | { readonly kind: 'same' | 'moved'; readonly member: CurrentMember }
  | { readonly kind: 'aside' }

type BranchOf = ReadonlyMap<string, Reference>

/**
 * Finds the stored member behind each row: by branch, name and phone; by name and phone in another branch (moved);
 * by branch and name alone where only one is left on each side. It never chooses between two people of one name.
 */
export function matchPeople(
  rows: readonly RosterRow[],
  branchOf: BranchOf,
  members: readonly CurrentMember[],
  notes: Notes,
): ReadonlyMap<RosterRow, Match> {
  const matches = new Map<RosterRow, Match>()
  const namesakes = grouped(members, (member) => nameKey(member.name))
  for (const [name, sameName] of grouped(rows, (row) => nameKey(row.name))) {
    const repeated = repeatedRows(sameName, notes)
    for (const row of repeated) matches.set(row, { kind: 'aside' })
    const open = sameName.filter((row) => !repeated.includes(row) && branchOf.has(row.branch))
    matchNamesakes(open, namesakes.get(name) ?? [], branchOf, matches, notes)
  }
  return matches
}

/** Rows and members that all bear one name. */
function matchNamesakes(
  rows: readonly RosterRow[],
  members: readonly CurrentMember[],
  branchOf: BranchOf,
  matches: Map<RosterRow, Match>,
  notes: Notes,
): void {
  let free = members
  const settle = (row: RosterRow, kind: 'same' | 'moved', found: readonly CurrentMember[]): void => {
    const [member] = found
    if (member === undefined || found.length > 1) return
    matches.set(row, { kind, member })
    free = free.filter((other) => other !== member)
  }
  for (const row of rows)
    settle(
      row,
      'same',
      free.filter((member) => isIn(member, row, branchOf) && hasPhone(member, row)),
    )
  for (const row of rows)
    if (!matches.has(row))
      settle(
        row,
        'moved',
        free.filter((member) => hasPhone(member, row)),
      )
  const open = rows.filter((row) => !matches.has(row))
  for (const [, group] of grouped(open, (row) => row.branch)) {
    const left = free.filter((member) => group[0] !== undefined && isIn(member, group[0], branchOf))
    for (const [row, match] of pairUp(group, left)) {
      matches.set(row, match)
      if (match.kind === 'aside') notes.questions.push({ kind: 'ambiguous-person', at: [row.at], name: row.name, branch: row.branch })
    }
  }
}

/** What is left of one name in one branch: nobody stored, one for one, or too many to tell apart. */
function pairUp(rows: readonly RosterRow[], left: readonly CurrentMember[]): readonly (readonly [RosterRow, Match])[] {
  const withPhone = rows.some((row) => typeof row.said.phone === 'string') || left.some((member) => typeof member.phone === 'string')
  // Several of one name without any number are told apart by their order only, and there is no other difference to get wrong.
  const isPaired = left.length === rows.length && (rows.length === 1 || !withPhone)
  return rows.map((row, index): readonly [RosterRow, Match] => {
    const member = left[index]
    if (member === undefined && left.length === 0) return [row, { kind: 'new' }]
    return [row, isPaired && member !== undefined ? { kind: 'same', member } : { kind: 'aside' }]
  })
}

function isIn(member: CurrentMember, row: RosterRow, branchOf: BranchOf): boolean {
  const branch = branchOf.get(row.branch)
  return branch !== undefined && refersTo(branch, member.branchId)
}

function hasPhone(member: CurrentMember, row: RosterRow): boolean {
  return typeof row.said.phone === 'string' && row.said.phone === member.phone
}

/** Rows that say a second time who stands in the file already; the rows all bear one name. */
function repeatedRows(rows: readonly RosterRow[], notes: Notes): readonly RosterRow[] {
  return rows.filter((row, index) => {
    const earlier = rows.slice(0, index).find((other) => isSamePerson(other, row))
    if (earlier === undefined) return false
    const kind = earlier.branch === row.branch ? 'duplicate-row' : 'two-branches'
    notes.questions.push({ kind, at: [earlier.at, row.at], name: row.name, branch: row.branch })
    return true
  })
}

function isSamePerson(one: RosterRow, other: RosterRow): boolean {
  if (typeof one.said.phone === 'string' && typeof other.said.phone === 'string') return one.said.phone === other.said.phone
  // A second sheet often lists some of the same people again, without their numbers.
  return one.sheet !== other.sheet && one.branch === other.branch
}

/** Things by their key, in the order they came. */
export function grouped<Thing>(things: readonly Thing[], keyOf: (thing: Thing) => string): ReadonlyMap<string, readonly Thing[]> {
  const groups = new Map<string, Thing[]>()
  for (const thing of things) {
    const group = groups.get(keyOf(thing)) ?? []
    group.push(thing)
    groups.set(keyOf(thing), group)
  }
  return groups
}
