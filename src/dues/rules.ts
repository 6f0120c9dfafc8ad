import type { DuesCategory, Month } from './entry.ts'

/** A rule with its source: which article says how much whom, and since when. */
export type DuesRule = {
  readonly categories: readonly DuesCategory[]
  readonly source: string
  readonly article: string
  readonly validFrom: Month
  readonly amount: Amount
}

/** The rate goes on the whole base, not on what exceeds a bracket; the last bracket has no upper end. */
type Amount =
  | { readonly kind: 'rate'; readonly brackets: readonly { readonly upToFen: number; readonly perMille: number }[] }
  | { readonly kind: 'flat'; readonly fen: number }
  /** A figure fixed locally within these limits. */
  | { readonly kind: 'local'; readonly leastFen: number; readonly mostFen: number }

const SOURCE = '《关于中国共产党党费收缴、使用和管理的规定》'
const SINCE = '2008-02'
const WAGE_BRACKETS = [
  { upToFen: 300_000, perMille: 5 },
  { upToFen: 500_000, perMille: 10 },
  { upToFen: 1_000_000, perMille: 15 },
  { upToFen: Number.MAX_SAFE_INTEGER, perMille: 20 },
]
const PENSION_BRACKETS = [
  { upToFen: 500_000, perMille: 5 },
  { upToFen: Number.MAX_SAFE_INTEGER, perMille: 10 },
]

/** The national rules, newest last; a newer one of the same category wins from its month on. */
export const DUES_RULES: readonly DuesRule[] = [
  rule(['wage_earner'], '第一、二条', { kind: 'rate', brackets: WAGE_BRACKETS }),
  rule(['annual_salary'], '第三条', { kind: 'rate', brackets: WAGE_BRACKETS }),
  rule(['self_employed'], '第四条', { kind: 'rate', brackets: WAGE_BRACKETS }),
  rule(['retired'], '第五条', { kind: 'rate', brackets: PENSION_BRACKETS }),
  rule(['farmer'], '第六条', { kind: 'local', leastFen: 20, mostFen: 100 }),
  rule(['student', 'unemployed', 'relief'], '第六条', { kind: 'flat', fen: 20 }),
]

/** Articles that are named to people beside an amount. */
export const ARTICLES = {
  /** Monthly on one's own initiative, once a quarter with the branch's consent. */
  monthly: { source: SOURCE, article: '第十二条' },
  sixMonths: { source: SOURCE, article: '第十三条' },
} as const

/** Back payment generally covers no more than so many months (art. 12); more is for the collector to decide. */
export const MOST_MONTHS_BACK = 6

/** What is known of a member that decides the amount. Money is in fen. */
export type Basis = {
  readonly category: DuesCategory | undefined
  /** Wage, pension or the average net income of the last quarter, a month. */
  readonly baseFen: number | undefined
  /** A monthly figure that the office entered itself. */
  readonly monthlyFen: number | undefined
}

/** What a member pays a month, or what is missing to say so. */
export type Due =
  | { readonly kind: 'due'; readonly fen: number; readonly article: string | undefined }
  | { readonly kind: 'unknown'; readonly missing: 'category' | 'base' | 'figure' }

/** Works out what a member pays a month, to the fen. `localFen` is the figure the township fixed for farmers. */
export function assess(basis: Basis, localFen: number | undefined, month: Month, rules: readonly DuesRule[] = DUES_RULES): Due {
  const { category, baseFen, monthlyFen } = basis
  const found = category === undefined ? undefined : ruleFor(category, month, rules)
  if (found === undefined) return monthlyFen === undefined ? unknown('category') : { kind: 'due', fen: monthlyFen, article: undefined }
  const { amount, article } = found
  if (amount.kind === 'flat') return { kind: 'due', fen: amount.fen, article }
  if (amount.kind === 'local') {
    const fen = monthlyFen ?? localFen
    return fen === undefined || fen < amount.leastFen || fen > amount.mostFen ? unknown('figure') : { kind: 'due', fen, article }
  }
  if (baseFen === undefined) return monthlyFen === undefined ? unknown('base') : { kind: 'due', fen: monthlyFen, article: undefined }
  const perMille = amount.brackets.find(({ upToFen }) => baseFen <= upToFen)?.perMille ?? 0
  return { kind: 'due', fen: Math.max(1, Math.round((baseFen * perMille) / 1000)), article }
}

/** True for a category the rules know; the roster keeps it as text. */
export function isDuesCategory(text: string | undefined): text is DuesCategory {
  return DUES_RULES.some(({ categories }) => categories.some((category) => category === text))
}

/** The rule that holds for a category in a month. */
export function ruleFor(category: DuesCategory, month: Month, rules: readonly DuesRule[] = DUES_RULES): DuesRule | undefined {
  return rules.findLast(({ categories, validFrom }) => categories.includes(category) && validFrom <= month)
}

/** The limits within which a township fixes the farmers' figure (art. 6), in fen. */
export function farmerLimits(month: Month): { readonly leastFen: number; readonly mostFen: number } {
  const amount = ruleFor('farmer', month)?.amount
  return amount?.kind === 'local' ? amount : { leastFen: 0, mostFen: 0 }
}

function unknown(missing: 'category' | 'base' | 'figure'): Due {
  return { kind: 'unknown', missing }
}

function rule(categories: readonly DuesCategory[], article: string, amount: Amount): DuesRule {
  return { categories, source: SOURCE, article, validFrom: SINCE, amount }
}
