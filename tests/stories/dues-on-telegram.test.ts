import { afterEach, expect, test } from 'vitest'
import { stateOf } from '../../src/dues/member-month.ts'
import { findMonths } from '../../src/dues/months-store.ts'
import { pendingClaims } from '../../src/dues/claims-store.ts'
import { addSetting } from '../../src/dues/settings-store.ts'
import { branchTree, findMembersByName } from '../../src/roster/directory.ts'
import { bind, importOffice, lastTo } from '../support/sample-town.ts'
import { closeTowns, openTown, type Town } from '../support/town.ts'

afterEach(closeTowns)

/** The township has fixed what farmers pay. */
async function fixFigure(town: Town): Promise<void> {
  await town.write(async (tx) => {
    const tree = await branchTree(tx)
    const top = [...tree.values()].find(({ parent }) => parent === undefined)
    const [decider] = await findMembersByName(tx, '姜福生', [...tree.keys()])
    if (top === undefined || decider === undefined) throw new Error('the town is empty')
    await addSetting(tx, { branch: top.id, key: 'farmer_fen', value: 50, validFrom: '2026-01', decidedBy: decider.id }, town.now())
  })
}

async function statesOf(town: Town): Promise<Readonly<Record<string, number>>> {
  const months = await town.read((tx) => findMonths(tx, { from: '2026-11', until: '2026-11' }))
  const counts: Record<string, number> = {}
  for (const one of months) counts[stateOf(one)] = (counts[stateOf(one)] ?? 0) + 1
  return counts
}

test('a month of dues on Telegram: everybody hears the own amount, nobody hears a list', async () => {
  const town = await openTown()
  const { telegram } = town
  await importOffice(town)
  await fixFigure(town)
  const secretary = await bind(town, '姜福生')
  const collector = await bind(town, '黎桂芳')
  const deng = await bind(town, '邓志明')
  const kong = await bind(town, '孔翠花')
  const group = telegram.supergroup('河西村党员群')
  secretary.says(group, '绑定本群')
  await telegram.until(() => lastTo(town, group).includes('河西村党支部'))

  // Assessed: the preview has totals alone, because lists of names with amounts do not leave the country.
  secretary.tells('核定党费')
  await telegram.until(() => lastTo(town, secretary).includes('38 人，每月合计'))
  expect(lastTo(town, secretary)).not.toMatch(/雷光荣|阎淑珍/)
  secretary.tells('确认')
  await telegram.until(() => lastTo(town, secretary).includes('已核定 38 人'))
  await telegram.until(() => lastTo(town, deng).includes('您的党费每月0.50元'))

  // The next morning one line in the group; claims there are silent.
  await town.pass({ days: 1 })
  await telegram.until(() => lastTo(town, group).includes('11月党费这几天收'))
  deng.says(group, '已交')
  kong.says(group, '我也交了，党费五毛')
  await town.eventually(async (tx) => (await pendingClaims(tx, {})).length === 2)
  expect(lastTo(town, group)).toContain('11月党费这几天收')

  // The collector sees how many, confirms, and each hears the own receipt.
  collector.tells('党费情况')
  await telegram.until(() => lastTo(town, collector).includes('待核对 2 人'))
  expect(lastTo(town, collector)).toContain('待核对：\n邓志明 11月\n孔翠花 11月\n名单不能发到这里')
  expect(lastTo(town, collector)).not.toMatch(/元|雷光荣/)
  collector.tells('确认全部')
  await telegram.until(() => lastTo(town, collector).includes('将核对 2 人、2 个月，共1元'))
  const shown = telegram.lastMessageIn(collector)
  const press = collector.presses(shown, '确认')
  await telegram.until(() => press.answer !== undefined)
  await telegram.until(() => lastTo(town, deng).includes('您报的党费已核对：11月'))
  await telegram.until(() => lastTo(town, kong).includes('收据2026年第2号'))
  expect(await statesOf(town)).toEqual({ confirmed: 2, assessed: 36 })

  // The button pressed again, or by somebody it was not shown to, changes nothing.
  for (const who of [collector, kong]) {
    const token = shown.buttons[0]?.data ?? ''
    const again = who.forges(shown, token)
    await telegram.until(() => again.answer !== undefined)
    expect(again.answer?.text).not.toBe('记下了')
  }
  expect(await statesOf(town)).toEqual({ confirmed: 2, assessed: 36 })

  // Three days later whoever was not heard of is asked alone; those who paid are not.
  await town.pass({ days: 3 })
  await telegram.until(() => lastTo(town, secretary).includes('11月党费还没听到您的消息'))
  expect(lastTo(town, deng)).toContain('已核对')
  secretary.tells('党费已交')
  await telegram.until(() => lastTo(town, secretary).includes('待收款人核对'))
  secretary.tells('撤销')
  await telegram.until(() => lastTo(town, secretary).includes('已撤销'))

  const heard = telegram
    .messagesIn(group)
    .map(({ text }) => text)
    .join('\n')
  expect(heard).not.toMatch(/元|邓志明|孔翠花|雷光荣/)
  expect(town.log()).not.toMatch(/党费|元|邓志明|孔翠花|雷光荣|135\d{8}/u)
})
