import type { Occasion } from '../kernel/chat/capability.ts'
import { monthAfter } from '../kernel/language/months.ts'
import { getMember } from '../roster/directory.ts'
import type { ProposedClaim } from './asking.ts'
import type { Division } from './division.ts'
import type { Month, Share } from './entry.ts'
import { MOST_MONTHS_BACK } from './rules.ts'
import { sayYuan } from '../kernel/language/say-money.ts'
import { sayMonths } from './saying.ts'
import { duesWords as words } from './words.ts'

/** The one question that settles a doubt about the payer's own payment. */
export function sayDoubt({ today }: Occasion, division: Extract<Division, { kind: 'ask' }>): string {
  const { why, shares, fen, restFen } = division
  const months = monthsOfShares(shares, today)
  const [first] = shares
  const due = sayYuan(first?.fen ?? fen)
  switch (why) {
    case 'several-due':
      return words.askSeveralDue(shares.length, months)
    case 'part':
      return words.askPart(sayYuan(fen), months)
    case 'surplus':
      return words.askSurplus(months, sayYuan(restFen), due)
    case 'less':
      return words.askLess(sayYuan(fen), months)
    case 'fewer':
      return words.askFewer(months)
  }
}

/** What was written down, as the payer reads it. */
export async function sayBooked(occasion: Occasion, proposed: ProposedClaim, period: Month): Promise<string> {
  const { shares } = proposed
  const { today, person } = occasion
  const rest = shares.find(({ purpose }) => purpose !== 'month')
  const months = monthsOfShares(shares, today)
  const late = shares.some((share) => share.purpose === 'month' && share.month < monthAfter(period, -MOST_MONTHS_BACK))
  const lines = shares.every(({ member }) => member === person.member)
    ? [rest === undefined ? words.claimed(months) : words.claimedWithRest(months, restLine(rest))]
    : [words.claimedFor(await shareLines(occasion, proposed))]
  return [...lines, ...(late ? [words.longAgo] : [])].join('\n')
}

/** Who a payment is for. Another's amount is nobody's business but the collector's, nor are months that nobody named. */
export async function shareLines(
  { tx, today, person }: Occasion,
  { shares, months }: Pick<ProposedClaim, 'shares' | 'months'>,
): Promise<readonly string[]> {
  const lines: string[] = []
  for (const member of new Set(shares.map((share) => share.member))) {
    const own = shares.filter((share) => share.member === member)
    const isSelf = member === person.member
    const name = isSelf ? words.you : (await getMember(tx, member)).name
    const which = isSelf || months === 'said' ? monthsOfShares(own, today) : words.whatIsDue
    const rest = own.find(({ purpose }) => purpose !== 'month')
    lines.push([words.shareLine(name, which), ...(rest === undefined ? [] : [restLine(rest)])].join('，'))
  }
  return lines
}

function restLine({ purpose, fen }: Share): string {
  return purpose === 'extra' ? words.restAsExtra(sayYuan(fen)) : words.restAsCredit(sayYuan(fen))
}

/** The months of shares in words. */
export function monthsOfShares(shares: readonly Share[], today: string): string {
  return sayMonths(
    shares.flatMap((share) => (share.purpose === 'month' ? [share.month] : [])),
    today,
  )
}
