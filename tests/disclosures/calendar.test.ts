import { describe, expect, test } from 'vitest'
import { dayAfter, owedBy, sayPeriod, standingOf } from '../../src/disclosures/calendar.ts'
import { CATALOGUE, findItem } from '../../src/disclosures/catalogue.ts'
import { profileOf, PROFILES } from '../../src/disclosures/profiles.ts'
import { addDays, type Day } from '../../src/kernel/day.ts'

const day = (text: string) => text as Day

function item(category: string) {
  const found = findItem(category)
  if (found === undefined) throw new Error(category)
  return found
}

describe('what a village owes, and when', () => {
  test('the third quarter can be told from 1 October, is due on the 15th and overdue on the 16th (R1)', () => {
    const owed = owedBy(item('materials'), profileOf('strict'), day('2026-10-01')).at(-1)
    expect(owed).toEqual({ category: 'materials', period: '2026-Q3', opensOn: '2026-10-01', dueOn: '2026-10-15' })
    if (owed === undefined) return
    expect(standingOf(owed, undefined, day('2026-09-30'))).toEqual({ kind: 'not-yet' })
    expect(standingOf(owed, undefined, day('2026-10-08'))).toEqual({ kind: 'open', daysLeft: 7 })
    expect(standingOf(owed, undefined, day('2026-10-15'))).toEqual({ kind: 'open', daysLeft: 0 })
    expect(standingOf(owed, undefined, day('2026-10-16'))).toEqual({ kind: 'overdue', daysLate: 1 })
    expect(standingOf(owed, day('2026-10-15'), day('2026-12-01'))).toEqual({ kind: 'on-time' })
    expect(standingOf(owed, day('2026-10-20'), day('2026-12-01'))).toEqual({ kind: 'late', daysLate: 5 })
  })

  test('the accounts are monthly where the province says so and quarterly where it does not', () => {
    expect(
      owedBy(item('finance'), profileOf('shandong'), day('2026-11-22'))
        .map(({ period }) => period)
        .slice(-2),
    ).toEqual(['2026-09', '2026-10'])
    expect(owedBy(item('finance'), profileOf('sichuan'), day('2026-11-22')).map(({ period }) => period)).toEqual([
      '2025-Q4',
      '2026-Q1',
      '2026-Q2',
      '2026-Q3',
    ])
  })

  test('every ended period of a year is owed exactly once, whatever the day', () => {
    for (let at = day('2027-12-20'); at < '2028-03-10'; at = addDays(at, 1)) {
      const owed = owedBy(item('finance'), profileOf('shandong'), at)
      expect(new Set(owed.map(({ period }) => period)).size).toBe(12)
      expect(owed.every(({ opensOn }) => opensOn <= at)).toBe(true)
      expect(addDays(owed.at(-1)?.opensOn ?? at, 31) > at).toBe(true)
    }
  })

  test('births are not owed, and counted only where a township switches them on', () => {
    expect(owedBy(item('family_planning'), profileOf('strict'), day('2026-11-22'))).toEqual([])
    expect(item('family_planning').tells).toBe('counts-only')
  })

  test.each([
    ['2026-09', '2026-10-01', '2026年9月'],
    ['2026-Q4', '2027-01-01', '2026年第四季度'],
    ['2026', '2027-01-01', '2026年'],
  ])('%s ends before %s and is called %s', (period, after, called) => {
    expect(dayAfter(period)).toBe(after)
    expect(sayPeriod(period)).toBe(called)
  })

  test('every rule names its source, its article and the day from which it holds', () => {
    for (const rule of [...CATALOGUE, ...PROFILES]) {
      expect(rule.source.length).toBeGreaterThan(3)
      expect(rule.article.length).toBeGreaterThan(2)
      expect(rule.validFrom).toMatch(/^\d{4}-\d{2}-\d{2}$/)
    }
    expect(profileOf('nowhere').key).toBe('strict')
  })
})
