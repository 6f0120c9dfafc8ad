import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { interpret } from '../../src/interpret.ts'
import type { OpenThing, Utterance } from '../../src/kernel/chat/utterance.ts'
import { hostileTexts } from '../bench/interpret.bench.ts'

const THINGS: readonly OpenThing[] = [
  'attendance',
  'dues',
  'notice',
  'disclosure',
  'contact_check',
  'feedback_reply',
  'review',
  'preview',
  'rota',
]
const WORDS = [
  '签到',
  '请假',
  '党费',
  '交了',
  '到了',
  '我',
  '张三',
  '老李',
  '替',
  '没',
  '吗',
  '12块',
  '1-6月',
  '上个月',
  '在东莞',
  '5号9点',
  '问 3',
  '意见',
  '确认',
  '记',
  '发通知',
  '开会',
  '🌹',
  '[OK]',
  '「a：b」\n----\n',
  '> x\n',
  '@支部通',
  '\u200b',
  '𠮷',
  '\ud800',
  '，',
  '？',
  ' ',
  '\n',
]

const utterances: fc.Arbitrary<Utterance> = fc
  .record({
    text: fc.oneof(
      fc.string({ unit: 'binary', maxLength: 60 }),
      fc.array(fc.constantFrom(...WORDS), { maxLength: 12 }).map((words) => words.join('')),
    ),
    chat: fc.constantFrom('group' as const, 'private' as const),
    role: fc.constantFrom('member' as const, 'secretary' as const, 'supervisor' as const, 'villager' as const, 'unknown' as const),
    open: fc.subarray([...THINGS]),
    migrant: fc.boolean(),
    sender: fc.constantFrom('张三', '王桂芳', ''),
    last: fc.constantFrom('check_in', 'dues_claim', ''),
  })
  .map((fields) => ({ ...fields, today: '2026-11-20', period: '2026-11' }))

describe('a message of any kind', () => {
  test('is always answered by at least one intent, and never ends the program', () => {
    fc.assert(
      fc.property(utterances, (utterance) => {
        expect(interpret(utterance).intents.length).toBeGreaterThan(0)
      }),
      { numRuns: 2000 },
    )
  })

  test('means the same when it is read again, and when the reading is explained', () => {
    fc.assert(
      fc.property(utterances, (utterance) => {
        const first = interpret(utterance)
        expect(first.steps().length).toBeGreaterThan(0)
        expect(interpret(utterance).intents).toEqual(first.intents)
      }),
      { numRuns: 300 },
    )
  })

  test('none and asking back stand alone', () => {
    fc.assert(
      fc.property(utterances, (utterance) => {
        const names = interpret(utterance).intents.map(({ intent }) => intent)
        if (names.includes('none') || names.includes('ask_back')) expect(names).toHaveLength(1)
      }),
      { numRuns: 1000 },
    )
  })

  test.each(hostileTexts().map((text, at) => [at, text] as const))('of ten thousand characters is read to an end (%i)', (_at, text) => {
    const understanding = interpret({
      text,
      chat: 'private',
      role: 'secretary',
      open: ['attendance', 'dues'],
      today: '2026-11-20',
      period: '2026-11',
    })
    expect(understanding.intents.length).toBeGreaterThan(0)
  })
})
