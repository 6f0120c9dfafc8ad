import { expect, test } from 'vitest'
import type { Body } from '../../src/disclosures/body.ts'
import { differencesOf } from '../../src/disclosures/differences.ts'

const text = (...lines: readonly string[]): Body => ({ kind: 'text', text: lines.join('\n') })
const marks = { same: ' ', gone: '-', new: '+' } as const
const told = (older: Body, newer: Body) => differencesOf(older, newer).map((one) => `${marks[one.kind]}${one.text}`)

test('a changed line is told as gone and new, the others stay', () => {
  expect(told(text('甲', '乙', '丙'), text('甲', '乙二', '丙'))).toEqual([' 甲', '-乙', '+乙二', ' 丙'])
})

test('lines that came or went at the ends are told', () => {
  expect(told(text('甲', '乙'), text('零', '甲'))).toEqual(['+零', ' 甲', '-乙'])
  expect(told(text('甲'), text('甲'))).toEqual([' 甲'])
})

test('every line of both is told, and the new one can be read off in order', () => {
  const [older, newer] = [text('1', '2', '3', '4', '5'), text('2', '5', '4', '6', '1')]
  const lines = differencesOf(older, newer)
  expect(lines.filter(({ kind }) => kind !== 'gone').map((one) => one.text)).toEqual(['2', '5', '4', '6', '1'])
  expect(lines.filter(({ kind }) => kind !== 'new').map((one) => one.text)).toEqual(['1', '2', '3', '4', '5'])
})

test('an account is compared by its lines, and nothing to tell is a line too', () => {
  const account: Body = { kind: 'account', openingFen: 100, incomeFen: 0, expenseFen: 0, closingFen: 100, lines: [] }
  expect(told({ kind: 'nothing' }, account)).toEqual(['-本期无', '+上期结余 1.00', '+期末结余 1.00'])
})
