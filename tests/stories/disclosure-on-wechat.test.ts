import { afterAll, beforeAll, expect, test } from 'vitest'
import { ACCOUNTS } from '../disclosures/hexi.ts'
import { type Gateway, startGateway } from '../support/wechat/gateway.ts'
import { eventually, openWechatTown, type WechatTown } from '../support/wechat/town.ts'

const ROOM = 'hexi@chatroom'

let gateway: Gateway
let town: WechatTown
beforeAll(async () => {
  gateway = await startGateway()
})
afterAll(async () => {
  await town.stop()
  await gateway.stop()
})

test('on WeChat the accounts are pasted, reviewed by a word, and the group has the line and the picture', async () => {
  const clerk = gateway.contact('wxid_cui', '崔志远')
  const supervisor = gateway.contact('wxid_qin', '秦小兰')
  const member = gateway.contact('wxid_li', '老李')
  gateway.room(ROOM, '河西村党员群', [clerk, supervisor, member])
  gateway.login()
  town = await openWechatTown(gateway)
  const hexi = await town.branch('河西村党支部')
  await town.bound(clerk, hexi, { offices: ['clerk'] })
  await town.bound(supervisor, hexi, { offices: ['supervisor'] })
  await town.bound(member, hexi)
  await town.room(ROOM, '河西村党员群', hexi)
  const hears = (chat: string, part: string) => eventually(() => (gateway.textsIn(chat).at(-1) ?? '').includes(part))

  clerk.tells('发公开')
  await hears(clerk.id, '要公开哪一项')
  clerk.tells('财务 3季度')
  await hears(clerk.id, '请把账目贴在这里')
  clerk.tells(ACCOUNTS)
  await hears(clerk.id, '回复：提交 / 重发 / 取消')
  clerk.tells('提交')
  await hears(supervisor.id, '请在')
  supervisor.tells('同意 1')
  await eventually(() => gateway.sent.some(({ chat, file }) => chat === ROOM && file?.name === '公开1-1.png'))
  expect(gateway.textsIn(ROOM)[0]).toMatch(/^河西村2026年第三季度村级财务收支，第 1 号\n收入 5000元，支出 1200元，结余 4800元\n/u)
  expect(gateway.sent.find(({ file }) => file !== undefined)?.file?.bytes).toBeGreaterThan(10_000)

  member.says(ROOM, '看公开 1')
  await hears(ROOM, '修水渠工钱 张*明 支 1200元')
  expect(gateway.textsIn(ROOM).join('\n')).not.toContain('张小明')
  expect(town.log()).not.toContain('"level":"error"')
})
