import Sqlite from 'better-sqlite3'
import { afterEach, describe, expect, test } from 'vitest'
import { type Day, momentAt } from '../../src/kernel/day.ts'
import { findSetBack } from '../../src/kernel/schedule/clock-mark.ts'
import { endScenes, setScene } from '../support/program/scene.ts'
import { builtProgram, runVerb } from '../support/program/start.ts'
import { openQuietTown, type QuietTown } from '../support/quiet-town.ts'

const HOUR = 3_600_000

function heardBy(town: QuietTown, chat: string): readonly string[] {
  return town.arrived.filter(({ letter }) => letter.chat === chat).map(({ letter }) => letter.text)
}

const tellings = (town: QuietTown) => town.arrived.filter(({ letter }) => letter.text.includes('时钟往回拨过'))

afterEach(endScenes)

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
    const others = () => town.arrived.length - tellings(town).length
    const before = { reminders: reminders(), others: others() }
    town.time.turn(-HOUR)
    for (let quarter = 0; quarter < 8; quarter += 1) await town.goTo(new Date(town.time.now().getTime() + HOUR / 4))
    expect({ reminders: reminders(), others: others() }).toEqual(before)
  })
})

describe('whoever looks after the program hears that the clock was set back', () => {
  const strikes = async (town: QuietTown, minutes: number) => {
    for (let minute = 0; minute < minutes; minute += 1) {
      await town.time.pass(60_000)
      await town.office().clockwork.tick()
    }
  }
  const seen = (town: QuietTown) => town.database.read((tx) => findSetBack(tx, town.time.now()))

  test('once, with the hour it had shown, and nobody else does; it is over when the hour has come again', async () => {
    const town = await openQuietTown({ at: '2026-11-20 10:00' })
    await strikes(town, 3)
    expect([tellings(town).length, await seen(town)]).toEqual([0, undefined])
    town.time.turn(-HOUR)
    await strikes(town, 30)
    expect(tellings(town).map(({ letter }) => letter.chat)).toEqual([town.admin().chat])
    expect(tellings(town)[0]?.letter.text).toMatch(/原来走到11月20日（星期五）10:0\d\n现在是11月20日（星期五）09:0\d$/)
    expect(await seen(town)).toBeDefined()
    await strikes(town, 45)
    expect([tellings(town).length, await seen(town)]).toEqual([1, undefined])
  })

  test('also when it happened while the program was off', async () => {
    const town = await openQuietTown({ at: '2026-11-20 10:00' })
    await town.turnOff()
    town.time.turn(-HOUR)
    await town.turnOn()
    expect(tellings(town)).toHaveLength(1)
  })

  test('a clock that was a year ahead and is put right is told once and believed after a day', async () => {
    const town = await openQuietTown({ at: '2027-11-20 10:00' })
    await town.turnOff()
    town.time.turn(-365 * 24 * HOUR)
    await town.turnOn()
    for (let hour = 0; hour < 26; hour += 1) await town.goTo(new Date(town.time.now().getTime() + HOUR))
    expect([tellings(town).length, await seen(town)]).toEqual([1, undefined])
  })

  test('a correction by seconds is nothing to tell', async () => {
    const town = await openQuietTown({ at: '2026-11-20 10:00' })
    await strikes(town, 3)
    town.time.turn(-90_000)
    await strikes(town, 5)
    expect([tellings(town).length, await seen(town)]).toEqual([0, undefined])
  })

  test('the health page and the doctor show it', { timeout: 60_000 }, async () => {
    const program = builtProgram()
    const scene = await setScene(program)
    const run = scene.start()
    expect(await scene.health(run)).toMatchObject({ status: 200, page: { clock: 'right' } })
    const database = new Sqlite(scene.town.database)
    const inAnHour = new Date(Date.now() + HOUR).toISOString()
    database.prepare(`update setting set value = ? where key = 'latest-moment'`).run(inAnHour)
    database.close()
    expect(await scene.health(run)).toMatchObject({ status: 200, page: { clock: 'set-back' } })
    const doctor = await runVerb(program, { ...scene.town, words: ['doctor'] })
    expect(doctor.status).toBe(1)
    expect(doctor.output).toMatch(/^要管　时钟：往回拨过，原来走到 [^\n]*。请核对；现在准的话不用管$/m)
  })
})
