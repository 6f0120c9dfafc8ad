import { describe, expect, test } from 'vitest'
import { openMailbox } from '../../src/kernel/outbox/mailbox.ts'
import { bindAccount } from '../../src/roster/accounts-store.ts'
import { openHexi } from './hexi.ts'

const NOT_YOURS = '这件事由支部书记来办。\n您可以说：帮助'
const COMMANDS = [
  '发通知 停水',
  '紧急通知 停水',
  '全镇 发通知 停水',
  '通知情况',
  '更正 1 停电',
  '撤回',
  '停止',
  '马上发',
  '谁还没',
  '记 姜福生 收到',
  '本月',
]

describe('who may not', () => {
  test.each(COMMANDS)('a member, a stranger and a probable secretary hear it kindly in private: %s', async (command) => {
    const hexi = await openHexi()
    await hexi.sends('停水')
    const maybe = hexi.person('像是书记')
    await hexi.write(async (tx) => {
      const mailbox = await openMailbox(tx, { ...hexi.bot, chat: maybe.chat, kind: 'private' }, hexi.clock.now())
      await bindAccount(tx, mailbox.id, hexi.zhou.id, 'probable', hexi.clock.now())
    })
    await hexi.jiang.hears(command, NOT_YOURS)
    await hexi.person('外人').hears(command, NOT_YOURS)
    await maybe.hears(command, NOT_YOURS)
  })

  test.each(['发通知', '通知情况', '通知情况 1', '谁还没', '谁还没 收到', '撤回', '本月'])(
    'in the group nothing is said: %s',
    async (command) => {
      const hexi = await openHexi()
      await hexi.sends('停水')
      const xie = await hexi.bound('谢长林', hexi.hedong, { offices: ['secretary'] })
      const before = hexi.screen(hexi.hall).length
      const heard = await hexi.jiang.in(hexi.hall).says(command)
      expect([heard.texts, heard.to(hexi.jiang)]).toEqual([[], [NOT_YOURS]])
      expect((await hexi.person('外人').in(hexi.hall).says(command)).letters).toEqual([])
      expect((await xie.in(hexi.hall).says(command)).texts).toEqual([])
      expect(hexi.screen(hexi.hall)).toHaveLength(before)
    },
  )

  test('an anonymous administrator is nobody', async () => {
    const hexi = await openHexi()
    expect((await hexi.zhou.in(hexi.hall).says('发通知', { nobody: 'anonymous-admin' })).letters).toEqual([])
  })

  test('in a group that belongs to nobody nothing is said at all', async () => {
    const hexi = await openHexi()
    const elsewhere = hexi.group('邻村闲聊群')
    for (const line of ['发通知 停水', '通知情况', '帮助', '收到', '为什么', '撤销'])
      expect((await hexi.zhou.in(elsewhere).says(line)).letters).toEqual([])
  })
})

describe('an officer in the group', () => {
  test.each(['发通知 停水', '发通知停水，请储水', '发通知：停水', '紧急通知：停水'])('is answered in private: %s', async (typed) => {
    const hexi = await openHexi()
    const heard = await hexi.zhou.in(hexi.hall).says(typed)
    expect(heard.texts).toEqual([])
    expect(heard.to(hexi.zhou)[0]).toMatch(/^(紧急)?通知预览\n停水/)
    await hexi.zhou.in(hexi.hall).hears('发送')
    expect(hexi.screen(hexi.hall)).toEqual([])
    await hexi.zhou.hears('发送', /一分钟后发出/)
  })

  test.each(['发通知', '撤回', '停止', '马上发', '更正', '本月', '记'])('hears the answer to %s alone', async (command) => {
    const hexi = await openHexi()
    await hexi.sends('停水')
    const heard = await hexi.zhou.in(hexi.hall).says(command)
    expect(heard.texts).toEqual([])
    expect(heard.to(hexi.zhou)).toHaveLength(1)
  })

  test.each(['发通知了没有', '那个通知情况怎么样了', '撤回的消息我没看到', '收到通知情况良好'])(
    'who only talks is not answered: %s',
    async (line) => {
      const hexi = await openHexi()
      expect((await hexi.zhou.in(hexi.hall).says(line)).letters).toEqual([])
    },
  )

  test('whose private chat is closed is not answered in the group', async () => {
    const hexi = await openHexi()
    await hexi.zhou.blocks()
    expect((await hexi.zhou.in(hexi.hall).says('发通知停水，请储水')).letters).toEqual([])
  })

  test('a clerk and a deputy may what the secretary may', async () => {
    const hexi = await openHexi()
    const clerk = await hexi.bound('吴玉兰', hexi.hexi, { offices: ['clerk'] })
    const deputy = await hexi.bound('谢长林', hexi.hexi, { offices: ['deputy_secretary'] })
    for (const officer of [clerk, deputy]) {
      await officer.hears('发通知 停水', /^通知预览/)
      await officer.hears('发送', /一分钟后发出/)
    }
  })

  test('an organization officer may not', async () => {
    const hexi = await openHexi()
    const collector = await hexi.bound('吴玉兰', hexi.hexi, { offices: ['organization_officer'] })
    await collector.hears('发通知 停水', NOT_YOURS)
  })
})
