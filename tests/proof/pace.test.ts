import { expect, test } from 'vitest'
import { openOffice } from '../../src/app.ts'
import { findMigrations, migrate } from '../../src/kernel/database/migrate.ts'
import type { Log } from '../../src/kernel/log.ts'
import { testCipher } from '../support/cipher.ts'
import { testSigner } from '../support/signer.ts'
import { makeChance } from '../support/simulation/chance.ts'
import { makeDisk } from '../support/simulation/disk.ts'
import { makePlatform } from '../support/simulation/platform.ts'
import { makeTime } from '../support/simulation/time.ts'
import { foundTown } from '../support/simulation/town.ts'
import { FAIR } from '../support/simulation/weather.ts'

/** The pace of bots/telegram. */
const PER_SECOND = 28

const quiet = (): void => {}
const log: Log = { debug: quiet, info: quiet, warn: quiet, error: (facts) => expect.fail(String(facts.error)) }

/** A township with so many groups, and so many notices for each of them in the outbox. */
async function openTownship(groups: number, noticesEach: number) {
  const time = makeTime('2026-11-20 09:00')
  let statements = 0
  const disk = makeDisk(undefined, time.timer, () => {
    statements += 1
    return 'none'
  })
  const database = disk.open({ alive: true })
  await migrate(database, await findMigrations(), time.now())
  const town = await database.write((tx) =>
    foundTown(tx, time.now(), {
      villages: groups,
      membersEach: 1,
      groups: () => 1,
      privateChat: (nth) => String(90_000 + nth),
      groupChat: (nth) => String(-90_000 - nth),
    }),
  )
  const platform = makePlatform(
    time,
    makeChance(3),
    () => ({ ...FAIR, travel: [5, 20] }),
    () => 0,
    quiet,
  )
  const bot = platform.bot({ alive: true })
  const office = openOffice({
    database,
    cipher: testCipher,
    signer: testSigner,
    log,
    clock: time.now,
    timer: time.timer,
    token: makeChance(4).token,
    settings: { quiet: { kind: 'off' }, groupDailyCap: undefined },
    bots: () => [bot],
  })
  const goodUntil = new Date(time.now().getTime() + 3_600_000)
  await database.write(async (tx) => {
    for (const { mailbox } of town.halls)
      for (let nth = 0; nth < noticesEach; nth += 1) {
        const once = `notice ${nth} to ${mailbox}`
        const text = `第${nth}件事`
        await office.outbox.put(tx, { once, to: mailbox, priority: 'notice', text, why: '测试', inDoubt: 'resend', goodUntil }, time.now())
      }
  })
  statements = 0
  return {
    throttled: platform.throttledByPace,
    statements: () => statements,
    heard: () => town.halls.map(({ chat }) => platform.room(chat).messages.map(({ text }) => text)),
    carryFor: async (seconds: number) => {
      const starting = office.courier.start()
      await time.pass(seconds * 1000)
      await starting
    },
  }
}

test('five notices to sixty groups take as long as the platform asks for, and no chat that has heard enough holds up the others', async () => {
  const groups = 60
  const township = await openTownship(groups, 5)
  // A group takes three at once and then one a second, which is less than 28 a second in all.
  const boundSeconds = (groups * 5) / PER_SECOND
  await township.carryFor(boundSeconds * 1.2 + 1)
  expect(township.heard()).toEqual(Array.from({ length: groups }, () => ['第0件事', '第1件事', '第2件事', '第3件事', '第4件事']))
  expect(township.throttled()).toBe(0)
})

test('a thousand letters that wait are not looked through again after each one that went, though another account has none', async () => {
  const groups = 1000
  const township = await openTownship(groups, 1)
  await township.carryFor((groups / PER_SECOND) * 1.2 + 1)
  expect(township.heard().flat()).toHaveLength(groups)
  process.stdout.write(`pace: ${township.statements() / groups} statements a letter\n`)
  expect(township.statements() / groups).toBeLessThan(15)
})
