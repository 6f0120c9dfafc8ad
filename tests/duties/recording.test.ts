import { describe, expect, test } from 'vitest'
import { readAudit } from '../../src/kernel/audit.ts'
import { noticesTable } from '../../src/notices/index.ts'
import { type Hexi, openHexi } from '../notices/hexi.ts'

const answered = async (hexi: Hexi, number = 1) =>
  ((await hexi.read((tx) => noticesTable(tx, undefined, undefined))).find((one) => one.number === number)?.acknowledgements ?? [])
    .filter(({ state }) => state === 'acknowledged')
    .map(({ member, evidence, recorded_by }) => [member, evidence, recorded_by])

describe('记', () => {
  test.each(['记 孔兴旺 收到', '记 孔大爷 收到', '记：孔兴旺 收到了', '记 兴旺 收到', '记 孔兴旺 通知'])('%s', async (typed) => {
    const hexi = await openHexi()
    await hexi.sends('停水')
    await hexi.zhou.hears(typed, '记下了：孔兴旺收到第1号通知“停水”')
    expect(await answered(hexi)).toEqual([['孔兴旺', 'recorded', '周国栋']])
    await hexi.pass({ seconds: 31 })
    expect(hexi.card().text).toMatch(/已收到 1 人$/)
    expect((await hexi.read((tx) => readAudit(tx))).at(-1)).toMatchObject({
      actor: `member:${hexi.zhou.id}`,
      action: 'acknowledgement-recorded',
      subject: 'notice:1',
      after: { member: hexi.kong },
    })
  })

  test('the same again, and for who has answered, changes nothing', async () => {
    const hexi = await openHexi()
    await hexi.sends('停水')
    await hexi.zhou.says('记 孔兴旺 收到')
    await hexi.zhou.hears('记 孔兴旺 收到', '孔兴旺没有等着回的通知')
    await hexi.zhou.hears('记 孔兴旺 收到 1', '孔兴旺不用回第1号通知，或早就记了')
    await hexi.jiang.says('收到')
    await hexi.zhou.hears('记 姜福生 收到', '姜福生没有等着回的通知')
    expect(await answered(hexi)).toEqual([
      ['姜福生', 'self', null],
      ['孔兴旺', 'recorded', '周国栋'],
    ])
  })

  test('the newest without a number, a certain one with it, and what is left is told', async () => {
    const hexi = await openHexi()
    await hexi.sends('停水')
    await hexi.sends('停电')
    await hexi.zhou.hears('记 孔兴旺 收到 1', '记下了：孔兴旺收到第1号通知“停水”\n还有 1 条没回')
    await hexi.zhou.hears('记 孔兴旺 收到', '记下了：孔兴旺收到第2号通知“停电”')
    await hexi.zhou.hears('记 孔兴旺 收到 9', '没有第9号通知。\n看最近的，请说：通知情况')
  })

  test('several people in one line, one answer', async () => {
    const hexi = await openHexi()
    await hexi.sends('停水')
    await hexi.zhou.hears(
      '记 孔兴旺、黎桂芳 赵云 收到',
      '记下了：孔兴旺收到第1号通知“停水”\n记下了：黎桂芳收到第1号通知“停水”\n名册里没有“赵云”。\n请写全名再发一次',
    )
    expect(await answered(hexi)).toHaveLength(2)
  })

  test('of two who fit it is asked which one, by number, with what tells them apart', async () => {
    const hexi = await openHexi()
    await hexi.member('王桂芳', hexi.hexi, { phone: '18800001111' })
    await hexi.member('王桂芳', hexi.hexi, { phone: '18800002222' })
    await hexi.sends('停水')
    const asked =
      '“王桂芳”有 2 位，是哪一位？\n1 王桂芳，河西村党支部，电话尾号1111\n2 王桂芳，河西村党支部，电话尾号2222\n请回复数字，或：取消'
    await hexi.zhou.hears('记 王桂芳 收到', asked)
    await hexi.zhou.hears('7', '请回复 1 到 2 的数字。\n不记了请回复：取消')
    await hexi.zhou.hears('2', '记下了：王桂芳收到第1号通知“停水”')
    expect(await answered(hexi)).toHaveLength(1)
    await hexi.zhou.hears('记 王大妈 收到', asked.replace('王桂芳”有', '王大妈”有'))
    await hexi.zhou.hears('取消', '好的，没有记')
    await hexi.zhou.says('记 王桂芳 收到')
    await hexi.zhou.hears('本月', /还差 4 人/)
    await hexi.zhou.hears('1', '记下了：王桂芳收到第1号通知“停水”')
  })

  test('mistyped gets an example with the name in it', async () => {
    const hexi = await openHexi()
    await hexi.zhou.hears('记', '请照这个样子发：记 王桂芳 收到')
    await hexi.zhou.hears('记 孔兴旺', '孔兴旺办了什么？\n请照这个样子发：记 孔兴旺 收到')
    await hexi.zhou.hears('记 赵云 收到', '名册里没有“赵云”。\n请写全名再发一次')
  })

  test('only for the own branch', async () => {
    const hexi = await openHexi()
    await hexi.member('赵云', hexi.hedong)
    await hexi.zhou.hears('记 赵云 收到', '名册里没有“赵云”。\n请写全名再发一次')
  })
})
