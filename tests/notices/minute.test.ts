import { describe, expect, test } from 'vitest'
import { readAudit } from '../../src/kernel/audit.ts'
import { noticesTable } from '../../src/notices/index.ts'
import type { Answer } from '../support/people.ts'
import { openHexi } from './hexi.ts'

const said = (answer: Answer): string => answer.texts.join('\n---\n')

describe('in the minute after 发送', () => {
  test('撤回 stops everything: nothing leaves, nobody owes, and the trail says so', async () => {
    const hexi = await openHexi()
    await hexi.zhou.says('发通知 停水')
    await hexi.zhou.says('发送')
    await hexi.zhou.hears('撤回', '已撤回第1号通知“停水”，一个群也没发')
    await hexi.zhou.hears('撤回', '没有可以撤回的通知')
    await hexi.pass({ days: 3 })
    expect(hexi.screen(hexi.hall)).toEqual([])
    expect(hexi.screen(hexi.jiang)).toEqual([])
    await hexi.zhou.hears('谁还没', '都办好了，没有欠着的')
    await hexi.zhou.hears('通知情况 1', '第1号通知“停水”撤回了，没有发')
    expect((await hexi.read((tx) => readAudit(tx))).map(({ action }) => action)).toEqual(['notice-send', 'notice-withdrawn'])
  })

  test.each(['撤销', '刚才发错了'])('%s takes it back too', async (typed) => {
    const hexi = await openHexi()
    await hexi.zhou.says('发通知 停水')
    await hexi.zhou.says('发送')
    await hexi.zhou.hears(typed, '已撤销：第1号通知“停水”')
    await hexi.pass({ minutes: 2 })
    expect(hexi.screen(hexi.hall)).toEqual([])
    await hexi.sends('停电')
    await hexi.zhou.hears('撤销', '十分钟内没有可撤销的记录')
  })

  test('said in the group it is talk and stops nothing', async () => {
    const hexi = await openHexi()
    await hexi.zhou.says('发通知 停水')
    await hexi.zhou.says('发送')
    for (const line of ['搞错了', '刚才发错了', '取消']) expect((await hexi.zhou.in(hexi.hall).says(line)).letters).toEqual([])
    await hexi.pass({ minutes: 2 })
    expect(hexi.screen(hexi.hall)).toHaveLength(1)
  })

  test('停止 means the same', async () => {
    const hexi = await openHexi()
    await hexi.zhou.says('发通知 停水')
    await hexi.zhou.says('发送')
    await hexi.zhou.hears('停止', '已停，拦下 1 个群')
    await hexi.zhou.says('发通知 明天18点 停电')
    await hexi.zhou.says('发送')
    await hexi.zhou.hears('停止', '已撤回第2号通知“停电”，一个群也没发')
  })

  test('马上发 gives the minute up', async () => {
    const hexi = await openHexi()
    await hexi.zhou.says('发通知 停水')
    await hexi.zhou.says('发送')
    await hexi.zhou.hears('马上发', '第1号通知“停水”正在发出')
    expect(hexi.screen(hexi.hall)).toHaveLength(1)
    await hexi.zhou.hears('马上发', '没有在等的通知')
    await hexi.pass({ minutes: 2 })
    expect(hexi.screen(hexi.hall)).toHaveLength(1)
  })

  test('with a newer draft open, 撤回 and 马上发 still mean the notice that waits', async () => {
    const hexi = await openHexi()
    await hexi.zhou.says('发通知 停水')
    await hexi.zhou.says('发送')
    await hexi.zhou.says('发通知 停电')
    await hexi.zhou.hears('马上发', '第1号通知“停水”正在发出')
    await hexi.zhou.hears('马上发', /^第2号通知“停电”一分钟后发出/)
    await hexi.zhou.says('发通知 停气')
    await hexi.zhou.hears('撤回', '已撤回第2号通知“停电”，一个群也没发')
    await hexi.zhou.hears('撤回', '已取消，没有发出去')
  })
})

describe('after the minute', () => {
  test('撤回 says who has it and what can be done', async () => {
    const hexi = await openHexi()
    await hexi.sends('停水')
    await hexi.zhou.hears('撤回', '第1号通知“停水”已到 1 个群，收不回：\n河西村党员群\n要改说法，请说：更正 1 加新正文')
    await hexi.zhou.hears('停止', '第1号通知“停水”已经发完，到了 1 个群。\n要改说法，请说：更正 1 加新正文')
  })

  test('停止 stops the rest and says who has it', async () => {
    const hexi = await openHexi()
    const other = await hexi.room('河西村妇女群', hexi.hexi)
    hexi.meets(other, { kind: 'try-later', afterMs: 600_000, maybeDelivered: false, wholeAccount: false, reason: '发得太快' })
    await hexi.sends('停水')
    expect(said(await hexi.zhou.says('撤回'))).toContain('还有 1 个群没到，要拦下请回复：停止')
    await hexi.zhou.hears('停止', '已停，拦下 1 个群。\n已经到了：河西村党员群')
    hexi.meets(other, undefined)
    await hexi.pass({ hours: 2 })
    expect(hexi.screen(other)).toEqual([])
    expect(hexi.screen(hexi.hall)).toHaveLength(1)
    expect(said(await hexi.zhou.says('通知情况'))).toContain('没送到的群：\n河西村妇女群（已拦下）')
  })

  test('a receipt for what was stopped half way still counts', async () => {
    const hexi = await openHexi()
    const other = await hexi.room('河西村妇女群', hexi.hexi)
    hexi.meets(other, { kind: 'try-later', afterMs: 600_000, maybeDelivered: false, wholeAccount: false, reason: '发得太快' })
    await hexi.sends('停水')
    await hexi.zhou.says('停止')
    expect((await hexi.taps(hexi.jiang, hexi.hall, { label: '收到' })).toast).toBe('收到了，谢谢您')
  })
})

describe('whose notice', () => {
  test('without a number only one’s own; a colleague’s by its number; nobody else’s', async () => {
    const hexi = await openHexi()
    const wu = await hexi.bound('吴玉兰', hexi.hexi, { offices: ['deputy_secretary'] })
    const xie = await hexi.bound('谢长林', hexi.hedong, { offices: ['secretary'] })
    const shen = await hexi.bound('沈明远', hexi.top, { offices: ['township_admin'] })
    await hexi.room('河东村群', hexi.hedong)
    await hexi.zhou.says('发通知 停水')
    await hexi.zhou.says('发送')
    await xie.hears('撤回', '没有可以撤回的通知')
    await xie.hears('撤回 1', '没有可以撤回的通知')
    await shen.says('发通知 防汛')
    await shen.says('发送')
    await shen.hears('撤回', '已撤回第2号通知“防汛”，一个群也没发')
    await wu.hears('撤回', '第1号通知“停水”是别人发的。\n要拦下请回复：撤回 1')
    await wu.hears('撤回 1', '已撤回第1号通知“停水”，一个群也没发')
  })

  test('the township’s newer notice does not hide one’s own', async () => {
    const hexi = await openHexi()
    const shen = await hexi.bound('沈明远', hexi.top, { offices: ['township_admin'] })
    await hexi.zhou.says('发通知 停水')
    await hexi.zhou.says('发送')
    await shen.says('发通知 防汛')
    await shen.says('发送')
    await hexi.zhou.hears('撤回', '已撤回第1号通知“停水”，一个群也没发')
  })
})

describe('更正', () => {
  test('a new version linked to the old; the old card says so and has no button, its duty ends, the new one begins', async () => {
    const hexi = await openHexi()
    await hexi.sends('明天9点开会')
    await hexi.jiang.in(hexi.hall).presses('收到')
    await hexi.pass({ seconds: 31 })
    expect(said(await hexi.zhou.says('更正 1 明天10点开会'))).toContain('通知预览\n明天10点开会\n\n将发给 1 个群、4 人')
    await hexi.zhou.hears('发送', /^第2号通知“明天10点开会”一分钟后发出/)
    expect(hexi.screen(hexi.hall)[0]?.text).not.toContain('更正')
    await hexi.pass({ seconds: 61 })
    const [old, correction] = hexi.screen(hexi.hall)
    expect(old).toMatchObject({ text: '【通知】第1号\n明天9点开会\n——河西村党支部\n看到请回复：收到\n（已更正，请看第2号）', choices: [] })
    expect(correction?.text).toContain('【通知】第2号（更正第1号，以这次为准）\n明天10点开会')
    expect(said(await hexi.zhou.says('谁还没'))).toBe('没回第2号通知的 3 人：\n姜福生、黎桂芳、孔兴旺＊\n带＊的私聊找不到，请打电话')
    await hexi.li.in(hexi.hall).says('收到', { repliesTo: old?.id ?? '', addressed: true })
    expect(await hexi.li.inbox()).toEqual(['这条更正过了，请看第2号'])
    await hexi.jiang.hears('收到', '记下了，您收到第2号通知“明天10点开会”')
    expect(said(await hexi.zhou.says('通知情况 1'))).toContain('这条更正过了，看新的请说：通知情况 2')
    const table = await hexi.read((tx) => noticesTable(tx, undefined, undefined))
    expect(table.map(({ number, corrects, text }) => [number, corrects, text])).toEqual([
      [1, null, '明天9点开会'],
      [2, 1, '明天10点开会'],
    ])
  })

  test('a tap on an old button that is still on some phone says which one counts', async () => {
    const hexi = await openHexi()
    await hexi.sends('明天9点开会')
    const token = hexi.screen(hexi.hall)[0]?.choices[0]?.token ?? ''
    await hexi.zhou.says('更正 1 明天10点开会')
    await hexi.zhou.says('发送')
    await hexi.pass({ seconds: 61 })
    expect((await hexi.taps(hexi.jiang, hexi.hall, { token })).toast).toBe('这条更正过了，请看第2号')
  })

  test('taken back within its minute, the old one holds and its card stays as it was', async () => {
    const hexi = await openHexi()
    await hexi.sends('明天9点开会')
    await hexi.zhou.says('更正 1 明天10点开会')
    await hexi.zhou.says('发送')
    await hexi.zhou.hears('撤回', '已撤回第2号通知“明天10点开会”，一个群也没发\n第1号通知“明天9点开会”照旧有效')
    await hexi.pass({ minutes: 3 })
    expect(hexi.card()).toMatchObject({ text: '【通知】第1号\n明天9点开会\n——河西村党支部\n看到请回复：收到', labels: ['收到'] })
    expect((await hexi.taps(hexi.jiang, hexi.hall, { label: '收到' })).toast).toBe('收到了，谢谢您')
  })

  test('of one that still waits for the morning: only the correction goes out', async () => {
    const hexi = await openHexi({ at: '2026-11-20 22:00' })
    await hexi.sends('明天9点开会')
    await hexi.zhou.says('更正 1 明天10点开会')
    await hexi.zhou.says('发送')
    await hexi.until('2026-11-21 08:30')
    expect(hexi.screen(hexi.hall).map(({ text }) => text.split('\n')[1])).toEqual(['明天10点开会'])
  })

  test('of one that was corrected before links to the newest, so that three versions read in a row', async () => {
    const hexi = await openHexi()
    await hexi.sends('明天9点开会')
    for (const hour of [10, 11]) {
      await hexi.zhou.says(`更正 1 明天${hour}点开会`)
      await hexi.zhou.says('发送')
      await hexi.pass({ seconds: 61 })
    }
    expect(hexi.screen(hexi.hall).map(({ text }) => text.split('\n')[0])).toEqual([
      '【通知】第1号',
      '【通知】第2号（更正第1号，以这次为准）',
      '【通知】第3号（更正第2号，以这次为准）',
    ])
    expect(hexi.screen(hexi.hall)[1]?.text).toContain('（已更正，请看第3号）')
  })

  test.each([
    ['更正', '请照这个样子发：\n更正 3 明天改到10点开会'],
    ['更正 1', '请照这个样子发：\n更正 3 明天改到10点开会'],
    ['更正 明天10点', '请照这个样子发：\n更正 3 明天改到10点开会'],
    ['更正 9 明天10点', '没有您发的第9号通知。\n看发过的，请说：通知情况'],
  ])('%s gets an example or a reason', async (typed, answer) => {
    const hexi = await openHexi()
    await hexi.sends('停水')
    await hexi.zhou.hears(typed, answer)
  })

  test.each(['更正 1 停水两天', '更正1停水两天', '更正 第1号 停水两天', '更正１：停水两天'])('%s is understood', async (typed) => {
    const hexi = await openHexi()
    await hexi.sends('停水')
    expect(said(await hexi.zhou.says(typed))).toContain('通知预览\n停水两天\n')
  })

  test('by another branch, and of what has not gone out, is refused kindly; by the township it goes to the same people', async () => {
    const hexi = await openHexi()
    const xie = await hexi.bound('谢长林', hexi.hedong, { offices: ['secretary'] })
    const shen = await hexi.bound('沈明远', hexi.top, { offices: ['township_admin'] })
    await hexi.room('河东村群', hexi.hedong)
    await hexi.sends('停水')
    await xie.hears('更正 1 停电', '没有您发的第1号通知。\n看发过的，请说：通知情况')
    expect(said(await shen.says('更正 1 停水两天'))).toContain('将发给 1 个群、4 人')
    await shen.says('取消')
    await hexi.zhou.says('发通知 明天18点 停气')
    await hexi.zhou.says('发送')
    await hexi.zhou.hears('更正 2 停气两天', '第2号通知“停气”还没有发出。\n先撤回，再说：发通知')
  })
})
