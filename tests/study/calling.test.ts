import { describe, expect, test } from 'vitest'
import { openHexi } from './hexi.ts'

const WHOLE = '开会 24号9点 村部 主题党日'
const ready = [
  '会议预览',
  '主题党日',
  '11月24日（星期二）09:00',
  '地点：村部',
  '',
  '应到 5 人',
  '将发到 1 个群',
  '回复：发送 / 改 / 取消',
  '改法：改 10点；改 地点 镇礼堂；要口令',
].join('\n')

describe('开会', () => {
  test('shows the whole meeting to its secretary alone before anybody hears of it', async () => {
    const hexi = await openHexi()
    await hexi.zhou.hears(WHOLE, ready)
    expect(await hexi.hall.inbox()).toEqual([])
    await hexi.zhou.hears('发送', '11月24日的主题党日一分钟后发出（第1次会）。\n反悔请回复：取消会议')
    expect(hexi.screen(hexi.hall)).toEqual([])
    await hexi.pass({ seconds: 61 })
    const told = hexi.screen(hexi.hall)
    expect(told.map(({ text }) => text)).toEqual([
      '【开会】主题党日\n11月24日（星期二）09:00\n地点：村部\n——河西村党支部\n来不了请回复：请假',
    ])
    expect(told[0]?.choices.map(({ label }) => label)).toEqual(['请假'])
    expect(await hexi.sheet()).toEqual({
      周国栋: 'expected',
      姜福生: 'expected',
      黎桂芳: 'expected',
      沈大勇: 'expected',
      孔兴旺: 'expected',
    })
  })

  test('said in the group is answered in private', async () => {
    const hexi = await openHexi()
    const heard = await hexi.zhou.in(hexi.hall).says(WHOLE)
    expect(heard.texts).toEqual([])
    expect(heard.to(hexi.zhou)).toEqual([ready])
  })

  test('takes several kinds, who speaks, what about, and the farmers’ calendar', async () => {
    const hexi = await openHexi()
    const { texts } = await hexi.zhou.says('开会 腊月廿三 9点 村部 主题党日和党课 主讲：周国栋 议题：修路')
    expect(texts[0]).toContain('主题党日、党课\n农历腊月廿三，即2027年1月30日（星期六）09:00\n地点：村部\n主讲：周国栋\n议题：修路')
  })

  test('asks which half of the day is meant, with lines to copy', async () => {
    const hexi = await openHexi()
    await hexi.zhou.hears(
      '开会 24号7点 村部 主题党日',
      '是哪个时间？请回复其中一行：\n开会 11月24日07:00 村部 主题党日\n开会 11月24日19:00 村部 主题党日',
    )
    const { texts } = await hexi.zhou.says('开会 11月24日19:00 村部 主题党日')
    expect(texts[0]).toContain('11月24日（星期二）19:00')
  })

  test.each(['开会', '开会 明天', '开会 村部 主题党日'])('%s gets an example to copy', async (typed) => {
    const hexi = await openHexi()
    await hexi.zhou.hears(typed, '请照这个样子发：\n开会 5号9点 村部 主题党日')
    expect(await hexi.hall.inbox()).toEqual([])
  })

  test.each(['开会了', '几点开会', '昨天开会真久'])('%s in the group is talk', async (typed) => {
    const hexi = await openHexi()
    expect((await hexi.jiang.in(hexi.hall).says(typed)).letters).toEqual([])
    expect((await hexi.zhou.in(hexi.hall).says(typed)).letters).toEqual([])
  })

  test('from a member or a stranger calls nobody', async () => {
    const hexi = await openHexi()
    expect((await hexi.jiang.in(hexi.hall).says(WHOLE)).letters).toEqual([])
    expect((await hexi.person('外人').in(hexi.hall).says(WHOLE)).letters).toEqual([])
    await hexi.jiang.says(WHOLE)
    await hexi.jiang.says('发送')
    await hexi.pass({ minutes: 2 })
    expect(await hexi.hall.inbox()).toEqual([])
  })
})

describe('the preview', () => {
  test('warns of short notice, a second meeting of the kind, and a holiday', async () => {
    const hexi = await openHexi()
    const soon = await hexi.zhou.says('开会 明天9点 村部 主题党日')
    expect(soon.texts[0]).toContain('留意：离开会不到两天')
    await hexi.zhou.says('取消')
    await hexi.calls()
    const second = await hexi.zhou.says('开会 28号9点 村部 主题党日')
    expect(second.texts[0]).toContain('留意：已经有11月24日的主题党日')
    const holiday = await openHexi({ at: '2026-09-20 10:00' })
    const { texts } = await holiday.zhou.says('开会 10月5号9点 村部 主题党日')
    expect(texts[0]).toContain('留意：那天是国庆放假。\n要挪请回复：改 9月30日，或 改 10月8日')
  })

  test('names who is exempt, and does not count them as expected', async () => {
    const hexi = await openHexi()
    await hexi.zhou.hears('免到 孔兴旺', '记下了，以后不要求到会：孔兴旺')
    await hexi.zhou.hears('免到 孔兴旺', '早就免到了：孔兴旺')
    const { texts } = await hexi.zhou.says(WHOLE)
    expect(texts[0]).toContain('应到 4 人，另有 1 人免到\n免到：孔兴旺')
    await hexi.zhou.says('发送')
    expect((await hexi.sheet())['孔兴旺']).toBe('exempt')
    await hexi.zhou.hears('恢复应到 孔兴旺', '记下了，以后照常应到：孔兴旺')
    expect((await hexi.sheet())['孔兴旺']).toBe('expected')
    await hexi.zhou.hears('免到 无此人', '没有叫“无此人”的党员')
  })

  test('is changed word by word until it is right', async () => {
    const hexi = await openHexi()
    await hexi.zhou.says(WHOLE)
    expect((await hexi.zhou.says('改 10点')).texts[0]).toContain('11月24日（星期二）10:00')
    expect((await hexi.zhou.says('改 25号')).texts[0]).toContain('11月25日（星期三）10:00')
    expect((await hexi.zhou.says('改 地点 镇礼堂')).texts[0]).toContain('地点：镇礼堂')
    expect((await hexi.zhou.says('地点改到学校')).texts[0]).toContain('地点：学校')
    expect((await hexi.zhou.says('改 议题：修路 主讲：黎桂芳')).texts[0]).toContain('主讲：黎桂芳\n议题：修路')
    expect((await hexi.zhou.says('要口令')).texts[0]).toContain('签到要口令，开始时告诉您')
    expect((await hexi.zhou.says('不要口令')).texts[0]).not.toContain('口令，开始时')
    expect((await hexi.zhou.says('提前一小时提醒')).texts[0]).toContain('会前一小时再提醒一次')
    await hexi.zhou.hears('改', '要改哪里？请照这个样子发：\n改 10点，或 改 地点 镇礼堂')
    expect((await hexi.zhou.says('党员大会')).texts[0]).toContain('会议预览\n党员大会\n')
    await hexi.zhou.hears('改 不知道', '要改哪里？请照这个样子发：\n改 10点，或 改 地点 镇礼堂')
    await hexi.zhou.hears('取消', '已取消，没有发出去')
    expect((await hexi.zhou.says('发送')).texts).not.toContain(expect.stringContaining('一分钟后发出'))
    await hexi.pass({ minutes: 2 })
    expect(await hexi.hall.inbox()).toEqual([])
  })

  test('sends once, however often 发送 is said or tapped', async () => {
    const hexi = await openHexi()
    await hexi.zhou.says(WHOLE)
    const send =
      hexi
        .screen(hexi.zhou)
        .at(-1)
        ?.choices.find(({ label }) => label === '发送')?.token ?? ''
    await hexi.zhou.says('发送')
    expect((await hexi.taps(hexi.zhou, hexi.zhou, { token: send })).toast).toBe('11月24日的主题党日已经通知过了')
    await hexi.pass({ minutes: 2 })
    expect(await hexi.hall.inbox()).toHaveLength(1)
  })

  test('below an older preview a tap shows the newest instead', async () => {
    const hexi = await openHexi()
    await hexi.zhou.says(WHOLE)
    const old =
      hexi
        .screen(hexi.zhou)
        .at(-1)
        ?.choices.find(({ label }) => label === '发送')?.token ?? ''
    await hexi.zhou.says('改 10点')
    expect((await hexi.taps(hexi.zhou, hexi.zhou, { token: old })).toast).toBe('会议预览')
    await hexi.pass({ minutes: 2 })
    expect(await hexi.hall.inbox()).toEqual([])
  })

  test('of a time that is over, or without a group, cannot be sent', async () => {
    const hexi = await openHexi()
    await hexi.zhou.says('开会 今天11点 村部 主题党日')
    await hexi.until('2026-11-20 11:30')
    await hexi.zhou.hears('发送', '还不能发：\n这个时间已经过了，请换一个')
    const alone = await openHexi()
    const hu = await alone.bound('胡大海', alone.hedong, { offices: ['secretary'] })
    const { texts } = await hu.says(WHOLE)
    expect(texts[0]).toContain('还没有能发的群。\n请在群里说：绑定本群\n回复：改 / 取消')
  })
})

describe('a meeting of a few', () => {
  test('of the committee is told to each of them alone', async () => {
    const hexi = await openHexi()
    const wei = await hexi.bound('魏组织', hexi.hexi, { offices: ['organization_officer'] })
    const { texts } = await hexi.zhou.says('开会 24号9点 村部 支委会')
    expect(texts[0]).toContain('应到 2 人\n只私聊通知 2 人，不发群')
    await hexi.zhou.says('发送')
    await hexi.pass({ seconds: 61 })
    expect(await hexi.hall.inbox()).toEqual([])
    expect((await wei.inbox()).at(-1)).toContain('【开会】支委会')
    expect(await hexi.sheet()).toEqual({ 周国栋: 'expected', 魏组织: 'expected' })
  })

  test('of a party group needs to know who belongs to it', async () => {
    const hexi = await openHexi()
    const { texts } = await hexi.zhou.says('开会 24号9点 村部 党小组会')
    expect(texts[0]).toContain('还不知道小组有谁，请先说：\n党小组 第一小组 张三 李四')
    await hexi.zhou.says('取消')
    await hexi.zhou.hears('党小组 第一小组 姜福生 孔兴旺', '第一小组记下了，共 2 人')
    const again = await hexi.zhou.says('开会 24号9点 村部 党小组会')
    expect(again.texts[0]).toContain('应到 2 人\n只私聊通知 1 人，不发群\n要打电话告诉：孔兴旺')
  })
})
