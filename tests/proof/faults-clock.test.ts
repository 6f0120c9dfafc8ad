import { describe, expect, test } from 'vitest'
import { type Day, momentAt } from '../../src/kernel/day.ts'
import { openQuietTown, type QuietTown } from '../support/quiet-town.ts'

const HOUR = 3_600_000

function heardBy(town: QuietTown, chat: string): readonly string[] {
  return town.arrived.filter(({ letter }) => letter.chat === chat).map(({ letter }) => letter.text)
}

describe('somebody sets the clock back an hour', () => {
  test('a chat that has just been spoken to is answered within seconds all the same', async () => {
    const town = await openQuietTown({ at: '2026-11-20 10:00' })
    const secretary = town.secretary()
    for (const text of ['帮助', '本月', '我的']) await town.says(secretary, text)
    expect(heardBy(town, secretary.chat)).toHaveLength(3)
    town.time.turn(-HOUR)
    await town.says(secretary, '通知情况')
    await town.time.pass(5000)
    expect(heardBy(town, secretary.chat)).toHaveLength(4)
  })

  test('a notice in its minute of grace leaves within two, once', async () => {
    const town = await openQuietTown({ at: '2026-11-20 10:00' })
    const secretary = town.secretary()
    await town.says(secretary, '发通知 明天9点开会带老花镜')
    await town.says(secretary, '发送')
    town.time.turn(-HOUR)
    await town.time.pass(125_000)
    const copies = () => town.arrived.filter(({ letter }) => letter.chat.startsWith('-') && letter.text.includes('老花镜'))
    const groups = town.town.halls.filter(({ branch }) => branch === secretary.branch)
    expect(copies()).toHaveLength(groups.length)
    await town.time.pass(2 * HOUR)
    expect(copies()).toHaveLength(groups.length)
  })

  test('a notice ordered right after that keeps its minute of grace, in which it can be taken back', async () => {
    const town = await openQuietTown({ at: '2026-11-20 10:00' })
    const secretary = town.secretary()
    await town.says(secretary, '发通知 明天9点开会带老花镜')
    town.time.turn(-HOUR)
    await town.says(secretary, '发送')
    await town.time.pass(30_000)
    await town.says(secretary, '撤回')
    await town.time.pass(2 * HOUR)
    expect(town.arrived.filter(({ letter }) => letter.chat.startsWith('-'))).toEqual([])
  })

  test('what waited when the program was off and the clock was set back does not wait for the hour to come again', async () => {
    const town = await openQuietTown({ at: '2026-11-20 10:00' })
    const secretary = town.secretary()
    town.platformIs('away')
    await town.says(secretary, '帮助')
    await town.turnOff()
    town.time.turn(-HOUR)
    town.platformIs('there')
    await town.turnOn()
    expect(heardBy(town, secretary.chat)).toHaveLength(1)
  })

  test('after midnight, yesterday is not done a second time', async () => {
    const town = await openQuietTown({ at: '2026-11-20 10:30' })
    const secretary = town.secretary()
    await town.says(secretary, '发通知 明天9点开会带老花镜')
    await town.says(secretary, '发送')
    for (const day of ['2026-11-21', '2026-11-22']) await town.goTo(momentAt(day as Day, '10:00'))
    const reminders = () =>
      town.arrived.filter(({ letter }) => letter.text.includes('还差') || letter.text.includes('看到请回复：收到\n')).length
    const before = { reminders: reminders(), arrived: town.arrived.length }
    town.time.turn(-HOUR)
    for (let quarter = 0; quarter < 8; quarter += 1) await town.goTo(new Date(town.time.now().getTime() + HOUR / 4))
    expect({ reminders: reminders(), arrived: town.arrived.length }).toEqual(before)
  })
})
