import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { sheetOf, totalsOf } from '../../src/study/sheet-store.ts'
import { openHexi } from './hexi.ts'

type Row = {
  readonly id: string
  readonly text: string
  readonly chat: 'group' | 'private'
  readonly role: string
  readonly sender?: string
  readonly migrant?: boolean
  readonly last?: string
  readonly open: readonly string[]
  readonly intents: readonly { readonly intent: string; readonly on_behalf_of?: unknown; readonly self?: boolean; readonly name?: string }[]
}

const NUMBERS = '一二三四五六七八九'

/** A name of its own for everybody who has none. */
function nameOf(index: number): string {
  const digit = (unit: number) => NUMBERS[Math.floor(index / unit) % 9] ?? ''
  return `${'贺邹毕'[Math.floor(index / 729)] ?? ''}${digit(81)}${digit(9)}${digit(1)}`
}
const rows = ['dev', 'own']
  .flatMap((name) =>
    readFileSync(new URL(`../corpus/${name}.jsonl`, import.meta.url), 'utf8')
      .trim()
      .split('\n'),
  )
  .map((line) => JSON.parse(line) as Row)
  .filter(({ open, role, last }) => open.length === 1 && open[0] === 'attendance' && role !== 'secretary' && last === undefined)

/** What the book must say of the sender afterwards. */
function stateAfter({ intents, role }: Row): string {
  const own = intents.filter((one) => one.on_behalf_of === undefined || one.self === true)
  if (role !== 'member') return 'nobody'
  if (own.some(({ intent }) => intent === 'check_in')) return 'checked_in'
  return own.some(({ intent }) => intent === 'leave_request') ? 'leave' : 'expected'
}

test('every line of the corpus said at an open meeting has exactly the effect its label names', async () => {
  expect(rows.length).toBeGreaterThan(80)
  const wrong: string[] = []
  const named = rows.filter(({ sender }) => sender !== undefined)
  const senders = [...new Set(named.map(({ sender }) => sender ?? ''))]
  const rounds = Math.max(...senders.map((sender) => named.filter((row) => row.sender === sender).length))
  for (let round = 0; round < rounds; round++) {
    const hexi = await openHexi()
    const turn = senders.flatMap((sender) => named.filter((row) => row.sender === sender).slice(round, round + 1))
    const others = round === 0 ? rows.filter(({ sender }) => sender === undefined) : []
    const cast: {
      readonly row: Row
      readonly who: Awaited<ReturnType<typeof hexi.bound>> | ReturnType<typeof hexi.person>
      readonly name: string
    }[] = []
    for (const [index, row] of [...turn, ...others].entries()) {
      const name = row.sender ?? nameOf(index)
      const migrant = row.migrant === true ? { migrant: true } : {}
      cast.push({ row, name, who: row.role === 'member' ? await hexi.bound(name, hexi.hexi, migrant) : hexi.person(name) })
    }
    await hexi.calls()
    await hexi.until('2026-11-24 09:00')
    const { id } = await hexi.session()
    for (const { row, who, name } of cast) {
      const before = await hexi.read((tx) => totalsOf(tx, id))
      await (row.chat === 'group' ? who.in(hexi.hall) : who).says(row.text)
      const sheet = await hexi.read((tx) => sheetOf(tx, id))
      const after = await hexi.read((tx) => totalsOf(tx, id))
      const is = sheet.find((line) => line.name === name)?.state ?? 'nobody'
      if ((is === 'late' ? 'checked_in' : is) !== stateAfter(row)) wrong.push(`${row.id} ${row.text}: ${is}, not ${stateAfter(row)}`)
      const others = after.present + after.leave - before.present - before.leave - (['checked_in', 'late', 'leave'].includes(is) ? 1 : 0)
      if (others !== 0) wrong.push(`${row.id} ${row.text}: somebody else was recorded`)
    }
  }
  expect(wrong).toEqual([])
})
