import { setTimeout as sleep } from 'node:timers/promises'
import { startTelegram } from '../support/telegram/start.ts'
import type { Group } from '../support/telegram/groups.ts'
import type { Person } from '../support/telegram/people.ts'
import type { ChatMessage } from '../support/telegram/chats.ts'
import type { Telegram } from '../support/telegram/telegram.ts'
import { answerParent } from './child.ts'
import type { Burst, Opened, Trickled } from './telegram-process.ts'

/** The double of the Bot API in a process of its own. Run by `telegram-process.ts`. */

let telegram: Telegram | undefined
let groups: readonly Group[] = []
let people: readonly Person[] = []
const watchers = new Set<() => void>()
const GIVE_UP_MS = 120_000

function opened(): Telegram {
  if (telegram === undefined) throw new Error('the double is not open')
  return telegram
}

async function open(groupCount: number, personCount: number): Promise<Opened> {
  telegram = await startTelegram({ limits: 'off', privacyMode: 'off' })
  const { updates } = telegram
  const { acknowledge } = updates
  // The double itself looks only after a request is over, and an acknowledging poll stays open for long.
  Object.assign(updates, {
    acknowledge: (offset: number) => {
      acknowledge(offset)
      for (const look of watchers) look()
    },
  })
  groups = Array.from({ length: groupCount }, (_, index) => opened().group(`第${index + 1}支部群`))
  people = Array.from({ length: personCount }, (_, index) => opened().person(`党员${index + 1}`))
  return { url: telegram.url, token: telegram.token, groups: groups.map((group) => group.id()), people: people.map(({ id }) => id) }
}

/** Hangs a message of the bot with one button in every group, under this number. */
function hang(number: number, text: string, data: string): void {
  for (const group of groups) {
    const room = group.room()
    const message: ChatMessage = {
      id: number,
      chat: room,
      from: opened().bot.id,
      at: opened().now(),
      text,
      buttons: [{ text: '收到', data }],
      file: undefined,
      repliesTo: undefined,
      thread: undefined,
      edits: [],
      deleted: false,
    }
    room.messages.push(message)
    room.byId.set(number, message)
  }
}

function pressBy(index: number, number: number): number {
  const message = groups[index % groups.length]?.room().byId.get(number)
  const data = message?.buttons[0]?.data
  const person = people[index % people.length]
  if (message === undefined || data === undefined || person === undefined) throw new Error('nothing to press')
  return person.forges(message, data).updateId ?? 0
}

/** The first `count` people press the button of one message within one moment. */
async function burst(count: number, number: number): Promise<Burst> {
  const { updates, calls } = opened()
  const answersBefore = calls.get('answerCallbackQuery') ?? 0
  let last = 0
  for (let index = 0; index < count; index += 1) last = pressBy(index, number)
  const began = performance.now()
  const safe = until(() => updates.acknowledgedUpTo() >= last)
  const told = opened().until(() => (calls.get('answerCallbackQuery') ?? 0) >= answersBefore + count, GIVE_UP_MS)
  const safeMs = (await safe) - began
  await told
  return { safeMs, toldMs: performance.now() - began }
}

/** Somebody presses every so many milliseconds; tells how long each waited for the answer, and the longest silence. */
async function trickle(count: number, everyMs: number, number: number): Promise<Trickled> {
  const before = opened().presses().length
  const began = opened().now()
  for (let index = 0; index < count; index += 1) {
    const due = began + index * everyMs - opened().now()
    if (due > 0) await sleep(due)
    pressBy(index, number)
  }
  const those = opened().presses().slice(before)
  await opened().until(() => those.at(-1)?.answer !== undefined, GIVE_UP_MS)
  const answers = those.map(({ answer }) => answer?.at ?? Number.POSITIVE_INFINITY)
  const ordered = answers.toSorted((a, b) => a - b)
  return {
    waits: those.map(({ at }, index) => (answers[index] ?? at) - at),
    longestSilence: ordered.reduce((longest, at, index) => Math.max(longest, at - (ordered[index - 1] ?? at)), 0),
  }
}

const LINES = ['今天雨真大', '谁家的羊跑了', '收到', '明天几点开会', '晚饭吃什么', '好的', '我在外面打工，过年回来', '村口路灯坏了']

/** People talk in the groups: `count` lines, each safe at the bot before the next thousand. */
async function talk(count: number): Promise<void> {
  for (let said = 0; said < count; said += 1000) {
    let last = 0
    for (let index = said; index < Math.min(count, said + 1000); index += 1) {
      const group = groups[index % groups.length]
      const line = LINES[index % LINES.length] ?? ''
      if (group !== undefined) last = people[index % people.length]?.says(group, `${line}${index % 97}`).updateId ?? last
    }
    await until(() => opened().updates.acknowledgedUpTo() >= last)
    for (const group of groups) group.room().messages.length = 0
  }
}

/** Each of the first `count` people says one thing in the own group within one moment; until all of it is safe at the bot. */
async function say(count: number, text: string): Promise<Burst> {
  const { updates } = opened()
  let last = 0
  for (let index = 0; index < count; index += 1) {
    const group = groups[index % groups.length]
    if (group !== undefined) last = people[index % people.length]?.says(group, text).updateId ?? last
  }
  const began = performance.now()
  const safeMs = (await until(() => updates.acknowledgedUpTo() >= last)) - began
  return { safeMs, toldMs: safeMs }
}

function until(isTrue: () => boolean): Promise<number> {
  return new Promise((resolve) => {
    const look = () => {
      if (!isTrue()) return
      watchers.delete(look)
      resolve(performance.now())
    }
    watchers.add(look)
    look()
  })
}

answerParent({ open, hang, burst, trickle, talk, say })
