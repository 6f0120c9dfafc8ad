import { afterEach, describe, expect, test } from 'vitest'
import type { Database } from '../../src/kernel/database/database.ts'
import { openMailbox } from '../../src/kernel/outbox/mailbox.ts'
import { addBranch } from '../../src/roster/branches-store.ts'
import { bindRoom } from '../../src/roster/rooms-store.ts'
import { closeTowns, openTown } from '../support/town.ts'

afterEach(closeTowns)

/** A village whose group is bound, in which the bot hears everything. */
async function villageWithGroup() {
  const town = await openTown({ privacyMode: 'off' })
  const group = town.telegram.supergroup('河西村党员群')
  const account = town.bots[0]?.account ?? ''
  await town.write(async (tx) => {
    const branch = await addBranch(tx, { name: '河西村党支部', kind: 'village', parent: undefined })
    const mailbox = await openMailbox(tx, { platform: 'telegram', account, chat: String(group.id()), kind: 'group' }, town.now())
    await bindRoom(tx, { mailbox: mailbox.id, branch, title: group.title, by: undefined }, town.now())
  })
  return { town, group }
}

describe('another bot in the room', () => {
  test('is nobody: what it says has no effect and gets no answer, even when it names us', async () => {
    const { town, group } = await villageWithGroup()
    for (const text of ['帮助', '绑定本群', '收到', '签到', '谁还没']) group.otherBotSays('天气机器人', text, {})
    await town.telegram.until(() => town.telegram.updates.waiting() === 0)
    expect(town.telegram.messagesIn(group)).toEqual([])
    expect(await town.read((tx) => tx.withTables<{ inbox: { key: string } }>().selectFrom('inbox').select('key').execute())).toHaveLength(5)
  })

  test('that asks again after every line of ours does not get into a loop with us', async () => {
    const { town, group } = await villageWithGroup()
    const { telegram } = town
    telegram.person('王桂芳').says(group, '帮助')
    await telegram.until(() => telegram.messagesIn(group).length > 0)
    let answered = 0
    for (let rounds = 0; rounds < 20; rounds += 1) {
      const ours = telegram.messagesIn(group).length
      for (; answered < ours; answered += 1) group.otherBotSays('问个不停', '帮助', {})
      await telegram.until(() => telegram.updates.waiting() === 0)
      await town.eventually(async (tx) => (await waiting(tx)) === 0)
    }
    expect(telegram.messagesIn(group)).toHaveLength(1)
  })

  test('that nobody can tell from a person, and that repeats us in private, is left alone after a few lines', async () => {
    const town = await openTown({ privacyMode: 'off' })
    const { telegram } = town
    const robot = telegram.person('复读机')
    robot.tells('你好')
    let heard = 0
    let rounds = 0
    for (; rounds < 60; rounds += 1) {
      await telegram.until(() => telegram.updates.waiting() === 0)
      await town.eventually(async (tx) => (await waiting(tx)) === 0)
      const lines = telegram.messagesIn(robot)
      if (lines.length === heard) break
      for (const line of lines.slice(heard)) robot.tells(line.text)
      heard = lines.length
      await town.pass({ seconds: 5 })
    }
    expect(rounds).toBeLessThan(60)
    expect(heard).toBeGreaterThan(0)
    const lines = telegram.messagesIn(robot).map(({ text }) => text)
    for (const line of lines) expect(lines.filter((other) => other === line).length).toBeLessThan(5)
    expect(heard).toBeLessThanOrEqual(30)
  })
})

async function waiting(tx: Parameters<Parameters<Database['read']>[0]>[0]): Promise<number> {
  const rows = await tx
    .withTables<{ letter: { state: string; id: number } }>()
    .selectFrom('letter')
    .select('id')
    .where('state', 'in', ['waiting', 'sending'])
    .execute()
  return rows.length
}
