import { describe, expect, test } from 'vitest'
import { matterOf } from '../../src/feedback/registering.ts'
import { feedbackRecords } from '../../src/feedback/index.ts'
import type { Day } from '../../src/kernel/day.ts'
import { openHexi } from '../notices/hexi.ts'
import { testCipher } from '../support/cipher.ts'

const REGISTERED = '已登记，第 1 号意见。\n2026年11月25日（星期三）前答复您'

test.each([
  ['问 17 水泥哪有这么贵', '水泥哪有这么贵'],
  ['问17号水泥哪有这么贵', '水泥哪有这么贵'],
  ['@支部通 反映一下：三组路灯坏了', '三组路灯坏了'],
  ['匿名 问 低保名单怎么定的', '低保名单怎么定的'],
  ['村里的路什么时候修', '村里的路什么时候修'],
  ['意见', ''],
])('%s is about: %s', (line, matter) => {
  expect(matterOf(line)).toBe(matter)
})

describe('a question to the village', () => {
  test('has a number and a day, is told to whoever answers without a name, and the answer comes back where it was asked', async () => {
    const hexi = await openHexi()
    await hexi.jiang.in(hexi.hall).hears('问 17 水泥哪有这么贵', REGISTERED)
    const told = hexi.screen(hexi.zhou).at(-1)?.text ?? ''
    expect(told).toContain('第 1 号意见，关于第 17 号公开')
    expect(told).toContain('水泥哪有这么贵')
    expect(told).not.toContain('姜福生')
    await hexi.zhou.hears('意见', /等着答复的：\n第 1 号，.*水泥哪有这么贵/u)
    await hexi.zhou.hears('回复 1 三家比价，最低一家', '第 1 号的答复已转给提的人')
    expect(hexi.screen(hexi.hall).at(-1)?.text).toBe('第 1 号意见的答复：\n三家比价，最低一家\n说清楚了请回复：满意\n还没有请回复：不满意')
    await hexi.jiang.in(hexi.hall).hears('满意', '好的，第 1 号意见办结')
    await hexi.zhou.hears('意见', '没有等着答复的意见')
  })

  test('asked in private is answered in private, and the group never hears of it', async () => {
    const hexi = await openHexi()
    const before = hexi.screen(hexi.hall).length
    await hexi.jiang.hears('反映 三组路灯坏了没人修', REGISTERED)
    await hexi.zhou.says('回复 1 这周五修好')
    expect(hexi.screen(hexi.jiang).at(-1)?.text).toContain('这周五修好')
    expect(hexi.screen(hexi.hall)).toHaveLength(before)
  })

  test('an answer that does not answer opens it again once, then it goes to the township', async () => {
    const hexi = await openHexi()
    const shen = await hexi.bound('沈大勇', hexi.top, { offices: ['township_admin'] })
    await hexi.jiang.says('反映 三组路灯坏了没人修')
    await hexi.zhou.says('回复 1 在研究')
    await hexi.jiang.hears('不满意', '第 1 号意见重新办理。\n2026年11月25日（星期三）前再答复您')
    expect(hexi.screen(hexi.zhou).at(-1)?.text).toContain('还不满意')
    await hexi.zhou.says('回复 1 还在研究')
    await hexi.jiang.hears('不满意', '第 1 号已转到乡镇。\n也可以当面找：请说 找书记')
    expect(hexi.screen(shen).at(-1)?.text).toBe('河西村第 1 号意见两次答复都不满意。\n请乡镇过问')
  })

  test('nothing is closed without an answer, and nobody answers for another village', async () => {
    const hexi = await openHexi()
    const xie = await hexi.bound('谢长林', hexi.hedong, { offices: ['secretary'] })
    await hexi.jiang.says('反映 三组路灯坏了没人修')
    await hexi.zhou.hears('办结 1', '第 1 号还没有答复，不能办结。\n请先回复：回复 1 内容')
    await xie.hears('回复 1 好', '没有等您答复的第 1 号意见')
    await hexi.zhou.hears('回复', '请照这个样子发：\n回复 12 路灯这周五修好')
    await hexi.zhou.hears('回复 9 好', '没有等您答复的第 9 号意见')
    await hexi.zhou.says('回复 1 修好了')
    await hexi.zhou.hears('回复 1 又修好了', '没有等您答复的第 1 号意见')
    await hexi.zhou.hears('办结 1', '好的，第 1 号意见办结')
  })

  test('the morning before the day it is called to mind; a day late the township hears the number', async () => {
    const hexi = await openHexi()
    const shen = await hexi.bound('沈大勇', hexi.top, { offices: ['township_admin'] })
    await hexi.jiang.says('反映 三组路灯坏了没人修')
    await hexi.until('2026-11-24 09:00')
    expect(hexi.screen(hexi.zhou).at(-1)?.text).toContain('今天要答复的意见：\n第 1 号')
    expect(hexi.screen(shen).some(({ text }) => text.includes('过期'))).toBe(false)
    await hexi.until('2026-11-26 09:00')
    expect(hexi.screen(shen).at(-1)?.text).toBe('河西村有 1 件意见过期没答复。\n请乡镇过问')
  })

  test('a stranger in private is told where to ask; the words lie sealed in the database', async () => {
    const hexi = await openHexi()
    await hexi.person('过路人').hears('反映 三组路灯坏了没人修', '还不知道是哪个村的事。\n请在村里的群里说：问 内容')
    await hexi.person('村民老刘').in(hexi.hall).hears('反映 三组路灯坏了没人修', REGISTERED)
    const rows = await hexi.read((tx) =>
      tx.withTables<{ feedback: { text_sealed: string; asker: string } }>().selectFrom('feedback').selectAll().execute(),
    )
    expect(JSON.stringify(rows)).not.toContain('路灯')
    const records = await hexi.read((tx) => feedbackRecords(tx, testCipher, undefined, '2026-11', '2026-11-30' as Day))
    expect(records).toMatchObject([{ number: 1, text: '三组路灯坏了没人修', state: 'received', days_late: 5 }])
  })
})
