import { describe, expect, test } from 'vitest'
import { markOpen } from '../../src/study/sessions-store.ts'
import { recordPage } from '../../src/study/record-page.tsx'
import { signingPage, wallPage } from '../../src/study/pages.tsx'
import type { Session } from '../../src/study/tables.ts'
import { type Books, openBooks } from './books.ts'

const textOf = async (books: Books, page: typeof signingPage, { id }: Session) => {
  const shown = await books.read((tx) => page.show(tx, String(id), books.clock.now()))
  const body: { toString(): string | Promise<string> } = <>{shown?.body}</>
  return shown === undefined ? undefined : { title: shown.title, body: String(body) }
}

describe('签到表', () => {
  test('a secretary gets a link to a page to print, with everybody on it and nobody’s leave', async () => {
    const books = await openBooks()
    const session = await books.holds('-假--免', '2026-11-28 09:00', { place: '村部' })
    const { texts } = await books.zhou.says('签到表')
    expect(texts[0]).toMatch(/^11月28日的主题党日的签到表：\nhttp:\/\/127\.0\.0\.1:3000\/p\/[\w-]{24}\n打开后可以打印$/u)
    const shown = await textOf(books, signingPage, session)
    expect(shown?.title).toBe('河西村党支部主题党日签到表')
    expect(shown?.body).toContain('时间：2026年11月28日（星期六）09:00　　地点：村部')
    for (const name of ['周国栋', '姜福生', '黎桂芳', '孔兴旺', '宋小兵']) expect(shown?.body).toContain(`<td>${name}</td><td></td>`)
    expect(shown?.body.replace('请假：　　　人', '')).not.toContain('请假')
  })

  test('is not for members; where no page can be opened it is said where the list is', async () => {
    const books = await openBooks('all', 'nowhere')
    await books.holds('-----', '2026-11-28 09:00')
    expect((await books.jiang.says('签到表')).texts.join('')).not.toContain('签到表')
    await books.zhou.hears('签到表 1', '这里打不开网页。\n请在电脑上导出后打印')
  })
})

describe('大屏', () => {
  test('hangs in the room with the word to say, a picture of it and how many are here, and no name', async () => {
    const books = await openBooks()
    const session = await books.holds('-----', '2026-11-20 09:00')
    expect((await textOf(books, wallPage, session))?.body).toContain('11月20日（星期五）09:00 开始签到')
    await books.write((tx) => markOpen(tx, session.id, '4937', books.clock.now()))
    const shown = await textOf(books, wallPage, session)
    expect(shown?.body).toContain('签到 4937')
    expect(shown?.body).toContain('<svg')
    expect(shown?.body).toContain('已签到 0 人')
    for (const name of ['周国栋', '姜福生', '黎桂芳', '孔兴旺', '宋小兵']) expect(shown?.body).not.toContain(name)
  })

  test('after the end tells the totals', async () => {
    const books = await openBooks()
    const session = await books.holds('到假缺到到', '2026-11-05 09:00')
    expect((await textOf(books, wallPage, session))?.body).toContain('签到结束　应到 5　实到 3')
  })
})

describe('打印记录', () => {
  test('hands over the whole record: what it was, who was there, what was said, counted and resolved', async () => {
    const books = await openBooks()
    const session = await books.holds('到假缺到免', '2026-11-05 09:00', { place: '村部' })
    await books.zhou.says('会议记录 1 议了修路')
    await books.zhou.says('表决 1 应到4 实到3 赞成3 修路')
    await books.zhou.says('决议 1 同意修路')
    const { texts } = await books.zhou.says('打印记录')
    expect(texts[0]).toMatch(/^11月5日的主题党日的会议记录：\nhttp:/u)
    const shown = await textOf(books, recordPage, session)
    expect(shown?.title).toBe('河西村党支部会议记录')
    for (const part of [
      '2026年11月5日（星期四）09:00',
      '村部',
      '应到 4 人，实到 2 人，请假 1 人，缺席 1 人',
      '周国栋 √　姜福生 假　黎桂芳 缺',
      '议了修路',
      '同意修路',
      '通过了',
    ])
      expect(shown?.body).toContain(part)
  })
})
