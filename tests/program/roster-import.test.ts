import { copyFileSync, writeFileSync } from 'node:fs'
import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { buildProgram, openTerminal, REAL, sample, type Terminal } from '../support/terminal.ts'

let terminal: Terminal

beforeAll(buildProgram)
beforeEach(() => {
  terminal = openTerminal(REAL)
})
afterEach(() => terminal.close())

async function roster(): Promise<readonly { readonly name: string; readonly branch: string }[]> {
  const { out } = await terminal.run(['export', 'roster', '--format', 'json'])
  return JSON.parse(out) as { name: string; branch: string }[]
}

test('a dry run tells what the office’s file would change, cell by cell, and changes nothing', async () => {
  const { status, out, err } = await terminal.run(['import-roster', sample('roster.xlsx')])
  expect([status, err]).toEqual([0, ''])
  expect(out).toContain('识别到 5 个支部、144 名党员')
  expect(out).toContain('D7：姓名中的空格已去掉，按“阎淑珍”记')
  expect(out).toContain('新增 144 人、变更 0 人、不变 0 人')
  expect(out).toContain('要写入请加 --apply')
  expect(await roster()).toEqual([])
})

test('what was written once is not written again, and the other file of the same office duplicates nobody', async () => {
  const first = await terminal.run(['import-roster', sample('roster.xlsx'), '--apply'])
  expect([first.status, first.out]).toEqual([0, expect.stringContaining('已写入')])
  const before = await roster()
  expect(before).toHaveLength(144)
  expect(new Set(before.map(({ branch }) => branch)).size).toBe(5)
  const second = await terminal.run(['import-roster', sample('roster.xlsx'), '--apply'])
  expect([second.status, second.out]).toEqual([0, expect.stringContaining('新增 0 人、变更 0 人、不变 144 人')])
  const other = await terminal.run(['import-roster', sample('roster-gbk.csv'), '--apply'])
  expect([other.status, other.out]).toEqual([0, expect.stringContaining('新增 0 人')])
  expect(await roster()).toEqual(before)
})

test('a whole import is taken back by one word, once', async () => {
  await terminal.run(['import-roster', sample('roster.xlsx'), '--apply'])
  const undone = await terminal.run(['import-roster', '--undo'])
  expect([undone.status, undone.out]).toEqual([0, '已撤回上一次导入\n'])
  expect(await roster()).toEqual([])
  const again = await terminal.run(['import-roster', '--undo'])
  expect(again).toEqual({ status: 1, out: '', err: '没有可以撤回的导入\n' })
})

test('a file with damaged cells is refused whole, and every cell is named', async () => {
  const { status, out, err } = await terminal.run(['import-roster', sample('roster-bad.xlsx'), '--apply'])
  expect(status).toBe(1)
  for (const cell of ['F4：', 'D6：', 'C7：', 'I9：', 'D11：']) expect(out).toContain(cell)
  expect(err).toBe('整份没有导入，什么也没有改动。请改好上面的单元格再导一次\n')
  expect(await roster()).toEqual([])
})

test('whatever is no roster is refused in one plain line', async () => {
  writeFileSync(terminal.path('旧名册.xls'), Buffer.from('d0cf11e0a1b11ae1', 'hex'))
  copyFileSync(sample('roster.xlsx'), terminal.path('断了.xlsx'))
  writeFileSync(terminal.path('断了.xlsx'), Buffer.from('PK\u0003\u0004 broken'))
  for (const file of [terminal.path('没有.xlsx'), terminal.folder, terminal.path('旧名册.xls'), terminal.path('断了.xlsx')]) {
    const { status, out, err } = await terminal.run(['import-roster', file, '--apply'])
    expect([status, out]).toEqual([1, ''])
    expect(err.trimEnd().split('\n')).toHaveLength(1)
    expect(err).not.toMatch(/Error|"type"/)
  }
})
