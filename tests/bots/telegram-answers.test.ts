import type { Api } from 'grammy'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createAnswers } from '../../bots/telegram/answers.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

/** Takes every answer and notes for which press it was. */
function listen() {
  const answered: string[] = []
  const api = { answerCallbackQuery: async (query: string) => void answered.push(query) } as unknown as Api
  return { answered, answers: createAnswers(api) }
}

const presses = Array.from({ length: 20 }, (_, index) => `press ${index}`)

test('a button rests at once when nobody else presses', async () => {
  const { answered, answers } = listen()
  answers.put('press 0', '收到了，谢谢您')
  await vi.advanceTimersByTimeAsync(0)
  expect(answered).toEqual(['press 0'])
})

test('while more waits at Telegram nobody is answered; once all is safe everybody is', async () => {
  const { answered, answers } = listen()
  for (const press of presses) {
    answers.holdBack()
    answers.put(press)
    await vi.advanceTimersByTimeAsync(50)
  }
  expect(answered).toEqual([])
  await vi.advanceTimersByTimeAsync(100)
  expect(answered.toSorted()).toEqual(presses.toSorted())
})

test('a rush that does not end keeps nobody waiting for more than two seconds', async () => {
  const { answered, answers } = listen()
  answers.put('held')
  for (let turn = 0; turn < 30; turn += 1) {
    answers.holdBack()
    answers.put(`press ${turn}`)
    await vi.advanceTimersByTimeAsync(80)
  }
  expect(answered).toContain('press 0')
})

test('who was asked to be patient is not answered a second time: Telegram shows one answer for a press', async () => {
  const { answered, answers } = listen()
  answers.askPatience('press 0')
  await vi.advanceTimersByTimeAsync(3_000)
  answers.put('press 0', '收到了，谢谢您')
  answers.put('press 1', '收到了，谢谢您')
  await vi.advanceTimersByTimeAsync(0)
  expect(answered).toEqual(['press 0', 'press 1'])
})

test('who is told to stop answers first those it kept waiting', async () => {
  const { answered, answers } = listen()
  answers.holdBack()
  for (const press of presses) answers.put(press)
  await answers.emptied()
  expect(answered.toSorted()).toEqual(presses.toSorted())
})
