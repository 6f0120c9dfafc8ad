import { appendFileSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { openJournal } from '../../bots/sandbox/journal.ts'
import { openTimeline } from '../../bots/sandbox/timeline.ts'
import type { Incoming } from '../../src/kernel/chat/message.ts'
import { type EchoHouse, startEchoHouse } from '../support/echo-house.ts'

const NOON = new Date('2026-11-03T04:00:00.000Z')
const folder = () => mkdtempSync(join(tmpdir(), 'journal-'))
const open = (dataDir: string) => openTimeline(openJournal(dataDir, NOON), () => NOON)
const ADDRESS = 'left=g-hexi&leftAs=p-zhang&right=private&rightAs=p-wang'

async function says(house: EchoHouse, text: string): Promise<void> {
  const body = new FormData()
  body.set('leftDraft', text)
  const headers = { host: 'localhost:3000', 'hx-request': 'true' }
  const answer = await house.bot.routes.request(`http://localhost:3000/sandbox/say?${ADDRESS}&side=left`, { method: 'POST', body, headers })
  expect(answer.status).toBe(200)
}

const textsOf = (events: readonly Incoming[]) => events.map((event) => (event.kind === 'message' ? event.text : event.kind))
const pageOf = async (house: EchoHouse) => (await house.bot.routes.request(`/?${ADDRESS}`, { headers: { host: 'localhost' } })).text()

test('what was said is still there after a restart, edits too', async () => {
  const dataDir = folder()
  const before = open(dataDir)
  const card = before.write({ kind: 'sent', chat: 'g', text: '已收到 0 人', choices: [] })
  before.write({ kind: 'edited', chat: 'g', message: card.id, text: '已收到 3 人', choices: [] })
  before.write({ kind: 'noted', chat: 'g', onlyFor: 'p1', text: '已记下' })

  const after = open(dataDir)
  expect(after.newest('g', 'p1', 60).map((shown) => shown.text)).toEqual(['已收到 3 人', '已记下'])
  expect(after.newest('g', 'p2', 60).map((shown) => shown.text)).toEqual(['已收到 3 人'])
  expect(after.lastId()).toBe(before.lastId())
})

test('numbers go on counting after a restart and keys never come twice', async () => {
  const dataDir = folder()
  const first = await startEchoHouse(dataDir)
  await says(first, '一')
  await vi.waitFor(() => expect(first.heard).toHaveLength(1))
  await first.bot.stop()
  const second = await startEchoHouse(dataDir)
  await says(second, '二')
  await vi.waitFor(() => expect(second.heard).toHaveLength(1))
  await second.bot.stop()
  expect(second.heard[0]?.key).not.toBe(first.heard[0]?.key)
  expect(await pageOf(second)).toContain('一')
})

test('a journal that was thrown away does not lend its keys to the new one', () => {
  const dataDir = folder()
  const old = openJournal(dataDir, NOON)
  rmSync(join(dataDir, 'journal.jsonl'))
  expect(openJournal(dataDir, new Date(NOON.getTime() + 1)).series).not.toBe(old.series)
})

test('a line torn by a power cut costs that line only', () => {
  const dataDir = folder()
  open(dataDir).write({ kind: 'sent', chat: 'g', text: '在', choices: [] })
  appendFileSync(join(dataDir, 'journal.jsonl'), '{"id":2,"kind":"sent","te')
  const after = open(dataDir)
  after.write({ kind: 'sent', chat: 'g', text: '又来', choices: [] })
  expect(
    open(dataDir)
      .newest('g', 'p', 60)
      .map((shown) => shown.text),
  ).toEqual(['在', '又来'])
})

test('a sentence that the house could not take yet is offered until it is taken', async () => {
  const house = await startEchoHouse()
  house.receipts.push({ kind: 'again', afterMs: 5 }, { kind: 'again', afterMs: 5 })
  await says(house, '收到')
  expect(await pageOf(house)).toContain('收到')
  await vi.waitFor(() => expect(house.heard).toHaveLength(3))
  expect(new Set(house.heard.map((event) => event.key)).size).toBe(1)
  await house.bot.stop()
})

test('a sentence said while the house was failing is handed over after the restart, in its order', async () => {
  const dataDir = folder()
  const failing = await startEchoHouse(dataDir)
  failing.receipts.push({ kind: 'again', afterMs: 60_000 })
  await says(failing, '第一句')
  await vi.waitFor(() => expect(failing.heard).toHaveLength(1))
  await says(failing, '第二句')
  await failing.bot.stop()

  const well = await startEchoHouse(dataDir)
  await vi.waitFor(() => expect(textsOf(well.heard)).toEqual(['第一句', '第二句']))
  await well.bot.stop()
  const later = await startEchoHouse(dataDir)
  expect(later.heard).toEqual([])
  await later.bot.stop()
})

test('a journal does not grow for ever, and what is waiting survives its shortening', () => {
  const dataDir = folder()
  const timeline = open(dataDir)
  const said = { kind: 'said' as const, chat: 'g', title: '群', from: { id: 'p', name: '张' }, content: 'text' as const }
  const waiting = timeline.write({ ...said, text: '还没交给家里' })
  for (let count = 0; count < 21_000; count += 1) timeline.write({ kind: 'sent', chat: 'g', text: `第${count}条`, choices: [] })
  const lines = readFileSync(join(dataDir, 'journal.jsonl'), 'utf8').split('\n').length
  expect(lines).toBeLessThan(2500)
  const after = open(dataDir)
  expect(after.waiting().map((event) => event.id)).toEqual([waiting.id])
  expect(after.newest('g', 'p', 60).at(-1)?.text).toBe('第20999条')
  expect(after.lastId()).toBe(timeline.lastId())
})

test('nobody else on the machine can read the journal', () => {
  const dataDir = folder()
  open(dataDir)
  expect(statSync(join(dataDir, 'journal.jsonl')).mode & 0o777).toBe(0o600)
})
