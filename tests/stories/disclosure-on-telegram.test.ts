import { afterEach, expect, test } from 'vitest'
import { findMembersByName } from '../../src/roster/directory.ts'
import { giveOffice } from '../../src/roster/offices-store.ts'
import { ACCOUNTS } from '../disclosures/hexi.ts'
import { bind, importOffice, lastTo } from '../support/sample-town.ts'
import { closeTowns, openTown } from '../support/town.ts'

afterEach(closeTowns)

test('on Telegram the group reads the line and sees the picture, and a table is brought on request', async () => {
  const town = await openTown({ privacyMode: 'on' })
  const { telegram } = town
  await importOffice(town)
  const secretary = await bind(town, '姜福生')
  await town.write(async (tx) => {
    const [li] = await findMembersByName(tx, '黎桂芳', [1 as never, 2 as never, 3 as never])
    if (li === undefined) throw new Error('nobody is called 黎桂芳')
    await giveOffice(tx, li.id, li.branch, 'supervisor', town.now())
  })
  const supervisor = await bind(town, '黎桂芳')
  const group = telegram.supergroup('河西村党员群')
  secretary.says(group, '/绑定本群')
  await telegram.until(() => lastTo(town, group).includes('河西村党支部'))

  secretary.tells('发公开 财务 3季度')
  await telegram.until(() => lastTo(town, secretary).includes('请把账目贴在这里'))
  secretary.tells(ACCOUNTS)
  await telegram.until(() => lastTo(town, secretary).includes('回复：提交 / 重发 / 取消'))
  secretary.tells('提交')
  await telegram.until(() => lastTo(town, supervisor).includes('请审核第 1 号公开'))
  supervisor.tells('同意 1')
  await telegram.until(() => telegram.messagesIn(group).some(({ file }) => file?.kind === 'photo'))
  const [line, picture] = telegram.messagesIn(group).slice(-2)
  expect(line?.text).toMatch(/^河西村2026年第三季度村级财务收支，第 1 号\n收入 5000元，支出 1200元，结余 4800元\n/u)
  expect(picture?.text).toBe('第 1 号明细图')

  telegram.person('路过的人').says(group, '/看公开 1')
  await telegram.until(() => lastTo(town, group).includes('修水渠工钱 张*明 支 1200元'))
  supervisor.tells('看公开 1 表格')
  await telegram.until(() => telegram.lastMessageIn(supervisor).file?.kind === 'document')
  expect(telegram.refusals).toEqual([])
  expect(town.log()).not.toMatch(/水渠|姜福生|张小明/u)
})
