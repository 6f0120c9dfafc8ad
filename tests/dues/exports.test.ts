import { beforeEach, describe, expect, test } from 'vitest'
import type { DuesRecord, MemberRecord } from '../../src/dues/book-records.ts'
import { duesTable } from '../../src/dues/exports.ts'
import { openFen } from '../../src/dues/member-month.ts'
import { findMonths } from '../../src/dues/months-store.ts'
import type { Day } from '../../src/kernel/day.ts'
import { readWorkbook } from '../../src/kernel/tables/read-workbook.ts'
import { type SheetToWrite, writeSheet } from '../../src/kernel/tables/write-sheet.ts'
import { setDuesBasis } from '../../src/roster/dues-basis-store.ts'
import { findTable } from '../../src/tables.ts'
import { testCipher } from '../support/cipher.ts'
import { type DuesVillage, openDuesVillage } from './hexi.ts'

let village: DuesVillage
beforeEach(async () => {
  village = await openDuesVillage({ at: '2026-10-06 10:30' })
})

const table = (period?: string) => village.read((tx) => duesTable(tx, [village.hexi], period))

/** 姜福生 pays two months and a little more, 黎桂芳 one, 孔兴旺 is exempt in November, 周国栋 has only claimed. */
async function pay(): Promise<void> {
  const { jiang, zhou, mei } = village
  await zhou.says('减免党费 孔兴旺 免交 11月 镇党委批准')
  await zhou.says('确认')
  await jiang.says('我和黎桂芳10月的')
  await jiang.says('是')
  await village.until('2026-11-04 10:00')
  await jiang.says('已交20元')
  await jiang.says('是')
  await mei.says('确认全部')
  await mei.says('确认')
  await village.until('2026-11-05 10:00')
  await zhou.says('已交1个月')
}

async function cells(sheet: SheetToWrite): Promise<string[][][]> {
  const read = await readWorkbook(await writeSheet(sheet, 'xlsx'))
  if (read.kind === 'refused') throw new Error(read.reason)
  return read.sheets.map(({ rows }) => rows.map((row) => row.map(({ text }) => text)))
}

const people = (records: readonly DuesRecord[]) => records.filter((one): one is MemberRecord => one.record === 'member')

describe('the ledger of dues as a file', () => {
  test('is members by months with what each paid, and sums that add up', async () => {
    await pay()
    const { sheet } = await table('2026-Q4')
    const [ledger = [], receipts = []] = await cells(sheet)
    const lines = (rows: string[][]) => rows.map((row) => row.join(' ').trimEnd())
    expect(lines(ledger).slice(1, -1)).toEqual([
      '期间：2026年第4季度　　党员 5 人　　单位：元',
      '序号 姓名 月标准 10月 11月 12月 应交 实交 待核对 待交 收据号',
      '1 周国栋 30.00 报   90.00 0.00 30.00 90.00',
      '2 梅春燕 0.50    1.50 0.00 0.00 1.50',
      '3 姜福生 16.00 16.00 16.00  48.00 32.00 0.00 16.00 1号、3号',
      '4 黎桂芳 0.50 0.50   1.50 0.50 0.00 1.00 2号',
      '5 孔兴旺 0.20  免  0.40 0.00 0.00 0.40',
      ' 应交合计  47.20 47.00 47.20 141.40',
      ' 实交合计  16.50 16.00 0.00  32.50 30.00 108.90',
      expect.stringContaining('免 经批准免交'),
      '实交 32.50元 ＝ 收据中交本期月份的 32.50元 ＋ 用以前留抵的 0元',
    ])
    expect(lines(receipts).slice(2, -1)).toEqual([
      '收据号 日期 姓名 所交月份 本期月份 其他月份 留抵 自愿多交 合计 收款人 备注',
      '1号 2026-11-04 姜福生 10月 16.00    16.00 梅春燕',
      '2号 2026-11-04 黎桂芳 10月 0.50    0.50 梅春燕',
      '3号 2026-11-04 姜福生 11月 16.00  4.00  20.00 梅春燕',
      '  合计  32.50 0.00 4.00 0.00 36.50',
    ])
  })

  test('agrees with the ledger itself to the fen, for each member and together', async () => {
    await pay()
    const { records } = await table('2026')
    const months = await village.read((tx) => findMonths(tx, { branches: [village.hexi] }))
    const total = records.find(({ record }) => record === 'total')
    const sum = (of: (one: (typeof months)[number]) => number) => months.reduce((all, one) => all + of(one), 0)
    expect(total).toMatchObject({
      members: 5,
      assessed_fen: sum((one) => one.assessedFen),
      waived_fen: sum((one) => one.waivedFen),
      paid_fen: sum((one) => one.confirmedFen),
      open_fen: sum(openFen),
    })
    expect(people(records).reduce((all, one) => all + one.open_fen, 0)).toBe(sum(openFen))
    const received = records.flatMap((one) => (one.record === 'receipt' ? [one.here_fen] : [])).reduce((all, fen) => all + fen, 0)
    expect(received).toBe(sum((one) => one.confirmedFen))
  })

  test('tells programs each month with its state, day, collector and receipts, in fen', async () => {
    await pay()
    const { records } = await table('2026')
    const jiang = people(records).find(({ member }) => member === '姜福生')
    expect(jiang).toMatchObject({ branch: '河西村党支部', year: 2026, due_fen: 4800, paid_fen: 3200, open_fen: 1600 })
    expect(jiang?.months[0]).toMatchObject({
      month: '2026-10',
      state: 'confirmed',
      due_fen: 1600,
      paid_fen: 1600,
      paid_on: '2026-11-04',
      collectors: ['梅春燕'],
      receipts: ['2026-1'],
    })
  })

  test('keeps the line of a receipt that was taken back, and counts it no more', async () => {
    await pay()
    await village.mei.says('作废收据 1')
    await village.mei.says('确认')
    const { records } = await table('2026')
    const [first, second] = records.filter((one) => one.record === 'receipt')
    expect(first).toMatchObject({ receipt: '2026-1', state: 'reversed', sum_fen: 0 })
    expect(second).toMatchObject({ receipt: '2026-2', state: 'confirmed' })
  })

  test('shows credit that paid for a month as such: no receipt is counted twice', async () => {
    const { jiang, mei, zhou } = village
    await jiang.says('已交100元')
    await jiang.says('是')
    await mei.says('确认全部')
    await mei.says('确认')
    await village.until('2027-01-05 10:00')
    await zhou.says('核定党费 2027')
    await zhou.says('确认')
    const { records } = await table('2027')
    const paid = people(records).find(({ member }) => member === '姜福生')
    expect(paid).toMatchObject({ paid_fen: 4800, credit_used_fen: 4800 })
    const { records: before } = await table('2026')
    expect(before.find(({ record }) => record === 'receipt')).toMatchObject({ here_fen: 4800, credit_fen: 5200, sum_fen: 10_000 })
  })

  test('a name that looks like a formula is text in every form of the file', async () => {
    const bad = await village.member('=cmd|A1', village.hexi)
    await village.write((tx) => setDuesBasis(tx, bad, { category: 'relief' }))
    await village.zhou.says('核定党费')
    await village.zhou.says('确认')
    const { sheet } = await table()
    expect(Buffer.from(await writeSheet(sheet, 'csv')).toString('utf8')).toContain("'=cmd|A1")
    const read = await readWorkbook(await writeSheet(sheet, 'xlsx'))
    expect(read.kind === 'sheets' && read.sheets[0]?.rows.flat().some(({ source }) => source === 'formula')).toBe(false)
  })

  test('a year in which nobody was assessed is an empty table, and so is another branch', async () => {
    expect((await table('2020')).records).toEqual([])
    expect((await village.read((tx) => duesTable(tx, [village.hedong], '2026'))).records).toEqual([])
  })

  test('is asked for by the name of the branch; an unknown one is refused in words', async () => {
    const make = findTable('dues')
    if (make === undefined) throw new Error('no such table')
    const ask = (branch: string) =>
      village.read((tx) => make(tx, { cipher: testCipher, branch, period: '2026', today: '2026-11-05' as Day }))
    const found = await ask('河西村')
    expect(found.kind === 'table' && found.records.length).toBe(6)
    expect(await ask('河东南村')).toEqual({ kind: 'refused', line: '没有叫“河东南村”的支部' })
  })
})
