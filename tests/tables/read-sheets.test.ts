import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { readSheets } from '../../src/kernel/tables/read-sheets.ts'
import type { Cell, SheetsRead } from '../../src/kernel/tables/sheet.ts'
import { typed, workbook } from './make-files.ts'

const sample = (name: string): Buffer => readFileSync(new URL(`../samples/${name}`, import.meta.url))

function firstSheet(read: SheetsRead): readonly (readonly Cell[])[] {
  if (read.kind === 'refused') throw new Error(read.reason)
  return read.sheets[0]?.rows ?? []
}

const texts = (read: SheetsRead): string[][] => firstSheet(read).map((row) => row.map((cell) => cell.text))

describe('a file the office has is opened', () => {
  test('a workbook shows every cell with the address people look it up by', async () => {
    const read = await readSheets(sample('roster.xlsx'), 'roster.xlsx')
    const rows = firstSheet(read)
    expect(rows[2]?.[3]).toEqual({ address: 'D3', text: '姓名', source: 'typed' })
    expect(rows[18]?.[5]).toEqual({ address: 'F19', text: '13812345679', number: 13_812_345_679, source: 'typed' })
    expect(read.kind === 'sheets' && read.sheets.map((sheet) => sheet.name)).toEqual(['花名册', '说明'])
  })

  test('a csv saved by an old Excel in GBK reads like one in UTF-8', async () => {
    const text = '姓名,支部\r\n锺䶮,"龙潭村,党支部"\r\n'
    const gbk = await readSheets(sample('roster-gbk.csv'), 'roster-gbk.csv')
    expect(firstSheet(gbk)[13]?.[0]).toEqual({ address: '第14行第1列', text: '锺䶮', source: 'typed' })
    const expected = [
      ['姓名', '支部'],
      ['锺䶮', '龙潭村,党支部'],
    ]
    expect(texts(await readSheets(Buffer.from(text), 'a.csv'))).toEqual(expected)
    expect(texts(await readSheets(Buffer.from(`\ufeff${text}`), 'a.csv'))).toEqual(expected)
    expect(texts(await readSheets(Buffer.from(`\ufeff${text}`, 'utf16le'), 'a.csv'))).toEqual(expected)
  })

  test.each([';', '\t'])('a csv parted by %j is read too', async (separator) => {
    const read = await readSheets(Buffer.from(`姓名${separator}工资\n王桂芳${separator}"3,000"\n`), 'a.csv')
    expect(texts(read)).toEqual([
      ['姓名', '工资'],
      ['王桂芳', '3,000'],
    ])
  })

  test('a formula is told from a typed value, whatever it last showed', async () => {
    const read = await readSheets(
      workbook('<row r="1"><c r="A1"><f>1+1</f><v>2</v></c><c r="B1"><v>2</v></c><c r="C1" t="str"><f>"王"</f><v>王</v></c></row>'),
      'a.xlsx',
    )
    expect(firstSheet(read)[0]?.map((cell) => [cell.text, cell.source])).toEqual([
      ['2', 'formula'],
      ['2', 'typed'],
      ['王', 'formula'],
    ])
  })

  test('a branch written once beside joined cells stands in every line', async () => {
    const joined = typed(
      [
        ['河西村', '王桂芳'],
        ['', '李大山'],
        ['', '张春梅'],
      ],
      '<mergeCells count="1"><mergeCell ref="A1:A3"/></mergeCells>',
    )
    const rows = firstSheet(await readSheets(joined, 'a.xlsx'))
    expect(rows.map((row) => [row[0]?.text, row[0]?.source])).toEqual([
      ['河西村', 'typed'],
      ['河西村', 'merged'],
      ['河西村', 'merged'],
    ])
  })

  test('several files at once are opened one after the other and not mixed up', async () => {
    const reads = await Promise.all(['王', '李', '张'].map((name) => readSheets(Buffer.from(`姓名\n${name}`), `${name}.csv`)))
    expect(reads.map((read) => firstSheet(read)[1]?.[0]?.text)).toEqual(['王', '李', '张'])
  })
})
