import { describe, expect, test } from 'vitest'
import { makeFlood } from '../../src/kernel/chat/flood.ts'
import type { IncomingMessage, IncomingPress } from '../../src/kernel/chat/message.ts'
import type { Database } from '../../src/kernel/database/database.ts'
import type { Log } from '../../src/kernel/log.ts'
import { openMailbox } from '../../src/kernel/outbox/mailbox.ts'
import { makeOutbox } from '../../src/kernel/outbox/outbox.ts'
import { lettersAfter } from '../support/letters.ts'
import { heapInUse } from '../support/memory.ts'
import { DONE, HARMLESS, openPoisonHouse } from '../support/poison/house.ts'
import { said } from '../support/poison/people.ts'
import { ACCOUNT, foundTown, type Town } from '../support/simulation/town.ts'
import { openMemory } from '../support/storage.ts'

const NOON = Date.parse('2026-11-20T04:00:00Z')
const TOO_FAST = '您发得太快了'
const SAID_OFTEN = '答复和前几遍一样，先不重复了。\n要找人请说：找书记'
const at = (seconds: number): Date => new Date(NOON + seconds * 1000)

type AuditTables = { audit: { action: string; subject: string }; inbox: { key: string } }

const silent: Log = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} }

async function openHouse() {
  const database = await openMemory()
  const town = await database.write((tx) => foundTown(tx, at(0)))
  let now = at(0)
  const receive = openPoisonHouse({ database, clock: () => now, log: silent, goWrong: () => {} })
  return {
    database,
    town,
    /** Everything is received at once, whenever it was said. */
    hear: (...events: readonly (IncomingMessage | IncomingPress)[]) => receive(ACCOUNT, events),
    turnTo: (moment: Date) => void (now = moment),
    reopen: () => openPoisonHouse({ database, clock: () => now, log: silent, goWrong: () => {} }),
  }
}

function member(town: Town, nth: number) {
  const hall = town.halls[0]
  const who = town.citizens.filter(({ branch }) => branch === hall?.branch)[nth]
  if (hall === undefined || who === undefined) throw new Error('the town is too small')
  return { who, hall }
}

async function done(database: Database): Promise<readonly string[]> {
  const rows = await database.read((tx) =>
    tx
      .withTables<AuditTables>()
      .selectFrom('audit')
      .select('subject')
      .where('action', '=', DONE)
      .orderBy('id' as never)
      .execute(),
  )
  return rows.map(({ subject }) => subject)
}

async function inboxSize(database: Database): Promise<number> {
  return database.read(async (tx) => (await tx.withTables<AuditTables>().selectFrom('inbox').select('key').execute()).length)
}

async function lettersTo(database: Database, chat: string): Promise<readonly string[]> {
  return (await lettersAfter(database, 0)).filter((letter) => letter.chat === chat).map(({ text }) => text)
}

describe('somebody who sends 200 messages within a minute', () => {
  test('is heard 30 times, hears one kind line, and everything is taken from the platform', async () => {
    const { database, town, hear } = await openHouse()
    const { who } = member(town, 1)
    const flood = Array.from({ length: 200 }, (_one, nth) => said(who, `${HARMLESS} ${nth}`, { at: at(nth * 0.25) }))
    const receipts = await hear(...flood)
    expect(receipts.every(({ kind }) => kind === 'done')).toBe(true)
    expect(await inboxSize(database)).toBe(200)
    expect(await done(database)).toEqual(flood.slice(0, 30).map(({ key }) => key))
    expect(await lettersTo(database, who.chat)).toEqual([expect.stringContaining(TOO_FAST)])
  })

  test('does not keep the neighbours of the same group from being heard', async () => {
    const { database, town, hear } = await openHouse()
    const { who, hall } = member(town, 1)
    const { who: neighbour } = member(town, 2)
    const flood = Array.from({ length: 200 }, (_one, nth) => said(who, `${HARMLESS} ${nth}`, { at: at(0), group: hall }))
    const calm = said(neighbour, HARMLESS, { at: at(1), group: hall })
    await hear(...flood, calm)
    expect((await done(database)).at(-1)).toBe(calm.key)
    expect(await done(database)).toHaveLength(31)
  })

  test('is not named in the group: nobody there hears of it', async () => {
    const { database, town, hear } = await openHouse()
    const { who, hall } = member(town, 1)
    await hear(...Array.from({ length: 60 }, (_one, nth) => said(who, `${HARMLESS} ${nth}`, { at: at(0), group: hall })))
    expect(await lettersTo(database, hall.chat)).toEqual([])
  })

  test('who goes on for ten minutes hears the line once a minute, four times at most, and then once why no more', async () => {
    const { database, town, hear, turnTo } = await openHouse()
    const { who } = member(town, 1)
    for (let second = 0; second < 600; second += 1) {
      turnTo(at(second))
      await hear(...[0, 0.3, 0.6].map((part) => said(who, `${HARMLESS} ${second + part}`, { at: at(second + part) })))
      if (second === 59 || second === 119) expect(await lettersTo(database, who.chat)).toHaveLength((second + 1) / 60)
    }
    const lines = await lettersTo(database, who.chat)
    expect(lines.map((line) => line.startsWith(TOO_FAST))).toEqual([true, true, true, true, false])
    expect(lines.at(-1)).toBe(SAID_OFTEN)
  })

  test('is heard again after a minute', async () => {
    const { database, town, hear } = await openHouse()
    const { who } = member(town, 1)
    await hear(...Array.from({ length: 100 }, (_one, nth) => said(who, `${HARMLESS} ${nth}`, { at: at(nth / 10) })))
    const later = said(who, HARMLESS, { at: at(71) })
    await hear(later)
    expect((await done(database)).at(-1)).toBe(later.key)
  })
})

test('what somebody wrote over a day while the program was away is heard in full, although it arrives within a second', async () => {
  const { database, town, hear } = await openHouse()
  const { who } = member(town, 1)
  const overTheDay = Array.from({ length: 100 }, (_one, nth) => said(who, HARMLESS, { at: at(nth * 600) }))
  await hear(...overTheDay)
  expect(await done(database)).toEqual(overTheDay.map(({ key }) => key))
})

describe('a phone that sends the same line twice', () => {
  test.each([
    ['two seconds later counts once', { text: HARMLESS, seconds: 2, nth: 1, times: 1 }],
    ['four seconds later counts twice', { text: HARMLESS, seconds: 4, nth: 1, times: 2 }],
    ['another line at once counts as well', { text: `${HARMLESS} 又`, seconds: 0, nth: 1, times: 2 }],
    ['the same line of somebody else counts as well', { text: HARMLESS, seconds: 0, nth: 2, times: 2 }],
  ])('%s', async (_title, { text, seconds, nth, times }) => {
    const { database, town, hear } = await openHouse()
    const { who, hall } = member(town, 1)
    await hear(said(who, HARMLESS, { at: at(0), group: hall }))
    await hear(said(member(town, nth).who, text, { at: at(seconds), group: hall }))
    expect(await done(database)).toHaveLength(times)
    expect(await inboxSize(database)).toBe(2)
  })

  test('the same line in the group and in private counts for both', async () => {
    const { database, town, hear } = await openHouse()
    const { who, hall } = member(town, 1)
    await hear(said(who, HARMLESS, { at: at(0), group: hall }), said(who, HARMLESS, { at: at(0) }))
    expect(await done(database)).toHaveLength(2)
  })

  test('a message the database could not take is heard when it is offered again: it is not taken for its own double', async () => {
    const guard = makeFlood()
    const { town } = await openHouse()
    const { who } = member(town, 1)
    const message = said(who, HARMLESS, { at: at(0) })
    const double = said(who, HARMLESS, { at: at(1) })
    for (let offers = 0; offers < 40; offers += 1) {
      expect(guard.judge(ACCOUNT, message)).toBe('heard')
      expect(guard.judge(ACCOUNT, double)).toBe('said-just-now')
    }
  })

  test('a press is never taken for its double: both are answered', async () => {
    const { town, hear } = await openHouse()
    const { who, hall } = member(town, 1)
    const press = (key: string): IncomingPress => ({
      kind: 'press',
      key,
      at: at(0),
      chat: { id: hall.chat, kind: 'group' },
      from: { id: who.chat, name: who.name },
      token: 'forged',
    })
    const receipts = await hear(...Array.from({ length: 40 }, (_one, nth) => press(`p${nth}`)))
    expect(receipts.every((receipt) => receipt.kind === 'done' && receipt.toast !== undefined)).toBe(true)
  })
})

test('a guard that has lost its memory does nothing twice: the inbox still knows each message', async () => {
  const { database, town, hear, reopen } = await openHouse()
  const { who } = member(town, 1)
  const message = said(who, HARMLESS, { at: at(0) })
  await hear(message)
  expect(await reopen()(ACCOUNT, [message])).toEqual([{ kind: 'done' }])
  expect(await done(database)).toEqual([message.key])
})

test('however many people talk, the guard remembers a bounded number of them', () => {
  const guard = makeFlood()
  const before = heapInUse()
  for (let nth = 0; nth < 50_000; nth += 1) guard.judge(ACCOUNT, said({ chat: `${nth}`, name: '某' }, `${nth}`, { at: at(nth) }))
  const grown = heapInUse() - before
  // Still in use, so that it was counted.
  expect(guard.judge(ACCOUNT, said({ chat: '1', name: '某' }, '1', { at: at(99_999) }))).toBe('heard')
  expect(grown).toBeLessThan(6_000_000)
})

describe('the same letter to one chat', () => {
  async function sayings() {
    const database = await openMemory()
    const outbox = makeOutbox(async () => undefined)
    const open = (chat: string, kind: 'private' | 'group') => database.write((tx) => openMailbox(tx, { ...ACCOUNT, chat, kind }, at(0)))
    const mailbox = await open('7001', 'private')
    const other = await open('7002', 'private')
    const group = await open('-7003', 'group')
    let letters = 0
    const say = async (text: string, minute: number, to = mailbox) => {
      letters += 1
      const letter = {
        once: `test:${letters}`,
        to: to.id,
        text,
        priority: 'reply',
        why: '测试',
        inDoubt: 'resend',
        goodUntil: at(86_400),
      } as const
      return (await database.write((tx) => outbox.put(tx, letter, at(minute * 60)))).kind
    }
    return { database, say, other, group }
  }

  test('is said four times in half an hour and then no more, whatever is said in between', async () => {
    const { say, other } = await sayings()
    const puts: string[] = []
    for (let minute = 0; minute < 24; minute += 3) {
      puts.push(await say('没看懂', minute))
      expect(await say(`已记第${minute}条`, minute + 1)).toBe('put')
    }
    expect(puts).toEqual(['put', 'put', 'put', 'put', 'said-before', 'said-before', 'said-before', 'said-before'])
    expect(await say('没看懂', 24, other)).toBe('put')
  })

  test('is followed once by a kind word on whom to ask, in private only', async () => {
    const { database, say, group } = await sayings()
    for (let minute = 0; minute < 12; minute += 1) await say('没看懂', minute)
    for (let minute = 12; minute < 24; minute += 1) await say('请回复：收到', minute, group)
    expect(await lettersTo(database, '7001')).toEqual([...Array.from({ length: 4 }, () => '没看懂'), SAID_OFTEN])
    expect(await lettersTo(database, '-7003')).toEqual(Array.from({ length: 4 }, () => '请回复：收到'))
  })

  test('is said again when half an hour has passed since the first', async () => {
    const { say } = await sayings()
    for (let minute = 0; minute < 4; minute += 1) await say('没看懂', minute)
    expect(await say('没看懂', 29)).toBe('said-before')
    expect(await say('没看懂', 30.1)).toBe('put')
  })
})
