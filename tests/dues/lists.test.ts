import { beforeEach, describe, expect, test } from 'vitest'
import { stateOf } from '../../src/dues/member-month.ts'
import { monthsOf } from '../../src/dues/months-store.ts'
import type { FileReference } from '../../src/kernel/chat/message.ts'
import type { MemberId } from '../../src/kernel/chat/person.ts'
import { writeSheet } from '../../src/kernel/tables/write-sheet.ts'
import type { PretendBot } from '../support/pretend-bot.ts'
import { type DuesVillage, openDuesVillage } from './hexi.ts'

let village: DuesVillage
beforeEach(async () => {
  village = await openDuesVillage()
})

const stateIn = async (member: MemberId, month: string) => {
  const [found] = await village.read((tx) => monthsOf(tx, member, month))
  return found === undefined ? 'none' : stateOf(found)
}

function lay(name: string, bytes: Uint8Array): FileReference {
  const bot = village.bot as PretendBot
  bot.lays(name, bytes)
  return {
    platform: bot.platform,
    account: bot.account,
    reference: name,
    name,
    mime: 'application/octet-stream',
    bytes: bytes.length,
    kind: 'document',
  }
}

const LIST = '收款单\n姜福生 16元 11月2日\n黎桂芳 3元 11月2日\n某某某 5元 11月1日\n合计 24元'

describe('a payment list', () => {
  test('is shown as sure, perhaps and unknown, and only the sure ones are booked', async () => {
    const { mei, jiang, li } = village
    await jiang.says('已交')
    await mei.hears(
      LIST,
      '收款单 3 笔，共24元\n对得上 1 笔：\n姜福生 11月 16元\n可能是的 1 笔：\n第2号 黎桂芳 3元\n对不上 1 笔：\n第3号 某某某 5元\n对得上的记上请回复：确认\n是谁的请说，如：认领 2 黎桂芳\n其余留在：待认领',
    )
    expect(await stateIn(jiang.id, '2026-11')).toBe('claimed')
    const booked = await mei.hears('确认', /已核对 1 笔：\n姜福生 11月，收据2026年第1号/)
    expect(booked.to(jiang)).toEqual([expect.stringContaining('您报的党费已核对：11月')])
    expect([await stateIn(jiang.id, '2026-11'), await stateIn(li.id, '2026-11')]).toEqual(['confirmed', 'assessed'])
    await mei.hears('待认领', /待认领 2 笔：\n第2号 黎桂芳 3元\n第3号 某某某 5元/)
  })

  test('sent again it books nothing twice, and a second 确认 neither', async () => {
    const { mei, jiang } = village
    await mei.says(LIST)
    await mei.says('确认')
    await mei.says('确认')
    await mei.hears(LIST, '这张收款单以前收过，没有新的。\n没认的请看：待认领')
    expect([await stateIn(jiang.id, '2026-11'), await stateIn(jiang.id, '2026-12')]).toEqual(['confirmed', 'assessed'])
  })

  test('what is left is given to somebody by number, with the rest as credit, or set aside', async () => {
    const { mei, li } = village
    await mei.says(LIST)
    await mei.says('取消')
    await mei.hears('认领 2 黎桂芳', /已记：黎桂芳 11至12月，留着抵以后2元，收据2026年第1号/)
    expect(await stateIn(li.id, '2026-12')).toBe('confirmed')
    await mei.hears('认领 3 不算', '第3号不算党费，已放下')
    await mei.hears('认领 3 姜福生', '没有第3号待认领的收款。\n请看：待认领')
    await mei.hears('待认领', /待认领 1 笔：\n第1号 姜福生 16元/)
  })

  test('what changed since it was shown stays in the pile', async () => {
    const { mei, jiang } = village
    await mei.says(LIST)
    await mei.says('记 姜福生 已交')
    await mei.says(LIST)
    await mei.hears('待认领', /第1号 姜福生 16元/)
    expect(await stateIn(jiang.id, '2026-12')).toBe('assessed')
  })

  test('is read from a file too, in the columns its headings name, GBK as well', async () => {
    const { mei, jiang, li } = village
    await mei.hears('收款单', /请把收款单发来/)
    const sheet = {
      name: '收款',
      columns: [
        { key: 'at', title: '序号', holds: 'number' as const },
        { key: 'fen', title: '金额', holds: 'fen' as const },
        { key: 'name', title: '付款人' },
        { key: 'day', title: '交易时间' },
      ],
      rows: [{ at: 1, fen: 1600, name: '姜福生', day: '2026-11-02 10:20:11' }],
    }
    await mei.says('', { content: 'document', file: lay('list.xlsx', await writeSheet(sheet, 'xlsx')) })
    expect((await mei.inbox()).at(-1)).toMatch(/对得上 1 笔：\n姜福生 11月 16元/)
    await mei.says('确认')
    // 姓名,金额\n黎桂芳,0.5 in GBK.
    const gbk = new Uint8Array([
      0xd0, 0xd5, 0xc3, 0xfb, 0x2c, 0xbd, 0xf0, 0xb6, 0xee, 0x0a, 0xc0, 0xe8, 0xb9, 0xf0, 0xb7, 0xbc, 0x2c, 0x30, 0x2e, 0x35,
    ])
    await mei.says('收款单', { content: 'document', file: lay('list.csv', gbk) })
    await mei.says('确认')
    expect([await stateIn(jiang.id, '2026-11'), await stateIn(li.id, '2026-11')]).toEqual(['confirmed', 'confirmed'])
  })

  test('mistyped, it is answered with what to send', async () => {
    const { mei } = village
    await mei.hears('收款单 今天天气好', '这里没有看到姓名和金额。\n请照这个样子发：收款单 张三 3元 11月5日')
    await mei.hears('认领 张三', '请照这个样子发：认领 3 张三')
    await mei.hears('待认领', '没有待认领的收款')
  })

  test('is nothing for members, strangers, another collector, or the secretary while there is a collector', async () => {
    const { jiang, zhou, hedong } = village
    const other = await village.bound('常玉莲', hedong, { offices: ['organization_officer'] })
    await jiang.says(LIST)
    await village.person('路人').says(LIST)
    await zhou.hears(LIST, '这里的党费不归您核对')
    await other.hears(LIST, /对不上 3 笔/)
    await other.says('确认')
    await village.mei.hears('待认领', '没有待认领的收款')
    expect(await stateIn(jiang.id, '2026-11')).toBe('assessed')
  })
})
