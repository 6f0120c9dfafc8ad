import { describe, expect, test } from 'vitest'
import { readAudit } from '../../src/kernel/audit.ts'
import { attendanceTable } from '../../src/study/exports.ts'
import { readHours } from '../../src/study/minutes.ts'
import { markOpen } from '../../src/study/sessions-store.ts'
import { type Books, openBooks } from './books.ts'

const kept = async (books: Books) => (await books.read((tx) => attendanceTable(tx, undefined, undefined))).records[0]

describe('会议记录', () => {
  test('is written down, then the meeting counts; more is added; 重写 begins anew', async () => {
    const books = await openBooks()
    await books.holds('到到到到到', '2026-11-05 09:00')
    expect((await kept(books))?.is_kept).toBe(false)
    await books.zhou.hears(
      '会议记录 1 学了支部条例，议了修路',
      '记下了：11月5日的主题党日的会议记录\n记录齐了，这次会算数了\n要重写请说：会议记录 1 重写 正文',
    )
    await books.zhou.hears('会议记录 第1次 下午查了井', '接着记下了：11月5日的主题党日\n要重写请说：会议记录 1 重写 正文')
    expect(await kept(books)).toMatchObject({ is_kept: true, minutes: '学了支部条例，议了修路\n下午查了井' })
    await books.zhou.says('会议记录 1 重写 只学了条例')
    expect((await kept(books))?.minutes).toBe('只学了条例')
    await books.zhou.hears('会议记录 1', '11月5日的主题党日的会议记录：\n只学了条例\n要打印请说：打印记录 1')
    expect((await books.read((tx) => readAudit(tx))).map(({ action }) => action)).toEqual(Array(3).fill('session-minutes'))
  })

  test('without a number means the newest that has begun; 3月份 is no number', async () => {
    const books = await openBooks()
    await books.holds('到到到到到', '2026-10-05 09:00')
    await books.holds('到到到到到', '2026-11-05 09:00')
    await books.holds('-----', '2026-12-05 09:00')
    await books.zhou.says('会议记录 3月份的账议过了')
    const { records } = await books.read((tx) => attendanceTable(tx, undefined, undefined))
    expect(records.map(({ minutes }) => minutes)).toEqual([null, '3月份的账议过了', null])
  })

  test('before the meeting, of a meeting that does not exist, and with nothing to write it says what to do', async () => {
    const books = await openBooks()
    await books.zhou.hears('会议记录', '最近没有开过的会，先不用会议记录')
    await books.holds('-----', '2026-12-05 09:00')
    await books.zhou.hears('会议记录 1 议了修路', '12月5日的主题党日还没开，开完再记')
    await books.zhou.hears('会议记录 9 议了修路', '没有第9次会。\n看有哪些，请说：三会一课')
    await books.holds('到到到到到', '2026-11-05 09:00')
    await books.zhou.hears('会议记录 2', '11月5日的主题党日还没有会议记录。\n请照这个样子发：\n会议记录 2 今天议了三件事')
  })

  test('a meeting that began before its hour has begun', async () => {
    const books = await openBooks()
    const session = await books.holds('-----', '2026-11-20 11:00')
    await books.zhou.hears('会议记录 议了修路', '最近没有开过的会，先不用会议记录')
    await books.write((tx) => markOpen(tx, session.id, undefined, books.clock.now()))
    await books.zhou.says('会议记录 议了修路')
    expect((await kept(books))?.minutes).toBe('议了修路')
  })

  test('is nobody else’s to write, and nothing is heard of it in the group', async () => {
    const books = await openBooks()
    await books.holds('到到到到到', '2026-11-05 09:00')
    await books.jiang.says('会议记录 1 我来写')
    await books.zhou.in(books.hall).hears('会议记录 1 议了修路')
    expect((await kept(books))?.minutes).toBeNull()
  })

  test('what was resolved is kept beside it', async () => {
    const books = await openBooks()
    await books.holds('到到到到到', '2026-11-05 09:00')
    await books.zhou.hears('决议 1 同意修路', '记下了：11月5日的主题党日的决议\n要重写请说：决议 1 重写 正文')
    expect(await kept(books)).toMatchObject({ resolution: '同意修路', is_kept: false })
  })
})

describe('表决', () => {
  test('counted in the room: it is written down with what the rules say of it', async () => {
    const books = await openBooks()
    await books.holds('到到到到到', '2026-11-05 09:00')
    await books.zhou.hears('表决 1 应到4 实到4 赞成3 吸收李四', '表决：吸收李四\n应到 4 实到 4 赞成 3\n赞成超过应到的一半，通过了')
    await books.zhou.hears('表决 1 应到4 实到2 赞成2 修路', '表决：修路\n应到 4 实到 2 赞成 2\n赞成没过应到的一半（要 3 票），没通过')
    await books.zhou.hears('表决 1 应到4 实到1 赞成1 修桥', '表决：修桥\n应到 4 实到 1 赞成 1\n到会不到一半（要 2 人），不能表决')
    expect((await kept(books))?.votes).toEqual([
      { matter: '吸收李四', entitled: 4, present: 4, in_favour: 3, result: 'passed' },
      { matter: '修路', entitled: 4, present: 2, in_favour: 2, result: 'not-passed' },
      { matter: '修桥', entitled: 4, present: 1, in_favour: 1, result: 'too-few' },
    ])
  })

  test('what is not told is taken from the register: a probationary member has no vote', async () => {
    const books = await openBooks()
    await books.holds('到到假到到', '2026-11-05 09:00')
    await books.zhou.says('表决 1 赞成3 修路')
    expect((await kept(books))?.votes).toMatchObject([{ entitled: 4, present: 3, in_favour: 3, result: 'passed' }])
  })

  test('another number than the roster’s is taken as counted in the room, and said', async () => {
    const books = await openBooks()
    await books.holds('到到到到到', '2026-11-05 09:00')
    const { texts } = await books.zhou.says('表决 1 应到5 实到5 赞成3 修路')
    expect(texts[0]).toMatch(/留意：名册上有表决权的是 4 人$/)
  })

  test('numbers that cannot be, or none, get an example and change nothing', async () => {
    const books = await openBooks()
    await books.holds('到到到到到', '2026-11-05 09:00')
    await books.zhou.hears('表决 1 应到4 实到3 赞成4 修路', '数对不上：应到4，实到3，赞成4。\n请数好再发一次')
    await books.zhou.hears('表决 1 修路', '请照这个样子发：\n表决 1 应到4 实到4 赞成4 事由\n只算正式党员')
    await books.zhou.hears('表决 1', '11月5日的主题党日没有记过表决。\n请照这个样子发：\n表决 1 赞成18 吸收李四')
    expect((await kept(books))?.votes).toEqual([])
  })
})

describe('学时', () => {
  test.each([
    ['2', 120],
    ['2小时', 120],
    ['两个小时', 120],
    ['1.5', 90],
    ['一个半小时', 90],
    ['半小时', 30],
    ['半天', undefined],
    ['100', undefined],
    ['', undefined],
  ])('%s is %s minutes', (typed, minutes) => {
    expect(readHours(typed)).toBe(minutes)
  })

  test('count for whoever was there or made it up, and are told to the secretary in the order of the roster', async () => {
    const books = await openBooks()
    await books.zhou.hears('学时', '今年还没记过学时。\n请照这个样子发：学时 3 2小时')
    await books.holds('到假缺到到', '2026-11-05 09:00')
    await books.zhou.hears('学时 1', '11月5日的主题党日还没记学时\n请照这个样子发：学时 1 2小时')
    await books.zhou.hears('学时 1 2小时', '记下了：11月5日的主题党日学了 2 学时。\n到会和补学的都算')
    const { texts } = await books.zhou.says('学时')
    expect(texts[0]?.split('\n').slice(0, 6)).toEqual([
      '河西村党支部2026年学时，每人不少于 32：',
      '周国栋 2',
      '姜福生 0',
      '黎桂芳 0',
      '孔兴旺 2',
      '宋小兵 2',
    ])
  })

  test('where names may not be said the numbers are', async () => {
    const books = await openBooks('own')
    await books.holds('到假缺到到', '2026-11-05 09:00')
    await books.zhou.says('学时 1 2小时')
    await books.zhou.hears('学时', '满 32 学时的 0 人，不满的 5 人。\n名单请在电脑上看')
  })
})
