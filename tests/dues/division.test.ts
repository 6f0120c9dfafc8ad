import { describe, expect, test } from 'vitest'
import { dividePayment, type Payer, type SaidPayment } from '../../src/dues/division.ts'
import { consecutiveUnpaidMonths, type MemberMonth, stateOf } from '../../src/dues/member-month.ts'
import type { BranchId, MemberId } from '../../src/kernel/chat/person.ts'
import { monthsThrough } from '../../src/kernel/language/months.ts'

const PERIOD = '2026-11'
const month = (member: number, name: string, fen: number, more: Partial<MemberMonth> = {}): MemberMonth => ({
  member: member as MemberId,
  branch: 1 as BranchId,
  month: name,
  assessedFen: fen,
  waivedFen: 0,
  claimedFen: 0,
  confirmedFen: 0,
  returnedFen: 0,
  ...more,
})
/** A member who pays so much a month, with everything before `from` confirmed. */
const payer = (member: number, fen: number, from: string): Payer => ({
  member: member as MemberId,
  months: monthsThrough('2026-01', '2026-12').map((name) => month(member, name, fen, name < from ? { confirmedFen: fen } : {})),
})
const named = (...months: string[]) => ({ kind: 'named', months }) as const
const say = (said: SaidPayment, ...payers: Payer[]) => {
  const division = dividePayment(said, payers, PERIOD)
  if (division.kind === 'none') return division.why
  const parts = division.shares.map(
    (share) => `${share.member}:${share.purpose === 'month' ? share.month.slice(5) : share.purpose}=${share.fen}`,
  )
  return [division.kind === 'ask' ? division.why : 'clear', ...parts].join(' ')
}

describe('a payment falls on months', () => {
  test.each<[string, SaidPayment, string]>([
    ['已交', {}, 'clear 1:11=300'],
    ['交了3块', { amountFen: 300 }, 'clear 1:11=300'],
    ['交了6块: this month and the next', { amountFen: 600 }, 'clear 1:11=300 1:12=300'],
    ['交了10块: what is over is asked about', { amountFen: 1000 }, 'surplus 1:11=300 1:12=300 1:credit=400'],
    ['交了4块', { amountFen: 400 }, 'surplus 1:11=300 1:credit=100'],
    ['交了1块: a part', { amountFen: 100 }, 'part 1:11=100'],
    ['全年: what is left of it', { months: named(...monthsThrough('2026-01', '2026-12')) }, 'clear 1:11=300 1:12=300'],
    ['2个月', { months: { kind: 'count', count: 2 } }, 'clear 1:11=300 1:12=300'],
    ['3个月: there are but two', { months: { kind: 'count', count: 3 } }, 'fewer 1:11=300 1:12=300'],
    ['11月和12月共5块', { amountFen: 500, months: named('2026-11', '2026-12') }, 'less 1:11=300 1:12=200'],
    ['11月和12月共3块', { amountFen: 300, months: named('2026-11', '2026-12') }, 'less 1:11=300'],
    ['11月7块', { amountFen: 700, months: named('2026-11') }, 'surplus 1:11=300 1:credit=400'],
    ['10月 was paid long ago', { months: named('2026-10') }, 'said-before'],
  ])('%s', (_, said, division) => {
    expect(say(said, payer(1, 300, '2026-11'))).toBe(division)
  })

  test.each<[string, SaidPayment, string]>([
    ['已交 with three months due', {}, 'several-due 1:09=300 1:10=300 1:11=300'],
    ['补3个月', { months: { kind: 'count', count: 3 } }, 'clear 1:09=300 1:10=300 1:11=300'],
    ['9块', { amountFen: 900 }, 'clear 1:09=300 1:10=300 1:11=300'],
    ['3块: the oldest first', { amountFen: 300 }, 'clear 1:09=300'],
    ['交到10月', { months: { kind: 'through', month: '2026-10' } }, 'clear 1:09=300 1:10=300'],
    ['交到10月, read as the October to come', { months: { kind: 'through', month: '2027-10' } }, 'clear 1:09=300 1:10=300'],
    ['交到年底', { months: { kind: 'through', month: '2026-12' } }, 'clear 1:09=300 1:10=300 1:11=300 1:12=300'],
  ])('%s', (_, said, division) => {
    expect(say(said, payer(1, 300, '2026-09'))).toBe(division)
  })

  test.each<[string, SaidPayment, string]>([
    ['我和老伴都交了', {}, 'clear 1:11=300 2:11=20'],
    ['我和老伴 3块2', { amountFen: 320 }, 'clear 1:11=300 2:11=20'],
    ['我和老伴 6块4', { amountFen: 640 }, 'clear 1:11=300 2:11=20 1:12=300 2:12=20'],
    ['我和老伴 11-12月', { months: named('2026-11', '2026-12') }, 'clear 1:11=300 2:11=20 1:12=300 2:12=20'],
    ['我和老伴 5块', { amountFen: 500 }, 'surplus 1:11=300 2:11=20 1:credit=180'],
  ])('%s', (_, said, division) => {
    expect(say(said, payer(1, 300, '2026-11'), payer(2, 20, '2026-11'))).toBe(division)
  })

  test('nobody can pay what was never assessed', () => {
    expect(say({ amountFen: 300 }, { member: 1 as MemberId, months: [] })).toBe('not-assessed')
  })

  test('what is said to be paid is not said twice', () => {
    const claimed = { member: 1 as MemberId, months: [month(1, PERIOD, 300, { claimedFen: 300 })] }
    expect(say({}, claimed)).toBe('said-before')
    expect(say({ amountFen: 300 }, claimed)).toBe('said-before')
  })
})

test.each([
  [{}, 'assessed'],
  [{ claimedFen: 300 }, 'claimed'],
  [{ claimedFen: 100, confirmedFen: 200 }, 'claimed'],
  [{ confirmedFen: 300 }, 'confirmed'],
  [{ confirmedFen: 100, waivedFen: 200 }, 'confirmed'],
  [{ confirmedFen: 100 }, 'assessed'],
  [{ waivedFen: 300 }, 'exempt'],
  [{ waivedFen: 100 }, 'reduced'],
  [{ returnedFen: 300 }, 'returned'],
] as const)('a month with %o is %s', (more, state) => {
  expect(stateOf(month(1, PERIOD, 300, more))).toBe(state)
})

test('months in a row are counted back from today and end where something was paid, said or approved', () => {
  const months = payer(1, 300, '2026-06').months
  expect(consecutiveUnpaidMonths(months, '2026-11')).toBe(6)
  expect(consecutiveUnpaidMonths(months, '2026-05')).toBe(0)
  const withClaim = months.map((one) => (one.month === '2026-09' ? { ...one, claimedFen: 300 } : one))
  expect(consecutiveUnpaidMonths(withClaim, '2026-11')).toBe(2)
})
