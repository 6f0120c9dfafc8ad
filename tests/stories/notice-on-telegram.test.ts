import { afterEach, expect, test } from 'vitest'
import { noticesTable } from '../../src/notices/index.ts'
import { bind, importOffice, lastTo } from '../support/sample-town.ts'
import { closeTowns, openTown } from '../support/town.ts'

afterEach(closeTowns)

test('a notice lives its whole life: previewed, sent, confirmed by button and by word, reminded, shown in the export', async () => {
  const town = await openTown()
  const { telegram } = town
  await importOffice(town)
  const secretary = await bind(town, '姜福生')
  const group = telegram.supergroup('河西村党员群')
  secretary.says(group, '绑定本群')
  await telegram.until(() => lastTo(town, group).includes('河西村党支部'))

  secretary.tells('发通知 明天9点开会带老花镜')
  await telegram.until(() => lastTo(town, secretary).includes('将发给 1 个群、38 人'))
  secretary.tells('发送')
  await telegram.until(() => lastTo(town, secretary).includes('撤回'))
  expect(lastTo(town, group)).not.toContain('老花镜')
  await town.pass({ seconds: 61 })
  await telegram.until(() => lastTo(town, group).includes('明天9点开会带老花镜'))
  expect(lastTo(town, group)).toContain('看到请回复：收到')

  const li = await bind(town, '黎桂芳')
  const press = li.presses(telegram.lastMessageIn(group), '收到')
  await telegram.until(() => press.answer !== undefined)
  expect(press.answer?.text).toBe('收到了，谢谢您')
  const kong = await bind(town, '孔兴旺')
  kong.says(group, '收到')
  await town.eventually(
    async (tx) => (await noticesTable(tx, undefined, undefined))[0]?.acknowledgements.filter(({ at }) => at !== null).length === 2,
  )
  await town.pass({ seconds: 31 })
  await telegram.until(() => lastTo(town, group).includes('已收到 2 人'))
  // The refreshed card keeps its button for everybody else.
  expect(telegram.lastMessageIn(group).buttons.map(({ text }) => text)).toEqual(['收到'])

  await town.pass({ days: 1 })
  await telegram.until(() => lastTo(town, group).includes('还差 35 人没回'))
  expect(lastTo(town, group)).not.toContain('邓志明')

  secretary.tells('通知情况')
  await telegram.until(() => lastTo(town, secretary).includes('已收到 2 人'))
  expect(lastTo(town, secretary)).toContain('邓志明')
  secretary.says(group, '通知情况')
  await telegram.until(() => lastTo(town, group).includes('已收到 2 人，可能看到'))
  expect(lastTo(town, group)).not.toContain('邓志明')

  const [record] = await town.read((tx) => noticesTable(tx, undefined, '2026-11'))
  expect(record?.acknowledgements.filter(({ state }) => state === 'acknowledged')).toMatchObject([
    { member: '黎桂芳', evidence: 'self', identity: 'verified', platform: 'telegram' },
    { member: '孔兴旺', evidence: 'self', identity: 'verified', platform: 'telegram' },
  ])
  expect(record?.copies).toMatchObject([{ room: '河西村党员群', state: 'sent', platform: 'telegram' }])
  expect(record?.reminders).toMatchObject([{ stage: 1 }])
  expect(town.log()).not.toMatch(/老花镜|姜福生|黎桂芳|135\d{8}/u)
})
