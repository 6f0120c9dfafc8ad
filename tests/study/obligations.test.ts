import { describe, expect, test } from 'vitest'
import type { Day } from '../../src/kernel/day.ts'
import { type Held, obligationsOf, standingOf, stillToHold } from '../../src/study/branch-year.ts'
import { OBLIGATIONS } from '../../src/study/obligations.ts'
import type { PartyGroupId, SessionId, SessionKind } from '../../src/study/tables.ts'

const day = (text: string) => text as Day
const small = { fullMembers: 6, partyGroups: [] }
const large = { fullMembers: 31, partyGroups: [1 as PartyGroupId, 2 as PartyGroupId] }

let numbers = 0
function held(kind: SessionKind, on: string, more: Partial<Held> = {}): Held {
  numbers += 1
  return {
    id: numbers as SessionId,
    number: numbers,
    kinds: [kind],
    startsAt: new Date(`${on}T09:00:00+08:00`),
    state: 'closed',
    partyGroup: undefined,
    minutes: '议了三件事',
    ...more,
  }
}

describe('what the rules ask of a branch', () => {
  test.each(OBLIGATIONS.map((one) => [one.kind, one]))('%s names its rule, its article and since when', (_, one) => {
    expect(one.source).toMatch(/条例/)
    expect(one.article).toBeGreaterThan(0)
    expect(one.validFrom).toMatch(/^\d{4}-\d\d-\d\d$/)
  })

  test('a branch of six has no committee and no groups to meet', () => {
    expect(obligationsOf(small, day('2026-11-22')).map(({ kind }) => kind)).toEqual([
      'theme_party_day',
      'member_assembly',
      'organizational_life_meeting',
    ])
  })

  test('nothing is asked of a time before the rule', () => {
    expect(obligationsOf(large, day('2018-01-01'))).toEqual([])
  })
})

describe('what is still to hold', () => {
  const kinds = (sessions: readonly Held[], today: string, facts = small) =>
    stillToHold(sessions, facts, day(today)).map(({ kind }) => kind)

  test('in a new month the theme day, in a new quarter the assembly', () => {
    const before = [held('theme_party_day', '2026-08-05'), held('member_assembly', '2026-08-05')]
    expect(kinds(before, '2026-08-31')).toEqual([])
    expect(kinds(before, '2026-09-01')).toEqual(['theme_party_day'])
    expect(kinds(before, '2026-10-01')).toEqual(['theme_party_day', 'member_assembly', 'organizational_life_meeting'])
  })

  test('the yearly meeting is not asked for in spring', () => {
    expect(kinds([], '2026-03-03')).not.toContain('organizational_life_meeting')
  })

  test('what is called is not asked for again; what was called off is', () => {
    expect(kinds([held('theme_party_day', '2026-09-25', { state: 'called' })], '2026-09-01')).toEqual(['member_assembly'])
    expect(kinds([held('theme_party_day', '2026-09-25', { state: 'cancelled' })], '2026-09-01')).toContain('theme_party_day')
  })

  test('the day counts as in Shanghai: a meeting at half past midnight on the first is of the new month', () => {
    const night = held('theme_party_day', '2026-09-01', { startsAt: new Date('2026-08-31T16:30:00Z') })
    expect(kinds([night], '2026-09-01')).not.toContain('theme_party_day')
    expect(kinds([night], '2026-08-31')).toContain('theme_party_day')
  })

  test('one day may be several kinds at once', () => {
    const both = held('theme_party_day', '2026-09-05', { kinds: ['theme_party_day', 'member_assembly'] })
    expect(kinds([both], '2026-09-06')).toEqual([])
  })

  test('every party group has to meet, or all of them together', () => {
    const [obligation] = OBLIGATIONS.filter(({ by }) => by === 'party-groups')
    if (obligation === undefined) throw new Error('no rule about groups')
    const first = held('party_group_meeting', '2026-09-03', { partyGroup: 1 as PartyGroupId })
    const second = held('party_group_meeting', '2026-09-04', { partyGroup: 2 as PartyGroupId })
    const standing = (...sessions: readonly Held[]) => standingOf(obligation, sessions, large, day('2026-09-10'))
    expect(standing(first)).toBe('to-hold')
    expect(standing(first, second)).toBe('kept')
    expect(standing(held('party_group_meeting', '2026-09-05'))).toBe('kept')
  })

  test('a meeting without minutes was held but does not count as kept', () => {
    const [theme] = OBLIGATIONS
    if (theme === undefined) throw new Error('no rules')
    const { minutes: _, ...bare } = held('theme_party_day', '2026-09-05')
    expect(standingOf(theme, [{ ...bare, minutes: undefined }], small, day('2026-09-10'))).toBe('without-minutes')
    expect(kinds([{ ...bare, minutes: undefined }], '2026-09-10')).not.toContain('theme_party_day')
  })
})
