import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readCsv } from '../../src/kernel/tables/read-csv.ts'
import { readSheets } from '../../src/kernel/tables/read-sheets.ts'
import { readWorkbook } from '../../src/kernel/tables/read-workbook.ts'
import { writeSheet } from '../../src/kernel/tables/write-sheet.ts'
import type { SheetToWrite } from '../../src/kernel/tables/write-sheet.ts'

const dues: SheetToWrite = {
  name: '党费 2026/11',
  columns: [
    { key: 'name', title: '姓名' },
    { key: 'category', title: '交费类别', say: (value) => (value === 'farmer' ? '农民' : '在职') },
    { key: 'monthly_fen', title: '每月（元）', holds: 'fen' },
    { key: 'months', title: '月份' },
    { key: 'is_migrant', title: '流动' },
  ],
  rows: [
    { name: '王桂芳', category: 'farmer', monthly_fen: 50, months: ['2026-10', '2026-11'], is_migrant: true },
    { name: '李大山', category: 'wage_earner', monthly_fen: 1500, months: [], is_migrant: false },
  ],
}

async function shown(sheet: SheetToWrite, format: 'xlsx' | 'csv'): Promise<string[][]> {
  const file = await writeSheet(sheet, format)
  const read = format === 'csv' ? readCsv(file, 'a.csv') : await readWorkbook(file)
  if (read.kind === 'refused') throw new Error(read.reason)
  return (read.sheets[0]?.rows ?? []).map((row) => row.map((cell) => cell.text))
}

describe('a table for people who keep files', () => {
  test.each(['xlsx', 'csv'] as const)('a %s says amounts in yuan and words in Chinese under its headings', async (format) => {
    expect(await shown(dues, format)).toEqual([
      ['姓名', '交费类别', '每月（元）', '月份', '流动'],
      ['王桂芳', '农民', '0.50', '2026-10、2026-11', '是'],
      ['李大山', '在职', '15.00', '', '否'],
    ])
  })

  test('json keeps the words of the glossary and money in fen', async () => {
    const rows: unknown = JSON.parse(Buffer.from(await writeSheet(dues, 'json')).toString('utf8'))
    expect(rows).toEqual(dues.rows)
  })

  test('Excel opens the csv as Chinese', async () => {
    const file = Buffer.from(await writeSheet(dues, 'csv'))
    expect(file.subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]))
    expect(file.toString('utf8')).toContain('\r\n')
  })

  test('an empty table still has its headings', async () => {
    expect(await shown({ ...dues, rows: [] }, 'xlsx')).toEqual([['姓名', '交费类别', '每月（元）', '月份', '流动']])
  })
})

describe('a form as an office keeps it', () => {
  const form: SheetToWrite = {
    ...dues,
    above: ['河西村党支部党费表', '2026年11月'],
    below: ['收款人签名：'],
    form: { paper: 'landscape', lines: 'tall' },
  }

  test.each(['xlsx', 'csv'] as const)('a %s has its title above and the place to sign below', async (format) => {
    const rows = await shown(form, format)
    expect(rows.map(([first]) => first)).toEqual(['河西村党支部党费表', '2026年11月', '姓名', '王桂芳', '李大山', '收款人签名：'])
  })

  test('several branches are several sheets of one workbook, even of one name, and one csv', async () => {
    const both = { ...form, further: [{ ...form, rows: form.rows.slice(1) }] }
    const read = await readWorkbook(await writeSheet(both, 'xlsx'))
    expect(read.kind === 'sheets' && read.sheets.map(({ name, rows }) => [name, rows.length])).toEqual([
      ['党费 2026 11', 6],
      ['党费 2026 11 2', 5],
    ])
    expect((await shown(both, 'csv')).length).toBe(12)
    expect(JSON.parse(Buffer.from(await writeSheet(both, 'json')).toString('utf8'))).toHaveLength(3)
  })

  test('a title is guarded like a cell', async () => {
    expect(Buffer.from(await writeSheet({ ...form, above: ['=1+1'] }, 'csv')).toString('utf8')).toContain("'=1+1")
  })
})

describe('what somebody typed is never run by the program that opens the table', () => {
  const attacks = ['=HYPERLINK("http://127.0.0.1","点我")', '+1+1', '-1+1', '@SUM(A1)', '\t=1', '\r=1', '＝1+1', '-- 无']

  test.each(attacks)('%j stands behind an apostrophe in a csv', async (text) => {
    const sheet = { name: 'a', columns: [{ key: 'text', title: '意见' }], rows: [{ text }] }
    const csv = Buffer.from(await writeSheet(sheet, 'csv')).toString('utf8')
    expect(csv.split('\r\n')[1]).toMatch(/^"?'/)
  })

  test('in a workbook it is text and no formula', async () => {
    const sheet = { name: 'a', columns: [{ key: 'text', title: '意见' }], rows: attacks.map((text) => ({ text })) }
    const read = await readSheets(await writeSheet(sheet, 'xlsx'), 'a.xlsx')
    expect(read.kind === 'sheets' && read.sheets[0]?.rows.every((row) => row.every((cell) => cell.source === 'typed'))).toBe(true)
  })

  test('a headline is guarded like a cell', async () => {
    const sheet = { name: 'a', columns: [{ key: 'text', title: '=1+1' }], rows: [] }
    expect(Buffer.from(await writeSheet(sheet, 'csv')).toString('utf8')).toContain("'=1+1")
  })
})

describe('what is written comes back as it was', () => {
  const text = fc.string({
    unit: fc.oneof(
      fc.constantFrom(...Array.from('=+-@\'"，,;\n\t 党李𠮷䶮A1_x0041_&<>')),
      fc.string({ unit: 'grapheme', minLength: 1, maxLength: 1 }),
    ),
    maxLength: 12,
  })
  const clean = (value: string): string =>
    value
      .replaceAll(/\r\n?/g, '\n')
      .replaceAll(/[\p{Cc}\p{Cs}\ufffe\uffff]/gu, (character) => ('\n\t'.includes(character) ? character : ''))

  test.each(['xlsx', 'csv'] as const)('any text in a %s', async (format) => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(text, text), { minLength: 1, maxLength: 40 }), async (pairs) => {
        const sheet = {
          name: 'a',
          columns: [
            { key: 'one', title: '一' },
            { key: 'two', title: '二' },
            { key: 'end', title: '三' },
          ],
          rows: pairs.map(([one, two]) => ({ one: clean(one), two: clean(two), end: '完' })),
        }
        const rows = await shown(sheet, format)
        expect(rows.slice(1)).toEqual(sheet.rows.map((row) => [row.one, row.two, row.end]))
      }),
      { numRuns: 100 },
    )
  })
})
