import { describe, expect, test } from 'vitest'
import { addMember } from '../../src/roster/members-store.ts'
import { setMinutes } from '../../src/study/minutes-store.ts'
import type { Session } from '../../src/study/tables.ts'
import { type Books, openBooks } from './books.ts'

const withMinutes = (books: Books, session: Session) =>
  books.write((tx) => setMinutes(tx, session.id, '议了三件事', books.zhou.id, books.clock.now()))

describe('本月', () => {
  test('shows what is still to hold, which minutes are missing, and is silent of what is done or called', async () => {
    const books = await openBooks()
    await books.zhou.hears('本月', '眼下要办的：\n1. 本月还要开：主题党日\n2. 本季度还要开：党员大会\n3. 今年还要开：组织生活会')
    const theme = await books.holds('到到到到到', '2026-11-05 09:00')
    await books.holds('-----', '2026-11-28 09:00', { kinds: ['member_assembly', 'organizational_life_meeting'] })
    await books.zhou.hears('本月', '眼下要办的：\n1. 还差会议记录：第1次。\n请说：会议记录 1 正文')
    await withMinutes(books, theme)
    await books.zhou.hears('本月', '眼下没有要办的事')
  })

  test('in October and later says how many have not studied long enough, once anybody keeps hours', async () => {
    const books = await openBooks()
    const theme = await books.holds('到到到到到', '2026-11-05 09:00', {
      kinds: ['theme_party_day', 'member_assembly', 'organizational_life_meeting'],
    })
    await withMinutes(books, theme)
    await books.zhou.says('学时 1 2小时')
    await books.zhou.hears('本月', '眼下要办的：\n1. 还有 5 人不到 32 学时，看名单请说：学时')
  })

  test('over several branches only says how many, in the order of the tree, never by how well they do', async () => {
    const books = await openBooks()
    const top = await books.branch('青石镇党委', { kind: 'office' })
    const chen = await books.bound('陈书记', top, { offices: ['township_admin'] })
    const east = await books.branch('河东村党支部', { parent: top })
    const west = await books.branch('河西新村党支部', { parent: top })
    for (const branch of [east, west])
      await books.write((tx) => addMember(tx, { branch, name: '某某', membership: 'full', migrant: false }, books.clock.now()))
    await chen.hears('本月', '眼下要办的：\n1. 会还没开齐的支部 2 个：河东村、河西新村')
  })

  test('is nobody’s who holds no office', async () => {
    const books = await openBooks()
    const { texts } = await books.jiang.says('本月')
    expect(texts.join('')).not.toMatch(/主题党日/)
  })
})

describe('三会一课', () => {
  test('tells each rule with its article, how often it was kept, and the latest meetings by number', async () => {
    const books = await openBooks()
    await withMinutes(books, await books.holds('到到到到到', '2026-10-05 09:00'))
    await books.holds('到到到到到', '2026-11-05 09:00')
    await books.holds('-----', '2026-12-05 09:00', { kinds: ['party_lecture'] })
    await books.zhou.hears(
      '三会一课',
      [
        '河西村党支部2026年三会一课：',
        '主题党日：开了 2 次，本月开了，差会议记录（第16条）',
        '党员大会：开了 0 次，本季度还没开（第11条）',
        '组织生活会：开了 0 次，今年还没开（第17条）',
        '依据《中国共产党支部工作条例（试行）》',
        '最近的会：',
        '第1次　10月5日的主题党日',
        '第2次　11月5日的主题党日（差会议记录）',
        '第3次　12月5日的党课（还没开完）',
      ].join('\n'),
    )
  })
})

describe('我的', () => {
  test('tells a member the own year and nobody else’s', async () => {
    const books = await openBooks()
    await books.holds('到假到到到', '2026-10-05 09:00')
    await books.holds('到到缺到到', '2026-11-05 09:00')
    const { texts } = await books.jiang.says('我的')
    expect(texts[0]).toContain('今年的会：应到 2 次，到了 1 次。\n请假 1 次')
    expect((await books.li.says('我的')).texts[0]).toContain('应到 2 次，到了 1 次')
  })

  test('says nothing of meetings where there were none', async () => {
    const books = await openBooks()
    expect((await books.jiang.says('我的')).texts.join('')).not.toContain('今年的会')
  })
})
