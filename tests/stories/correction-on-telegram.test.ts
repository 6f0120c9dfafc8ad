import { afterEach, expect, test } from 'vitest'
import { noticesTable } from '../../src/notices/index.ts'
import { bind, importOffice, lastTo } from '../support/sample-town.ts'
import { closeTowns, openTown, type Town } from '../support/town.ts'

afterEach(closeTowns)

const PICTURE = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==', 'base64')

async function townWithGroup(town: Town) {
  await importOffice(town)
  const secretary = await bind(town, '姜福生')
  const group = town.telegram.supergroup('河西村党员群')
  secretary.says(group, '/绑定本群')
  await town.telegram.until(() => lastTo(town, group).includes('河西村党支部'))
  return { secretary, group }
}

test('a photo goes out with its words, is confirmed, corrected, and the old one says so', async () => {
  const town = await openTown({ privacyMode: 'on' })
  const { telegram } = town
  const { secretary, group } = await townWithGroup(town)

  secretary.sendsPhoto(secretary.private, { bytes: PICTURE, caption: '发通知 请看海报，周六打扫河道' })
  await telegram.until(() => lastTo(town, secretary).includes('留意：附件里不要有公章和涉密内容'))
  secretary.tells('试发')
  await telegram.until(() => lastTo(town, secretary).includes('下面这条只有您看得到'))
  expect(telegram.lastMessageIn(secretary).file?.kind).toBe('photo')
  secretary.tells('发送')
  await telegram.until(() => lastTo(town, secretary).includes('撤回'))
  secretary.tells('马上发')
  await telegram.until(() => lastTo(town, group).includes('请看海报'))
  const old = telegram.lastMessageIn(group)
  expect(old.file?.kind).toBe('photo')

  const li = await bind(town, '黎桂芳')
  li.says(group, '收到', { repliesTo: old })
  await town.eventually(async (tx) => {
    const [notice] = await noticesTable(tx, undefined, undefined)
    return notice?.acknowledgements.some(({ at }) => at !== null) === true
  })
  await town.pass({ seconds: 31 })
  await telegram.until(() => old.text.includes('已收到 1 人'))
  expect(old.buttons.map(({ text }) => text)).toEqual(['收到'])
  const stranger = telegram.person('路过的人').presses(old, '收到')
  await telegram.until(() => stranger.answer !== undefined)
  expect(stranger.answer?.text).toBe('请先私聊我绑定，再点一次')

  secretary.tells('更正 1 打扫河道改到周日')
  await telegram.until(() => lastTo(town, secretary).includes('改到周日'))
  secretary.tells('发送')
  await telegram.until(() => lastTo(town, secretary).includes('一分钟后发出'))
  await town.pass({ seconds: 61 })
  await telegram.until(() => lastTo(town, group).includes('（更正第1号，以这次为准）\n打扫河道改到周日'))
  await telegram.until(() => old.text.includes('（已更正，请看第2号）'))
  expect(old.buttons).toEqual([])
  secretary.tells('谁还没')
  await telegram.until(() => lastTo(town, secretary).includes('没回第2号通知的 37 人'))
  expect(telegram.refusals).toEqual([])
})

test('thrown out between sending and the minute’s end, the secretary hears it, and the notice says where it did not go', async () => {
  const town = await openTown()
  const { telegram } = town
  const { secretary, group } = await townWithGroup(town)
  secretary.tells('发通知 停水一天')
  await telegram.until(() => lastTo(town, secretary).includes('回复：发送 / 改 / 取消'))
  const press = secretary.presses(telegram.lastMessageIn(secretary), '发送')
  await telegram.until(() => press.answer !== undefined)
  telegram.removesBot(group)
  await telegram.until(() => lastTo(town, secretary).includes('我被移出了“河西村党员群”'))
  await town.pass({ seconds: 61 })
  secretary.tells('通知情况')
  await telegram.until(() => lastTo(town, secretary).includes('没送到的群：\n河西村党员群（'))
  secretary.tells('发通知 停水两天')
  await telegram.until(() => lastTo(town, secretary).includes('群里都发不进去了。\n请把我加回群里'))
  expect(town.log()).not.toMatch(/停水|姜福生|黎桂芳|135\d{8}/u)
})
