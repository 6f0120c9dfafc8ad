import { describe, expect, test } from 'vitest'
import { readAudit } from '../../src/kernel/audit.ts'
import { openMailbox } from '../../src/kernel/outbox/mailbox.ts'
import { noticesTable } from '../../src/notices/index.ts'
import { bindAccount } from '../../src/roster/accounts-store.ts'
import { type Hexi, openHexi } from './hexi.ts'

/** Who has acknowledged the notice with this number, and how. */
async function read(hexi: Hexi, number: number): Promise<readonly (readonly [string, ...unknown[]])[]> {
  const table = await hexi.read((tx) => noticesTable(tx, undefined, undefined))
  const found = table.find((one) => one.number === number)
  return (found?.acknowledgements ?? [])
    .filter(({ state }) => state === 'acknowledged')
    .map(({ member, evidence, identity, platform }) => [member, evidence, identity, platform])
}

describe('one person, several logins', () => {
  test('whichever answers, it counts once', async () => {
    const hexi = await openHexi()
    const second = hexi.person('姜福生的旧手机')
    await hexi.write(async (tx) => {
      const mailbox = await openMailbox(tx, { ...hexi.bot, chat: second.chat, kind: 'private' }, hexi.clock.now())
      await bindAccount(tx, mailbox.id, hexi.jiang.id, 'verified', hexi.clock.now())
    })
    await hexi.sends('停水')
    expect((await hexi.taps(second, hexi.hall, { label: '收到' })).toast).toBe('收到了，谢谢您')
    expect((await hexi.taps(hexi.jiang, hexi.hall, { label: '收到' })).toast).toBe('早就记下了，谢谢您')
    expect(await read(hexi, 1)).toHaveLength(1)
  })

  test('an answer from another platform counts, and the card in the group shows it', async () => {
    const hexi = await openHexi()
    const elsewhere = hexi.elsewhere.person('姜福生')
    await hexi.write(async (tx) => {
      const mailbox = await openMailbox(tx, { ...hexi.elsewhere.bot, chat: elsewhere.chat, kind: 'private' }, hexi.clock.now())
      await bindAccount(tx, mailbox.id, hexi.jiang.id, 'verified', hexi.clock.now())
    })
    await hexi.sends('停水')
    await elsewhere.hears('收到', '记下了，您收到第1号通知“停水”')
    await hexi.pass({ seconds: 31 })
    expect(hexi.card().text).toMatch(/已收到 1 人$/)
    expect(await read(hexi, 1)).toEqual([['姜福生', 'self', 'verified', 'sandbox']])
  })

  test('a probable identity may confirm, and the export says how sure it was', async () => {
    const hexi = await openHexi()
    const maybe = hexi.person('像是孔兴旺')
    await hexi.write(async (tx) => {
      const mailbox = await openMailbox(tx, { ...hexi.bot, chat: maybe.chat, kind: 'private' }, hexi.clock.now())
      await bindAccount(tx, mailbox.id, hexi.kong, 'probable', hexi.clock.now())
    })
    await hexi.sends('停水')
    await maybe.in(hexi.hall).says('收到')
    expect(await read(hexi, 1)).toEqual([['孔兴旺', 'self', 'probable', 'telegram']])
  })
})

describe('撤销', () => {
  test('within ten minutes takes the receipt back, refreshes the card and is in the trail', async () => {
    const hexi = await openHexi()
    await hexi.sends('停水')
    await hexi.taps(hexi.jiang, hexi.hall, { label: '收到' })
    await hexi.pass({ seconds: 31 })
    const undone = await hexi.jiang.in(hexi.hall).says('撤销')
    expect(undone.to(hexi.jiang)).toEqual(['已撤销：您收到第1号通知“停水”'])
    expect(undone.texts.filter((text) => text !== '收到')).toEqual([])
    expect(await read(hexi, 1)).toEqual([])
    await hexi.pass({ seconds: 31 })
    expect(hexi.card()).toMatchObject({ text: expect.stringMatching(/已收到 0 人$/), labels: ['收到'] })
    expect((await hexi.read((tx) => readAudit(tx))).at(-1)).toMatchObject({
      actor: `member:${hexi.jiang.id}`,
      action: 'acknowledgement-undone',
      subject: 'notice:1',
    })
    expect((await hexi.taps(hexi.jiang, hexi.hall, { label: '收到' })).toast).toBe('收到了，谢谢您')
  })

  test('takes back all that one 收到 answered', async () => {
    const hexi = await openHexi()
    await hexi.sends('停水')
    await hexi.sends('停电')
    await hexi.jiang.says('收到')
    await hexi.jiang.hears('刚才发错了', '已撤销：您收到第1号通知“停水”\n您收到第2号通知“停电”')
    expect([...(await read(hexi, 1)), ...(await read(hexi, 2))]).toEqual([])
  })

  test('after ten minutes, or with nothing to take back, says so', async () => {
    const hexi = await openHexi()
    await hexi.jiang.hears('撤销', '十分钟内没有可撤销的记录')
    await hexi.sends('停水')
    await hexi.jiang.says('收到')
    await hexi.pass({ minutes: 11 })
    await hexi.jiang.hears('撤销', '十分钟内没有可撤销的记录')
    expect(await read(hexi, 1)).toHaveLength(1)
  })

  test('by the secretary takes back what was noted for somebody', async () => {
    const hexi = await openHexi()
    await hexi.sends('停水')
    await hexi.zhou.hears('记 孔兴旺 收到', '记下了：孔兴旺收到第1号通知“停水”')
    await hexi.zhou.hears('撤销', '已撤销：孔兴旺收到第1号通知“停水”')
    expect(await read(hexi, 1)).toEqual([])
    expect((await hexi.read((tx) => readAudit(tx))).at(-1)).toMatchObject({ after: { member: hexi.kong } })
  })
})
