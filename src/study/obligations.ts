import type { Day } from '../kernel/day.ts'
import type { SessionKind } from './tables.ts'

export type Every = 'month' | 'quarter' | 'year'

/** A meeting the rules ask of a branch, with the rule itself. */
export type Obligation = {
  readonly kind: SessionKind
  readonly every: Every
  /** Who meets: the branch, its committee where there is one, or each party group where there are any. */
  readonly by: 'branch' | 'committee' | 'party-groups'
  readonly source: string
  readonly article: number
  readonly validFrom: Day
}

const BRANCH_RULES = { source: '中国共产党支部工作条例（试行）', validFrom: '2018-10-28' as Day } as const
const EDUCATION_RULES = { source: '中国共产党党员教育管理工作条例', validFrom: '2019-05-06' as Day } as const

/** What the rules ask of every branch, by how often. A new version of a rule is a new line with its day. */
export const OBLIGATIONS: readonly Obligation[] = [
  { kind: 'theme_party_day', every: 'month', by: 'branch', ...BRANCH_RULES, article: 16 },
  { kind: 'branch_committee_meeting', every: 'month', by: 'committee', ...BRANCH_RULES, article: 12 },
  { kind: 'party_group_meeting', every: 'month', by: 'party-groups', ...BRANCH_RULES, article: 13 },
  { kind: 'member_assembly', every: 'quarter', by: 'branch', ...BRANCH_RULES, article: 11 },
  { kind: 'organizational_life_meeting', every: 'year', by: 'branch', ...BRANCH_RULES, article: 17 },
]

/** How many hours a member studies together with others in a year, at least. Nobody counts minutes before a screen. */
export const STUDY_HOURS = { hours: 32, ...EDUCATION_RULES, article: 20 } as const

/** Of the old and the ill nothing is demanded; the lesson is brought to them instead. */
export const WITHOUT_DEMAND = { ...EDUCATION_RULES, article: 23 } as const

/** A branch of fewer full members has a secretary and no committee. */
export const COMMITTEE_FROM_MEMBERS = 7

/** What is asked once a year is called to mind from October on: nobody is pushed in spring. */
export const YEARLY_FROM_MONTH = 10
