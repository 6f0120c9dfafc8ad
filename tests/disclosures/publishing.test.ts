import { describe, expect, test } from 'vitest'
import { sourceOf } from '../../src/kernel/archive/database-source.ts'
import { readBody, writeBody } from '../../src/disclosures/body.ts'
import type { DisclosureId } from '../../src/disclosures/tables.ts'
import { versionsOf } from '../../src/disclosures/versions-store.ts'
import { ACCOUNTS, openHexi } from './hexi.ts'
import { shownFiles } from '../support/shown-files.ts'

const LONG = [
  '日期\t摘要\t收入\t支出\t余额',
  '\t上期结余\t\t\t0',
  ...Array.from({ length: 80 }, (_, at) => `8月${(at % 30) + 1}日\t收到第${at + 1}笔\t1\t\t${at + 1}`),
  '\t期末结余\t\t\t80',
].join('\n')

describe('every group is told', () => {
  test('a group that cannot be reached is named with the reason, and gets it when it can be reached again', async () => {
    const hexi = await openHexi()
    const busy = { kind: 'try-later', afterMs: 600_000, maybeDelivered: false, wholeAccount: false, reason: '发得太快' } as const
    hexi.meets(hexi.away, busy)
    await hexi.drafts()
    await hexi.qin.says('同意 1')
    await hexi.cui.hears(
      '公开情况 1',
      /已送到 1 个群，共 2 个\n没送到的群：\n河西在外群（发得太快）\n贴上公开栏后请说：张贴 1 村部公开栏$/u,
    )
    hexi.meets(hexi.away, undefined)
    await hexi.pass({ minutes: 20 })
    await hexi.cui.hears('公开情况 1', /已送到 2 个群，共 2 个/u)
    expect(hexi.screen(hexi.away).filter(({ text }) => text.startsWith('河西村2026年第三季度'))).toHaveLength(1)
  })

  test('a group whose platform refuses it is named to whoever wrote it', async () => {
    const hexi = await openHexi()
    hexi.meets(hexi.away, { kind: 'refused', reason: '平台拒收' })
    await hexi.drafts()
    await hexi.qin.says('同意 1')
    await hexi.pass({ minutes: 1 })
    expect(hexi.screen(hexi.cui).map(({ text }) => text)).toContain('第 1 号没送到“河西在外群”（平台拒收）。\n情况请说：公开情况 1')
  })

  test('a disclosure is one message to a group’s patience: the pictures come behind and do not count', async () => {
    const hexi = await openHexi({ groupDailyCap: 1 })
    await hexi.cui.says('发公开 财务 3季度')
    await hexi.cui.says(LONG)
    await hexi.cui.says('提交')
    await hexi.qin.says('同意 1')
    await hexi.pass({ minutes: 2 })
    const files = await shownFiles(hexi, hexi.hall, 4)
    expect(files.map(({ name }) => name)).toEqual(['公开1-1.png', '公开1-2.png', '公开1-3.png', '公开1-4.png'])
    expect(hexi.screen(hexi.hall).at(-1)?.text).toBe('第 1 号明细图，第 4 页，共 6 页\n后面的请说：看公开 1 图 5')
    await hexi.li.says('看公开 1 图 5')
    expect((await shownFiles(hexi, hexi.li, 2)).map(({ name }) => name)).toEqual(['公开1-5.png', '公开1-6.png'])
    await hexi.li.hears('看公开 1 第3页', /^8月25日 收到第25笔 收 1元 余 25元\n[\s\S]*第 3 页，共 7 页。\n下一页请说：看公开 1 第4页/u)
  })

  test('at night it waits for the morning', async () => {
    const hexi = await openHexi()
    await hexi.drafts()
    await hexi.until('2026-10-12 22:30')
    await hexi.qin.says('同意 1')
    await hexi.pass({ minutes: 5 })
    expect(hexi.screen(hexi.hall)).toEqual([])
    await hexi.until('2026-10-13 08:10')
    expect(hexi.screen(hexi.hall)[0]?.text).toMatch(/^河西村2026年第三季度/u)
    expect(await shownFiles(hexi, hexi.hall, 1)).toHaveLength(1)
  })

  test('the program dies between approval and delivery: nothing is lost and nothing is told twice', async () => {
    const hexi = await openHexi()
    await hexi.drafts()
    hexi.meets(hexi.hall, { kind: 'try-later', afterMs: 1000, maybeDelivered: false, wholeAccount: false, reason: '断网' })
    await hexi.qin.says('同意 1')
    await shownFiles(hexi, hexi.away, 1)
    await hexi.sleeps({ hours: 2 })
    hexi.meets(hexi.hall, undefined)
    await hexi.pass({ minutes: 1 })
    await shownFiles(hexi, hexi.hall, 1)
    await hexi.sleeps({ minutes: 5 })
    expect(hexi.screen(hexi.hall).filter(({ text }) => text.startsWith('河西村2026年第三季度'))).toHaveLength(1)
    expect(hexi.screen(hexi.away).filter(({ text }) => text.startsWith('河西村2026年第三季度'))).toHaveLength(1)
  })

  test('the program is started anew between any two steps, and the way goes on from there, once', async () => {
    const hexi = await openHexi()
    const { cui, qin } = hexi
    const steps = [
      () => cui.says('发公开'),
      () => cui.says('财务 3季度'),
      () => cui.says(ACCOUNTS),
      () => cui.says('提交'),
      () => qin.says('不同意 1 第2笔没票据'),
      () => cui.says('回应 1 票据已补'),
      () => qin.says('同意 1'),
    ]
    for (const step of steps) {
      await step()
      await hexi.sleeps({ minutes: 2 })
    }
    await shownFiles(hexi, hexi.hall, 1)
    expect(hexi.screen(hexi.hall).filter(({ text }) => text.startsWith('河西村2026年第三季度'))).toHaveLength(1)
    const versions = await hexi.read((tx) => versionsOf(tx, 1 as DisclosureId))
    expect(versions.map(({ state, version }) => [version, state])).toEqual([[1, 'published']])
  })

  test('publishing is all or nothing: what cannot be archived is not published, told or noted', async () => {
    const hexi = await openHexi()
    await hexi.drafts()
    await hexi.write(async (tx) => {
      const { sql } = await import('kysely')
      await sql`create trigger full before insert on archive_checkpoint begin select raise(abort, 'disk full'); end`.execute(tx)
    })
    await expect(hexi.qin.says('同意 1')).rejects.toThrow()
    const [version] = await hexi.read((tx) => versionsOf(tx, 1 as DisclosureId))
    expect(version?.state).toBe('in_review')
    const source = await hexi.read((tx) => sourceOf(tx, async () => undefined))
    expect(source.checkpoints).toEqual([])
  })
})

describe('before a matter is decided', () => {
  test('it is told with a last day for comments; when that is over its author is asked to bring it to its end, which refers to it', async () => {
    const hexi = await openHexi()
    const { cui, qin, li, hall } = hexi
    await cui.says('预公开 重大决策 10月')
    await cui.says('拟把到三组的路改为水泥路，请大家提意见')
    await cui.says('提交')
    await qin.says('同意 1')
    await hexi.pass({ minutes: 1 })
    expect(hexi.screen(hall)[0]?.text).toContain('先听大家意见，到2026年10月19日（星期一）为止')
    await li.hears('看公开 1', /先听大家意见/u)
    await hexi.until('2026-10-20 09:00')
    expect(hexi.screen(cui).at(-1)?.text).toBe('第 1 号重大决策的意见期满了。\n定稿请说：发公开')
    await cui.says('发公开 重大决策 10月')
    await cui.says('决定把到三组的路改为水泥路，票数见议事记录')
    await cui.says('提交')
    await qin.says('同意 2')
    await hexi.pass({ minutes: 1 })
    expect(hexi.screen(hall).find(({ text }) => text.includes('第 2 号'))?.text).toContain('此前已征求意见，见第 1 号')
  })
})

test('whoever reviews too late, or does not answer, is reminded first, and then those above hear it', async () => {
  const hexi = await openHexi()
  const yao = hexi.person('姚镇长')
  const last = (chat: { chat: string }) => hexi.screen(chat).at(-1)?.text
  await hexi.drafts()
  await hexi.until('2026-10-16 09:00')
  expect(last(hexi.qin)).toBe('第 1 号村级财务收支等您审核\n请在10月17日（星期六）前回复：同意 1\n有问题请回复：不同意 1 原因')
  await hexi.until('2026-10-18 09:00')
  expect(last(yao)).toBe('第 1 号审核过期 1 天。\n看情况请说：公开情况 1')
  await hexi.qin.says('不同意 1 没票据')
  await hexi.until('2026-10-22 09:00')
  expect(last(hexi.cui)).toMatch(/^第 1 号的意见等您回应，10月23日（星期五）前/u)
  await hexi.until('2026-10-24 09:00')
  expect(last(yao)).toMatch(/^第 1 号的意见过期 1 天没回应/u)
  const before = hexi.screen(yao).length
  await hexi.pass({ days: 3 })
  expect(hexi.screen(yao)).toHaveLength(before)
})

test('a paper on the board is noted with its day; what is not public, or not one’s business, is not', async () => {
  const hexi = await openHexi()
  await hexi.drafts()
  await hexi.cui.hears('张贴 1 村部公告栏', '第 1 号还没有公开，先不用贴')
  await hexi.qin.says('同意 1')
  await hexi.cui.hears('张贴', '请照这个样子发：\n张贴 17 村部公开栏')
  await hexi.cui.hears('张贴 1 三组路口 昨天', '记下了：第 1 号10月11日（星期日）张贴在三组路口')
  await hexi.cui.hears('张贴 1 三组路口 昨天', '记下了：第 1 号10月11日（星期日）张贴在三组路口')
  const other = await hexi.bound('河东文书', hexi.hedong, { offices: ['clerk'] })
  await other.hears('张贴 1 河东路口', '第 1 号还没有公开，先不用贴')
  await other.hears('公开情况 1', '没有您管的第 1 号公开')
  const { texts } = await hexi.qin.says('公开情况 1')
  expect(texts[0]?.match(/三组路口/gu)).toHaveLength(1)
  expect((await hexi.li.says('公开情况')).texts.join('')).not.toContain('没公开')
})

test('nothing personal reaches a group, the archive, a picture or a file, wherever it was typed', async () => {
  const hexi = await openHexi()
  const { cui, qin } = hexi
  const secret = '13800138000'
  const accounts = ACCOUNTS.replace('修水渠工钱', `修水渠工钱（电话${secret}，身份证51070219800101123X）`)
  await cui.says('发公开 财务 3季度')
  expect((await cui.says(accounts)).texts.join('')).not.toMatch(/138|5107/u)
  await cui.says('提交')
  await qin.says('同意 1')
  await cui.says(`更正公开 1 工钱写错，有事打${secret}`)
  await cui.says(ACCOUNTS)
  await cui.says('提交')
  await qin.says('同意 1')
  await cui.says(`张贴 1 村部 ${secret}`)
  const everything = await hexi.read(async (tx) => {
    const { sql } = await import('kysely')
    const rows = []
    for (const table of ['disclosure_version', 'disclosure_posting', 'archive_entry', 'letter', 'audit', 'prompt'])
      rows.push((await sql`select * from ${sql.table(table)}`.execute(tx)).rows)
    return JSON.stringify(rows)
  })
  expect(everything).not.toMatch(/13800138000|51070219800101123|张小明/u)
})

test('a body is written the same way whoever made it', () => {
  const one = { kind: 'table', columns: ['a'], rows: [['1']] } as const
  const other = { rows: [['1']], columns: ['a'], kind: 'table' } as const
  expect(writeBody(one)).toBe(writeBody(other))
  expect(readBody(writeBody(one))).toEqual(one)
})
