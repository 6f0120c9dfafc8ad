import type { MemberId } from '../kernel/chat/person.ts'
import type { Month, Share } from './entry.ts'
import { type MemberMonth, sumFen, unclaimedFen } from './member-month.ts'

/** Which months somebody spoke of. `through` is 交到6月: everything up to it. */
export type SaidMonths =
  | { readonly kind: 'named'; readonly months: readonly Month[] }
  | { readonly kind: 'through'; readonly month: Month }
  | { readonly kind: 'count'; readonly count: number }

/** What was said of a payment; what is left out was not said. */
export type SaidPayment = { readonly amountFen?: number; readonly months?: SaidMonths }

/** Somebody a payment is for, with all months known of them, oldest first. */
export type Payer = { readonly member: MemberId; readonly months: readonly MemberMonth[] }

/** Why a question is asked before anything is written down. */
export type Doubt = 'several-due' | 'part' | 'less' | 'surplus' | 'fewer'

/** How a payment falls on people and months, or what stands in the way. `restFen` is what no month takes. */
export type Division =
  | { readonly kind: 'clear'; readonly shares: readonly Share[]; readonly fen: number }
  | { readonly kind: 'ask'; readonly why: Doubt; readonly shares: readonly Share[]; readonly fen: number; readonly restFen: number }
  | { readonly kind: 'none'; readonly why: 'not-assessed' | 'said-before' }

/**
 * Divides a payment, oldest months first. Whole months that add up are clear; anything else is a proposal that the
 * payer is asked about.
 */
export function dividePayment(said: SaidPayment, payers: readonly Payer[], period: Month): Division {
  const chosen = payers.flatMap((payer) => chooseMonths(said.months, payer, period)).toSorted(byMonth)
  const pool = said.months === undefined && said.amountFen !== undefined ? allOpen(payers) : chosen
  const [first] = pool
  if (first === undefined) return { kind: 'none', why: payers.some(({ months }) => months.length > 0) ? 'said-before' : 'not-assessed' }
  const whole = chosen.map(wholeShare)
  const expected = sumFen(whole)
  const { amountFen } = said
  if (amountFen === undefined) {
    const why = doubtOf(said.months, payers, chosen)
    const made = { shares: whole, fen: expected }
    return why === undefined ? { kind: 'clear', ...made } : { kind: 'ask', why, ...made, restFen: 0 }
  }
  if (amountFen === expected && chosen.length > 0) return { kind: 'clear', shares: whole, fen: amountFen }
  return fill(amountFen, pool, said.months !== undefined, payers[0]?.member ?? first.member)
}

function fill(amountFen: number, pool: readonly MemberMonth[], isNamed: boolean, payer: MemberId): Division {
  const shares: Share[] = []
  let restFen = amountFen
  for (const one of pool) {
    if (restFen < unclaimedFen(one)) break
    shares.push(wholeShare(one))
    restFen -= unclaimedFen(one)
  }
  const next = pool[shares.length]
  if (restFen === 0) return isNamed ? ask('less', shares, amountFen, 0) : { kind: 'clear', shares, fen: amountFen }
  if (next !== undefined && (isNamed || shares.length === 0)) {
    const part: Share = { member: next.member, purpose: 'month', month: next.month, fen: restFen }
    return ask(isNamed ? 'less' : 'part', [...shares, part], amountFen, 0)
  }
  return ask('surplus', [...shares, { member: payer, purpose: 'credit', fen: restFen }], amountFen, restFen)
}

function ask(why: Doubt, shares: readonly Share[], fen: number, restFen: number): Division {
  return { kind: 'ask', why, shares, fen, restFen }
}

/** Several months due and none named may mean one or all; more months said than there are is worth a word. */
function doubtOf(months: SaidMonths | undefined, payers: readonly Payer[], chosen: readonly MemberMonth[]): Doubt | undefined {
  if (months === undefined) return chosen.length > new Set(chosen.map(({ member }) => member)).size ? 'several-due' : undefined
  return months.kind === 'count' && chosen.length < months.count * payers.length ? 'fewer' : undefined
}

/** The months of one person that are meant and not yet said to be paid. */
function chooseMonths(said: SaidMonths | undefined, { months }: Payer, period: Month): readonly MemberMonth[] {
  const open = months.filter((one) => unclaimedFen(one) > 0)
  if (said === undefined) return open.filter(({ month }) => month <= period)
  if (said.kind === 'count') return open.slice(0, said.count)
  const known = new Set(months.map(({ month }) => month))
  if (said.kind === 'named') return open.filter(({ month }) => said.months.includes(month))
  // 交到6月 said in November names the June to come; where that is not assessed, this year's was meant.
  const through = known.has(said.month) ? said.month : `${period.slice(0, 4)}${said.month.slice(4)}`
  return open.filter(({ month }) => month <= through)
}

function allOpen(payers: readonly Payer[]): readonly MemberMonth[] {
  return payers.flatMap(({ months }) => months.filter((one) => unclaimedFen(one) > 0)).toSorted(byMonth)
}

function byMonth(a: MemberMonth, b: MemberMonth): number {
  return a.month < b.month ? -1 : a.month > b.month ? 1 : 0
}

function wholeShare(one: MemberMonth): Share {
  return { member: one.member, purpose: 'month', month: one.month, fen: unclaimedFen(one) }
}
