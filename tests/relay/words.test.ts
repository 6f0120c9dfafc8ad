import { describe, expect, test } from 'vitest'
import { relayWords } from '../../src/relay/words.ts'
import { recognitionWords } from '../../src/roster/recognition-words.ts'

const MOST_CHARACTERS = 30
const LINES = ['1 姜福生：收到通知', '2 黎桂芳：请假']
const SAMPLES: Readonly<Record<string, readonly unknown[]>> = {
  takenOver: ['河西村党员群', 12],
  line: ['河西村党员群', '周国栋', 12],
  roomWhich: ['转录', ['河西村党员群', '河东村党员群']],
  passed: ['河西村党员群', 12],
  passedAll: [12],
  passedWhich: [LINES],
  passLine: [1, '河西村党员群', '第1号 明天9点开会'],
  remind: [LINES],
  pasteNothingNew: [['有 12 句不用记']],
  pasteTooLong: [300],
  whoIs: ['向阳花', ['姜福生', '黎桂芳'], 12],
  whoSeveral: ['姜福生', ['姜福生，电话尾号1234', '姜福生']],
  preview: ['河西村党员群', LINES, ['有 12 句不用记']],
  previewLine: [1, '姜福生', '收到通知'],
  previewLineAs: [1, '向阳花', '姜福生', '报党费已交 20元'],
  previewSkipped: [1, '姜福生'],
  talkLeftOut: [12],
  strangersLeftOut: [12],
  repeatedLeftOut: [12],
  changeNone: [12],
  written: [['收到通知 12 条', '签到 3 条']],
  writtenKind: ['收到通知', 12],
  unchanged: [12],
  undoTitle: ['河西村党员群', 12],
  told: [1, '姜福生', '记下了'],
  newLogin: ['微信', ['河西村党员群']],
  found: ['河西村党支部', 12],
  whoAreThey: ['河西村党员群', 12, LINES],
  pair: [1, '向阳花', '姜福生'],
  pairByName: [1, '姜**'],
  whichRoom: [['河西村党员群']],
  recognised: [12, 1],
  numbersHow: [12],
}

const said = Object.entries({ ...relayWords, ...recognitionWords }).map(([name, word]) => {
  const say = word as unknown
  const samples = SAMPLES[name] ?? ['河西村党员群', '姜福生', '姜福生']
  return [name, typeof say === 'function' ? String((say as (...values: readonly unknown[]) => unknown)(...samples)) : String(say)] as const
})

describe('what is said of groups by hand and of people to be recognised', () => {
  test.each(said)('is short, polite and plain: %s', (_, text) => {
    for (const sentence of text.split(/[。？\n]/u)) expect([...sentence].length, sentence).toBeLessThanOrEqual(MOST_CHARACTERS)
    expect(text).not.toMatch(/[!！]|错误|失败|undefined|[A-Za-z]|。$/u)
    expect(text).not.toMatch(/你(?!是谁)/u)
  })
})
