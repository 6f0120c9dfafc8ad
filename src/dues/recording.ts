import type { Spoken } from '../kernel/chat/capability.ts'
import type { MemberId } from '../kernel/chat/person.ts'
import { monthAfter } from '../kernel/language/months.ts'
import { getMember } from '../roster/directory.ts'
import { monthsOfShares } from './claim-saying.ts'
import { collectedBy, collectorsOf } from './collecting.ts'
import { collectorWords as words } from './collector-words.ts'
import { dividePayment } from './division.ts'
import type { Share } from './entry.ts'
import { bookClaim, confirmClaims } from './ledger.ts'
import { monthsOf } from './months-store.ts'
import { pendingClaims } from './claims-store.ts'
import { readTyped } from './reading.ts'
import { MOST_MONTHS_BACK } from './rules.ts'
import { sayYuan } from '../kernel/language/say-money.ts'
import { monthOf } from './settings.ts'

/**
 * 记 王大爷 已交 3个月: noted for somebody who paid by hand. From the collector, who has the money, it is confirmed at
 * once; from anybody else it waits for the collector like a claim.
 */
export async function recordPaid(occasion: Spoken, member: MemberId, typed: string): Promise<string> {
  const { tx, today } = occasion
  const { name } = await getMember(tx, member)
  const period = monthOf(today)
  const said = readTyped(typed, period)
  const months = await monthsOf(tx, member, '')
  const division = dividePayment(said, [{ member, months }], period)
  if (division.kind === 'none') return division.why === 'not-assessed' ? words.recordNotAssessed(name) : words.recordNothing(name)
  const named = monthsOfShares(division.shares, today)
  if (division.kind === 'ask' && division.why === 'several-due') return words.recordSeveral(name, division.shares.length, named)
  if (division.kind === 'ask' && division.why === 'fewer') return words.recordFewer(name, named)
  const rest = division.shares.find(({ purpose }) => purpose !== 'month')
  const isLate = division.shares.some((share) => share.purpose === 'month' && share.month < monthAfter(period, -MOST_MONTHS_BACK))
  const line = await book(occasion, { member, name, named, shares: division.shares, fen: division.fen })
  return [line, ...(rest === undefined ? [] : [words.recordRest(sayYuan(rest.fen))]), ...(isLate ? [words.recordLate] : [])].join('\n')
}

type Recorded = {
  readonly member: MemberId
  readonly name: string
  readonly named: string
  readonly shares: readonly Share[]
  readonly fen: number
}

async function book(occasion: Spoken, { member, name, named, shares, fen }: Recorded): Promise<string> {
  const { tx, now, person, from } = occasion
  const by = person.member
  if (by === undefined) return words.recordNothing(name)
  const { branch } = await getMember(tx, member)
  const payment = await bookClaim(
    tx,
    {
      branch,
      payer: member,
      recordedBy: by,
      fen,
      evidence: 'recorded',
      identity: 'recorded',
      platform: from.platform,
      messageKey: occasion.key,
    },
    shares,
    now,
  )
  const [collector] = await collectorsOf(tx, branch)
  if ((await collectedBy(tx, person, [branch])).length === 0) return words.recordedPending(name, named, collector?.name ?? '')
  const [receipt] = await confirmClaims(tx, await pendingClaims(tx, { payments: [payment] }), by, now)
  return words.recorded(name, named, receipt === undefined ? '' : words.receiptNumber(receipt.year, receipt.number))
}
