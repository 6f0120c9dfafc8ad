import { describe, expect, test } from 'vitest'
import { assess, type DuesRule, DUES_RULES, ruleFor } from '../../src/dues/rules.ts'

const MONTH = '2026-11'
const wage = (category: 'wage_earner' | 'annual_salary' | 'self_employed' | 'retired', baseFen: number) =>
  assess({ category, baseFen, monthlyFen: undefined }, undefined, MONTH)

describe('what a member pays a month', () => {
  test.each([
    [300_000, 1500],
    [300_001, 3000],
    [500_000, 5000],
    [500_001, 7500],
    [1_000_000, 15_000],
    [1_000_001, 20_000],
    [100_000, 500],
    [299_999, 1500],
    [1_234_567, 24_691],
  ])('a wage of %i fen means %i fen: the rate goes on the whole of it', (baseFen, fen) => {
    for (const category of ['wage_earner', 'annual_salary', 'self_employed'] as const)
      expect(wage(category, baseFen)).toMatchObject({ kind: 'due', fen })
  })

  test.each([
    [500_000, 2500],
    [500_001, 5000],
    [320_000, 1600],
    [1_500_000, 15_000],
  ])('a pension of %i fen means %i fen', (baseFen, fen) => {
    expect(wage('retired', baseFen)).toEqual({ kind: 'due', fen, article: '第五条' })
  })

  test.each(['student', 'unemployed', 'relief'] as const)('a member who is %s pays 20 fen, whatever else is written', (category) => {
    expect(assess({ category, baseFen: 900_000, monthlyFen: 500 }, 100, MONTH)).toEqual({ kind: 'due', fen: 20, article: '第六条' })
  })

  test.each([
    [undefined, 50, { kind: 'due', fen: 50, article: '第六条' }],
    [100, 50, { kind: 'due', fen: 100, article: '第六条' }],
    [undefined, undefined, { kind: 'unknown', missing: 'figure' }],
    [undefined, 19, { kind: 'unknown', missing: 'figure' }],
    [101, 50, { kind: 'unknown', missing: 'figure' }],
  ])('a farmer with %s in the roster and %s in the township', (monthlyFen, localFen, due) => {
    expect(assess({ category: 'farmer', baseFen: undefined, monthlyFen }, localFen, MONTH)).toEqual(due)
  })

  test.each([
    [
      { category: undefined, baseFen: undefined, monthlyFen: undefined },
      { kind: 'unknown', missing: 'category' },
    ],
    [
      { category: undefined, baseFen: undefined, monthlyFen: 300 },
      { kind: 'due', fen: 300, article: undefined },
    ],
    [
      { category: 'retired', baseFen: undefined, monthlyFen: undefined },
      { kind: 'unknown', missing: 'base' },
    ],
    [
      { category: 'retired', baseFen: undefined, monthlyFen: 1600 },
      { kind: 'due', fen: 1600, article: undefined },
    ],
  ] as const)('what is missing is asked for, not guessed: %o', (basis, due) => {
    expect(assess(basis, 50, MONTH)).toEqual(due)
  })
})

describe('rules are data', () => {
  test('every rule names its source, its article and since when it holds', () => {
    for (const { source, article, validFrom } of DUES_RULES) {
      expect(source).toMatch(/^《.+》$/)
      expect(article).toMatch(/^第.+条$/)
      expect(validFrom).toMatch(/^\d{4}-\d{2}$/)
    }
  })

  test('a new text holds from its month on and leaves the months before alone', () => {
    const newer: DuesRule = {
      categories: ['student'],
      source: '《新规定》',
      article: '第六条',
      validFrom: '2026-12',
      amount: { kind: 'flat', fen: 50 },
    }
    const rules = [...DUES_RULES, newer]
    const student = { category: 'student', baseFen: undefined, monthlyFen: undefined } as const
    expect(assess(student, undefined, '2026-11', rules)).toMatchObject({ fen: 20 })
    expect(assess(student, undefined, '2026-12', rules)).toMatchObject({ fen: 50 })
    expect(ruleFor('student', '2007-01')).toBeUndefined()
  })
})
