import { describe, expect, test } from 'vitest'
import { findMigrations, migrate } from '../../src/kernel/database/migrate.ts'
import type { Log } from '../../src/kernel/log.ts'
import { makeCourier } from '../../src/kernel/outbox/courier.ts'
import type { Letter } from '../../src/kernel/outbox/letter.ts'
import { openMailbox } from '../../src/kernel/outbox/mailbox.ts'
import { makeOutbox } from '../../src/kernel/outbox/outbox.ts'
import { makeClockwork } from '../../src/kernel/schedule/clockwork.ts'
import { setAlarm } from '../../src/kernel/schedule/alarm.ts'
import { makeChance } from '../support/simulation/chance.ts'
import { makeDisk } from '../support/simulation/disk.ts'
import { makePlatform } from '../support/simulation/platform.ts'
import { makeTime } from '../support/simulation/time.ts'
import { ACCOUNT } from '../support/simulation/town.ts'
import { FAIR } from '../support/simulation/weather.ts'

const HOUR = 3_600_000

async function openPostOffice() {
  const time = makeTime('2026-11-20 09:00')
  const disk = makeDisk(undefined, time.timer)
  const database = disk.open({ alive: true })
  await migrate(database, await findMigrations(), time.now())
  const platform = makePlatform(
    time,
    makeChance(1),
    () => FAIR,
    () => 0,
    () => {},
  )
  const errors: string[] = []
  const quiet = (): void => {}
  const log: Log = { debug: quiet, info: quiet, warn: quiet, error: (_facts, sentence) => void errors.push(sentence) }
  const outbox = makeOutbox(async () => undefined)
  const put = async (chat: string, more: Partial<Letter> = {}): Promise<void> => {
    await database.write(async (tx) => {
      const { id } = await openMailbox(tx, { ...ACCOUNT, chat, kind: 'private' }, time.now())
      const letter = { once: `${chat} ${more.text ?? ''}`, to: id, priority: 'reply', text: '一封信', why: '', inDoubt: 'resend' } as const
      await outbox.put(tx, { ...letter, goodUntil: new Date(time.now().getTime() + HOUR), ...more }, time.now())
    })
  }
  return { time, disk, database, platform, errors, log, outbox, put }
}

describe('a letter that nobody can get ready', () => {
  test.each([
    ['asks something that no capability answers', { check: 'nobody-knows', args: {} }],
    ['asks something whose answer breaks', { check: 'breaks', args: {} }],
  ])('because it %s: it is set aside and told, and all others go', async (_why, stillNeeded) => {
    const office = await openPostOffice()
    await office.put('7001', { stillNeeded })
    for (const chat of ['7002', '7003']) await office.put(chat)
    const failed: string[] = []
    const bot = office.platform.bot({ alive: true })
    const courier = makeCourier({
      ...office,
      bots: () => [bot],
      clock: office.time.now,
      timer: office.time.timer,
      quiet: { kind: 'off' },
      groupDailyCap: undefined,
      checks: {
        breaks: async () => {
          throw new Error('a bug')
        },
      },
      lost: async () => {},
      failed: async (_tx, letter, reason) => void failed.push(`${letter.id}: ${reason}`),
    })
    void courier.start()
    await office.time.pass(5000)
    expect(['7001', '7002', '7003'].map((chat) => office.platform.room(chat).messages.length)).toEqual([0, 1, 1])
    expect(failed).toEqual(['1: 这封信准备不出来'])
    expect(office.disk.raw.prepare('select state from letter order by id').pluck().all()).toEqual(['refused', 'sent', 'sent'])
    expect(office.errors).toEqual(['a letter could not be got ready and was set aside'])
  })
})

test('when even telling of a lost letter breaks, the letters behind it go on', async () => {
  const office = await openPostOffice()
  const bot = office.platform.bot({ alive: true })
  for (const chat of ['7001', '7002']) await office.put(chat)
  office.platform.room('7001').door = 'shut'
  const breaks = async (): Promise<never> => {
    throw new Error('a bug')
  }
  const courier = makeCourier({
    ...office,
    bots: () => [bot],
    clock: office.time.now,
    timer: office.time.timer,
    quiet: { kind: 'off' },
    groupDailyCap: undefined,
    checks: {},
    lost: breaks,
    failed: breaks,
  })
  void courier.start()
  await office.time.pass(5000)
  await office.put('7002', { text: '又一封' })
  courier.nudge()
  await office.time.pass(5000)
  expect(office.platform.room('7002').messages.map(({ text }) => text)).toEqual(['一封信', '又一封'])
  expect(office.disk.raw.prepare('select state from letter order by id').pluck().all()).toEqual(['gone', 'sent', 'sent'])
})

describe('something to be done by the clock that always breaks', () => {
  test('is told to the operators by its name; the others are done', async () => {
    const { time, database, log, outbox, errors } = await openPostOffice()
    const done: string[] = []
    const troubled: string[] = []
    const breaks = async (): Promise<never> => {
      throw new Error('a bug')
    }
    const clockwork = makeClockwork({
      database,
      outbox,
      log,
      clock: time.now,
      token: () => '',
      committed: () => {},
      jobs: [
        { kind: 'daily', name: 'broken-day', at: '08:00', staleAfterHours: 5, run: breaks },
        { kind: 'daily', name: 'sound-day', at: '08:00', staleAfterHours: 5, run: async ({ day }) => void done.push(day) },
        { kind: 'alarm', name: 'broken-alarm', run: breaks },
        { kind: 'alarm', name: 'sound-alarm', run: async () => void done.push('alarm') },
      ],
      troubled: async (_tx, job, day) => void troubled.push(`${job} ${day}`),
    })
    for (const job of ['broken-alarm', 'sound-alarm'])
      await database.write((tx) =>
        setAlarm(tx, { once: job, job, args: {}, at: time.now(), staleAt: new Date(time.now().getTime() + HOUR) }),
      )
    for (let minute = 0; minute < 4; minute += 1) await clockwork.tick()
    expect(done).toEqual(['2026-11-20', 'alarm'])
    expect(new Set(troubled)).toEqual(new Set(['broken-day 2026-11-20', 'broken-alarm 2026-11-20']))
    expect(troubled.filter((line) => line.startsWith('broken-alarm'))).toHaveLength(1)
    expect(errors.filter((line) => line.includes('alarm'))).toHaveLength(3)
  })
})
