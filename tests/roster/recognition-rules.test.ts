import { describe, expect, test } from 'vitest'
import type { MemberId } from '../../src/kernel/chat/person.ts'
import { judgeName, readExceptions } from '../../src/roster/recognition-rules.ts'

const [jiang, li] = [1 as MemberId, 2 as MemberId]

describe('a name is taken for', () => {
  test.each<[string, readonly (MemberId | 'nobody')[], readonly string[], MemberId | undefined]>([
    ['the one member to whom it belongs', [jiang], ['a'], jiang],
    ['that member too when roster and memory agree', [jiang, jiang], ['a'], jiang],
    ['nobody when two members bear it', [jiang, li], ['a'], undefined],
    ['nobody when two people show it', [jiang], ['a', 'b'], undefined],
    ['nobody when somebody has said that it is no member’s', ['nobody'], ['a'], undefined],
    ['nobody when that was said and the roster says otherwise', [jiang, 'nobody'], ['a'], undefined],
    ['nobody when nothing is known', [], ['a'], undefined],
  ])('%s', (_, owners, senders, expected) => {
    expect(judgeName({ owners, senders })).toBe(expected)
  })
})

describe('what an officer takes out of a list', () => {
  test.each([
    ['除了 3', [3]],
    ['除了3和5', [3, 5]],
    ['除 1、2，4', [1, 2, 4]],
    ['３不对', [3]],
    ['都对，除了2', [2]],
    ['不是3', [3]],
    ['第3个不是', [3]],
  ])('%s', (typed, expected) => {
    expect(readExceptions(typed)).toEqual(expected)
  })

  test.each(['确认', '除了张三', '3', '不是', '明天3点开会不对', '签到'])('is nothing in “%s”', (typed) => {
    expect(readExceptions(typed)).toBeUndefined()
  })
})
