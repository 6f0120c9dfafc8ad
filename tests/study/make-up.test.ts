import { describe, expect, test } from 'vitest'
import { readAudit } from '../../src/kernel/audit.ts'
import { attendanceTable } from '../../src/study/exports.ts'
import { type Hexi, openHexi } from '../notices/hexi.ts'

/** 周国栋 calls a theme day to which only 姜福生 comes, and closes it. */
async function held(): Promise<Hexi> {
  const hexi = await openHexi({ at: '2026-11-20 10:30' })
  await hexi.zhou.says('开会 23号9点 村部 主题党日')
  await hexi.zhou.says('改 材料 读《条例》第三章')
  await hexi.zhou.says('发送')
  await hexi.until('2026-11-23 08:55')
  await hexi.zhou.says('开始签到')
  await hexi.jiang.in(hexi.hall).says('签到')
  await hexi.until('2026-11-23 10:30')
  await hexi.zhou.says('结束签到')
  await hexi.pass({ minutes: 2 })
  return hexi
}

const of = async (hexi: Hexi, name: string) =>
  (await hexi.read((tx) => attendanceTable(tx, undefined, undefined))).records[0]?.attendance.find(({ member }) => member === name)

describe('记 … 补学', () => {
  test('is noted beside what was so: who was absent stays absent and has made it up', async () => {
    const hexi = await held()
    await hexi.zhou.hears('记 黎桂芳 补学', '记下了：黎桂芳补学，\n11月23日的主题党日。\n记错了请回复：撤销')
    expect(await of(hexi, '黎桂芳')).toMatchObject({ state: 'absent', way: 'made_up', evidence: 'recorded' })
    await hexi.zhou.hears('记 黎桂芳 补学', '黎桂芳早就记作补学了：\n11月23日的主题党日')
    const { records, sheet } = await hexi.read((tx) => attendanceTable(tx, undefined, undefined))
    expect(records[0]).toMatchObject({ expected: 4, present: 1, leave: 0, absent: 3, made_up: 1 })
    expect(sheet.rows.find(({ name }) => name === '黎桂芳')).toMatchObject({ absent: 1, made_up: 1 })
    expect((await hexi.read((tx) => readAudit(tx))).at(-1)).toMatchObject({ action: 'attendance-recorded', after: { way: 'made_up' } })
  })

  test('送学 was brought home; whoever was there needs none; an unknown name is asked for', async () => {
    const hexi = await held()
    await hexi.zhou.hears('记 孔大爷 送学上门', '记下了：孔兴旺送学上门，\n11月23日的主题党日。\n记错了请回复：撤销')
    expect(await of(hexi, '孔兴旺')).toMatchObject({ state: 'absent', way: 'home_delivery' })
    await hexi.zhou.hears('记 姜福生 补学', '姜福生那次到会了，不用补：\n11月23日的主题党日')
    await hexi.zhou.hears('记 赵云 补学', '名册里没有“赵云”。\n请写全名再发一次')
    await hexi.zhou.hears('记 黎桂芳 补学 9', '黎桂芳没有要补的会。\n哪一次请写号：记 黎桂芳 补学 3')
  })

  test('weeks later still, and 撤销 puts back what stood there', async () => {
    const hexi = await held()
    await hexi.pass({ days: 20 })
    await hexi.zhou.says('记 黎桂芳 补学 1')
    expect(await of(hexi, '黎桂芳')).toMatchObject({ way: 'made_up' })
    await hexi.zhou.hears('撤销', '已撤销：黎桂芳补学：11月23日的主题党日')
    expect(await of(hexi, '黎桂芳')).toMatchObject({ state: 'absent', way: null })
  })

  test('a member cannot note it, not even for oneself', async () => {
    const hexi = await held()
    await hexi.li.says('记 黎桂芳 补学')
    expect(await of(hexi, '黎桂芳')).toMatchObject({ way: null })
  })
})

describe('a list signed on paper', () => {
  test('can be taken back as a whole', async () => {
    const hexi = await held()
    await hexi.pass({ days: 3 })
    await hexi.zhou.says('纸质签到 1 除了 孔兴旺')
    await hexi.zhou.says('记')
    expect(await of(hexi, '黎桂芳')).toMatchObject({ state: 'checked_in', evidence: 'paper' })
    await hexi.zhou.hears('撤销', '已撤销：照纸上录的 2 人：11月23日的主题党日')
    expect(await of(hexi, '黎桂芳')).toMatchObject({ state: 'absent' })
    expect(await of(hexi, '姜福生')).toMatchObject({ state: 'checked_in', evidence: 'self' })
  })
})

describe('the group', () => {
  test('hears totals of a whole meeting and its aftermath, and never a name', async () => {
    const hexi = await held()
    await hexi.zhou.says('记 黎桂芳 补学')
    await hexi.zhou.says('会议记录 1 黎桂芳没来，孔兴旺病了')
    await hexi.pass({ days: 8 })
    const said = (await hexi.hall.inbox()).join('\n')
    expect(said).toMatch(/应到 4 实到 1 请假 0/)
    for (const name of ['周国栋', '姜福生', '黎桂芳', '孔兴旺', '补学']) expect(said).not.toContain(name)
  })

  test('sees no button on a card that is over, also after a correction', async () => {
    const hexi = await held()
    const card = () => hexi.screen(hexi.hall).find(({ text }) => text.startsWith('【签到】'))
    expect(card()).toMatchObject({ choices: [], text: expect.stringContaining('（签到已结束）') })
    await hexi.zhou.says('记 黎桂芳 签到')
    await hexi.pass({ minutes: 2 })
    expect(card()).toMatchObject({ choices: [], text: expect.stringContaining('已签到 2 人\n（签到已结束）') })
  })
})
