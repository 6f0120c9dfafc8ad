import { describe, expect, test } from 'vitest'
import type { Capabilities } from '../../src/kernel/chat/message.ts'
import { openMailbox } from '../../src/kernel/outbox/mailbox.ts'
import type { Priority } from '../../src/kernel/outbox/letter.ts'
import type { Group } from '../support/people.ts'
import { TELEGRAM } from '../support/platform.ts'
import { openVillage, type Village } from '../support/village.ts'

/** A personal account must not be in a hurry: few messages, merged, at irregular moments, answers first. */
const { startLink: _none, ...rest } = TELEGRAM
const GENTLE: Capabilities = {
  ...rest,
  edits: false,
  choices: 'numbered',
  perSecond: 1 / 3,
  perChatSecond: 1 / 3,
  perGroupMinute: 4,
  perGroupHour: 3,
  jitterSeconds: 5,
  merges: true,
}

async function put(village: Village, chat: { readonly chat: string }, text: string, priority: Priority, more: object = {}): Promise<void> {
  await village.write(async (tx) => {
    const now = village.clock.now()
    const { id } = await openMailbox(tx, { platform: 'telegram', account: 'branchlink_bot', chat: chat.chat, kind: 'group' }, now)
    const goodUntil = new Date(now.getTime() + 86_400_000)
    await village.outbox.put(tx, { once: text, to: id, priority, text, why: '', inDoubt: 'resend', goodUntil, ...more }, now)
  })
}

const shown = (village: Village, group: Group): readonly string[] => village.screen(group).map(({ text }) => text)

describe('on a platform that punishes hurry', () => {
  test('what waits for one group goes as one message, in its order', async () => {
    const village = await openVillage({ platform: GENTLE })
    const group = village.group('河西村群')
    await put(village, group, '第一句', 'reply')
    await put(village, group, '第二句', 'reply')
    await village.pass({ seconds: 1 })
    expect(shown(village, group)).toEqual(['第一句\n\n第二句'])
    expect((await village.letters()).map(({ state }) => state)).toEqual(['sent', 'sent'])
  })

  test('a letter with a list to choose from stands alone', async () => {
    const village = await openVillage({ platform: GENTLE })
    const group = village.group('河西村群')
    await put(village, group, '第一句', 'reply')
    await put(village, group, '选一个', 'reply', { choices: [{ label: '甲', word: '甲', token: 't' }] })
    await village.pass({ minutes: 2 })
    expect(shown(village, group)).toEqual(['第一句', '选一个'])
  })

  test('between two messages pass three to eight seconds, never the same', async () => {
    const village = await openVillage({ platform: GENTLE })
    const moments: number[] = []
    for (let number = 0; number < 8; number += 1) await put(village, village.group(`第${number}群`), `第${number}群的话`, 'reply')
    let seen = 0
    for (let tenth = 0; tenth < 800; tenth += 1) {
      await village.pass({ seconds: 0.1 })
      const now = (await village.letters()).filter(({ state }) => state === 'sent').length
      if (now > seen) moments.push(tenth / 10)
      seen = now
    }
    const gaps = moments.slice(1).map((moment, index) => Math.round((moment - (moments[index] ?? 0)) * 10) / 10)
    expect(moments).toHaveLength(8)
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(2.9)
    expect(Math.max(...gaps)).toBeLessThanOrEqual(8.3)
    expect(new Set(gaps).size).toBeGreaterThan(3)
  })

  test('an answer goes before what waited longer', async () => {
    const village = await openVillage({ platform: GENTLE })
    for (const name of ['甲', '乙', '丙']) await put(village, village.group(`${name}群`), `${name}群的通知`, 'notice')
    await village.pass({ seconds: 1 })
    const asked = village.group('丁群')
    await put(village, asked, '答您', 'reply')
    await village.pass({ seconds: 9 })
    expect(shown(village, asked)).toEqual(['答您'])
    expect((await village.letters()).filter(({ state }) => state === 'waiting').length).toBeGreaterThan(0)
  })

  test('after three messages in an hour a group is left alone until the hour is over; an answer still goes', async () => {
    const village = await openVillage({ platform: GENTLE, groupDailyCap: 50 })
    const group = village.group('河西村群')
    for (const text of ['一', '二', '三', '四']) {
      await put(village, group, `通知${text}`, 'notice')
      await village.pass({ minutes: 2 })
    }
    expect(shown(village, group)).toEqual(['通知一', '通知二', '通知三'])
    await put(village, group, '答您', 'reply')
    await village.pass({ minutes: 2 })
    expect(shown(village, group)).toEqual(['通知一', '通知二', '通知三', '答您'])
    await village.pass({ minutes: 55 })
    await village.pass({ minutes: 5 })
    expect(shown(village, group).at(-1)).toBe('通知四')
  })

  test('the hour is not forgotten when the program is started again', async () => {
    const village = await openVillage({ platform: GENTLE, groupDailyCap: 50 })
    const group = village.group('河西村群')
    for (const text of ['一', '二', '三']) {
      await put(village, group, `通知${text}`, 'notice')
      await village.pass({ minutes: 2 })
    }
    await village.sleeps({ minutes: 5 })
    await put(village, group, '通知四', 'notice')
    await village.pass({ minutes: 5 })
    expect(shown(village, group)).toHaveLength(3)
  })

  test('where nothing can be changed a card’s counter is not said anew', async () => {
    const village = await openVillage({ platform: GENTLE })
    const secretary = await village.bound('姜福生', village.hexi, { offices: ['secretary'] })
    const wang = await village.bound('王桂芳', village.hexi)
    const group = await village.room('河西村群', village.hexi)
    await secretary.says('发通知 明天9点开会')
    await village.pass({ seconds: 10 })
    await secretary.says('发送')
    await village.pass({ minutes: 3 })
    await wang.in(group).says('收到')
    await village.pass({ minutes: 3 })
    expect(village.screen(group)).toHaveLength(1)
    expect((await village.letters()).filter(({ state }) => state === 'unneeded').length).toBe(1)
  })
})

test('elsewhere two letters to one group stay two', async () => {
  const village = await openVillage()
  const group = village.group('河西村群')
  await put(village, group, '第一句', 'reply')
  await put(village, group, '第二句', 'reply')
  await village.pass({ seconds: 5 })
  expect(shown(village, group)).toEqual(['第一句', '第二句'])
})
