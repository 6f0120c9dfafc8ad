import { beforeEach, describe, expect, test } from 'vitest'
import { type DuesVillage, openDuesVillage } from './hexi.ts'

let village: DuesVillage
beforeEach(async () => {
  village = await openDuesVillage()
  await village.jiang.says('已交')
  await village.mei.says('确认全部')
  await village.mei.says('确认')
})

const TEXT = '2026年党费收缴和使用情况\n党员 5 人，应交94.40元，实交16元\n使用：慰问困难党员80元\n有疑问请说：找书记'

describe('公布党费', () => {
  test('is shown to the secretary first; sent, the group reads totals and no names', async () => {
    const { zhou, hall } = village
    await zhou.hears('公布党费 2026 用于慰问困难党员80元', `将发给 1 个群：\n${TEXT}\n发出请回复：发送\n不发请回复：取消`)
    expect(await hall.inbox()).toEqual([])
    await zhou.hears('发送', '已公布到 1 个群')
    await village.until('2026-11-03 11:00')
    expect((await hall.inbox()).filter((text) => text.includes('党费收缴和使用'))).toEqual([TEXT])
  })

  test('once for each period, however often it is sent; half a year is another', async () => {
    const { zhou, hall } = village
    await zhou.says('公布党费 2026')
    await zhou.says('发送')
    await zhou.says('发送')
    await zhou.hears('公布党费', '2026年的党费已经公布过了')
    await zhou.hears('公布党费 2026下半年', /2026年下半年党费收缴和使用情况/)
    await zhou.hears('公布党费 2026上半年', '2026年上半年还没有党费的账，不用公布')
    await village.until('2026-11-03 11:00')
    expect((await hall.inbox()).filter((text) => text.includes('党费收缴和使用'))).toHaveLength(1)
  })

  test('a person with an amount is refused before anybody reads it', async () => {
    const { zhou, hall } = village
    const answer = await zhou.says('公布党费 2026 使用：姜福生交16元')
    expect(answer.to(zhou).join()).not.toContain('发出请回复')
    await zhou.says('发送')
    await village.until('2026-11-03 11:00')
    expect((await hall.inbox()).filter((text) => text.includes('姜福生'))).toEqual([])
  })

  test('what changed since it was shown is shown again; taken back it does not go', async () => {
    const { zhou, mei, hall } = village
    await zhou.says('公布党费 2026')
    await mei.says('记 黎桂芳 已交 1个月')
    const again = await zhou.says('发送')
    expect(again.to(zhou).join()).toMatch(/刚才账有变动[\s\S]*实交16.50元/)
    await zhou.hears('取消', '好的，没有公布')
    await zhou.says('发送')
    await village.until('2026-11-03 11:00')
    expect((await hall.inbox()).filter((text) => text.includes('党费收缴和使用'))).toEqual([])
  })

  test('mistyped it gets an example; members, strangers and the collector publish nothing', async () => {
    const { zhou, mei, jiang, hall } = village
    await zhou.hears('公布党费 2099', '请照这个样子发：公布党费 2026 用于慰问80元')
    for (const one of [mei, jiang, village.person('路人')]) {
      await one.says('公布党费 2026')
      await one.says('发送')
    }
    expect((await hall.inbox()).filter((text) => text.includes('党费收缴和使用'))).toEqual([])
  })
})
