import { describe, expect, test } from 'vitest'
import { readAccountSheet } from '../../src/disclosures/account-sheet.ts'
import { sheetOfText } from '../../src/disclosures/pasted.ts'

const cells = (text: string) => sheetOfText(text).rows.map((row) => row.map((cell) => cell.text))

describe('a table pasted into a chat', () => {
  test.each([
    ['tabs', '摘要\t收入\t支出\n卖树\t1,050\t\n买灯\t\t30'],
    ['bars', '| 摘要 | 收入 | 支出 |\n|---|---|---|\n| 卖树 | 1,050 |  |\n| 买灯 |  | 30 |'],
  ])('cells between %s', (_name, text) => {
    const rows = cells(text).map((row) => row.join('/'))
    expect(rows[0]).toBe('摘要/收入/支出')
    expect(rows.at(-1)).toContain('买灯')
    expect(rows).toHaveLength(3)
  })

  test.each([
    ['wide blanks', '摘要   收入  支出\n卖树  1,050  0\n买灯  0  30'],
    ['commas', '摘要，收入，支出\n卖树，1,050，0\n买灯，0，30'],
    ['single blanks', '摘要 收入 支出\n卖树 1,050 0\n买灯 0 30'],
  ])('cells between %s', (_name, text) => {
    expect(cells(text)).toEqual([
      ['摘要', '收入', '支出'],
      ['卖树', '1,050', '0'],
      ['买灯', '0', '30'],
    ])
  })

  test('a field that swallowed the line breaks is read by its heading', () => {
    expect(cells('日期 摘要 收入 支出 余额 7.1 上期结余 0 0 100 7.3 卖树 50 0 150')).toEqual([
      ['日期', '摘要', '收入', '支出', '余额'],
      ['7.1', '上期结余', '0', '0', '100'],
      ['7.3', '卖树', '50', '0', '150'],
    ])
    expect(cells('明年三月 5 号动工 修通组路')).toHaveLength(1)
  })

  test('accounts are read from it, and a slip is told with its line', () => {
    const read = readAccountSheet(sheetOfText('摘要 收入 支出 余额\n上期结余 0 0 100\n卖树 五十左右 0 150\n期末结余 0 0 150'))
    expect(read).toEqual({ kind: 'unreadable', cells: [{ address: '第3行', text: '五十左右' }] })
  })
})
