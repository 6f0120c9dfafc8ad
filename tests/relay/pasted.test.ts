import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readPasted } from '../../src/relay/pasted.ts'
import { readSaidAt } from '../../src/relay/said-at.ts'

const say = (text: string) => readPasted(text).map(({ nickname, text: words }) => [nickname, words])

describe('what people copy out of a group', () => {
  test.each([
    [
      'names above words, with blank lines',
      '姜福生:\n收到\n\n黎桂芳：\n好的\n明天一定到',
      [
        ['姜福生', '收到'],
        ['黎桂芳', '好的\n明天一定到'],
      ],
    ],
    [
      'names above words, without',
      '姜福生:\n收到\n黎桂芳:\n收到',
      [
        ['姜福生', '收到'],
        ['黎桂芳', '收到'],
      ],
    ],
    [
      'names with day and time',
      '姜福生 2026/11/22 10:30\n收到\n黎桂芳 11/22 10:31\n收到',
      [
        ['姜福生', '收到'],
        ['黎桂芳', '收到'],
      ],
    ],
    [
      'names with a day in words',
      '姜福生 昨天 晚上 8:05\n收到\n黎桂芳 下午 3:20\n来不了',
      [
        ['姜福生', '收到'],
        ['黎桂芳', '来不了'],
      ],
    ],
    ['the time first', '2026-11-22 10:30:15 姜福生(12345678)\n收到', [['姜福生', '收到']]],
    ['brackets', '姜福生, [22.11.2026 10:30]\n收到', [['姜福生', '收到']]],
    [
      'one line each',
      '姜福生：收到\n黎桂芳: 已交 20',
      [
        ['姜福生', '收到'],
        ['黎桂芳', '已交 20'],
      ],
    ],
    [
      'days between',
      '—— 2026-11-22 ——\n姜福生 10:30\n收到\n10:45\n黎桂芳 10:50\n收到',
      [
        ['姜福生', '收到'],
        ['黎桂芳', '收到'],
      ],
    ],
    ['a nickname of several words', '河西 姜福生🌻:\n收到', [['河西 姜福生🌻', '收到']]],
    [
      'a list',
      '#接龙\n主题党日签到\n\n1. 姜福生\n2. 黎桂芳 到',
      [
        ['姜福生', ''],
        ['黎桂芳 到', ''],
      ],
    ],
    [
      'a list among talk, of which the newest counts',
      '姜福生:\n#接龙\n签到\n1. 姜福生\n\n黎桂芳:\n#接龙\n签到\n1. 姜福生\n2. 黎桂芳',
      [
        ['姜福生', ''],
        ['黎桂芳', ''],
      ],
    ],
    ['nothing that tells who spoke', '收到\n好的', []],
    ['nothing', '', []],
  ])('%s', (_, text, expected) => {
    expect(say(text)).toEqual(expected)
  })

  test('whatever it is, never ends in a fault, and no name is empty', () => {
    const piece = fc.constantFrom(
      '姜福生',
      ':',
      '：',
      '\n',
      ' ',
      '10:30',
      '昨天',
      '2026/11/22',
      '#接龙',
      '1.',
      '（',
      '[',
      ']',
      '收到',
      '@',
      '\u0000',
      '😀',
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        for (const { nickname, at } of readPasted(pieces.join(''))) {
          expect(nickname).not.toBe('')
          readSaidAt(at, new Date('2026-11-22T12:00:00+08:00'))
        }
      }),
      { numRuns: 2000 },
    )
  })

  test('however strange and long it is, is read in a moment', () => {
    const strange = ['a'.repeat(50_000), '姜福生:\n'.repeat(5000), '：'.repeat(20_000), '[ ['.repeat(9000), ' 1:2'.repeat(9000)]
    for (const text of strange) expect(readPasted(text).length).toBeLessThan(2000)
  })
})

describe('when a copied line was said', () => {
  const now = new Date('2026-11-22T12:00:00+08:00')
  test.each([
    ['2026/11/22 10:30', '2026-11-22T10:30:00+08:00'],
    ['11月22日 10:30', '2026-11-22T10:30:00+08:00'],
    ['22.11.2026 10:30', '2026-11-22T10:30:00+08:00'],
    ['昨天 晚上 8:05', '2026-11-21T20:05:00+08:00'],
    ['10:30', '2026-11-22T10:30:00+08:00'],
  ])('%s is a moment', (head, expected) => {
    expect(readSaidAt(head, now)).toEqual(new Date(expected))
  })

  test.each([['13:30'], ['2025/11/22 10:30'], ['25:70'], ['星期三 10:30'], ['2026/02/30 10:30'], ['']])(
    '%s tells none that can be trusted',
    (head) => {
      expect(readSaidAt(head, now)).toBeUndefined()
    },
  )
})
