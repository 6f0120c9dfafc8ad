import { describe, expect, test } from 'vitest'
import type { RosterTables } from '../../src/roster/tables.ts'
import { openHexi } from './hexi.ts'

const TITLE = '11月24日的主题党日'

describe('who is on the list', () => {
  test('who joins the branch after the call is put on it by coming', async () => {
    const hexi = await openHexi()
    await hexi.calls()
    const ren = await hexi.bound('任新来', hexi.hexi)
    await hexi.until('2026-11-24 09:02')
    await ren.in(hexi.hall).says('签到')
    expect(await hexi.totals()).toMatchObject({ expected: 6, present: 1, guests: 0 })
    await hexi.zhou.says('结束签到')
    expect((await hexi.sheet())['任新来']).toBe('checked_in')
  })

  test('who has left the branch since the call is not absent', async () => {
    const hexi = await openHexi()
    await hexi.calls()
    await hexi.write((tx) =>
      tx.withTables<RosterTables>().updateTable('member').set({ state: 'left' }).where('id', '=', hexi.kong).execute(),
    )
    await hexi.until('2026-11-24 09:02')
    await hexi.zhou.says('结束签到')
    expect(await hexi.totals()).toMatchObject({ expected: 4, absent: 4 })
  })

  test('a committee member’s meeting is nobody else’s, even in the group', async () => {
    const hexi = await openHexi()
    await hexi.calls('开会 24号9点 村部 支委会')
    await hexi.until('2026-11-24 09:02')
    await hexi.jiang.in(hexi.hall).says('签到')
    await hexi.jiang.hears('签到', '现在没有要签到的会')
    expect(await hexi.totals()).toEqual({ expected: 1, present: 0, leave: 0, absent: 0, open: 1, guests: 0 })
    await hexi.zhou.hears('签到', '记下了，您到了：11月24日的支委会')
    await hexi.zhou.says('取消会议')
    await hexi.zhou.says('确定')
    expect((await hexi.session()).state).toBe('cancelled')
    expect(await hexi.hall.inbox()).toEqual([])
  })

  test('the township’s meeting is told in every group below it, and everybody checks in where they are', async () => {
    const hexi = await openHexi()
    const he = await hexi.bound('何镇长', hexi.top, { offices: ['secretary'] })
    const xie = await hexi.bound('谢长林', hexi.hedong)
    const yard = await hexi.room('河东村党员群', hexi.hedong)
    const { texts } = await he.says('开会 24号9点 镇礼堂 党员大会')
    expect(texts[0]).toContain('应到 7 人\n将发到 2 个群')
    await he.says('发送')
    await hexi.until('2026-11-24 09:02')
    await hexi.jiang.in(hexi.hall).says('签到')
    await xie.in(yard).says('签到')
    await hexi.pass({ seconds: 40 })
    for (const room of [hexi.hall, yard]) expect(hexi.screen(room).at(-1)?.text).toContain('已签到 2 人')
  })
})

describe('said in other words', () => {
  test.each(['记一下王大爷签到', '帮孔兴旺记签到', '孔兴旺 签到，记一下'])('%s never records the wrong person', async (typed) => {
    const hexi = await openHexi()
    await hexi.calls()
    await hexi.until('2026-11-24 09:02')
    await hexi.zhou.says(typed)
    const sheet = await hexi.sheet()
    expect(Object.entries(sheet).filter(([name, state]) => name !== '孔兴旺' && state !== 'expected')).toEqual([])
  })

  test('the secretary writes for a member in words of his own', async () => {
    const hexi = await openHexi()
    await hexi.calls()
    await hexi.until('2026-11-24 09:02')
    await hexi.zhou.hears('把孔兴旺记成签到', `记下了：孔兴旺签到，${TITLE}`)
    expect((await hexi.sheet())['孔兴旺']).toBe('checked_in')
  })
})

describe('in the night', () => {
  test('a call for the next day waits for the morning, one for before breakfast does not', async () => {
    const hexi = await openHexi()
    await hexi.until('2026-11-20 21:30')
    const { texts } = await hexi.zhou.says('开会 明天9点 村部 主题党日')
    expect(texts[0]).toContain('现在是休息时间，早上再发')
    await hexi.zhou.hears('发送', '11月21日的主题党日排好了（第1次会），早上发出。\n反悔请回复：取消会议')
    await hexi.until('2026-11-21 07:55')
    expect(hexi.screen(hexi.hall)).toEqual([])
    await hexi.until('2026-11-21 08:01')
    expect(hexi.screen(hexi.hall)).toHaveLength(1)
    await hexi.until('2026-11-22 21:30')
    await hexi.calls('开会 明早7点 村部 党课')
    expect(hexi.shown('【开会】党课').text).toContain('11月23日（星期一）07:00')
  })

  test('撤销 in the first minute takes the call back unheard', async () => {
    const hexi = await openHexi()
    await hexi.zhou.says('开会 24号9点 村部 主题党日')
    await hexi.zhou.says('发送')
    await hexi.zhou.hears('撤销', `已撤销：${TITLE}`)
    await hexi.pass({ minutes: 2 })
    expect(hexi.screen(hexi.hall)).toEqual([])
    expect((await hexi.session()).state).toBe('cancelled')
  })
})

describe('where a meeting is told', () => {
  test('who has no group is told alone, and who cannot be written to is named to the secretary', async () => {
    const hexi = await openHexi()
    const he = await hexi.bound('何镇长', hexi.top, { offices: ['secretary'] })
    const xie = await hexi.bound('谢长林', hexi.hedong)
    await hexi.member('胡老三', hexi.hedong)
    await hexi.bound('静先生', hexi.hedong, { quiet: true })
    const { texts } = await he.says('开会 24号9点 镇礼堂 党员大会')
    expect(texts[0]).toContain('应到 9 人\n将发到 1 个群，没群的 2 人私聊\n要打电话告诉：胡老三、静先生')
    await he.says('发送')
    await hexi.pass({ seconds: 61 })
    expect((await xie.inbox()).at(-1)).toContain('【开会】党员大会')
    await hexi.until('2026-11-23 19:05')
    expect((await xie.inbox()).at(-1)).toContain('明天开会：党员大会')
    await hexi.until('2026-11-24 09:02')
    expect((await xie.inbox()).at(-1)).toContain('【签到】')
    await hexi.taps(xie, xie, { label: '签到' })
    await hexi.pass({ minutes: 2 })
    expect(await hexi.totals()).toMatchObject({ present: 1 })
    expect((await xie.inbox()).filter((text) => text.includes('已签到'))).toEqual([])
  })

  test('what may not be said in a group is not called, and is not repeated either', async () => {
    const hexi = await openHexi()
    const { texts } = await hexi.zhou.says('开会 24号9点 村部 党员大会 议题：电话13800000001找我')
    expect(texts[0]).toContain('回复：改 / 取消')
    const secret = await hexi.zhou.says('改 议题：传达机密文件')
    expect(secret.texts[0]).toContain('里面有“机密”，先不发。\n请换个说法：改 议题 加新的')
    await hexi.zhou.says('发送')
    await hexi.pass({ minutes: 2 })
    expect(await hexi.hall.inbox()).toEqual([])
    await hexi.zhou.says('改 议题：修水渠')
    await hexi.zhou.says('发送')
    await hexi.pass({ minutes: 2 })
    expect(await hexi.hall.inbox()).toHaveLength(1)
  })

  test('a committee member may check in to it in the village group too', async () => {
    const hexi = await openHexi()
    await hexi.calls('开会 24号9点 村部 支委会')
    await hexi.until('2026-11-24 09:02')
    await hexi.zhou.in(hexi.hall).says('签到')
    expect(await hexi.totals()).toMatchObject({ present: 1 })
    expect(await hexi.hall.inbox()).toEqual([])
  })
})
