import { existsSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { buildProgram, openTerminal, type Terminal } from '../support/terminal.ts'

const RECEIPT = JSON.stringify({ id: 'a', text: '收到', chat: 'group', role: 'member', open: ['notice'] })
const ON_BEHALF = JSON.stringify({ id: 2, text: '帮我爸签个到', chat: 'group', role: 'member', open: ['attendance'] })

let terminal: Terminal

beforeAll(() => {
  buildProgram()
  terminal = openTerminal()
})
afterAll(() => terminal.close())

test('each line of talk is answered by a line of intents, without any database', async () => {
  const { status, out, err } = await terminal.run(['interpret'], { input: `${RECEIPT}\n${ON_BEHALF}\n` })
  expect([status, err]).toEqual([0, ''])
  const lines = out.trimEnd().split('\n')
  expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual([
    { id: 'a', intents: [{ intent: 'acknowledge' }] },
    { id: 2, intents: [{ intent: 'check_in', on_behalf_of: '爸', self: false }] },
  ])
  expect(existsSync(terminal.dataDir)).toBe(false)
})

test('a broken line is named and left out, the others are answered', async () => {
  const { status, out, err } = await terminal.run(['interpret'], {
    input: `${RECEIPT}\n{broken\n${JSON.stringify({ id: 3 })}\n\n${ON_BEHALF}`,
  })
  expect(status).toBe(1)
  expect(out.trimEnd().split('\n')).toHaveLength(2)
  expect(err).toContain('第 2 行')
  expect(err).toContain('第 3 行')
  expect(err).not.toContain('第 4 行')
})

test('with --why the steps stand beside the intents', async () => {
  const { out } = await terminal.run(['interpret', '--why'], { input: RECEIPT })
  const answer = JSON.parse(out) as { steps: string[] }
  expect(answer).toMatchObject({ id: 'a', intents: [{ intent: 'acknowledge' }] })
  expect(answer.steps.length).toBeGreaterThan(0)
})

test('a reader who has enough after the first line gets no complaint', async () => {
  const many = `${RECEIPT}\n`.repeat(20_000)
  const { status, err } = await terminal.run(['interpret'], { input: many, reads: 'a little' })
  expect([status, err]).toEqual([0, ''])
})
