import { expect, test } from 'vitest'
import { openOffice } from '../../src/app.ts'
import { findMigrations, migrate } from '../../src/kernel/database/migrate.ts'
import type { Log } from '../../src/kernel/log.ts'
import { testCipher } from '../support/cipher.ts'
import { makeChance } from '../support/simulation/chance.ts'
import { makeDisk } from '../support/simulation/disk.ts'
import { makePlatform } from '../support/simulation/platform.ts'
import { makeTime } from '../support/simulation/time.ts'
import { foundTown } from '../support/simulation/town.ts'
import { FAIR } from '../support/simulation/weather.ts'

const GROUPS = 60
const NOTICES_EACH = 5
/** What the platform's own limits allow: 28 a second in all; a group takes three at once and then one a second. */
const BOUND_SECONDS = Math.max((GROUPS * NOTICES_EACH) / 28, NOTICES_EACH - 3)

const quiet = (): void => {}
const log: Log = { debug: quiet, info: quiet, warn: quiet, error: (facts) => expect.fail(String(facts.error)) }

test('five notices to sixty groups take as long as the platform asks for, and no chat that has heard enough holds up the others', async () => {
  const time = makeTime('2026-11-20 09:00')
  const disk = makeDisk(undefined, time.timer)
  const database = disk.open({ alive: true })
  await migrate(database, await findMigrations(), time.now())
  const town = await database.write((tx) =>
    foundTown(tx, time.now(), {
      villages: GROUPS,
      membersEach: 1,
      groups: () => 1,
      privateChat: (nth) => String(9000 + nth),
      groupChat: (nth) => String(-9000 - nth),
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
    log,
    clock: time.now,
    timer: time.timer,
    token: makeChance(4).token,
    settings: { quiet: { kind: 'off' }, groupDailyCap: undefined },
    bots: () => [bot],
  })
  await database.write(async (tx) => {
    for (const { mailbox } of town.halls)
      for (let nth = 0; nth < NOTICES_EACH; nth += 1)
        await office.outbox.put(
          tx,
          {
            once: `notice ${nth} to ${mailbox}`,
            to: mailbox,
            priority: 'notice',
            text: `第${nth}件事`,
            why: '测试',
            inDoubt: 'resend',
            goodUntil: new Date(time.now().getTime() + 3_600_000),
          },
          time.now(),
        )
  })
  const starting = office.courier.start()
  await time.pass(BOUND_SECONDS * 1200 + 1000)
  await starting
  const heard = town.halls.map(({ chat }) => platform.room(chat).messages.map(({ text }) => text))
  expect(heard).toEqual(Array.from({ length: GROUPS }, () => ['第0件事', '第1件事', '第2件事', '第3件事', '第4件事']))
  expect(platform.throttledByPace()).toBe(0)
})
