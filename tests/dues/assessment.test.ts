import { beforeEach, describe, expect, test } from 'vitest'
import { type MemberMonth, openFen, stateOf } from '../../src/dues/member-month.ts'
import { monthsOf } from '../../src/dues/months-store.ts'
import type { DuesTables } from '../../src/dues/tables.ts'
import { readAudit } from '../../src/kernel/audit.ts'
import type { MemberId } from '../../src/kernel/chat/person.ts'
import { setDuesBasis } from '../../src/roster/dues-basis-store.ts'
import { type DuesVillage, openDuesVillage } from './hexi.ts'

let village: DuesVillage

beforeEach(async () => {
  village = await openDuesVillage({ at: '2026-01-06 10:30', assessed: 'no' })
  await village.admin.says('党费标准 每月0.5元')
})

const months = (member: MemberId): Promise<readonly MemberMonth[]> => village.read((tx) => monthsOf(tx, member, ''))
const assessAll = async () => {
  await village.zhou.says('核定党费 2026')
  await village.zhou.says('确认')
}

describe('核定党费', () => {
  test('shows what everybody pays, does nothing before 确认, and then tells everybody the own amount', async () => {
    const { zhou, jiang, li, hall } = village
    await zhou.hears('核定党费 2026', /核定 2026 年党费，从1月起：\n5 人，每月合计47.20元\n新核定 5 人/)
    expect(await months(jiang.id)).toEqual([])
    const answer = await zhou.hears('确认', /每月30元，从1月起/, /已核定 5 人，私聊告诉了 4 人/)
    expect((await months(jiang.id)).map(({ assessedFen }) => assessedFen)).toEqual(Array.from({ length: 12 }, () => 1600))
    expect(answer.to(jiang)).toEqual(['2026年您的党费每月16元，从1月起。\n有不对的请找书记，请说：找书记'])
    expect(answer.to(li)).toEqual([expect.stringContaining('每月0.50元')])
    expect(answer.to(hall)).toEqual([])
  })

  test('cancelled, repeated and mistyped it changes nothing', async () => {
    const { zhou, jiang } = village
    await zhou.says('核定党费')
    await zhou.hears('取消', '好的，没有改')
    expect(await months(jiang.id)).toEqual([])
    await zhou.hears('核定党费 去年', /请照这个样子发：核定党费 2026/)
    await zhou.hears('核定党费 2019', /请照这个样子发：核定党费 2026/)
    await assessAll()
    await zhou.hears('核定党费 2026', '2026 年的党费都核定过，没有变动')
    expect((await months(jiang.id)).map(stateOf)).toEqual(Array.from({ length: 12 }, () => 'assessed'))
  })

  test('a member, the collector and a stranger cannot', async () => {
    const { jiang, mei } = village
    for (const who of [jiang, mei, village.person('路人')]) await who.says('核定党费 2026')
    for (const who of [jiang, mei, village.person('路人')]) await who.says('确认')
    expect(await months(jiang.id)).toEqual([])
  })

  test('whoever cannot be assessed is named, not guessed', async () => {
    const { zhou, hexi } = village
    const fresh = await village.member('欧阳雪', hexi)
    const pensioner = await village.member('霍长河', hexi)
    await village.write((tx) => setDuesBasis(tx, pensioner, { category: 'retired' }))
    await zhou.hears('核定党费', /缺资料 2 人，这次不核定[\s\S]*没有类别：欧阳雪\n没有基数：霍长河/)
    await zhou.says('确认')
    expect(await months(fresh)).toEqual([])
  })

  test('what changes between the preview and 确认 is shown again instead', async () => {
    const { zhou, jiang } = village
    await zhou.says('核定党费')
    await village.write((tx) => setDuesBasis(tx, jiang.id, { baseFen: 600_000 }))
    await zhou.hears('确认', '名册刚才有变动，请再看一遍', /姜福生 60元/)
    expect(await months(jiang.id)).toEqual([])
    await zhou.says('确认')
    expect((await months(jiang.id))[0]).toMatchObject({ assessedFen: 6000 })
  })

  test('in the middle of a year it begins with the month, so that nobody suddenly owes what was paid on paper', async () => {
    const { zhou, jiang } = village
    await village.until('2026-09-02 10:00')
    await zhou.hears('核定党费', /从9月起：[\s\S]*要从年初算，请说：核定党费 2026 从1月/)
    await zhou.says('确认')
    expect((await months(jiang.id)).map(({ month }) => month)).toEqual(['2026-09', '2026-10', '2026-11', '2026-12'])
    await zhou.says('核定党费 2026 从1月')
    await zhou.says('确认')
    expect(await months(jiang.id)).toHaveLength(12)
  })

  test('a probationary member pays from the month of admission', async () => {
    const { zhou, hexi } = village
    await village.until('2026-02-10 10:00')
    const fresh = await village.member('欧阳雪', hexi, { probationary: true })
    await village.write((tx) => setDuesBasis(tx, fresh, { category: 'student' }))
    await zhou.says('核定党费 2026 从1月')
    await zhou.says('确认')
    expect((await months(fresh))[0]?.month).toBe('2026-02')
  })
})

describe('党费基数', () => {
  test('a new pension from a month on makes the open months anew and leaves the paid ones', async () => {
    const { zhou, mei, jiang } = village
    await assessAll()
    await mei.says('记 姜福生 已交 1-3月')
    await zhou.hears('党费基数 姜福生 5200元 2月起', /姜福生从2月起每月52元/)
    const answer = await zhou.hears('确认', '已改：姜福生的 9 个月重算了')
    expect(answer.to(jiang)).toEqual([expect.stringContaining('每月52元，从4月起')])
    expect((await months(jiang.id)).map(({ assessedFen }) => assessedFen)).toEqual([
      1600,
      1600,
      1600,
      ...Array.from({ length: 9 }, () => 5200),
    ])
  })

  test('another category, an amount out of range, no name: each is answered', async () => {
    const { zhou, li } = village
    await assessAll()
    await zhou.hears('党费基数', /请照这个样子发：\n党费基数 张三/)
    await zhou.hears('党费基数 王不在 退休 4200元', /名册里没有“王不在”/)
    await zhou.hears('党费基数 黎桂芳 2元', /农民每月 0.20 到 1 元/)
    await zhou.hears('党费基数 黎桂芳 退休 4200元 7月起', /黎桂芳从7月起每月21元/)
    await zhou.says('确认')
    expect((await months(li.id)).map(({ assessedFen }) => assessedFen).slice(5, 7)).toEqual([50, 2100])
  })
})

describe('减免党费', () => {
  test('needs the next-higher committee’s approval, which is kept with who entered it', async () => {
    const { zhou, li, top } = village
    await assessAll()
    await zhou.hears('减免党费 黎桂芳 免交 1至6月', '减免要上一级批准。\n批准后请在后面写上：青石镇党委批准')
    await zhou.hears('减免党费 黎桂芳 免交 1至6月 支委会批准', /减免要上一级批准/)
    await zhou.hears('减免党费 黎桂芳 免交 1至6月 镇党委批准', /黎桂芳 1至6月免交，\n青石镇党委批准/)
    expect((await months(li.id)).map(stateOf)[0]).toBe('assessed')
    await zhou.hears('确认', '已记：黎桂芳 1至6月减免')
    expect((await months(li.id)).map(stateOf).slice(0, 7)).toEqual([...Array.from({ length: 6 }, () => 'exempt'), 'assessed'])
    const entries = await village.read((tx) =>
      tx
        .withTables<DuesTables>()
        .selectFrom('dues_entry')
        .select(['approved_by_branch', 'by_id'])
        .where('kind', '=', 'exemption')
        .execute(),
    )
    expect(new Set(entries.map((one) => `${one.approved_by_branch}:${one.by_id}`))).toEqual(new Set([`${top}:${zhou.id}`]))
    expect((await village.read((tx) => readAudit(tx))).map(({ action }) => action)).toContain('dues-waived')
  })

  test('entered by mistake, it is taken back', async () => {
    const { zhou, li } = village
    await assessAll()
    await zhou.says('减免党费 黎桂芳 免交 1至6月 镇党委批准')
    await zhou.says('确认')
    await zhou.hears('减免党费 黎桂芳 恢复 2至6月', '黎桂芳 2至6月恢复照交。\n对请回复：确认')
    await zhou.hears('确认', '已记：黎桂芳 2至6月照交')
    expect((await months(li.id)).map(stateOf).slice(0, 3)).toEqual(['exempt', 'assessed', 'assessed'])
  })

  test('reduced, the rest is still to be paid', async () => {
    const { zhou, jiang } = village
    await assessAll()
    await zhou.says('减免党费 姜福生 每月5元 3月 青石镇党委批准')
    await zhou.says('确认')
    const march = (await months(jiang.id))[2]
    expect(march && [stateOf(march), openFen(march)]).toEqual(['reduced', 500])
  })

  test('a member, the collector and a stranger cannot', async () => {
    await assessAll()
    for (const who of [village.li, village.mei, village.person('路人')]) {
      await who.says('减免党费 黎桂芳 免交 1至6月 镇党委批准')
      await who.says('确认')
    }
    expect((await months(village.li.id)).map(stateOf)[0]).toBe('assessed')
  })
})

describe('what a township and a branch fix', () => {
  test('the farmers’ figure within the limits, by the township alone, kept with who decided it', async () => {
    const { admin, zhou } = village
    await admin.hears('党费标准 每月2元', /农民党员每月 0.20元 到 1元/)
    await admin.hears('党费标准', /请照这个样子发：党费标准/)
    await zhou.says('党费标准 每月1元')
    await admin.hears('党费标准 每月八毛', /2026年农民每月0.80元/)
    await admin.hears('党费标准 2025年 每月八毛', /请照这个样子发：党费标准/)
    await admin.hears('党费标准 2027年每月1元', /2027年农民每月1元/)
    const rows = await village.read((tx) => tx.withTables<DuesTables>().selectFrom('dues_setting').selectAll().orderBy('id').execute())
    expect(rows.map(({ value, decided_by, valid_from }) => [value, decided_by, valid_from])).toEqual([
      [50, admin.id, '2026-01'],
      [80, admin.id, '2026-01'],
      [100, admin.id, '2027-01'],
    ])
  })

  test('the collecting day, each branch its own', async () => {
    const { zhou, admin } = village
    await zhou.hears('收缴日', /河西村党支部现在是每月8号/)
    await zhou.hears('收缴日 31号', /请照这个样子发：收缴日 8号/)
    await admin.hears('收缴日 10号', '青石镇党委每月10号收党费')
    await zhou.hears('收缴日', /每月10号/)
    await zhou.hears('收缴日 5号', '河西村党支部每月5号收党费')
    await zhou.hears('收缴日', /每月5号/)
  })
})
