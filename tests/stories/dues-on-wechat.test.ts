import { afterAll, beforeAll, expect, test } from 'vitest'
import { stateOf } from '../../src/dues/member-month.ts'
import { monthsOf } from '../../src/dues/months-store.ts'
import { pendingClaims } from '../../src/dues/claims-store.ts'
import type { MemberId } from '../../src/kernel/chat/person.ts'
import { setDuesBasis } from '../../src/roster/dues-basis-store.ts'
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

const stateIn = async (member: MemberId) => {
  const [month] = await town.read((tx) => monthsOf(tx, member, '2026-11'))
  return month === undefined ? 'none' : stateOf(month)
}

test('a month of dues on WeChat: claimed in a word, confirmed by words, one line in the group without amounts or names', async () => {
  const secretary = gateway.contact('wxid_zhou', '周国栋')
  const collector = gateway.contact('wxid_mei', '梅春燕')
  const jiang = gateway.contact('wxid_jiang', '姜福生')
  const wang = gateway.contact('wxid_wang', '王桂芳')
  const li = gateway.contact('wxid_li', '李建国')
  gateway.room(ROOM, '河西村党员群', [secretary, collector, jiang, wang, li])
  gateway.login()
  town = await openWechatTown(gateway, { at: '2026-11-07 10:30' })
  const hexi = await town.branch('河西村党支部')
  const zhou = await town.bound(secretary, hexi, { offices: ['secretary'] })
  const mei = await town.bound(collector, hexi, { offices: ['organization_officer'] })
  const [first, second, third] = [await town.bound(jiang, hexi), await town.bound(wang, hexi), await town.bound(li, hexi)]
  await town.room(ROOM, '河西村党员群', hexi)
  await town.write(async (tx) => {
    await setDuesBasis(tx, first, { category: 'retired', baseFen: 320_000 })
    for (const member of [zhou, mei, second, third]) await setDuesBasis(tx, member, { category: 'relief' })
  })
  const lastTo = (chat: string): string => gateway.textsIn(chat).at(-1) ?? ''
  const hears = (chat: string, part: string) => eventually(() => lastTo(chat).includes(part))

  // Assessed by two words; everybody hears the own amount in private.
  secretary.tells('核定党费')
  await hears(secretary.id, '请回复：确认')
  secretary.tells('确认')
  await hears(jiang.id, '您的党费每月16元')
  await hears(li.id, '您的党费每月0.20元')

  // The collecting day: one line in the group. A claim there is written down and answered nowhere.
  await town.pass({ hours: 24 })
  await hears(ROOM, '11月党费这几天收')
  const before = [ROOM, jiang.id].map((chat) => gateway.textsIn(chat).length)
  jiang.says(ROOM, '已交')
  await eventually(async () => (await stateIn(first)) === 'claimed')
  wang.tells('党费已交')
  await hears(wang.id, '已记：11月党费，待收款人核对')
  expect([ROOM, jiang.id].map((chat) => gateway.textsIn(chat).length)).toEqual(before)

  // Only the collector confirms, by words and numbers; what did not arrive is returned with the reason.
  secretary.tells('确认 姜福生')
  await hears(secretary.id, '党费由梅春燕核对')
  collector.tells('党费情况')
  await hears(collector.id, '待核对：\n姜福生 11月\n王桂芳 11月\n名单不能发到这里')
  expect(lastTo(collector.id)).toContain('已核对 0 人，待核对 2 人，\n没报 3 人')
  collector.tells('确认 姜福生')
  await hears(jiang.id, '您报的党费已核对：11月。\n收据2026年第1号')
  collector.tells('退回 王桂芳 金额不对')
  await hears(wang.id, '您报的党费没对上：11月。\n原因：金额不对')
  wang.tells('交了两毛')
  await hears(wang.id, '待收款人核对')

  // All at once: how many and how much first. There are no buttons here: a number does it, and twice does it once.
  collector.tells('已交')
  await hears(collector.id, '待收款人核对')
  collector.tells('确认全部')
  await hears(collector.id, '将核对 2 人、2 个月，共0.40元')
  expect(lastTo(collector.id)).toContain('1 确认')
  collector.tells('1')
  await hears(wang.id, '收据2026年第2号')
  collector.tells('全部确认')
  await hears(collector.id, '没有待核对的党费')
  expect([await stateIn(first), await stateIn(second), await stateIn(third)]).toEqual(['confirmed', 'confirmed', 'assessed'])

  // Three days later whoever was not heard of is asked alone; those who paid are not.
  await town.pass({ hours: 72 })
  await hears(li.id, '11月党费还没听到您的消息')
  expect([lastTo(jiang.id), lastTo(wang.id)].every((text) => text.includes('已核对'))).toBe(true)
  li.tells('已交')
  await hears(li.id, '待收款人核对')
  li.tells('撤销')
  await hears(li.id, '已撤销')
  wang.tells('我的')
  await hears(wang.id, '党费已核对：11月')
  expect(await town.read((tx) => pendingClaims(tx, {}))).toEqual([])

  expect(gateway.textsIn(ROOM).join('\n')).not.toMatch(/元|毛|周国栋|梅春燕|姜福生|王桂芳|李建国/u)
  expect(town.log()).not.toMatch(/"level":"error"|元|姜福生|王桂芳|李建国/u)
})
