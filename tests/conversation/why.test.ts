import { describe, expect, test } from 'vitest'
import { openHexi } from '../notices/hexi.ts'

const WHY_NOTICE =
  '为什么有这条：\n第1号通知，河西村党支部发的。\n发给本群所在支部的党员\n第二天群里提醒一次，之后只私聊。\n您回了收到就不再提醒'

describe('为什么', () => {
  test('under a card, also after its counter was refreshed', async () => {
    const hexi = await openHexi()
    await hexi.sends('停水')
    const why = () => hexi.li.in(hexi.hall).says('为什么', { repliesTo: hexi.card().id, addressed: true })
    expect((await why()).texts).toEqual([WHY_NOTICE])
    await hexi.taps(hexi.jiang, hexi.hall, { label: '收到' })
    await hexi.pass({ seconds: 31 })
    expect(hexi.card().edits).toBe(1)
    expect((await why()).texts).toEqual([WHY_NOTICE])
  })

  test('under the line that calls it to mind, and after a private reminder', async () => {
    const hexi = await openHexi()
    await hexi.sends('停水')
    await hexi.until('2026-11-21 10:05')
    const reminder = hexi.screen(hexi.hall).at(-1)?.id ?? ''
    expect((await hexi.li.in(hexi.hall).says('为什么', { repliesTo: reminder, addressed: true })).texts).toEqual([
      '为什么有这条：\n按次序提醒：先群里一次，再私聊。\n您一办完就停\n第二天群里提醒一次，之后只私聊。\n您回了收到就不再提醒',
    ])
    await hexi.until('2026-11-22 10:05')
    await hexi.jiang.hears(
      '为什么',
      '为什么有这条：\n按次序提醒：先群里一次，再私聊。\n您一办完就停\n还等您回：第1号通知“停水”。\n请回复：收到',
    )
  })

  test('alone in the group just after the bot spoke it is a question, later it is talk', async () => {
    const hexi = await openHexi()
    await hexi.sends('停水')
    expect((await hexi.li.in(hexi.hall).says('为什么')).texts).toEqual([WHY_NOTICE])
    await hexi.pass({ minutes: 15 })
    expect((await hexi.li.in(hexi.hall).says('为什么')).letters).toEqual([])
  })

  test('in private tells how the last line was understood, in words of every day', async () => {
    const hexi = await openHexi()
    await hexi.sends('停水')
    await hexi.jiang.says('知道啦')
    await hexi.jiang.hears('为什么', '为什么有这条：\n您问了，所以答您\n您回过收到了：第1号通知“停水”\n您上一句我听成了：收到通知')
    await hexi.jiang.says('今天天气不错')
    const [why = ''] = (await hexi.jiang.says('为什么')).texts
    expect(why).toContain('您上一句我听成了：没听出要办什么')
    expect(why).not.toMatch(/[A-Za-z]/)
  })

  test('below a notice, whoever asks, it never tells what this person has or has not answered in the group', async () => {
    const hexi = await openHexi()
    await hexi.sends('停水')
    for (const who of [hexi.jiang, hexi.li, hexi.person('外人')])
      expect((await who.in(hexi.hall).says('为什么', { repliesTo: hexi.card().id, addressed: true })).texts).toEqual([WHY_NOTICE])
  })

  test('when nothing was said yet', async () => {
    const hexi = await openHexi()
    await hexi.jiang.hears('为什么', '最近没有我发的消息可以解释')
    expect((await hexi.jiang.in(hexi.hall).says('为什么')).letters).toEqual([])
  })
})
