import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { BranchId } from '../../src/kernel/chat/person.ts'
import type { NoticeTables } from '../../src/notices/tables.ts'
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

const heard = (text: string) => eventually(() => town.heard.some((event) => event.kind === 'message' && event.text === text))
const readers = () =>
  town.read(async (tx) => (await tx.withTables<NoticeTables>().selectFrom('acknowledgement').select('member_id').execute()).length)

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

  test('a 收到 that is taken back on the phone counts no more, and nobody can take back another’s', async () => {
    const id = wang.says(ROOM, '知道了')
    await heard('知道了')
    gateway.says([{ from: li.id, room: ROOM, type: 'Recalled', text: id }])
    await eventually(() => town.heard.some((event) => event.kind === 'recalled'))
    expect(await readers()).toBe(2)
    wang.says(ROOM, '撤销')
    await eventually(async () => (await readers()) === 1)
    const again = wang.says(ROOM, '收到了')
    await eventually(async () => (await readers()) === 2)
    gateway.says([{ from: wang.id, room: ROOM, type: 'Recalled', text: `<sysmsg type="revokemsg"><newmsgid>${again}</newmsgid></sysmsg>` }])
    await eventually(async () => (await readers()) === 1)
  })

  test('stickers, voice, pictures and the bot’s own words are neither an answer nor a mistake', async () => {
    const before = gateway.textsIn(ROOM).length
    gateway.says([
      { from: wang.id, room: ROOM, type: 'Emoticon', text: '<msg><emoji/></msg>' },
      { from: wang.id, room: ROOM, type: 'Image', text: '<msg><img/></msg>' },
      { from: gateway.self, room: ROOM, text: '收到' },
      { from: wang.id, type: 'Audio', text: '<msg><voicemsg/></msg>' },
    ])
    await hears(wang.id, '语音我听不懂')
    expect(gateway.textsIn(ROOM)).toHaveLength(before)
    const kinds = town.heard.slice(-3).map((event) => (event.kind === 'message' ? [event.content, event.text] : []))
    expect(kinds).toEqual([
      ['sticker', ''],
      ['photo', ''],
      ['voice', ''],
    ])
  })

  test('a public account is nobody, whatever it says', async () => {
    const shop = gateway.contact('gh_shop', '惠民超市', { official: true })
    shop.tells('帮助')
    await heard('帮助')
    wang.tells('我的')
    await hears(wang.id, '河西村')
    expect(gateway.textsIn(shop.id)).toEqual([])
  })

  test('who comes and goes is told to the secretary in numbers, and changes no list', async () => {
    const stranger = gateway.contact('wxid_new', '路过的人')
    gateway.moves('join', ROOM, [stranger.id], secretary)
    await hears(secretary.id, '河西村党员群来了 1 个人。\n还没绑定的党员，请发：绑定码 姓名')
    gateway.moves('leave', ROOM, [li.id], secretary)
    await hears(secretary.id, '河西村党员群走了 1 个人，认得的党员 1 人。\n名单没有动，请您核对一下')
    secretary.tells('通知情况 1')
    await hears(secretary.id, '已收到 1 人')
    expect(gateway.textsIn(ROOM).join()).not.toMatch(/来了|走了/)
  })

  test('brought into another group the bot says how to bind it; thrown out, the secretary hears it', async () => {
    const other = gateway.room('hexi2@chatroom', '河西村二组群', [secretary])
    gateway.moves('join', other, [gateway.self], secretary)
    await hears(secretary.id, '河西村二组群')
    gateway.moves('leave', ROOM, [gateway.self], secretary)
    await hears(secretary.id, '河西村党员群')
    expect(lastTo(secretary.id)).toMatch(/移出|发不了|不在/)
  })
})
