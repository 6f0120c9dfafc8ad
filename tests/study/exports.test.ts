import { beforeEach, describe, expect, test } from 'vitest'
import type { MemberId } from '../../src/kernel/chat/person.ts'
import { readWorkbook } from '../../src/kernel/tables/read-workbook.ts'
import { writeSheet } from '../../src/kernel/tables/write-sheet.ts'
import { attendanceTable, signingTable } from '../../src/study/exports.ts'
import { openVillage, type Village } from '../support/village.ts'
import { hold } from './year.ts'

let village: Village
let people: MemberId[]
beforeEach(async () => {
  village = await openVillage()
  people = []
  for (const name of ['周国栋', '姜福生', '=cmd|A1', '王大爷']) people.push(await village.member(name, village.hexi))
})

const hexi = (signs: string, at: string, more: { readonly branch?: Village['hexi'] } = {}) =>
  hold(village, more.branch ?? village.hexi, people, { kinds: ['theme_party_day'], at, signs, place: '村部' })
const table = (period?: string) => village.read((tx) => attendanceTable(tx, undefined, period))

async function cells(sheet: Parameters<typeof writeSheet>[0]): Promise<string[][]> {
  const read = await readWorkbook(await writeSheet(sheet, 'xlsx'))
  if (read.kind === 'refused') throw new Error(read.reason)
  return (read.sheets[0]?.rows ?? []).map((row) => {
    const texts = row.map(({ text }) => text)
    return texts.slice(0, texts.findLastIndex((text) => text !== '') + 1)
  })
}

describe('the register of attendance', () => {
  test('is members by meetings with a mark each, totals for each person and each meeting, in the order of the roster', async () => {
    await hexi('到假缺免', '2026-10-05 09:00')
    await hexi('到远迟到', '2026-11-05 09:00')
    const { sheet } = await table('2026')
    expect(await cells(sheet)).toEqual([
      ['河西村党支部组织生活出勤登记表'],
      ['期间：2026年　　会议 2 次　　党员 4 人'],
      ['序号', '姓名', '10/5\n主题党日', '11/5\n主题党日', '应到', '实到', '请假', '缺席', '补学', '学时'],
      ['1', '周国栋', '√', '√', '2', '2', '0', '0', '0', '0'],
      ['2', '姜福生', '假', '远', '2', '1', '1', '0', '0', '0'],
      ['3', '=cmd|A1', '缺', '迟', '2', '1', '0', '1', '0', '0'],
      ['4', '王大爷', '免', '√', '1', '1', '0', '0', '0', '0'],
      ['', '应到', '3', '4', '7'],
      ['', '实到', '1', '4', '', '5'],
      ['', '请假', '1', '0', '', '', '1'],
      ['', '缺席', '1', '0', '', '', '', '1'],
      ['', '补学', '0', '0', '', '', '', '', '0'],
      ['', '会议记录', '无', '无'],
      [expect.stringContaining('√ 到会')],
      [expect.stringContaining('支部书记（签名）')],
    ])
  })

  test('a name that looks like a formula is text in every form of the file', async () => {
    await hexi('到到到到', '2026-11-05 09:00')
    const { sheet } = await table()
    expect(Buffer.from(await writeSheet(sheet, 'csv')).toString('utf8')).toContain("3,'=cmd|A1")
    const read = await readWorkbook(await writeSheet(sheet, 'xlsx'))
    expect(read.kind === 'sheets' && read.sheets[0]?.rows.flat().some(({ source }) => source === 'formula')).toBe(false)
  })

  test('tells programs the words of the glossary, and the sums agree for every meeting', async () => {
    await hexi('到假缺免', '2026-10-05 09:00')
    await hexi('迟远缺到', '2026-11-05 09:00')
    const { records } = await table()
    expect(records[0]).toMatchObject({
      branch: '河西村党支部',
      number: 1,
      kinds: ['theme_party_day'],
      starts_at: '2026-10-05T01:00:00.000Z',
      state: 'closed',
      expected: 3,
      present: 1,
      is_kept: false,
    })
    expect(records[1]?.attendance.map(({ state, way }) => [state, way])).toEqual([
      ['late', 'in_room'],
      ['checked_in', 'from_afar'],
      ['absent', null],
      ['checked_in', 'in_room'],
    ])
    for (const { expected, exempt_present, present, leave, absent, open } of records)
      expect(expected + exempt_present).toBe(present + leave + absent + open)
  })

  test('a period is days as in Shanghai', async () => {
    await hexi('到到到到', '2026-10-31 23:30')
    await hexi('到到到到', '2026-11-01 00:30')
    const months = async (period: string) => (await table(period)).records.map(({ number }) => number)
    expect(await months('2026-10')).toEqual([1])
    expect(await months('2026-11')).toEqual([2])
    expect(await months('2026-Q4')).toEqual([1, 2])
    expect(await months('2027')).toEqual([])
  })

  test('a meeting that is not over is told to programs and stands on no register', async () => {
    await hexi('----', '2026-12-05 09:00')
    const { records, sheet } = await table()
    expect(records.map(({ state, open }) => [state, open])).toEqual([['called', 4]])
    expect((await cells(sheet))[2]).not.toContain('12/5\n主题党日')
  })

  test('every branch has a sheet of its own', async () => {
    await hexi('到到到到', '2026-11-05 09:00')
    await hexi('到到到到', '2026-11-06 09:00', { branch: village.hedong })
    const { sheet } = await table()
    expect([sheet, ...(sheet.further ?? [])].map(({ name }) => name)).toEqual(['河西村党支部', '河东村党支部'])
  })

  test('nothing held yet is an empty register, not a failure', async () => {
    expect((await cells((await table('2026')).sheet))[2]?.slice(0, 3)).toEqual(['序号', '姓名', '应到'])
  })
})

describe('the list to sign before a meeting', () => {
  test('has everybody who may come with room to sign, and nobody’s leave', async () => {
    await hexi('-假-免', '2026-12-05 09:00')
    const { sheet, records } = await village.read((tx) => signingTable(tx, [village.hexi], undefined))
    expect(await cells(sheet)).toEqual([
      ['河西村党支部主题党日签到表'],
      ['时间：2026年12月5日（星期六）09:00　　地点：村部'],
      ['应到：3 人'],
      ['序号', '姓名', '签名'],
      ['1', '周国栋'],
      ['2', '姜福生'],
      ['3', '=cmd|A1'],
      ['4', '王大爷'],
      ['实到：　　　人　　请假：　　　人　　记录人（签名）：'],
    ])
    expect(JSON.stringify(records)).not.toContain('leave')
  })

  test('of a large branch stands in two columns', async () => {
    for (let at = people.length; at < 21; at++) people.push(await village.member(`党员${at}`, village.hexi))
    await hexi('-'.repeat(21), '2026-12-05 09:00')
    const { sheet } = await village.read((tx) => signingTable(tx, undefined, undefined))
    const rows = await cells(sheet)
    expect(rows[4]).toEqual(['1', '周国栋', '', '12', '党员11'])
    expect(rows).toHaveLength(4 + 11 + 1)
  })

  test('a meeting that is over needs none', async () => {
    await hexi('到到到到', '2026-11-05 09:00')
    expect((await village.read((tx) => signingTable(tx, undefined, undefined))).records).toEqual([])
  })
})
