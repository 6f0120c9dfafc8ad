import { beforeEach, describe, expect, test } from 'vitest'
import { stateOf } from '../../src/dues/member-month.ts'
import { monthsOf } from '../../src/dues/months-store.ts'
import type { MemberId } from '../../src/kernel/chat/person.ts'
import { setDuesBasis } from '../../src/roster/dues-basis-store.ts'
import { type DuesVillage, openDuesVillage } from './hexi.ts'

let village: DuesVillage

beforeEach(async () => {
  village = await openDuesVillage()
})

const stateIn = async (member: MemberId, month: string) => {
  const [found] = await village.read((tx) => monthsOf(tx, member, month))
  return found === undefined ? 'none' : stateOf(found)
}

describe('记', () => {
  test('by the collector it is confirmed at once, by the secretary it waits for the collector', async () => {
    const { mei, zhou, kong, jiang } = village
    await mei.hears('记 孔兴旺 已交 2个月', '已记：孔兴旺交了11至12月党费。\n收据2026年第1号')
    expect(await stateIn(kong, '2026-12')).toBe('confirmed')
    await zhou.hears('记 姜福生 已交', '已记：姜福生报11月党费。\n待梅春燕核对')
    expect(await stateIn(jiang.id, '2026-11')).toBe('claimed')
    await mei.says('确认 姜福生')
    expect(await stateIn(jiang.id, '2026-11')).toBe('confirmed')
  })

  test('a slip is said back, and undone it is as before', async () => {
    const { mei, zhou, kong } = village
    await mei.hears('记 孔兴旺 已交 6个月', /孔兴旺还没交的只有11至12月/)
    await zhou.says('记 孔兴旺 已交')
    await zhou.hears('撤销', '已撤销：孔兴旺报的11月党费')
    expect(await stateIn(kong, '2026-11')).toBe('assessed')
    await mei.says('记 孔兴旺 已交')
    await mei.hears('记 孔兴旺 已交', /孔兴旺没有待交的党费，或早就记了/)
    await mei.hears('撤销', '已撤销：孔兴旺报的11月党费')
    expect(await stateIn(kong, '2026-11')).toBe('assessed')
  })

  test('nobody without an office records', async () => {
    await village.jiang.says('记 孔兴旺 已交')
    expect(await stateIn(village.kong, '2026-11')).toBe('assessed')
  })
})

describe('党费情况', () => {
  test('the group hears totals alone; names and amounts go to the collector', async () => {
    const { jiang, mei, hall, zhou } = village
    await jiang.says('微信转了16块党费')
    await mei.in(hall).hears('党费情况', '11月党费：已核对 0 人，待核对 1 人，\n没报 4 人\n名单请私聊我说：党费情况')
    await mei.hears('党费情况', /待核对：\n姜福生 11月 16元，微信\n没报：\n周国栋、梅春燕、黎桂芳、孔兴旺/)
    await mei.says('确认 姜福生')
    await zhou.hears('党费情况', /梅春燕本月核对了 1 笔，共16元/)
  })

  test('the township hears one line for many branches', async () => {
    const { admin, jiang, mei, top } = village
    await admin.hears('党费情况', /^河西村党支部\n11月党费：已核对 0 人，待核对 0 人，\n没报 5 人/)
    for (let number = 1; number <= 12; number++) {
      const branch = await village.branch(`${'甲乙丙丁戊己庚辛壬癸子丑'.charAt(number - 1)}村党支部`, { parent: top })
      const member = await village.member(`卫${'甲乙丙丁戊己庚辛壬癸子丑'.charAt(number - 1)}明`, branch)
      await village.write((tx) => setDuesBasis(tx, member, { category: 'student' }))
    }
    await admin.says('核定党费')
    await admin.says('确认')
    await jiang.says('已交')
    await mei.says('确认 姜福生')
    await admin.hears('党费情况', '11月党费，13 个支部：已核对 1 人，待核对 0 人，\n没报 16 人\n到这个月待交的 16 人，共33.60元')
  })

  test('a member who asks hears nothing in the group and whom to ask in private', async () => {
    const { jiang, hall } = village
    await jiang.in(hall).hears('党费情况')
    await jiang.hears('党费情况', /由支部书记来办/)
  })
})

test('a confirmation that was taken back is reversed: the member hears it and the claim waits again', async () => {
  const { jiang, mei } = village
  await jiang.says('已交')
  await mei.says('确认 姜福生')
  const answer = await mei.hears('撤销', '已撤销：刚才核对的 1 笔党费')
  expect(answer.to(jiang)).toEqual(['您的收据2026年第1号作废了，\n收款人会再核对'])
  expect(await stateIn(jiang.id, '2026-11')).toBe('claimed')
  await jiang.hears('我的收据', /还没有您的收据/)
  await mei.says('确认 姜福生')
  await jiang.hears('我的收据', /2026年第2号/)
})

describe('作废收据', () => {
  test('a wrong confirmation is reversed however old it is, after it was read back', async () => {
    const { jiang, mei } = village
    await jiang.says('已交')
    await mei.says('确认 姜福生')
    await village.pass({ days: 2 })
    await mei.hears('撤销', /没有/)
    await mei.hears('作废收据 1', /将作废收据2026年第1号：\n姜福生 11月 16元/)
    await mei.says('取消')
    expect(await stateIn(jiang.id, '2026-11')).toBe('confirmed')
    await mei.says('作废收据 第1号')
    const answer = await mei.hears('确认', /已作废收据2026年第1号/)
    expect(answer.to(jiang)).toEqual(['您的收据2026年第1号作废了，11月重新待交。\n有疑问请问收款人'])
    expect(await stateIn(jiang.id, '2026-11')).toBe('assessed')
    await mei.hears('作废收据 1', '您那里没有今年第1号收据')
  })

  test('nobody else can, and mistyped it is answered with an example', async () => {
    const { jiang, li, zhou, mei } = village
    await jiang.says('已交')
    await mei.says('确认 姜福生')
    await zhou.hears('作废收据 1', '您那里没有今年第1号收据')
    await li.hears('作废收据 1', /由支部书记来办/)
    await mei.hears('作废收据', '请照这个样子发：作废收据 3')
    expect(await stateIn(jiang.id, '2026-11')).toBe('confirmed')
  })
})
