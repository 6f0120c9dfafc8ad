import { expect, test } from 'vitest'
import { besideMonths } from '../../src/dues/entries-store.ts'
import { type MemberMonth, openFen, stateOf } from '../../src/dues/member-month.ts'
import { findMonths, monthsOf } from '../../src/dues/months-store.ts'
import { pendingClaims } from '../../src/dues/claims-store.ts'
import { findReceipts } from '../../src/dues/receipts-store.ts'
import type { DuesTables } from '../../src/dues/tables.ts'
import type { MemberId } from '../../src/kernel/chat/person.ts'
import { type DuesVillage, openDuesVillage } from '../dues/hexi.ts'

const MONTHS = 12

/** How the twelve months of a member stand: c confirmed, e exempt, a to be paid, … */
async function yearOf(village: DuesVillage, member: MemberId): Promise<string> {
  const months = await village.read((tx) => monthsOf(tx, member, '2026-01'))
  return months.map((one) => (stateOf(one) === 'claimed' ? 'w' : stateOf(one)[0])).join('')
}

async function collectedFen(village: DuesVillage): Promise<number> {
  const receipts = await village.read((tx) => findReceipts(tx, { year: 2026 }, 1000))
  return receipts.reduce((sum, { fen }) => sum + fen, 0)
}

/** What the ledger says of all, added up from its lines and from its months. */
async function booksOf(village: DuesVillage) {
  const months: readonly MemberMonth[] = await village.read((tx) => findMonths(tx, {}))
  const sum = (fen: (one: MemberMonth) => number) => months.reduce((all, one) => all + fen(one), 0)
  let beside = 0
  for (const member of new Set(months.map((one) => one.member))) {
    const { creditFen, extraFen } = await village.read((tx) => besideMonths(tx, member))
    beside += creditFen + extraFen
  }
  return {
    assessed: sum((one) => one.assessedFen),
    confirmed: sum((one) => one.confirmedFen),
    waived: sum((one) => one.waivedFen),
    open: sum(openFen),
    beside,
  }
}

test('a branch lives through a year of dues: assessed in January, claimed in every way, confirmed, closed in December', async () => {
  const village = await openDuesVillage({ at: '2026-01-06 10:30', assessed: 'no' })
  const { admin, zhou, mei, jiang, li, kong, hall } = village

  // Old letters are emptied after three months: what the group reads is noted on the way.
  const heard = new Set<string>()
  const until = async (when: string) => {
    await village.until(when)
    for (const text of await hall.inbox()) if (text !== '') heard.add(text)
  }

  // January: the amounts are fixed, everybody hears the own one, the group hears nothing.
  await admin.says('党费标准 每月0.5元')
  await zhou.hears('核定党费 2026', /5 人，每月合计47.20元/)
  const assessed = await zhou.says('确认')
  expect(assessed.to(jiang)).toEqual([expect.stringContaining('每月16元，从1月起')])
  expect(await hall.inbox()).toEqual([])
  await until('2026-01-08 11:00')
  expect(await hall.inbox()).toEqual(['1月党费这几天收，请交给收款人。\n交了请回复：已交'])
  expect((await jiang.in(hall).says('已交')).letters).toEqual([])
  await li.hears('五毛', '已记：1月党费，待收款人核对')
  await zhou.hears('微信转了30块给梅春燕', '已记：1月党费，待收款人核对')
  await mei.says('党费已交')
  await mei.hears('记 孔兴旺 已交', /孔兴旺交了1月党费/)
  await mei.hears('确认全部', /将核对 4 人、4 个月，共47元/)
  await mei.says('确认')
  await zhou.hears('党费情况', /已核对 5 人[\s\S]*梅春燕本月核对了 5 笔，共47.20元/)

  // February: one pays for another, one claim is returned, one is taken back.
  await until('2026-02-09 10:00')
  await jiang.hears('我和孔兴旺 2月的都交了', /您 2月\n孔兴旺 2月/)
  await jiang.hears('是', '已记：\n您 2月\n孔兴旺 2月\n待收款人核对')
  await li.says('已交')
  const returned = await mei.says('退回 黎桂芳 没收到钱')
  expect(returned.to(li)).toEqual([expect.stringContaining('原因：没见到这笔钱')])
  await li.hears('已交', /已记：2月/)
  await zhou.says('已交')
  await zhou.hears('撤销', '已撤销：您报的2月党费')
  await mei.says('确认 姜福生 孔兴旺 黎桂芳')
  expect(await yearOf(village, kong)).toBe(`cc${'a'.repeat(10)}`)

  // March to June: hardship goes to the secretary, the committee approves, an exemption is entered.
  await until('2026-03-09 10:00')
  const hardship = await li.says('党费实在交不起，能不能减免几个月')
  expect(hardship.to(zhou)).toEqual([expect.stringContaining('黎桂芳想谈谈交党费的困难')])
  expect(hardship.to(mei)).toEqual([])
  await zhou.hears('减免党费 黎桂芳 免交 3至6月 镇党委批准', /黎桂芳 3至6月免交/)
  await zhou.says('确认')
  expect(await yearOf(village, li.id)).toBe(`cceeee${'a'.repeat(6)}`)
  await jiang.hears('上半年的都交了', '已记：3至6月党费，待收款人核对')
  await zhou.hears('交了100块', /够2至4月，还多10元/)
  await zhou.hears('是', /已记：2至4月党费，多的10元留着抵以后/)
  await mei.says('确认全部')
  await mei.says('确认')

  // July: a higher pension from a month on; what was paid stays.
  await until('2026-05-20 10:00')
  await until('2026-07-03 10:00')
  await zhou.hears('党费基数 姜福生 5200元 7月起', /姜福生从7月起每月52元/)
  await zhou.hears('确认', '已改：姜福生的 6 个月重算了')
  await jiang.hears('我每月交多少党费', /您的党费每月52元\n待交7月，共52元/)

  // To November: somebody is silent for months, somebody pays up.
  await until('2026-09-20 10:00')
  await until('2026-11-09 10:00')
  expect((await zhou.inbox()).filter((text) => /个月没有党费消息/.test(text)).length).toBeGreaterThan(0)
  expect((await zhou.inbox()).filter((text) => text.includes('由党员大会讨论，系统不作决定')).length).toBeGreaterThan(0)
  await mei.hears('记 孔兴旺 已交 10个月', /有半年以前的，请支部商定/)
  await li.hears('补5个月', '已记：7至11月党费，待收款人核对')
  await jiang.hears('今年一次交清了', '已记：7至12月党费，待收款人核对')
  await zhou.hears('党费交到12月了', /已记：5至12月党费/)
  await mei.hears('今年党费都交了', /已记：2至12月党费/)
  await mei.hears('确认全部', /补交半年以前的 1 笔不在内/)
  await mei.says('确认')
  await mei.hears('确认 梅春燕', /梅春燕 2至12月/)

  // December: the last one pays, with something for the Party beside it.
  await until('2026-12-09 10:00')
  await li.hears('交了10块', /够12月，还多9.50元/)
  await li.presses('多交')
  await mei.says('确认 黎桂芳')
  for (const member of [zhou.id, mei.id, jiang.id, kong]) expect(await yearOf(village, member)).toBe('c'.repeat(MONTHS))
  expect(await yearOf(village, li.id)).toBe('cceeeecccccc')
  await li.hears('我的', /党费已核对：1至2月、7至12月\n党费免交：3至6月\n自愿多交的：9.50元/)

  // The books: every fen that was received stands somewhere, and nothing is open.
  const books = await booksOf(village)
  expect(books.open).toBe(0)
  expect(books.assessed).toBe(books.confirmed + books.waived)
  expect(await collectedFen(village)).toBe(books.confirmed + books.beside)
  expect(await village.read((tx) => pendingClaims(tx, {}))).toEqual([])
  const numbers = await village.read((tx) =>
    tx.withTables<DuesTables>().selectFrom('dues_receipt').select('number').orderBy('number').execute(),
  )
  expect(numbers.map(({ number }) => number)).toEqual(numbers.map((_, index) => index + 1))

  // What others heard in all that time: one line a month.
  await until('2026-12-09 20:00')
  expect([...heard]).toEqual(Array.from({ length: MONTHS }, (_, at) => `${at + 1}月党费这几天收，请交给收款人。\n交了请回复：已交`))
  expect(village.log()).not.toMatch(/姜福生|黎桂芳|孔兴旺|党费|元/)
}, 60_000)
