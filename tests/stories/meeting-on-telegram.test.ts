import { afterEach, expect, test } from 'vitest'
import { findSessions } from '../../src/study/find-sessions.ts'
import { totalsOf } from '../../src/study/sheet-store.ts'
import { bind, importOffice, lastTo } from '../support/sample-town.ts'
import { closeTowns, openTown } from '../support/town.ts'

afterEach(closeTowns)

test('a meeting on Telegram: previewed, called, reminded, checked in by button and word, closed; names stay at home', async () => {
  const town = await openTown()
  const { telegram } = town
  await importOffice(town)
  const secretary = await bind(town, '姜福生')
  const group = telegram.supergroup('河西村党员群')
  secretary.says(group, '绑定本群')
  await telegram.until(() => lastTo(town, group).includes('河西村党支部'))

  secretary.tells('开会 22号9点 村部 主题党日')
  await telegram.until(() => lastTo(town, secretary).includes('应到 38 人\n将发到 1 个群'))
  expect(telegram.lastMessageIn(secretary).buttons.map(({ text }) => text)).toEqual(['发送', '取消'])
  secretary.tells('发送')
  await telegram.until(() => lastTo(town, secretary).includes('一分钟后发出'))
  await town.pass({ seconds: 61 })
  await telegram.until(() => lastTo(town, group).includes('11月22日（星期日）09:00'))

  const deng = await bind(town, '邓志明')
  const leave = deng.presses(telegram.lastMessageIn(group), '请假')
  await telegram.until(() => leave.answer !== undefined)
  expect(leave.answer?.text).toBe('记下了，您请假：11月22日的主题党日')
  await town.pass({ minutes: 4 })
  await telegram.until(() => lastTo(town, secretary).includes('邓志明请假'))

  await town.pass({ days: 1, hours: 8, minutes: 35 })
  await telegram.until(() => lastTo(town, group).includes('明天开会：主题党日'))
  await town.pass({ hours: 13, minutes: 56 })
  await telegram.until(() => lastTo(town, group).startsWith('【签到】'))
  const card = telegram.lastMessageIn(group)

  const li = await bind(town, '黎桂芳')
  const kong = await bind(town, '孔兴旺')
  const press = li.presses(card, '签到')
  await telegram.until(() => press.answer !== undefined)
  expect(press.answer?.text).toBe('记下了，您到了：11月22日的主题党日')
  kong.says(group, '签到')
  secretary.says(group, '到了')
  await town.eventually(async (tx) => {
    const [session] = await findSessions(tx, { states: ['open'] })
    return session !== undefined && (await totalsOf(tx, session.id)).present === 3
  })
  await town.pass({ seconds: 31 })
  await telegram.until(() => lastTo(town, group).includes('已签到 3 人，请假 1 人'))

  secretary.tells('结束签到')
  await telegram.until(() => lastTo(town, group) === '11月22日的主题党日签到结束\n应到 38 实到 3 请假 1')
  await telegram.until(() => lastTo(town, secretary).includes('24 小时内可以改'))
  // A list of who was not there does not leave the country.
  expect(lastTo(town, secretary)).toContain('名单不能发到这里，请在电脑上看')
  const again = kong.presses(card, '签到')
  await telegram.until(() => again.answer !== undefined)
  expect(again.answer?.text).toBe('早就记下了，谢谢您')
  secretary.tells('记 邓志明 签到')
  await telegram.until(() => lastTo(town, secretary).startsWith('记下了：邓志明签到'))
  expect(town.log()).not.toMatch(/主题党日|姜福生|黎桂芳|邓志明|135\d{8}/u)
})
