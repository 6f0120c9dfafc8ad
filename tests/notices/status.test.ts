import { describe, expect, test } from 'vitest'
import { REHEARSAL, TELEGRAM } from '../support/platform.ts'
import type { Answer } from '../support/people.ts'
import { openHexi } from './hexi.ts'

const said = (answer: Answer): string => answer.texts.join('\n---\n')

describe.each([
  ['where only own data may go', TELEGRAM],
  ['where all data may go', REHEARSAL],
])('通知情况 %s', (_title, platform) => {
  test('three honest colours; names in private, numbers in the group', async () => {
    const hexi = await openHexi({ platform })
    const wu = await hexi.bound('吴玉兰', hexi.hexi)
    await hexi.sends('停水')
    await hexi.taps(hexi.jiang, hexi.hall, { label: '收到' })
    await hexi.li.in(hexi.hall).says('今天雨真大')
    expect(said(await hexi.zhou.says('通知情况'))).toBe(
      [
        '第1号通知“停水”',
        '已收到 1 人，可能看到 1 人，没回音 2 人',
        '可能看到（后来在群里说过话）：',
        '黎桂芳',
        '没回音：',
        '孔兴旺、吴玉兰',
        '其中私聊找不到、要打电话的：',
        '孔兴旺',
      ].join('\n'),
    )
    await hexi.zhou.in(hexi.hall).hears('通知情况', '第1号通知“停水”\n已收到 1 人，可能看到 1 人，没回音 2 人\n名单请私聊我说：通知情况 1')
    await wu.blocks()
    expect(said(await hexi.zhou.says('通知情况 1'))).toContain('要打电话的：\n孔兴旺、吴玉兰')
  })

  test.each(['明天交党费20元', '签到情况公示', '缺席人员补课', '姜福生负责联系'])(
    'the names come also when the notice reads: %s',
    async (text) => {
      const hexi = await openHexi({ platform })
      for (const name of ['吴玉兰', '谢长林', '邓志明', '罗秀英', '郭长顺', '何春梅']) await hexi.member(name, hexi.hexi)
      await hexi.sends(text)
      const state = said(await hexi.zhou.says('通知情况'))
      expect(state).toContain('已收到 0 人，可能看到 0 人，没回音 9 人')
      expect(state).toContain('吴玉兰、谢长林')
    },
  )
})

describe('通知情况', () => {
  test('who spoke while the notice waited for the morning has not seen it', async () => {
    const hexi = await openHexi({ at: '2026-11-20 22:00' })
    await hexi.sends('停水')
    await hexi.li.in(hexi.hall).says('晚安')
    await hexi.until('2026-11-21 09:00')
    expect(said(await hexi.zhou.says('通知情况'))).toContain('可能看到 0 人，没回音 3 人')
    await hexi.li.in(hexi.hall).says('早')
    expect(said(await hexi.zhou.says('通知情况'))).toContain('可能看到 1 人，没回音 2 人')
  })

  test.each([
    ['通知情况 1', '停水'],
    ['通知情况1', '停水'],
    ['通知情况 第1号', '停水'],
    ['通知情况 １', '停水'],
    ['通知情况', '停电'],
  ])('%s tells of the right one', async (typed, text) => {
    const hexi = await openHexi()
    await hexi.sends('停水')
    await hexi.sends('停电')
    expect(said(await hexi.zhou.says(typed))).toContain(`号通知“${text}”`)
  })

  test('a number that does not exist, or is another branch’s', async () => {
    const hexi = await openHexi()
    const xie = await hexi.bound('谢长林', hexi.hedong, { offices: ['secretary'] })
    await hexi.sends('停水')
    await hexi.zhou.hears('通知情况 9', '没有第9号通知。\n看最近的，请说：通知情况')
    await xie.hears('通知情况 1', '没有第1号通知。\n看最近的，请说：通知情况')
    await xie.hears('通知情况', '还没有发过通知。\n要发请说：发通知 加正文')
  })

  test('the groups it did not reach, and why; its writer heard it at once', async () => {
    const hexi = await openHexi()
    const closed = await hexi.room('河西村妇女群', hexi.hexi)
    const refusing = await hexi.room('河西村广场舞群', hexi.hexi)
    hexi.meets(closed, { kind: 'gone', scope: 'room', reason: '机器人不在这个群里了' })
    hexi.meets(refusing, { kind: 'refused', reason: '群里不许机器人发言' })
    await hexi.sends('停水')
    const inbox = await hexi.zhou.inbox()
    expect(inbox).toContain('第1号通知“停水”有个群没送到：\n河西村广场舞群（群里不许机器人发言）')
    expect(inbox).toContain('我被移出了“河西村妇女群”。\n通知发不到那里了，请把我加回去')
    expect(said(await hexi.zhou.says('通知情况'))).toContain(
      '没送到的群：\n河西村妇女群（机器人不在这个群里了）\n河西村广场舞群（群里不许机器人发言）',
    )
  })

  test('a branch sees its own part of the township’s notice, the township the whole, by branch', async () => {
    const hexi = await openHexi()
    const xie = await hexi.bound('谢长林', hexi.hedong, { offices: ['secretary'] })
    await hexi.member('赵云', hexi.hedong)
    const east = await hexi.room('河东村群', hexi.hedong)
    const shen = await hexi.bound('沈明远', hexi.top, { offices: ['township_admin'] })
    await shen.says('全镇 发通知 防汛')
    await shen.says('发送')
    await hexi.pass({ seconds: 61 })
    await hexi.taps(hexi.jiang, hexi.hall, { label: '收到' })
    expect(said(await xie.says('通知情况'))).toContain('已收到 0 人，可能看到 0 人，没回音 2 人\n没回音：\n谢长林、赵云')
    expect(said(await xie.in(east).says('通知情况'))).toContain('已收到 0 人，可能看到 1 人，没回音 1 人')
    const whole = said(await shen.says('通知情况'))
    expect(whole).toContain('已收到 1 人，可能看到 1 人，没回音 4 人')
    expect(whole).toContain('没回音：\n河西村党支部：周国栋、黎桂芳、孔兴旺\n河东村党支部：赵云')
  })

  test('more names than a screen holds are counted', async () => {
    const hexi = await openHexi({ platform: REHEARSAL })
    for (let number = 1; number <= 80; number++) await hexi.member(`党员${number}`, hexi.hexi)
    await hexi.sends('停水')
    const state = said(await hexi.zhou.says('通知情况'))
    expect(state).toContain('等 83 人')
    expect(state.length).toBeLessThan(1500)
  })

  test('a secretary sees the newest of the own branch, the township’s included', async () => {
    const hexi = await openHexi()
    const shen = await hexi.bound('沈明远', hexi.top, { offices: ['township_admin'] })
    await shen.says('发通知 防汛')
    await shen.says('发送')
    await hexi.pass({ seconds: 61 })
    await hexi.sends('停水')
    expect(said(await shen.says('通知情况'))).toContain('第1号通知“防汛”')
    expect(said(await shen.says('通知情况 2'))).toContain('第2号通知“停水”')
    expect(said(await hexi.zhou.says('通知情况'))).toContain('第2号通知“停水”')
    expect(said(await hexi.zhou.says('通知情况 1'))).toContain('第1号通知“防汛”')
  })
})
