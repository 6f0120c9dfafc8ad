import { describe, expect, test } from 'vitest'
import type { MemberId } from '../../src/kernel/chat/person.ts'
import { newlyMissing, type Past } from '../../src/study/missed.ts'

const WANG = 1 as MemberId

/** One sign a session: 到, 假, 缺, or 补 for missed and made up. */
const past = (sign: string): Past => ({
  member: WANG,
  state: sign === '到' ? 'checked_in' : sign === '假' ? 'leave' : 'absent',
  way: sign === '补' ? 'made_up' : undefined,
})
const named = (signs: string) => newlyMissing(Array.from(signs, (sign) => [past(sign)])).length > 0

describe('somebody who has missed two of the last three', () => {
  test.each([
    ['缺', false],
    ['缺缺', true],
    ['缺到缺', true],
    ['缺到到缺', false],
    ['到缺到', false],
    ['缺假缺', true],
    ['假假假', false],
    ['缺补', false],
  ])('%s: the secretary is told %s', (signs, told) => {
    expect(named(signs)).toBe(told)
  })

  test('is named once for a stretch, and again after having come for a while', () => {
    const signs = '缺缺缺缺到到到缺缺'
    const told = Array.from(signs, (_, at) => named(signs.slice(0, at + 1)))
    expect(told.map((one, at) => (one ? at + 1 : 0)).filter((at) => at > 0)).toEqual([2, 9])
  })
})
