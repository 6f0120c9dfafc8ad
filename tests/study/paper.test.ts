import { describe, expect, test } from 'vitest'
import { attendanceTable } from '../../src/study/exports.ts'
import { type Books, openBooks } from './books.ts'

const register = async (books: Books) =>
  (await books.read((tx) => attendanceTable(tx, undefined, undefined))).records[0]?.attendance.map(
    ({ member, state, evidence }) => `${member} ${state} ${evidence}`,
  )

describe('纸质签到', () => {
  test('is told by its exceptions, read back, and written only then; what is known better stays', async () => {
    const books = await openBooks()
    await books.holds('到假缺缺免', '2026-11-05 09:00')
    await books.zhou.hears(
      '纸质签到 1 除了 孔兴旺',
      '照纸上的录：11月5日的主题党日\n签到 1 人，没到 0 人\n已记过的 2 人不动\n对的请回复：记\n不录请回复：取消',
    )
    expect(await register(books)).toContain('黎桂芳 absent self')
    await books.zhou.hears('记', '录好了：11月5日的主题党日，\n签到 1 人，没到 0 人。\n录错了请回复：撤销')
    expect(await register(books)).toEqual([
      '周国栋 checked_in self',
      '姜福生 leave self',
      '黎桂芳 checked_in paper',
      '孔兴旺 absent self',
      '宋小兵 exempt null',
    ])
  })

  test('before the meeting is closed those named are absent and all others came', async () => {
    const books = await openBooks()
    await books.holds('-----', '2026-11-20 09:00')
    await books.zhou.says('纸质签到 1 除了 姜福生、宋小兵')
    await books.zhou.says('记')
    expect((await register(books))?.map((line) => line.split(' ')[1])).toEqual([
      'checked_in',
      'absent',
      'checked_in',
      'checked_in',
      'absent',
    ])
  })

  test('取消 leaves everything; the same list twice changes nothing the second time', async () => {
    const books = await openBooks()
    await books.holds('到缺缺到到', '2026-11-05 09:00')
    const before = await register(books)
    await books.zhou.says('纸质签到 1')
    await books.zhou.hears('取消', '好的，没有录')
    expect(await register(books)).toEqual(before)
    await books.zhou.says('纸质签到 1')
    await books.zhou.says('记')
    await books.zhou.hears('纸质签到 1', '11月5日的主题党日人人都记过了。\n要改请说：记 张三 签到')
  })

  test('a name that fits nobody or two people stops it before anything is asked', async () => {
    const books = await openBooks()
    await books.member('孔繁森', books.hexi)
    await books.holds('到缺缺到到', '2026-11-05 09:00')
    await books.zhou.hears('纸质签到 1 除了 赵云', '这个支部没有“赵云”。\n请写全名，整行再发一次')
    await books.zhou.hears('纸质签到 1 除了 老孔', '叫“老孔”的有 2 位。\n请写全名，整行再发一次')
    await books.zhou.hears('纸质签到 1 除了', '请照这个样子发：\n纸质签到 3 除了 张三 李四')
  })

  test('is not for members, and in a group nothing is written', async () => {
    const books = await openBooks()
    await books.holds('到缺缺到到', '2026-11-05 09:00')
    const before = await register(books)
    await books.jiang.says('纸质签到 1')
    await books.jiang.says('记')
    await books.zhou.in(books.hall).hears('纸质签到')
    await books.zhou.in(books.hall).hears('记')
    expect(await register(books)).toEqual(before)
  })
})
