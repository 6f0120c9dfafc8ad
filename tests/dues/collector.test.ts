import { beforeEach, describe, expect, test } from 'vitest'
import { stateOf } from '../../src/dues/member-month.ts'
import { monthsOf } from '../../src/dues/months-store.ts'
import { pendingClaims } from '../../src/dues/claims-store.ts'
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

describe('确认', () => {
  test('the collector confirms by name, the members hear it with a receipt, the group hears nothing', async () => {
    const { jiang, li, mei, hall } = village
    await jiang.says('已交')
    await li.says('已交')
    const answer = await mei.hears('确认 姜福生 黎桂芳', /已核对 2 笔：\n姜福生 11月，收据2026年第1号\n黎桂芳 11月，收据2026年第2号/)
    expect(answer.to(jiang)).toEqual(['您报的党费已核对：11月。\n收据2026年第1号'])
    expect(answer.to(hall)).toEqual([])
    expect([await stateIn(jiang.id, '2026-11'), await stateIn(li.id, '2026-11')]).toEqual(['confirmed', 'confirmed'])
    await jiang.hears('我的收据', /2026年第1号：11月 16元，2026-11-03/)
  })

  test('said in the group it is done and answered aside', async () => {
    const { jiang, mei, hall } = village
    await jiang.in(hall).says('已交')
    const answer = await mei.in(hall).says('确认 姜福生')
    expect(answer.texts).toEqual([])
    expect(answer.to(mei)).toHaveLength(1)
    expect(await stateIn(jiang.id, '2026-11')).toBe('confirmed')
  })

  test('twice confirms once', async () => {
    const { jiang, mei } = village
    await jiang.says('已交')
    await mei.says('确认 姜福生')
    await mei.hears('确认 姜福生', '没有待核对的党费')
    await jiang.hears('我的收据', /^您最近的收据：\n2026年第1号[^\n]*$/)
  })

  test('all at once shows how many and how much first', async () => {
    const { jiang, li, mei } = village
    await jiang.says('已交')
    await li.says('交了1块')
    await mei.hears('确认全部', /将核对 2 人、3 个月，共17元/)
    expect(await stateIn(jiang.id, '2026-11')).toBe('claimed')
    await mei.hears('取消', '好的，先不核对')
    expect(await stateIn(jiang.id, '2026-11')).toBe('claimed')
    await mei.says('确认全部')
    const answer = await mei.presses('确认')
    expect(answer.toast).toBe('记下了')
    expect([await stateIn(jiang.id, '2026-11'), await stateIn(li.id, '2026-12')]).toEqual(['confirmed', 'confirmed'])
  })

  test('what came in after it was shown waits for the next time', async () => {
    const { jiang, li, mei } = village
    await jiang.says('已交')
    await mei.says('确认全部')
    await li.says('已交')
    await mei.says('确认')
    expect([await stateIn(jiang.id, '2026-11'), await stateIn(li.id, '2026-11')]).toEqual(['confirmed', 'claimed'])
  })

  test('mistyped, it is answered with what to say', async () => {
    const { jiang, mei } = village
    await jiang.says('已交')
    await mei.hears('确认 王福生', /名册里没有“王福生”/)
    await mei.hears('确认 黎桂芳', /黎桂芳没有待核对的党费/)
    expect(await stateIn(jiang.id, '2026-11')).toBe('claimed')
  })

  test('two who share a surname, or the whole name, are told apart by a number', async () => {
    const { jiang, mei, hexi, zhou } = village
    const other = await village.bound('姜大海', hexi, { phone: '18800001234' })
    const twin = await village.member('姜福生', hexi, { phone: '18800005678' })
    await village.write(async (tx) => {
      for (const member of [other.id, twin]) await setDuesBasis(tx, member, { category: 'relief' })
    })
    await zhou.says('核定党费')
    await zhou.says('确认')
    await jiang.says('已交')
    await other.says('已交')
    await mei.hears('确认 老姜', '“老姜”有 2 位：\n1 姜福生\n2 姜大海，电话尾号1234\n请在名字后写数字再发，如：老姜1')
    expect((await village.read((tx) => pendingClaims(tx, {}))).length).toBe(2)
    await mei.hears('确认 老姜2', /已核对 1 笔：\n姜大海 11月/)
    expect(await stateIn(jiang.id, '2026-11')).toBe('claimed')
    await zhou.hears('党费基数 姜福生 5200元', /“姜福生”有 2 位：\n1 姜福生\n2 姜福生，电话尾号5678/)
    await zhou.hears('减免党费 姜福生2 免交 12月 镇党委批准', /姜福生 12月免交/)
    await zhou.says('确认')
    expect([await stateIn(jiang.id, '2026-12'), await stateIn(twin, '2026-12')]).toEqual(['assessed', 'exempt'])
  })
})

describe('nobody else confirms', () => {
  test('not a member, not a stranger, not the secretary while there is a collector', async () => {
    const { jiang, li, zhou, hall } = village
    await jiang.says('已交')
    await li.says('确认 姜福生')
    await li.in(hall).says('确认 姜福生')
    await village.person('路人').says('确认 姜福生')
    await zhou.hears('确认 姜福生', '这个支部的党费由梅春燕核对')
    await zhou.hears('确认全部', '这个支部的党费由梅春燕核对')
    expect(await stateIn(jiang.id, '2026-11')).toBe('claimed')
  })

  test('not the collector of another branch, and not the township', async () => {
    const { jiang, admin, hedong } = village
    const other = await village.bound('常玉莲', hedong, { offices: ['organization_officer'] })
    await jiang.says('已交')
    await other.hears('确认 姜福生', '没有待核对的党费')
    await other.hears('确认全部', '没有待核对的党费')
    await other.hears('退回 姜福生 金额不对', /名册里没有“姜福生”/)
    await admin.hears('确认全部', '这个支部的党费由梅春燕核对')
    expect(await stateIn(jiang.id, '2026-11')).toBe('claimed')
  })

  test('not by a forged, a stolen or a stale button', async () => {
    const { jiang, li, mei } = village
    await jiang.says('已交')
    const shown = await mei.says('确认全部')
    const token = shown.letters[0]?.choices[0]?.token ?? ''
    await village.taps(li, li, { token })
    await village.taps(mei, mei, { token: 'AAAAAAAAAAAA' })
    await village.taps(mei, village.hall, { token })
    expect(await stateIn(jiang.id, '2026-11')).toBe('claimed')
    await mei.says('取消')
    expect((await village.taps(mei, mei, { token })).toast).toBe('这一问已经过了')
    expect(await stateIn(jiang.id, '2026-11')).toBe('claimed')
  })

  test('a secretary without a collector collects', async () => {
    const { hedong } = village
    const secretary = await village.bound('白秀兰', hedong, { offices: ['secretary'] })
    const member = await village.bound('霍建军', hedong)
    await village.write((tx) => setDuesBasis(tx, member.id, { category: 'student' }))
    await secretary.says('核定党费')
    await secretary.says('确认')
    await member.says('党费已交')
    await secretary.hears('确认 霍建军', /已核对 1 笔/)
  })
})

describe('退回', () => {
  test('the months are open again and the member hears why', async () => {
    const { jiang, mei } = village
    await jiang.says('已交')
    const answer = await mei.hears('退回 姜福生 金额不对', /已退回姜福生的党费：11月/)
    expect(answer.to(jiang)).toEqual(['您报的党费没对上：11月。\n原因：金额不对\n弄清后请再回复：已交'])
    expect(await stateIn(jiang.id, '2026-11')).toBe('returned')
    await mei.hears('退回 姜福生 金额不对', /没有待核对的党费/)
    await jiang.hears('已交', /已记：11月/)
  })

  test('alone it is answered with an example; what was confirmed cannot be returned', async () => {
    const { jiang, mei } = village
    await mei.hears('退回', /退回 张三 金额不对/)
    await jiang.says('已交')
    await mei.says('确认 姜福生')
    await mei.hears('退回 姜福生', /没有待核对的党费/)
    expect(await stateIn(jiang.id, '2026-11')).toBe('confirmed')
  })
})
