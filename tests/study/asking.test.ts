import { describe, expect, test } from 'vitest'
import { openHexi } from './hexi.ts'

const SCHEDULE = '接下来的会：\n11月24日（星期二）09:00 主题党日 村部'

describe('asked in private', () => {
  test.each(['几点开会', '什么时候开会', '在哪开会', '会议时间', '党日是几号', '开会时间', '会议安排'])('%s is told', async (typed) => {
    const hexi = await openHexi()
    await hexi.jiang.hears(typed, '最近没有定好的会')
    await hexi.calls()
    await hexi.jiang.hears(typed, SCHEDULE)
    expect((await hexi.sheet())['姜福生']).toBe('expected')
  })

  test('how to be excused is told with the word to send, and nothing is recorded', async () => {
    const hexi = await openHexi()
    await hexi.calls()
    await hexi.jiang.hears('怎么请假', '11月24日的主题党日来不了，请回复：请假')
    expect((await hexi.sheet())['姜福生']).toBe('expected')
  })

  test('a line about nothing is not taken for leave while a meeting is called', async () => {
    const hexi = await openHexi()
    await hexi.calls()
    expect((await hexi.jiang.says('今天天气怎么样')).texts.join()).not.toContain('请假')
  })

  test('in the group it is talk, and a stranger learns nothing', async () => {
    const hexi = await openHexi()
    await hexi.calls()
    expect((await hexi.jiang.in(hexi.hall).says('几点开会')).letters).toEqual([])
    expect((await hexi.person('外人').says('几点开会')).texts.join()).not.toContain('主题党日')
  })

  test('members hear of the meetings they are expected at, not of the committee’s', async () => {
    const hexi = await openHexi()
    await hexi.calls('开会 23号9点 村部 支委会')
    await hexi.calls()
    await hexi.jiang.hears('会议安排', SCHEDULE)
    await hexi.zhou.hears('会议安排', '接下来的会：\n11月23日（星期一）09:00 支委会 村部\n11月24日（星期二）09:00 主题党日 村部')
  })
})

describe('the secretary in words of her own', () => {
  test.each(['开个会', '我要开会', '怎么开会', '开会'])('%s gets the example', async (typed) => {
    const hexi = await openHexi()
    await hexi.zhou.hears(typed, '请照这个样子发：\n开会 5号9点 村部 主题党日')
  })

  test.each(['24号的会改到下午3点', '会议改成25号', '会议时间改到25号10点'])('%s changes the meeting after a preview', async (typed) => {
    const hexi = await openHexi()
    await hexi.calls()
    expect((await hexi.zhou.says(typed)).texts[0]).toContain('改成这样：\n主题党日\n')
    expect(await hexi.hall.inbox()).toHaveLength(1)
  })

  test.each(['把会议取消', '会议取消了', '不开会了'])('%s asks before anything is cancelled', async (typed) => {
    const hexi = await openHexi()
    await hexi.calls()
    await hexi.zhou.hears(typed, '要取消11月24日的主题党日吗？会告诉大家。\n确定请回复：确定')
    expect((await hexi.session()).state).toBe('called')
  })

  test.each(['到了几个人', '几个人签到', '谁请假了'])('%s tells how it stands', async (typed) => {
    const hexi = await openHexi()
    await hexi.calls()
    await hexi.until('2026-11-24 09:01')
    await hexi.jiang.in(hexi.hall).says('签到')
    expect((await hexi.zhou.says(typed)).texts[0]).toContain('应到 5 实到 1 请假 0')
    expect((await hexi.jiang.says(typed)).texts.join()).not.toContain('应到')
  })
})
