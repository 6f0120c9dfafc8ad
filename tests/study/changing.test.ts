import { describe, expect, test } from 'vitest'
import { openHexi } from './hexi.ts'

describe('a meeting that was called', () => {
  test('is changed for everybody who was told, after the secretary has seen it', async () => {
    const hexi = await openHexi()
    await hexi.calls()
    const { texts } = await hexi.zhou.says('改会议 25号10点')
    expect(texts[0]).toContain('改成这样：\n主题党日\n11月25日（星期三）10:00')
    expect(await hexi.hall.inbox()).toHaveLength(1)
    await hexi.zhou.hears('发送', '改好了：11月25日的主题党日，都会告诉到')
    await hexi.pass({ seconds: 5 })
    expect(hexi.screen(hexi.hall).at(-1)?.text).toBe(
      '【会议有变】主题党日\n以这次为准：\n11月25日（星期三）10:00\n地点：村部\n——河西村党支部\n来不了请回复：请假',
    )
    await hexi.until('2026-11-24 19:05')
    expect(hexi.screen(hexi.hall).filter(({ text }) => text.startsWith('明天开会'))).toHaveLength(1)
    await hexi.until('2026-11-25 09:30')
    expect((await hexi.session()).state).toBe('called')
    await hexi.until('2026-11-25 10:01')
    expect((await hexi.session()).state).toBe('open')
  })

  test.each(['会议改到 25号10点', '会议改到25号10点', '会议改在明天下午3点'])('%s means the same', async (typed) => {
    const hexi = await openHexi()
    await hexi.calls()
    expect((await hexi.zhou.says(typed)).texts[0]).toContain('改成这样：')
  })

  test('may keep what it was: 取消 below the change sends nothing', async () => {
    const hexi = await openHexi()
    await hexi.calls()
    await hexi.zhou.says('改会议 地点 学校')
    await hexi.zhou.hears('取消', '11月24日的主题党日照开')
    await hexi.pass({ minutes: 2 })
    expect(await hexi.hall.inbox()).toHaveLength(1)
    expect((await hexi.session()).place).toBe('村部')
  })

  test('put on another day asks those on leave again, each alone', async () => {
    const hexi = await openHexi()
    await hexi.calls()
    await hexi.jiang.in(hexi.hall).says('请假')
    await hexi.zhou.says('改会议 26号')
    await hexi.zhou.says('发送')
    await hexi.pass({ seconds: 5 })
    expect((await hexi.jiang.inbox()).at(-1)).toBe('11月26日的主题党日改期了，原来的请假不算。\n新时间来不了，请再回复：请假')
    expect((await hexi.sheet())['姜福生']).toBe('expected')
  })

  test('is taken back unheard in the first minute', async () => {
    const hexi = await openHexi()
    await hexi.zhou.says('开会 24号9点 村部 主题党日')
    await hexi.zhou.says('发送')
    await hexi.zhou.hears('取消会议', '11月24日的主题党日收回了，谁也没收到')
    await hexi.pass({ minutes: 2 })
    expect(hexi.screen(hexi.hall)).toEqual([])
    await hexi.until('2026-11-24 13:00')
    expect(hexi.screen(hexi.hall)).toEqual([])
  })

  test('is cancelled for everybody after one question', async () => {
    const hexi = await openHexi()
    await hexi.calls()
    await hexi.zhou.hears('取消会议', '要取消11月24日的主题党日吗？会告诉大家。\n确定请回复：确定')
    await hexi.zhou.hears('不', '11月24日的主题党日照开')
    await hexi.zhou.says('取消会议')
    await hexi.zhou.hears('确定', '11月24日的主题党日取消了，都会告诉到')
    await hexi.pass({ seconds: 5 })
    expect(hexi.screen(hexi.hall).at(-1)?.text).toBe('【会议取消】11月24日的主题党日不开了\n——河西村党支部')
    await hexi.zhou.hears('取消会议', '没有定好的会。\n要开会请说：开会 5号9点 村部 主题党日')
    await hexi.until('2026-11-24 13:00')
    expect(hexi.screen(hexi.hall)).toHaveLength(2)
  })

  test('among several is named by its number', async () => {
    const hexi = await openHexi()
    await hexi.calls()
    await hexi.calls('开会 28号9点 村部 党课')
    await hexi.zhou.hears('取消会议', '是哪一次？请说：取消会议 加号\n第1次：11月24日的主题党日\n第2次：11月28日的党课')
    await hexi.zhou.hears('取消会议 2', '要取消11月28日的党课吗？会告诉大家。\n确定请回复：确定')
    await hexi.zhou.says('确定')
    expect((await hexi.zhou.says('会议安排')).texts).toEqual(['接下来的会：\n11月24日（星期二）09:00 主题党日 村部'])
  })

  test('cannot be touched by a member, a stranger or another branch’s secretary', async () => {
    const hexi = await openHexi()
    await hexi.calls()
    const hu = await hexi.bound('胡大海', hexi.hedong, { offices: ['secretary'] })
    for (const who of [hexi.jiang, hexi.person('外人'), hu])
      for (const typed of ['取消会议', '改会议 25号10点', '确定', '发送']) await who.says(typed)
    await hexi.zhou.says('取消会议')
    const sure = hexi.screen(hexi.zhou).at(-1)?.choices[0]?.token ?? ''
    expect((await hexi.taps(hu, hu, { token: sure })).toast).toBe('这个按钮已经过时，请直接打字')
    expect((await hexi.session()).state).toBe('called')
    expect(await hexi.hall.inbox()).toHaveLength(1)
  })
})

describe('reminders', () => {
  test('come once, the evening before at seven', async () => {
    const hexi = await openHexi()
    await hexi.calls()
    await hexi.until('2026-11-23 18:55')
    expect(hexi.screen(hexi.hall)).toHaveLength(1)
    await hexi.until('2026-11-23 19:05')
    expect(hexi.screen(hexi.hall).at(-1)?.text).toBe('明天开会：主题党日\n11月24日（星期二）09:00\n地点：村部\n来不了请回复：请假')
    await hexi.until('2026-11-24 08:30')
    expect(hexi.screen(hexi.hall)).toHaveLength(2)
  })

  test('after nine in the evening are not made up', async () => {
    const hexi = await openHexi()
    await hexi.calls()
    await hexi.until('2026-11-23 18:30')
    await hexi.sleeps({ hours: 3 })
    await hexi.until('2026-11-24 08:30')
    expect(hexi.screen(hexi.hall).map(({ text }) => text.slice(0, 4))).toEqual(['【开会】'])
  })

  test('an hour before only if it was wished', async () => {
    const hexi = await openHexi()
    await hexi.zhou.says('开会 24号9点 村部 主题党日')
    await hexi.zhou.says('提前一小时提醒')
    await hexi.zhou.says('发送')
    await hexi.until('2026-11-24 08:05')
    expect(hexi.screen(hexi.hall).at(-1)?.text).toBe('09:00 开会：主题党日\n地点：村部')
  })
})
