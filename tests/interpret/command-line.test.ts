import { PassThrough, Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { describe, expect, test } from 'vitest'
import { runInterpret } from '../../bots/interpret.ts'

const ROW = { id: 'r1', text: '签到', chat: 'group', role: 'member', open: ['attendance'] }

async function run(lines: readonly string[], why = false): Promise<{ status: number; answers: unknown[]; complaints: string }> {
  const output = new PassThrough()
  const complaints = new PassThrough()
  const [status, written, said] = await Promise.all([
    runInterpret(Readable.from(lines.map((line) => `${line}\n`)), output, { why, complaints }).finally(() => {
      output.end()
      complaints.end()
    }),
    text(output),
    text(complaints),
  ])
  return {
    status,
    answers: written
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line) as unknown),
    complaints: said,
  }
}

describe('a file of messages on the command line', () => {
  test('each line is answered by its intents', async () => {
    const { status, answers } = await run([JSON.stringify(ROW), '', JSON.stringify({ ...ROW, id: 2, text: '好' })])
    expect(status).toBe(0)
    expect(answers).toEqual([
      { id: 'r1', intents: [{ intent: 'check_in' }] },
      { id: 2, intents: [{ intent: 'none' }] },
    ])
  })

  test('whoever asks why is told the steps', async () => {
    const { answers } = await run([JSON.stringify(ROW)], true)
    expect(answers).toEqual([expect.objectContaining({ steps: expect.arrayContaining([expect.stringContaining('签到')]) as unknown })])
  })

  test.each([['not json'], ['{"id":1}'], [JSON.stringify({ ...ROW, chat: 'phone' })]])(
    'a bad line is named and the rest is answered: %s',
    async (bad) => {
      const { status, answers, complaints } = await run([JSON.stringify(ROW), bad, JSON.stringify(ROW)])
      expect(status).toBe(1)
      expect(answers).toHaveLength(2)
      expect(complaints).toContain('第 2 行')
    },
  )
})
