import { describe, expect, test } from 'vitest'
import { readCorpus, score } from './scorer.ts'

describe('what people really type', () => {
  test('the given rows are understood without one false effect', () => {
    const figures = score(readCorpus('dev'))
    expect(figures.falseEffects).toBe(0)
    expect(figures.wrongPerson).toBe(0)
    expect(figures.recall).toBeGreaterThanOrEqual(0.98)
    expect(figures.slots).toBeGreaterThanOrEqual(0.98)
  })

  test('our own rows are understood without one false effect', () => {
    const figures = score(readCorpus('own'))
    expect(figures.falseEffects).toBe(0)
    expect(figures.wrongPerson).toBe(0)
    expect(figures.recall).toBeGreaterThanOrEqual(0.95)
    expect(figures.slots).toBeGreaterThanOrEqual(0.95)
    expect(figures.costPer100).toBeLessThanOrEqual(5)
  })
})
