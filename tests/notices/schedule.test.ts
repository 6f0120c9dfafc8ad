import { describe, expect, test } from 'vitest'
import type { Answer } from '../support/people.ts'
import { openHexi } from './hexi.ts'

const said = (answer: Answer): string => answer.texts.join('\n---\n')

describe('a notice for later', () => {
  test('says its full moment with the weekday before and after, goes out then and not before', async () => {
    const hexi = await openHexi()
    expect(said(await hexi.zhou.says('发通知 明天18点 停水'))).toContain(
      '通知预览\n停水\n\n将发给 1 个群、4 人\n到点再发：11月21日（星期六）18:00\n不定时请回复：立即',
    )
    await hexi.zhou.hears('发送', '第1号通知“停水”定好了，\n11月21日（星期六）18:00 发出。\n不发了请回复：撤回 1')
    await hexi.until('2026-11-21 17:59')
    expect(hexi.screen(hexi.hall)).toEqual([])
    await hexi.until('2026-11-21 18:00')
    expect(hexi.card().text).toContain('【通知】第1号\n停水')
  })

  test('立即 puts the moment back into the text it was taken from', async () => {
    const hexi = await openHexi()
    await hexi.zhou.says('发通知 明天9点 村部开会')
    const now = said(await hexi.zhou.says('立即'))
    expect(now).toContain('通知预览\n明天9点 村部开会\n')
    expect(now).not.toContain('到点再发')
  })

  test('定时 sets, changes and 立即 drops the moment', async () => {
    const hexi = await openHexi()
    await hexi.zhou.says('发通知 停水')
    expect(said(await hexi.zhou.says('定时 明早八点半'))).toContain('到点再发：11月21日（星期六）08:30')
    expect(said(await hexi.zhou.says('定时：下周一15点'))).toContain('到点再发：11月23日（星期一）15:00')
    await hexi.zhou.hears('定时', '请照这个样子发：定时 明天18点')
    await hexi.zhou.hears('定时 马上', '请照这个样子发：定时 明天18点')
    await hexi.zhou.hears('定时 今天9点', '11月20日（星期五）09:00 已经过了。\n请换个时间，或回复：立即')
    await hexi.zhou.hears('定时 明天7点', '是哪个时间？请回复：\n定时 11月21日07:00\n定时 11月21日19:00')
    expect(said(await hexi.zhou.says('定时 11月21日19:00'))).toContain('到点再发：11月21日（星期六）19:00')
    expect(said(await hexi.zhou.says('立即'))).not.toContain('到点再发')
    await hexi.zhou.hears('发送', /一分钟后发出/)
  })

  test('a leading hour that may be morning or evening is text, and the writer is asked', async () => {
    const hexi = await openHexi()
    const preview = said(await hexi.zhou.says('发通知 明天7点 停水'))
    expect(preview).toContain('通知预览\n明天7点 停水\n')
    expect(preview).toContain('没当作定时。要到点再发，请回复：\n定时 11月21日07:00\n定时 11月21日19:00')
  })

  test('in quiet hours it says when it really goes', async () => {
    const hexi = await openHexi()
    expect(said(await hexi.zhou.says('发通知 今晚22点 停水'))).toContain(
      '那时是休息时间，\n11月21日（星期六）08:00 再发。\n急事请改用：紧急通知',
    )
    await hexi.zhou.says('发送')
    await hexi.until('2026-11-20 22:30')
    expect(hexi.screen(hexi.hall)).toEqual([])
    await hexi.until('2026-11-21 08:30')
    expect(hexi.screen(hexi.hall)).toHaveLength(1)
  })

  test('whose moment has passed while the preview lay there is not sent', async () => {
    const hexi = await openHexi()
    await hexi.zhou.says('发通知 12点 停水')
    await hexi.until('2026-11-20 13:00')
    await hexi.zhou.hears('发送', '11月20日（星期五）12:00 已经过了。\n请换个时间，或回复：立即')
    expect(said(await hexi.zhou.says('立即'))).toContain('12点 停水')
    await hexi.zhou.hears('发送', /一分钟后发出/)
  })

  test('can be taken back until its moment, by its number among several', async () => {
    const hexi = await openHexi()
    await hexi.zhou.says('发通知 明天18点 停水')
    await hexi.zhou.says('发送')
    await hexi.zhou.says('发通知 明天19点 停电')
    await hexi.zhou.says('发送')
    await hexi.zhou.hears('通知情况 1', '第1号通知“停水”还没到时间，\n11月21日（星期六）18:00 发')
    await hexi.zhou.hears('撤回 1', '已撤回第1号通知“停水”，一个群也没发')
    await hexi.sends('停气')
    expect(said(await hexi.zhou.says('撤回'))).toContain('要撤定好的第2号通知“停电”，\n请回复：撤回 2')
    expect(said(await hexi.zhou.says('通知情况'))).toContain('还有定好没发的：第2号')
    await hexi.until('2026-11-21 19:30')
    expect(hexi.screen(hexi.hall).map(({ text }) => text.split('\n')[1])).toEqual(expect.arrayContaining(['停气', '停电']))
    expect(hexi.screen(hexi.hall).some(({ text }) => text.includes('停水'))).toBe(false)
  })

  test('asks for receipts those who are there when it goes, not when it was written', async () => {
    const hexi = await openHexi()
    await hexi.zhou.says('发通知 明天18点 停水')
    await hexi.zhou.says('发送')
    await hexi.bound('吴玉兰', hexi.hexi)
    await hexi.until('2026-11-21 18:30')
    expect(said(await hexi.zhou.says('通知情况'))).toContain('已收到 0 人，可能看到 0 人，没回音 4 人')
  })

  test('missed by a few hours is sent late; missed by more is not, and its writer hears it', async () => {
    const hexi = await openHexi()
    await hexi.zhou.says('发通知 12点 停水')
    await hexi.zhou.says('发送')
    await hexi.zhou.says('发通知 明天12点 停电')
    await hexi.zhou.says('发送')
    await hexi.sleeps({ hours: 5 })
    expect(hexi.card().text).toContain('停水')
    await hexi.sleeps({ days: 2 })
    expect(hexi.screen(hexi.hall).some(({ text }) => text.includes('停电'))).toBe(false)
    expect(hexi.screen(hexi.zhou).at(-1)?.text).toBe(
      '第2号通知“停电”没有发出：\n11月21日（星期六）12:00 机器人没开。\n要发请再说一次：发通知',
    )
  })

  test('that meets no group any more, or a new member’s name in a bad light, is told to its writer', async () => {
    const hexi = await openHexi()
    await hexi.zhou.says('发通知 明天12点 停水')
    await hexi.zhou.says('发送')
    await hexi.hall.removesBot(hexi.jiang)
    await hexi.until('2026-11-21 12:30')
    expect(hexi.screen(hexi.zhou).at(-1)?.text).toBe('第1号通知“停水”没有发出：\n已经没有能发的群')
    await hexi.hall.addsBot(hexi.zhou)
    await hexi.zhou.says('发通知 明天12点 赵云上次没交党费')
    await hexi.zhou.says('发送')
    await hexi.member('赵云', hexi.hedong)
    await hexi.until('2026-11-22 12:30')
    expect(hexi.screen(hexi.zhou).at(-1)?.text).toContain('没有发出：\n没有发：里面有没办好的人的名字')
    expect(hexi.screen(hexi.hall)).toEqual([])
  })
})
