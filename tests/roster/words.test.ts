import { describe, expect, test } from 'vitest'
import { bindingWords, helpLines, helpWords, officeWords, ownWords } from '../../src/roster/words.ts'

const MOST_CHARACTERS = 30
const ORDINARY: Readonly<Record<string, readonly unknown[]>> = {
  codeLink: ['http'],
  codeList: ['河西村党支部', ['姜福生 482913']],
  unbound: [12, '河西村党支部'],
  given: ['姜福生', '河西村党支部', 'organization_officer'],
  taken: ['姜福生', '河西村党支部', 'organization_officer'],
  givenBefore: ['姜福生', 'organization_officer'],
  notHeld: ['姜福生', 'organization_officer'],
  toldGiven: ['河西村党支部', 'organization_officer'],
  toldTaken: ['河西村党支部', 'organization_officer'],
  notYours: ['secretary'],
  notOneself: ['supervisor'],
  notBoth: ['姜福生', 'supervisor', 'secretary'],
  branchWhich: [['河西村党支部', '河东村党支部']],
  pick: ['姜福生', ['1 姜福生，河西村党支部']],
  pickLine: [1, '姜福生', '河西村党支部', '1234'],
  pickNone: [4],
  tooMany: ['姜福生', 12],
  branches: [['河西村党支部 30 人']],
  branchLine: [1, '河西村党支部', 30],
  branchesLeftOut: [12],
  card: ['姜福生', '河西村党支部', ['组织委员'], ['telegram']],
  officeLine: ['secretary', '河西村党支部'],
  standIn: ['河西村党支部', '姜福生', 'deputy_secretary'],
  more: [2],
  code: ['姜福生', '482913'],
  codeSpilled: ['姜福生', '482913'],
}

const said = Object.entries({ ...bindingWords, ...officeWords, ...ownWords, ...helpWords, ...helpLines }).map(([name, word]) => {
  const say = word as unknown
  const samples = ORDINARY[name] ?? ['河西村', '姜福生', '姜福生']
  return [name, typeof say === 'function' ? String((say as (...values: readonly unknown[]) => unknown)(...samples)) : String(say)] as const
})

describe('what the roster says', () => {
  test.each(said)('is short, polite and plain: %s', (_, text) => {
    for (const sentence of text.split(/[。？\n]/u)) expect([...sentence].length, sentence).toBeLessThanOrEqual(MOST_CHARACTERS)
    expect(text).not.toMatch(/[!！]|错误|失败|undefined/u)
    expect(text.replace('http', '')).not.toMatch(/[A-Za-z]/u)
    expect(text).not.toMatch(/你(?!是谁)/u)
  })
})
