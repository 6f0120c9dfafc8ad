import type { BranchId, MemberId } from '../kernel/chat/person.ts'
import { monthsThrough } from '../kernel/language/months.ts'
import type { DuesCategory, Month } from './entry.ts'
import { isUntouched, type MemberMonth } from './member-month.ts'
import { assess, type Basis } from './rules.ts'

/** A member as the yearly assessment looks at one. */
export type Assessed = {
  readonly member: MemberId
  readonly branch: BranchId
  readonly name: string
  readonly basis: Basis
  /** The first month from which this member pays at all: probationary members from their admission (art. 8). */
  readonly since: Month | undefined
  readonly months: readonly MemberMonth[]
  readonly localFen: number | undefined
}

/** What the assessment changes for one member. */
export type PlannedChange = {
  readonly member: MemberId
  readonly branch: BranchId
  readonly name: string
  readonly category: DuesCategory | undefined
  readonly baseFen: number | undefined
  readonly monthlyFen: number
  readonly article: string | undefined
  readonly months: readonly Month[]
  readonly kind: 'new' | 'changed'
}

/** What an assessment would do. Nothing is written. */
export type Plan = {
  readonly changes: readonly PlannedChange[]
  readonly unchanged: number
  /** What all members with a known amount pay a month together, in fen. */
  readonly monthlyFen: number
  readonly unknown: readonly { readonly name: string; readonly missing: 'category' | 'base' | 'figure' }[]
}

/** Plans the months from one to the end of its year. A month of which something is paid or claimed is left as it is. */
export function planAssessment(members: readonly Assessed[], from: Month): Plan {
  const changes: PlannedChange[] = []
  const unknown: { name: string; missing: 'category' | 'base' | 'figure' }[] = []
  let unchanged = 0
  let monthlyFen = 0
  for (const one of members) {
    const due = assess(one.basis, one.localFen, from)
    if (due.kind === 'unknown') {
      unknown.push({ name: one.name, missing: due.missing })
      continue
    }
    monthlyFen += due.fen
    const change = planFor(one, due, from)
    if (change === undefined) unchanged += 1
    else changes.push(change)
  }
  return { changes, unchanged, monthlyFen, unknown }
}

function planFor(
  one: Assessed,
  due: { readonly fen: number; readonly article: string | undefined },
  from: Month,
): PlannedChange | undefined {
  const first = one.since !== undefined && one.since > from ? one.since : from
  const known = new Map(one.months.map((month) => [month.month, month]))
  const months = monthsThrough(first, `${from.slice(0, 4)}-12`).filter((month) => {
    const before = known.get(month)
    return before === undefined || (isUntouched(before) && before.assessedFen !== due.fen)
  })
  if (months.length === 0) return undefined
  const { member, branch, name, basis } = one
  const { category, baseFen } = basis
  const kind = months.some((month) => known.has(month)) ? 'changed' : 'new'
  return { member, branch, name, category, baseFen, monthlyFen: due.fen, article: due.article, months, kind }
}

/** Two plans with the same stamp do the same. */
export function stampOf({ changes, unknown }: Plan): string {
  const months = changes.reduce((count, one) => count + one.months.length, 0)
  const fen = changes.reduce((sum, one) => sum + one.monthlyFen * one.months.length, 0)
  return [changes.length, months, fen, unknown.length].join(':')
}
