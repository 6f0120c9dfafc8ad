import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { assessmentWords } from '../../src/dues/assessment-words.ts'
import { collectorWords } from '../../src/dues/collector-words.ts'
import { listWords } from '../../src/dues/list-words.ts'
import { publishWords } from '../../src/dues/publish-words.ts'
import { duesWords } from '../../src/dues/words.ts'
import { dutyWords } from '../../src/duties/words.ts'
import { kernelWords } from '../../src/kernel/chat/words.ts'
import { sayBlocked } from '../../src/kernel/privacy/words.ts'
import { misunderstandingWords } from '../../src/misunderstandings/words.ts'
import { draftWords, noticeWords } from '../../src/notices/words.ts'
import { bindingWords, helpLines, helpWords, officeWords, ownWords } from '../../src/roster/words.ts'
import { SAMPLES } from './samples.ts'

/** CHAT.md §1.1. */
const MOST_CHARACTERS = 30
const ORDINARY = ['河西村', '姜福生', '姜福生']

const MODULES: Readonly<Record<string, object>> = {
  draft: draftWords,
  notice: noticeWords,
  duty: dutyWords,
  dues: duesWords,
  collector: collectorWords,
  assessment: assessmentWords,
  duesList: listWords,
  duesPublished: publishWords,
  kernel: kernelWords,
  misunderstanding: misunderstandingWords,
  binding: bindingWords,
  office: officeWords,
  own: ownWords,
  help: helpWords,
  helpLine: helpLines,
}
/** What stands for itself and is said to nobody, or is told of a person in clear elsewhere. */
const FROM_OTHERS = new Set(['binding', 'office', 'own', 'help', 'helpLine'])

function* sentencesOf(module: string, words: object): Generator<readonly [string, string]> {
  for (const [name, word] of Object.entries(words) as [string, unknown][]) {
    if (typeof word === 'string') yield [`${module}.${name}`, word]
    else if (typeof word === 'function') {
      const samples = SAMPLES[`${module}.${name}`] ?? SAMPLES[name] ?? (FROM_OTHERS.has(module) ? [ORDINARY] : undefined)
      if (samples === undefined) throw new Error(`the sentence ${module}.${name} has no example in this test`)
      for (const values of samples) yield [`${module}.${name}`, String((word as (...values: readonly unknown[]) => unknown)(...values))]
    } else if (typeof word === 'object' && word !== null) yield* sentencesOf(`${module}.${name}`, word)
  }
}

const SAID = Object.entries(MODULES).flatMap(([module, words]) => [...sentencesOf(module, words)])

describe('every sentence that is said', () => {
  test.each(SAID)('%s: %s', (_name, text) => {
    for (const sentence of text.split(/[。？；\n]/u)) expect([...sentence].length, sentence).toBeLessThanOrEqual(MOST_CHARACTERS)
    expect(text).not.toMatch(/[!！]|错误|失败|undefined|null|NaN|\[object/u)
    expect(text.replaceAll(/http|\.png/gu, '')).not.toMatch(/[A-Za-z]/u)
    expect(text).not.toMatch(/你(?!是谁)/u)
    expect(text).not.toMatch(/。$/u)
  })

  test.each([
    'id-number',
    'bank-card',
    'mobile',
    'landline',
    'home-address',
    'health',
    'bad-light',
    'dues-amount',
    'contact-list',
    'roster',
  ] as const)('what the gate says of %s', (what) => {
    for (const line of [
      sayBlocked([{ what, excerpt: '138****5678' }]),
      sayBlocked([
        { what, excerpt: '王**' },
        { what: 'mobile', excerpt: '1' },
      ]),
    ]) {
      for (const sentence of line.split('。')) expect([...sentence].length, sentence).toBeLessThanOrEqual(MOST_CHARACTERS)
      expect(line).not.toMatch(/[!！A-Za-z]|错误|你/u)
    }
  })
})

describe('every file of sentences', () => {
  const files = ['src', 'bots'].flatMap((top) =>
    readdirSync(top, { recursive: true, encoding: 'utf8' })
      .filter((path) => /(?:^|\/)words\.ts$/u.test(path))
      .map((path) => join(top, path)),
  )
  test.each(files)('%s has no scolding, no shouting, no 你', (path) => {
    const said = [...readFileSync(path, 'utf8').matchAll(/'[^'\n]*'|`[^`]*`/gu)]
      .map(([text]) => text)
      .filter((text) => /\p{Script=Han}/u.test(text))
    expect(said.length).toBeGreaterThan(0)
    for (const text of said) expect(text).not.toMatch(/[！]|错误|失败|你(?!是谁)/u)
  })
})
