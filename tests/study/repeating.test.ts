import { describe, expect, test } from 'vitest'
import { dayInMonth, movedFromHoliday, readRule } from '../../src/study/rule-days.ts'
import type { Day } from '../../src/kernel/day.ts'
import { openHexi } from './hexi.ts'

const isProposal = (text: string): boolean => text.startsWith('快到每月')

describe('every month', () => {
  test.each([
    ['每月5号 主题党日', 'day:5', '09:00', undefined],
    ['每月5号9点半 村部 主题党日', 'day:5', '09:30', '村部'],
    ['每个月十五号下午3点 党群服务中心 党课', 'day:15', '15:00', '党群服务中心'],
    ['每月第一个周五 主题党日', 'weekday:1:5', '09:00', undefined],
    ['每月第二个星期日 8:30 在村部 集中学习', 'weekday:2:7', '08:30', '村部'],
  ])('%s is understood', (typed, pattern, starts, place) => {
    expect(readRule(typed)).toMatchObject({ pattern, starts, place })
  })

  test.each(['每月', '每月5号', '每月32号 党课', '每月5号7点 党课', '每月见一次'])('%s is not', (typed) => {
    expect(readRule(typed)).toBeUndefined()
  })

  test.each([
    ['day:5', '2026-12', '2026-12-05'],
    ['day:31', '2027-02', '2027-02-28'],
    ['day:30', '2028-02', '2028-02-29'],
    ['weekday:1:5', '2026-12', '2026-12-04'],
    ['weekday:2:7', '2026-11', '2026-11-08'],
    ['weekday:1:7', '2026-11', '2026-11-01'],
  ])('%s in %s is %s', (pattern, month, day) => {
    expect(dayInMonth(pattern, month)).toBe(day)
  })

  test.each([
    ['2026-10-05', '2026-10-08', '国庆'],
    ['2026-05-01', '2026-05-06', '劳动节'],
    ['2026-12-05', '2026-12-05', undefined],
  ])('%s is held on %s', (fixed, day, holiday) => {
    expect(movedFromHoliday(fixed as Day)).toEqual({ day, holiday })
  })
})

describe('每月5号 主题党日', () => {
  test('is put before the secretary four days ahead, and nobody hears of it before she agrees', async () => {
    const hexi = await openHexi()
    await hexi.zhou.hears('每月5号9点 村部 主题党日', '记下了：每月5号 09:00 主题党日。\n提前四天给您看，您点头才发')
    await hexi.until('2026-11-30 20:00')
    expect((await hexi.zhou.inbox()).some(isProposal)).toBe(false)
    await hexi.until('2026-12-01 08:35')
    expect((await hexi.zhou.inbox()).findLast(isProposal)).toBe(
      '快到每月的主题党日了，这样行不行：\n12月5日（星期六）09:00\n地点：村部\n要开请回复：看会议，再回复：发送',
    )
    await hexi.until('2026-12-02 09:00')
    expect(await hexi.hall.inbox()).toEqual([])
    expect((await hexi.zhou.inbox()).filter(isProposal)).toHaveLength(1)
    expect((await hexi.zhou.says('看会议')).texts[0]).toContain('会议预览\n主题党日\n12月5日（星期六）09:00')
    await hexi.zhou.hears('发送', '12月5日的主题党日一分钟后发出（第1次会）。\n反悔请回复：取消会议')
    await hexi.until('2027-01-01 08:40')
    expect((await hexi.zhou.inbox()).filter(isProposal)).toHaveLength(2)
  })

  test('that falls on a holiday is proposed for the next working day, and says so', async () => {
    const hexi = await openHexi({ at: '2026-09-25 10:00' })
    await hexi.zhou.says('每月5号 主题党日')
    await hexi.until('2026-10-04 09:00')
    expect((await hexi.zhou.inbox()).findLast(isProposal)).toContain('10月8日（星期四）09:00\n原定那天是国庆放假，往后挪了')
  })

  test('is sent, looked at or left out by a tap', async () => {
    const hexi = await openHexi()
    await hexi.zhou.says('每月5号 主题党日')
    await hexi.until('2026-12-01 08:35')
    expect((await hexi.taps(hexi.zhou, hexi.zhou, { label: '看会议' })).toast).toBe('会议预览')
    expect((await hexi.taps(hexi.zhou, hexi.zhou, { label: '这月不开' })).toast).toBe('取消')
    await hexi.zhou.hears('看会议', '没有等您点头的会')
    await hexi.until('2026-12-05 12:00')
    expect(await hexi.hall.inbox()).toEqual([])
  })

  test('is nobody else’s to see or decide, whoever presses', async () => {
    const hexi = await openHexi()
    await hexi.zhou.says('每月5号 主题党日')
    await hexi.until('2026-12-01 08:35')
    const choices = hexi.screen(hexi.zhou).findLast(({ text }) => isProposal(text))?.choices ?? []
    expect(choices.map(({ label }) => label)).toEqual(['发送', '看会议', '这月不开'])
    for (const who of [hexi.jiang, hexi.person('外人')])
      for (const { token } of choices) {
        await who.says('在')
        expect((await hexi.taps(who, who, { token })).toast).toBe('这个支部现在不归您管')
      }
    await hexi.pass({ minutes: 2 })
    expect(await hexi.hall.inbox()).toEqual([])
    expect((await hexi.taps(hexi.zhou, hexi.zhou, { label: '发送' })).toast).toBe('发送')
    await hexi.pass({ minutes: 2 })
    expect(await hexi.hall.inbox()).toHaveLength(1)
  })

  test('is ended by a word; mistyped it gets an example; a member cannot set it', async () => {
    const hexi = await openHexi()
    await hexi.zhou.hears('每月见一次', '请照这个样子发：\n每月5号9点 村部 主题党日')
    await hexi.zhou.hears('不再每月', '没有每月定好的会')
    await hexi.zhou.says('每月5号 主题党日')
    await hexi.zhou.hears('不再每月 主题党日', '不再每月提主题党日了')
    await hexi.jiang.says('每月5号 党课')
    await hexi.person('外人').says('每月5号 党课')
    await hexi.until('2026-12-03 09:00')
    expect((await hexi.zhou.inbox()).some(isProposal)).toBe(false)
  })

  test('after days without the program is proposed once, while there is time', async () => {
    const hexi = await openHexi()
    await hexi.zhou.says('每月5号 主题党日')
    await hexi.until('2026-11-30 12:00')
    await hexi.sleeps({ days: 3 })
    await hexi.until('2026-12-04 09:00')
    expect((await hexi.zhou.inbox()).filter(isProposal)).toHaveLength(1)
  })
})
