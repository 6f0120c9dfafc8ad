import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { BranchId } from '../../src/kernel/chat/person.ts'
import { type Gateway, type Person, startGateway } from '../support/wechat/gateway.ts'
import { eventually, openWechatTown, type WechatTown } from '../support/wechat/town.ts'

/** The same words as on Telegram, over the wire of a real gateway. */
const ROOM = 'hexi@chatroom'

let gateway: Gateway
let town: WechatTown
let hexi: BranchId
let secretary: Person
let wang: Person
let li: Person

beforeAll(async () => {
  gateway = await startGateway()
  secretary = gateway.contact('wxid_jiang', '姜福生')
  wang = gateway.contact('wxid_wang', '桂花飘香')
  li = gateway.contact('wxid_li', '老李')
  gateway.room(ROOM, '河西村党员群', [secretary, wang, li])
  gateway.login()
  town = await openWechatTown(gateway)
  hexi = await town.branch('河西村党支部')
  await town.bound(secretary, hexi, { offices: ['secretary'] })
  await town.bound(wang, hexi)
  await town.bound(li, hexi)
})

afterAll(async () => {
  await town.stop()
  await gateway.stop()
})

const lastTo = (chat: string): string => gateway.textsIn(chat).at(-1) ?? ''
const hears = (chat: string, part: string) => eventually(() => lastTo(chat).includes(part))

describe('a branch on WeChat', () => {
  test('its group is bound, a notice goes out by numbers, is confirmed by 收到 and by 1, and its state told in private', async () => {
    secretary.says(ROOM, '@支部小通\u2005绑定本群', { mentions: [gateway.self] })
    await hears(ROOM, '河西村党支部')
    secretary.tells('发通知 明天9点开会带老花镜')
    await hears(secretary.id, '将发给 1 个群、3 人')
    expect(lastTo(secretary.id)).toMatch(/1 发送\n2 取消\n只回数字也行$/)
    secretary.tells('１')
    await hears(secretary.id, '马上发')
    secretary.tells('马上发')
    await hears(ROOM, '明天9点开会带老花镜')
    expect(lastTo(ROOM)).toMatch(/回复：收到$/)
    wang.says(ROOM, '收到')
    li.says(ROOM, '①')
    secretary.tells('通知情况')
    await hears(secretary.id, '已收到 2 人')
    expect(town.log()).not.toContain('"level":"error"')
  })
})
