import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { balanceAccount, type WrittenAccount } from '../../src/disclosures/account.ts'
import { readAccountSheet } from '../../src/disclosures/account-sheet.ts'
import { readAmount } from '../../src/disclosures/amount.ts'
import { readSheets } from '../../src/kernel/tables/read-sheets.ts'
import type { Sheet } from '../../src/kernel/tables/sheet.ts'

const words = {
  noOpening: 'opening?',
  noClosing: 'closing?',
  noRows: 'rows?',
  wrongBalance: (address: string, written: number, computed: number) => `${address} ${written - computed}`,
  wrongClosing: (address: string, written: number, computed: number) => `closing ${address} ${written - computed}`,
  wrongTotal: (address: string, column: string, written: number, computed: number) => `${column} ${address} ${written - computed}`,
}

async function sampleOf(name: string): Promise<Sheet> {
  const read = await readSheets(readFileSync(new URL(`../samples/${name}`, import.meta.url)), name)
  const sheet = read.kind === 'sheets' ? read.sheets[0] : undefined
  if (sheet === undefined) throw new Error(`${name} was not read`)
  return sheet
}

/** A sheet as somebody types it, cell by cell, with the addresses a workbook gives them. */
function sheetOf(...rows: readonly (readonly string[])[]): Sheet {
  const cells = rows.map((row, at) =>
    row.map((text, column) => ({ address: `${'ABCDEFGH'[column] ?? ''}${at + 1}`, text, source: 'typed' as const })),
  )
  return { name: '收支', visibility: 'shown', rows: cells }
}

function accountOf(sheet: Sheet): WrittenAccount {
  const read = readAccountSheet(sheet)
  if (read.kind !== 'written') throw new Error(JSON.stringify(read))
  return read.account
}

describe('the accounts of a village', () => {
  test('a quarter that agrees goes through with its sums', async () => {
    const balanced = balanceAccount(accountOf(await sampleOf('finance-2026Q3.xlsx')), words)
    expect(balanced).toMatchObject({
      kind: 'balanced',
      account: { openingFen: 5_832_045, incomeFen: 2_656_788, expenseFen: 4_073_050, closingFen: 4_415_783 },
    })
    if (balanced.kind === 'balanced') expect(balanced.account.rows).toHaveLength(8)
  })

  test('a closing balance that is 90 yuan off is named with its cell and the difference', async () => {
    expect(balanceAccount(accountOf(await sampleOf('finance-2026Q3-wrong-balance.xlsx')), words)).toEqual({
      kind: 'refused',
      lines: ['closing F12 9000'],
    })
  })

  const HEAD = ['日期', '摘要', '收入', '支出', '余额']
  const OPENING = ['', '上期结余', '', '', '100']

  test('one wrong balance in the middle is named once', () => {
    const sheet = sheetOf(
      HEAD,
      OPENING,
      ['1日', '卖树', '50', '', '150'],
      ['2日', '买灯', '', '30', '121'],
      ['3日', '水费', '', '20', '101'],
      ['', '期末结余', '', '', '101'],
    )
    expect(balanceAccount(accountOf(sheet), words)).toEqual({ kind: 'refused', lines: ['E4 100'] })
  })

  test('sums written below are checked too, signatures are passed over', () => {
    const sheet = sheetOf(
      ['河西村财务公开'],
      HEAD,
      OPENING,
      ['1日', '卖树', '50', '', '150'],
      ['2日', '买灯', '', '30', '120'],
      ['', '合计', '51', '30', ''],
      ['', '本期结余', '', '', '120'],
      ['制表：李会计', '', '审核：王桂芳'],
    )
    expect(balanceAccount(accountOf(sheet), words)).toEqual({ kind: 'refused', lines: ['income C6 100'] })
  })

  test('what is missing is asked for by name', () => {
    expect(balanceAccount(accountOf(sheetOf(HEAD, ['1日', '卖树', '50', '', '150'])), words)).toEqual({
      kind: 'refused',
      lines: ['opening?', 'closing?'],
    })
  })

  test('an amount that nobody can read is told with its cell; a sheet without headings is not guessed at', () => {
    expect(readAccountSheet(sheetOf(HEAD, OPENING, ['1日', '卖树', '三千左右', '', '']))).toEqual({
      kind: 'unreadable',
      cells: [{ address: 'C3', text: '三千左右' }],
    })
    expect(readAccountSheet(sheetOf(['卖树', '50']))).toEqual({ kind: 'no-heading' })
  })

  test('a table in 万元 is counted in 万元', () => {
    const sheet = sheetOf(
      ['单位：万元'],
      HEAD,
      ['', '上期结余', '', '', '1.2'],
      ['', '拨款', '3.5', '', '4.7'],
      ['', '期末结余', '', '', '4.7'],
    )
    expect(balanceAccount(accountOf(sheet), words)).toMatchObject({ kind: 'balanced', account: { closingFen: 4_700_000 } })
  })
})

describe('an amount as people write it', () => {
  test.each([
    ['1,234.50', 123_450],
    ['￥１２００', 120_000],
    ['3280.5元', 328_050],
    ['一万二千元', 1_200_000],
    ['2.5万', 2_500_000],
    ['(300)', -30_000],
    ['-12.3', -1230],
    ['六毛', 60],
  ])('%s', (text, fen) => {
    expect(readAmount({ text }, 100)).toEqual({ kind: 'fen', fen })
  })

  test.each(['', '—', '无', ' 0 '])('“%s” is nothing', (text) => {
    expect(readAmount({ text }, 100)).toEqual({ kind: 'empty' })
  })

  test.each(['三千左右', '12.345', '见附件', '1.2.3', '9'.repeat(17)])('%s is not guessed at', (text) => {
    expect(readAmount({ text }, 100)).toEqual({ kind: 'unreadable' })
  })

  test('what a computer adds in fractions is rounded, not refused', () => {
    expect(readAmount({ text: '0.30', number: 0.1 + 0.2 }, 100)).toEqual({ kind: 'fen', fen: 30 })
  })
})
