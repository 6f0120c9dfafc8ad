import { afterAll, beforeAll, expect, test } from 'vitest'
import { attendanceTable } from '../../src/study/exports.ts'
import { type Gateway, startGateway } from '../support/wechat/gateway.ts'
import { eventually, openWechatTown, type WechatTown } from '../support/wechat/town.ts'

const ROOM = 'hexi@chatroom'

let gateway: Gateway
let town: WechatTown
beforeAll(async () => {
  gateway = await startGateway()
})
afterAll(async () => {
  await town.stop()
  await gateway.stop()
})

test('a meeting on WeChat: called, checked in by words and numbers, told in one line a minute, closed, made up, exported', async () => {
  const secretary = gateway.contact('wxid_jiang', '姜福生')
  const wang = gateway.contact('wxid_wang', '桂花飘香')
  const li = gateway.contact('wxid_li', '老李')
  const kong = gateway.contact('wxid_kong', '孔子曰')
  gateway.room(ROOM, '河西村党员群', [secretary, wang, li, kong])
  gateway.login()
  town = await openWechatTown(gateway)
  const hexi = await town.branch('河西村党支部')
  for (const [person, more] of [
    [secretary, { offices: ['secretary'] }],
    [wang, {}],
    [li, {}],
    [kong, {}],
  ] as const)
    await town.bound(person, hexi, more)
  await town.room(ROOM, '河西村党员群', hexi)
  const lastTo = (chat: string): string => gateway.textsIn(chat).at(-1) ?? ''
  const hears = (chat: string, part: string) => eventually(() => lastTo(chat).includes(part))

  secretary.tells('开会 22号9点 村部 主题党日')
  await hears(secretary.id, '应到 4 人')
  secretary.tells('发送')
  await hears(secretary.id, '一分钟后发出')
  await town.pass({ seconds: 61 })
  await hears(ROOM, '11月22日（星期日）09:00')

  await town.pass({ hours: 46, minutes: 20 })
  secretary.tells('开始签到')
  await hears(ROOM, '【签到】')
  const before = gateway.textsIn(ROOM).length
  wang.says(ROOM, '签到')
  li.says(ROOM, '到了')
  kong.says(ROOM, '家里有事，请假')
  await eventually(async () => {
    const [session] = (await town.read((tx) => attendanceTable(tx, undefined, undefined))).records
    return session?.present === 2 && session.leave === 1
  })
  // Nothing is said to each; one line tells of all who came in that minute.
  expect(gateway.textsIn(ROOM)).toHaveLength(before)
  await town.pass({ minutes: 2 })
  await hears(ROOM, '已签到 2 人，请假 1 人')
  expect(gateway.textsIn(ROOM)).toHaveLength(before + 1)

  secretary.tells('结束签到')
  await hears(ROOM, '应到 4 实到 2 请假 1')
  secretary.tells('记 孔子曰 补学')
  await hears(secretary.id, '记下了：孔子曰补学')
  secretary.tells('会议记录 学了条例')
  await hears(secretary.id, '记录齐了')

  const { records } = await town.read((tx) => attendanceTable(tx, [hexi], '2026'))
  expect(records[0]).toMatchObject({ expected: 4, present: 2, leave: 1, absent: 1, made_up: 1, is_kept: true })
  expect(gateway.textsIn(ROOM).join('\n')).not.toMatch(/桂花飘香|老李|孔子曰|有事/u)
  expect(town.log()).not.toContain('"level":"error"')
})
