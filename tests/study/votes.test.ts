import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { judgeVote, readVote } from '../../src/study/votes.ts'

describe('a vote counted in the room', () => {
  test.each([
    [{ entitled: 30, present: 14, inFavour: 14 }, 'too-few'],
    [{ entitled: 30, present: 15, inFavour: 15 }, 'not-passed'],
    [{ entitled: 30, present: 16, inFavour: 16 }, 'passed'],
    [{ entitled: 30, present: 30, inFavour: 15 }, 'not-passed'],
    [{ entitled: 31, present: 15, inFavour: 15 }, 'too-few'],
    [{ entitled: 31, present: 16, inFavour: 16 }, 'passed'],
    [{ entitled: 3, present: 2, inFavour: 2 }, 'passed'],
    [{ entitled: 3, present: 2, inFavour: 1 }, 'not-passed'],
  ] as const)('%j is %s', (numbers, kind) => {
    expect(judgeVote({ matter: '吸收李四', ...numbers }).kind).toBe(kind)
  })

  test('whatever the numbers, it passes only with more than half of all who are entitled, and half of them there', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 200 }), fc.nat(200), fc.nat(200), (entitled, a, b) => {
        const present = Math.min(a, entitled)
        const inFavour = Math.min(b, present)
        const passed = judgeVote({ matter: '', entitled, present, inFavour }).kind === 'passed'
        expect(passed).toBe(present * 2 >= entitled && inFavour * 2 > entitled)
      }),
    )
  })
})

describe('what a secretary types of a vote', () => {
  test.each([
    ['应到30 实到20 赞成18 吸收李四为预备党员', { matter: '吸收李四为预备党员', entitled: 30, present: 20, inFavour: 18 }],
    ['吸收李四，应到会３０人，实到二十五人，赞成二十三票', { matter: '吸收李四', entitled: 30, present: 25, inFavour: 23 }],
    ['赞成18 反对1 弃权1 修路', { matter: '修路', inFavour: 18 }],
    ['同意王五转正 同意18', { matter: '同意王五转正', inFavour: 18 }],
    ['有表决权28 到会20 同意16 选姜福生为代表', { matter: '选姜福生为代表', entitled: 28, present: 20, inFavour: 16 }],
    ['修路', { matter: '修路' }],
  ])('%s', (typed, read) => {
    expect(readVote(typed)).toEqual(read)
  })
})
