import { describe, expect, test } from 'vitest'
import { versionsOf } from '../../src/disclosures/versions-store.ts'
import type { DisclosureId } from '../../src/disclosures/tables.ts'
import { ACCOUNTS, type Hexi, openHexi } from './hexi.ts'

const one = 1 as DisclosureId
const statesOf = async (hexi: Hexi) => (await hexi.read((tx) => versionsOf(tx, one))).map(({ state }) => state)
const FIRST = '河西村2026年第三季度村级财务收支，第 1 号'

describe('a draft is reviewed', () => {
  test('by everybody who is a supervisor and sits on no committee; they read it whole, and nobody else does', async () => {
    const hexi = await openHexi()
    const { qin, he, li, cui, tian, drafts, hall } = hexi
    await hexi.bound('万主任', hexi.hexi, { offices: ['supervisor', 'village_committee'] })
    await drafts()
    const asked = (await hexi.letters()).filter(({ text }) => text.startsWith('请审核第 1 号公开'))
    expect(asked.map(({ chat }) => chat)).toEqual([qin.chat, he.chat])
    expect(asked[0]?.text).toContain('已遮去：个人全名 1 处')
    await qin.hears('看公开 1', /还在审核，没有公开[\s\S]*修水渠工钱 张\*明 支 1200元/u)
    await cui.hears('看公开 1', /还在审核/u)
    await li.hears('看公开 1', '没有第 1 号公开。\n请说：看公开')
    await tian.in(hall).hears('看公开 1', '没有第 1 号公开。\n请说：看公开')
  })

  test('同意 publishes it to both groups at once, the migrants’ too', async () => {
    const hexi = await openHexi()
    await hexi.drafts()
    await hexi.qin.hears('同意 1', '第 1 号已审核通过并公开')
    await hexi.pass({ minutes: 1 })
    for (const group of [hexi.hall, hexi.away]) {
      const [said] = hexi.screen(group).map(({ text }) => text.split('\n'))
      expect(said?.slice(0, 4)).toEqual([FIRST, '收入 5000元，支出 1200元，结余 4800元', '看明细请说：看公开 1', '有疑问请回复：问 1 内容'])
      expect(said?.at(-1)).toMatch(/^存档口令：\S\S \S\S \S\S \S\S$/u)
    }
    expect(hexi.screen(hexi.cui).at(-1)?.text).toBe('第 1 号已公开，正发到各群\n送达情况请说：公开情况 1')
    await hexi.he.hears('同意 1', '这一份已经有人处理过了')
  })

  test.each([
    ['没意见', '第 1 号已审核通过并公开'],
    ['同意1', '第 1 号已审核通过并公开'],
    ['不同意', '请说明原因，如：\n不同意 1 第3笔没票据'],
    ['第3笔没票据，不能过', '已记下您对第 1 号的意见。\n有回应会告诉您'],
    ['不同意 9 没票', '没有第 9 号等着审核'],
  ])('“%s” from the only one for whom it waits', async (said, answer) => {
    const hexi = await openHexi()
    await hexi.drafts()
    await hexi.qin.hears(said, answer)
  })

  test('an objection has to be answered before anybody can approve, and both sides read the other’s words', async () => {
    const hexi = await openHexi()
    const { cui, qin, he, drafts } = hexi
    await drafts()
    await qin.says('不同意 1 第3笔没票据')
    expect((await cui.inbox()).at(-1)).toBe('第 1 号监督员有意见：\n第3笔没票据\n请回复：回应 1 内容')
    await he.hears('同意 1', '这一份已经有人处理过了')
    await qin.hears('同意 1', '这一份已经有人处理过了')
    expect(await statesOf(hexi)).toEqual(['objected'])
    await cui.hears('回应 1', '请照这个样子发：\n回应 1 票据已补')
    await cui.hears('回应 票据已补', '第 1 号的回应已交给监督员')
    expect((await qin.inbox()).at(-1)).toContain('意见：第3笔没票据\n回应：票据已补\n请回复：同意 1')
    await qin.says('同意 1')
    expect(await statesOf(hexi)).toEqual(['published'])
  })

  test('whoever may not review hears why, in private; a stranger and the group hear nothing of it', async () => {
    const hexi = await openHexi()
    await hexi.drafts(hexi.tian)
    await hexi.tian.hears('同意 1', '自己写的要由别人审核')
    const wan = await hexi.bound('万主任', hexi.hexi, { offices: ['supervisor', 'village_committee'] })
    await wan.hears('同意 1', '村委会成员不能审核，这是法律规定')
    await hexi.cui.hears('同意 1', '审核由村务监督员来做')
    await hexi.li.hears('同意 1', '审核由村务监督员来做')
    await hexi.qin.in(hexi.hall).hears('同意 1')
    await hexi.li.in(hexi.hall).hears('同意')
    const other = await hexi.bound('河东监督', hexi.hedong, { offices: ['supervisor'] })
    await other.hears('同意 1', '审核由村务监督员来做')
    expect(await statesOf(hexi)).toEqual(['in_review'])
  })

  test('two supervisors at once: one decides, the other hears that it is decided; the group is told once', async () => {
    const hexi = await openHexi()
    await hexi.drafts()
    await Promise.all([hexi.qin.says('同意 1'), hexi.he.says('不同意 1 没票据'), hexi.he.says('同意 1')])
    const said = (await hexi.letters()).filter(({ chat }) => chat === hexi.hall.chat).filter(({ text }) => text.startsWith(FIRST))
    const [state] = await statesOf(hexi)
    expect(said).toHaveLength(state === 'published' ? 1 : 0)
    expect(['published', 'objected']).toContain(state)
    const told = (await hexi.letters()).filter(({ text }) => text === '这一份已经有人处理过了')
    expect(told).toHaveLength(2)
  })

  test('the same approval told twice by the platform is one', async () => {
    const hexi = await openHexi()
    await hexi.drafts()
    await hexi.qin.says('同意 1', { key: 'twice' })
    await hexi.qin.says('同意 1', { key: 'twice' })
    expect((await hexi.letters()).filter(({ text }) => text.startsWith(FIRST))).toHaveLength(2)
  })
})

describe('a correction', () => {
  const RIGHT = ACCOUNTS.replace('1200\t4800\t张小明', '1100\t4900\t张小明').replace('4800\t', '4900\t')

  test('is a new version with its reason, reviewed like the first, told where the old one was; the old one stays readable', async () => {
    const hexi = await openHexi()
    const { cui, he, li, drafts } = hexi
    await drafts()
    await he.says('同意 1')
    await cui.hears('更正公开 1', '请照这个样子发：\n更正公开 1 第3笔写错了')
    await cui.hears('更正公开 1 水渠工钱多写了100元', '请把第 1 号更正后的内容整份发来。\n旧的一份会留着，不做了说取消')
    await cui.hears(RIGHT, /^第 1 号公开预览/u)
    await li.hears('看公开 1', /支出 1200元，结余 4800元/u)
    await cui.says('提交')
    expect((await he.inbox()).at(-1)).toContain('更正原因：水渠工钱多写了100元')
    await he.says('同意 1')
    await hexi.pass({ minutes: 1 })
    // The picture follows when it has been drawn; what is told is the newest line without one.
    const told = hexi.screen(hexi.away).filter(({ file }) => file === undefined)
    expect(told.at(-1)?.text).toContain('更正原因：水渠工钱多写了100元\n收入 5000元，支出 1100元，结余 4900元')
    expect(await statesOf(hexi)).toEqual(['superseded', 'published'])
    await li.hears('看公开 1', /支出 1100元[\s\S]*改过 1 次，旧版请说：看公开 1 第1版/u)
    await li.hears('看公开 1 第1版', /支出 1200元[\s\S]*这是第 1 版，已被第 2 版代替/u)
  })

  test('of what is not public, not known, or not one’s own is refused; two at once are not begun', async () => {
    const hexi = await openHexi()
    const { cui, tian, he, drafts } = hexi
    await cui.hears('更正公开 7 写错了', '没有您能更正的第 7 号公开')
    await drafts()
    await cui.hears('更正公开 1 写错了', '没有您能更正的第 1 号公开')
    await he.says('同意 1')
    const other = await hexi.bound('河东文书', hexi.hedong, { offices: ['clerk'] })
    await other.hears('更正公开 1 写错了', '没有您能更正的第 1 号公开')
    await cui.says('更正公开 1 写错了')
    await cui.says(RIGHT)
    await cui.says('提交')
    await tian.hears('更正公开 1 又写错了', '第 1 号正在审核，审完再更正')
  })

  test('a published version cannot be changed by anybody, not even at the database', async () => {
    const hexi = await openHexi()
    await hexi.drafts()
    await hexi.qin.says('同意 1')
    const change = (set: object) =>
      hexi.write((tx) => tx.withTables<{ disclosure_version: { id: number } }>().updateTable('disclosure_version').set(set).execute())
    for (const set of [{ summary: '什么都好' }, { body: '{"kind":"nothing"}' }, { days_late: 5 }, { phrase: '青山' }, { state: 'draft' }])
      await expect(change(set)).rejects.toThrow('a published version is never changed')
  })
})
