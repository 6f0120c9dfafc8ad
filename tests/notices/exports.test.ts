import { describe, expect, test } from 'vitest'
import { writeSheet } from '../../src/kernel/tables/write-sheet.ts'
import { noticesSheet, noticesTable } from '../../src/notices/index.ts'
import { type Day, isWithin } from '../../src/kernel/day.ts'
import { openHexi } from './hexi.ts'

describe('the table of notices', () => {
  test('tells who, when, by which evidence and how surely, where, who was reminded, and which copies hang where', async () => {
    const hexi = await openHexi()
    await hexi.sends('停水')
    await hexi.taps(hexi.jiang, hexi.hall, { label: '收到' })
    await hexi.zhou.says('记 孔兴旺 收到')
    await hexi.pass({ days: 2 })
    const [record] = await hexi.read((tx) => noticesTable(tx, undefined, undefined))
    expect(record).toEqual({
      number: 1,
      branch: '河西村党支部',
      author: '周国栋',
      text: '停水',
      urgent: false,
      state: 'sent',
      corrects: null,
      send_at: null,
      sent_at: '2026-11-20T02:30:04.000Z',
      attachment: null,
      copies: [
        {
          room: '河西村党员群',
          branch: '河西村党支部',
          platform: 'telegram',
          state: 'sent',
          reason: null,
          at: expect.stringMatching(/^2026-11-20T02:31:/),
        },
      ],
      acknowledgements: [
        {
          member: '周国栋',
          branch: '河西村党支部',
          state: 'open',
          at: null,
          evidence: null,
          identity: null,
          platform: null,
          recorded_by: null,
          reminders: 0,
        },
        {
          member: '姜福生',
          branch: '河西村党支部',
          state: 'acknowledged',
          at: expect.stringMatching(/^2026-11-20T02:31:/),
          evidence: 'self',
          identity: 'verified',
          platform: 'telegram',
          recorded_by: null,
          reminders: 0,
        },
        {
          member: '黎桂芳',
          branch: '河西村党支部',
          state: 'open',
          at: null,
          evidence: null,
          identity: null,
          platform: null,
          recorded_by: null,
          reminders: 1,
        },
        {
          member: '孔兴旺',
          branch: '河西村党支部',
          state: 'acknowledged',
          at: expect.stringMatching(/^2026-11-20T02:31:/),
          evidence: 'recorded',
          identity: 'recorded',
          platform: 'telegram',
          recorded_by: '周国栋',
          reminders: 0,
        },
      ],
      reminders: [
        { stage: 1, to: 'group', name: '河西村党员群', at: expect.stringMatching(/^2026-11-21T02:00:/) },
        { stage: 2, to: 'member', name: '黎桂芳', at: expect.stringMatching(/^2026-11-22T02:00:/) },
      ],
    })
  })

  test('as a sheet it reads in Chinese and by the clock of the village', async () => {
    const hexi = await openHexi()
    await hexi.sends('停水')
    await hexi.taps(hexi.jiang, hexi.hall, { label: '收到' })
    const csv = Buffer.from(
      await writeSheet(noticesSheet(await hexi.read((tx) => noticesTable(tx, undefined, undefined))), 'csv'),
    ).toString('utf8')
    const lines = csv.replace('\u{feff}', '').split(/\r?\n/)
    expect(lines[0]).toBe('通知号,发出时间,拟稿人,正文,所在党支部,姓名,回执,回执时间,凭据,代记人,身份,平台,私聊提醒')
    expect(lines[2]).toMatch(/^1,2026-11-20 10:30,周国栋,停水,河西村党支部,姜福生,收到,2026-11-20 10:31,本人,,已核实,电报,0$/)
    expect(lines[3]).toMatch(/^1,2026-11-20 10:30,周国栋,停水,河西村党支部,黎桂芳,没回音,,,,,,0$/)
  })

  test('of a branch holds the township’s notice with the branch’s own people only', async () => {
    const hexi = await openHexi()
    await hexi.bound('谢长林', hexi.hedong)
    await hexi.room('河东村群', hexi.hedong)
    const shen = await hexi.bound('沈明远', hexi.top, { offices: ['township_admin'] })
    await shen.says('全镇 发通知 防汛')
    await shen.says('发送')
    await hexi.sends('停水')
    const table = await hexi.read((tx) => noticesTable(tx, [hexi.hedong], undefined))
    expect(table.map(({ text, acknowledgements }) => [text, acknowledgements.map(({ member }) => member)])).toEqual([['防汛', ['谢长林']]])
    expect(await hexi.read((tx) => noticesTable(tx, [], undefined))).toEqual([])
  })

  test('of a period counts the days of Shanghai: a notice at half past seven in the morning of the first is of that month', async () => {
    const hexi = await openHexi({ at: '2026-11-30 23:40' })
    await hexi.zhou.says('紧急通知 上月')
    await hexi.zhou.says('发送')
    await hexi.until('2026-12-01 07:30')
    await hexi.zhou.says('紧急通知 本月')
    await hexi.zhou.says('发送')
    await hexi.pass({ seconds: 61 })
    const texts = async (period: string) => (await hexi.read((tx) => noticesTable(tx, undefined, period))).map(({ text }) => text)
    expect(await texts('2026-11')).toEqual(['上月'])
    expect(await texts('2026-12')).toEqual(['本月'])
    expect(await texts('2026-12-01')).toEqual(['本月'])
    expect(await texts('2026')).toEqual(['上月', '本月'])
    expect(await texts('2026-Q4')).toEqual(['上月', '本月'])
    expect(await texts('2025')).toEqual([])
  })

  test.each([
    ['2026-11-20', '2026', true],
    ['2026-11-20', '2026-11', true],
    ['2026-11-20', '2026-1', false],
    ['2026-11-20', '2026-11-20', true],
    ['2026-11-20', '2026-11-2', false],
    ['2026-11-20', '2026-Q4', true],
    ['2026-11-20', '2026Q3', false],
    ['2026-11-20', '202', false],
  ])('%s in %s: %s', (day, period, is) => {
    expect(isWithin(day as Day, period)).toBe(is)
  })
})
