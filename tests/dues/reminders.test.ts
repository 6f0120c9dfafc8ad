import { describe, expect, test } from 'vitest'
import { setDuesBasis } from '../../src/roster/dues-basis-store.ts'
import { type DuesVillage, openDuesVillage } from './hexi.ts'

const GROUP_LINE = '11月党费这几天收，请交给收款人。\n交了请回复：已交'
const textsTo = async (village: DuesVillage, chat: { readonly chat: string }, fits: RegExp) =>
  (await village.letters()).filter((letter) => letter.chat === chat.chat && fits.test(letter.text)).map(({ text }) => text)

describe('in a month', () => {
  test('the group hears one line on the collecting day, without names, amounts or numbers', async () => {
    const village = await openDuesVillage()
    await village.until('2026-11-08 09:30')
    expect(await village.hall.inbox()).toEqual([])
    await village.until('2026-11-08 11:00')
    expect(await village.hall.inbox()).toEqual([GROUP_LINE])
    const why = await village.jiang.in(village.hall).says('为什么', { addressed: true })
    expect(why.texts).toEqual([expect.stringContaining('党费按月交，也可以一季一交。\n见党费收缴规定第十二条')])
    await village.until('2026-11-30 20:00')
    expect((await village.hall.inbox()).filter((text) => text.includes('党费这几天收'))).toEqual([GROUP_LINE])
  })

  test('three days later whoever was not heard of is asked alone, kindly, once', async () => {
    const village = await openDuesVillage()
    const { jiang, li, mei } = village
    await li.says('已交')
    await mei.says('确认 黎桂芳')
    await village.until('2026-11-11 11:00')
    const asked = await textsTo(village, jiang, /还没听到/)
    expect(asked).toEqual([expect.stringContaining('11月党费还没听到您的消息。\n事情多忘了也常见；\n已经交了就回：已交')])
    expect(asked[0]).not.toMatch(/元|\d+块/)
    expect(await textsTo(village, li, /党费还没听到/)).toEqual([])
    await village.until('2026-11-30 20:00')
    expect(await textsTo(village, jiang, /党费.*还没听到|党费，交了请回复/)).toHaveLength(1)
  })

  test('a claim stops the reminder, and so does an exemption', async () => {
    const village = await openDuesVillage()
    const { jiang, li, zhou } = village
    await jiang.says('已交')
    await zhou.says('减免党费 黎桂芳 免交 11月 镇党委批准')
    await zhou.says('确认')
    await village.until('2026-11-12 11:00')
    for (const who of [jiang, li]) expect(await textsTo(village, who, /党费.*还没听到/)).toEqual([])
  })

  test('who asked for quiet is left alone, and the branch fixes its own day', async () => {
    const village = await openDuesVillage()
    await village.jiang.says('别发了')
    await village.zhou.says('收缴日 20号')
    await village.until('2026-11-19 20:00')
    expect(await village.hall.inbox()).toEqual([])
    await village.until('2026-11-24 11:00')
    expect(await village.hall.inbox()).toEqual([GROUP_LINE])
    expect(await textsTo(village, village.jiang, /党费.*还没听到/)).toEqual([])
  })

  test('谁还没 tells the group how many, and an officer who', async () => {
    const village = await openDuesVillage()
    const { zhou, mei, jiang, hall } = village
    await jiang.says('已交')
    await village.until('2026-11-09 09:00')
    await zhou.in(hall).hears('谁还没 交党费', /11月党费：还差 4 人\n名单请私聊我说/)
    await zhou.hears('谁还没 交党费', /11月党费还没报的 4 人：\n周国栋、梅春燕、黎桂芳、孔兴旺/)
    await mei.hears('谁还没 交党费', /11月党费还没报的 4 人/)
    await jiang.hears('谁还没 交党费', /由支部书记来办/)
  })
})

describe('the collector', () => {
  test('is reminded when claims have waited ten days, and meanwhile nobody else is', async () => {
    const village = await openDuesVillage()
    const { jiang, li, mei } = village
    await jiang.says('已交')
    await village.until('2026-11-14 11:00')
    expect(await textsTo(village, mei, /党费报了/)).toEqual(['有 1 笔党费报了 10 天没核对。\n请说：党费情况'])
    await village.until('2026-12-12 11:00')
    expect(await village.hall.inbox()).toEqual([GROUP_LINE])
    expect(await textsTo(village, li, /12月党费.*还没听到/)).toEqual([])
    await mei.hears('催党费', '有 1 笔报了还没核对，先不催。\n请说：党费情况')
    await mei.says('确认 姜福生')
    await village.until('2026-12-13 11:00')
    expect(await textsTo(village, li, /12月党费.*还没听到/)).toHaveLength(1)
  })

  test('after the amount was told late in a month, people have the same days to pay', async () => {
    const village = await openDuesVillage({ at: '2026-10-28 10:30' })
    await village.until('2026-10-30 20:00')
    expect(await village.hall.inbox()).toEqual([expect.stringContaining('10月党费这几天收')])
    expect(await textsTo(village, village.li, /党费.*还没听到/)).toEqual([])
    await village.until('2026-11-01 20:00')
    expect(await textsTo(village, village.li, /党费.*还没听到/)).toHaveLength(1)
  })

  test('urges once a month, in private, and hears who has to be telephoned', async () => {
    const village = await openDuesVillage()
    const { mei, jiang, hall, li } = village
    await village.until('2026-11-09 09:00')
    await li.says('已交')
    const answer = await mei.in(hall).says('催党费')
    expect(answer.texts).toEqual([])
    expect(answer.to(mei)).toContain('已私聊提醒 3 人\n还有 1 人私聊找不到，请打电话')
    expect(answer.to(jiang)).toEqual([expect.stringContaining('事情多忘了也常见')])
    expect(answer.to(li)).toEqual([])
    await mei.hears('催党费', '11月党费已经催过一轮，不再催。\n剩下的请打电话问问')
    await jiang.hears('催党费', /由支部书记来办/)
  })
})

describe('when months go by', () => {
  test('after three the liaison asks how the member is, after six the secretary has a list with the article', async () => {
    const village = await openDuesVillage({ at: '2026-01-06 10:30' })
    const { zhou, mei, hexi, li, kong } = village
    const liaison = await village.bound('常玉莲', hexi, { offices: ['liaison'] })
    for (const name of ['周国栋', '梅春燕', '姜福生']) await mei.says(`记 ${name} 已交 12个月`)
    await mei.says('记 孔兴旺 已交 4个月')
    await village.until('2026-03-12 11:00')
    expect(await textsTo(village, liaison, /没有党费消息/)).toEqual([])
    await village.until('2026-03-14 11:00')
    expect(await textsTo(village, liaison, /没有党费消息/)).toEqual(['黎桂芳有 3 个月没有党费消息，\n请联系问问，先关心再说'])
    await village.until('2026-06-10 11:00')
    expect(await textsTo(village, liaison, /没有党费消息/)).toHaveLength(1)
    expect(await textsTo(village, zhou, /党员大会/)).toEqual([])
    await village.until('2026-06-14 11:00')
    const told = await textsTo(village, zhou, /党员大会/)
    expect(told).toEqual([
      expect.stringContaining('有 1 人连续六个月没有党费消息。\n见党费收缴规定第十三条。\n由党员大会讨论，系统不作决定\n黎桂芳'),
    ])
    expect(await textsTo(village, li, /六个月|党员大会|第十三条/)).toEqual([])
    expect(await textsTo(village, village.hall, /黎桂芳|六个月/)).toEqual([])
    expect(kong).toBeGreaterThan(0)
  })
})

test('when a new year begins and nobody has assessed it, the secretary hears so once', async () => {
  const village = await openDuesVillage({ at: '2026-12-20 10:30' })
  await village.until('2027-01-20 11:00')
  expect(await textsTo(village, village.zhou, /2027年的党费还没有核定/)).toEqual(['2027年的党费还没有核定。\n请说：核定党费 2027'])
  expect(await textsTo(village, village.jiang, /核定。/)).toEqual([])
})

test('at the beginning of a quarter the secretary is asked for the incomes of those who work on their own account', async () => {
  const village = await openDuesVillage({ at: '2026-03-20 10:30', assessed: 'no' })
  const { zhou, jiang } = village
  await village.write((tx) => setDuesBasis(tx, jiang.id, { category: 'self_employed', baseFen: 400_000 }))
  await zhou.says('核定党费')
  await zhou.says('确认')
  await village.until('2026-07-01 09:00')
  expect(await textsTo(village, zhou, /个体党员/)).toEqual(['有 1 位个体党员按上一季度收入交。\n收入变了请说：党费基数 姓名 金额'])
  await zhou.hears('党费基数 姜福生 6000元 4月起', /姜福生从4月起每月90元/)
})

describe('交不起', () => {
  test('goes to the secretary alone, and no reason goes along or is kept', async () => {
    const village = await openDuesVillage()
    const { li, zhou, mei, hall } = village
    const answer = await li.in(hall).says('党费交不起了，家里有人住院，能减免吗')
    expect(answer.texts).toEqual([])
    expect(answer.to(zhou)).toEqual(['黎桂芳想谈谈交党费的困难。\n只告诉您一个人，请私下联系'])
    expect(answer.to(mei)).toEqual([])
    expect(answer.to(li)).toEqual([expect.stringContaining('已悄悄转给书记')])
    expect(JSON.stringify(await village.letters())).not.toContain('住院')
    expect(village.log()).not.toMatch(/住院|黎桂芳|困难/)
  })

  test('a stranger is asked to bind first', async () => {
    const village = await openDuesVillage()
    await village.person('路人').hears('党费交不起了，能减免吗', /绑定/)
  })
})

describe('what a group and a log never hear', () => {
  test('no amount, no category, no name of somebody who has not paid, in a whole month', async () => {
    const village = await openDuesVillage()
    const { jiang, li, mei, zhou, hall } = village
    for (const text of ['我每月交多少党费', '党费交到几月了', '党费已交', '已交16块']) await jiang.in(hall).says(text)
    for (const text of ['党费情况', '确认全部', '确认 姜福生', '退回 姜福生 金额不对', '催党费', '谁还没 交党费'])
      await mei.in(hall).says(text)
    await zhou.in(hall).says('党费情况')
    await li.in(hall).says('党费交了100块')
    await village.until('2026-11-30 20:00')
    const said = (await hall.inbox()).join('\n')
    expect(said).not.toMatch(/元|块|\d+毛|退休|农民|低保|姜福生|黎桂芳|孔兴旺|周国栋/)
    expect(village.log()).not.toMatch(/元|1600|退休|姜福生|黎桂芳|孔兴旺|已交/)
  })
})
