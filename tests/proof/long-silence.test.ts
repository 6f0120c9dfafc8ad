import { describe, expect, test } from 'vitest'
import { momentAt, parseDay, sayMoment } from '../../src/kernel/day.ts'
import { findMailbox, type MailboxId } from '../../src/kernel/outbox/mailbox.ts'
import { openQuietTown, type QuietTown } from '../support/quiet-town.ts'
import { ACCOUNT } from '../support/simulation/town.ts'

const HOUR = 3_600_000
const MISSING = '断线太久，有些消息没有收到'

/** Hours pass one by one, with a strike of the clock in each. */
async function hours(town: QuietTown, count: number): Promise<void> {
  for (let hour = 0; hour < count; hour += 1) await town.goTo(new Date(town.time.now().getTime() + HOUR - 70_000))
}

async function put(
  town: QuietTown,
  once: string,
  chat: string,
  goodHours: number,
  priority: 'reply' | 'notice' | 'reminder',
): Promise<void> {
  const now = town.time.now()
  await town.database.write(async (tx) => {
    const to = (await findMailbox(tx, { ...ACCOUNT, chat }))?.id as MailboxId
    const goodUntil = new Date(now.getTime() + goodHours * HOUR)
    await town.office().outbox.put(tx, { once, to, text: `信 ${once}`, priority, why: '测试', inDoubt: 'resend', goodUntil }, now)
  })
}

function states(town: QuietTown, like: string): Readonly<Record<string, string>> {
  const rows = town.raw.prepare('select once, state from letter where once like ?').all(like) as { once: string; state: string }[]
  return Object.fromEntries(rows.map(({ once, state }) => [once, state]))
}

function announcements(town: QuietTown) {
  return town.arrived.filter(({ letter }) => letter.text.includes(MISSING))
}

describe('Telegram is away for a day', () => {
  test('what waits is not tried, what is too late expires, and the rest arrives once when it is back', async () => {
    const town = await openQuietTown({ at: '2026-11-20 09:00' })
    town.platformIs('away')
    const triesBefore = town.tries()
    for (const goodHours of [1, 10, 23, 25, 48]) {
      await put(town, `reply:${goodHours}`, town.secretary().chat, goodHours, 'reply')
      await put(town, `reminder:${goodHours}`, town.town.halls[0]?.chat ?? '', goodHours, 'reminder')
    }
    await hours(town, 24)
    expect(town.tries()).toBe(triesBefore)
    const expired = { 'reply:1': 'expired', 'reply:10': 'expired', 'reply:23': 'expired' }
    expect(states(town, 'reply:%')).toEqual({ ...expired, 'reply:25': 'waiting', 'reply:48': 'waiting' })
    town.platformIs('there')
    await town.time.pass(600_000)
    expect(states(town, 'reply:%')).toEqual({ ...expired, 'reply:25': 'sent', 'reply:48': 'sent' })
    expect(states(town, 'reminder:%')).toMatchObject({ 'reminder:23': 'expired', 'reminder:25': 'sent', 'reminder:48': 'sent' })
    const texts = town.arrived.map(({ letter }) => letter.text)
    for (const goodHours of [25, 48]) expect(texts.filter((text) => text === `信 reply:${goodHours}`)).toHaveLength(1)
    for (const goodHours of [1, 10, 23]) expect(texts).not.toContain(`信 reply:${goodHours}`)
  })

  test('a notice ordered in the meantime reaches its groups afterwards, once, and nobody is reminded of it before', async () => {
    const town = await openQuietTown({ at: '2026-11-20 09:00' })
    town.platformIs('away')
    await town.says(town.secretary(), '发通知 明天村部开会带老花镜')
    await town.says(town.secretary(), '发送')
    await hours(town, 24)
    town.platformIs('there')
    await town.time.pass(600_000)
    const copies = town.arrived.filter(
      ({ letter }) => letter.chat.startsWith('-') && letter.text.includes('老花镜') && letter.choices.length > 0,
    )
    expect(copies.map(({ letter }) => letter.chat).toSorted()).toEqual(
      town.town.halls
        .filter(({ branch }) => branch === town.secretary().branch)
        .map(({ chat }) => chat)
        .toSorted(),
    )
    expect(Object.keys(states(town, 'digest:%'))).toEqual([])
  })
})

describe('what a platform did not keep for us', () => {
  test.each([
    ['23 hours away is nothing to tell: Telegram keeps a day', 23, 0],
    ['26 hours away are told', 26, 1],
    ['a week away is told', 168, 1],
  ])('%s', async (_title, away, times) => {
    const town = await openQuietTown({ at: '2026-11-20 09:00' })
    town.platformIs('away')
    await hours(town, away)
    expect(announcements(town)).toEqual([])
    town.platformIs('there')
    await hours(town, 3)
    expect(announcements(town)).toHaveLength(times)
  })

  test('is told to the operator alone, with the hours that are missing, also when the program itself was off', async () => {
    const town = await openQuietTown({ at: '2026-11-20 09:00' })
    await town.goTo(momentAt(parseDay('2026-11-20') ?? (undefined as never), '12:00'))
    const last = new Date('2026-11-20T04:00:00Z')
    await town.turnOff()
    await town.time.leap(72 * HOUR)
    await town.turnOn()
    await hours(town, 2)
    const [told, ...more] = announcements(town)
    expect(more).toEqual([])
    expect(told?.letter.chat).toBe(town.admin().chat)
    const back = new Date(town.time.now().getTime())
    expect(told?.letter.text).toContain(`从${sayMoment(last)}`)
    expect(told?.letter.text).toContain(`到${sayMoment(new Date((told?.at.getTime() ?? back.getTime()) - 24 * HOUR))}`)
  })

  test('is not told again by restarts, and each new absence is told', async () => {
    const town = await openQuietTown({ at: '2026-11-20 09:00' })
    const restart = async (hoursOff: number) => {
      await town.turnOff()
      await town.time.leap(hoursOff * HOUR)
      await town.turnOn()
    }
    await restart(30)
    await restart(1)
    await restart(0)
    expect(announcements(town)).toHaveLength(1)
    await restart(50)
    expect(announcements(town)).toHaveLength(2)
  })

  test('a first start and a clock that is set back are no absence', async () => {
    const town = await openQuietTown({ at: '2026-11-20 09:00' })
    town.time.turn(-3 * HOUR)
    await hours(town, 2)
    const noted = town.raw.prepare(`select value from setting where key like 'last-contact:%'`).pluck().get()
    expect(Date.parse(String(noted))).toBeLessThanOrEqual(town.time.now().getTime())
    town.time.turn(3 * HOUR)
    await hours(town, 2)
    expect(announcements(town)).toEqual([])
  })

  test('where nothing at all is kept, a quarter of an hour away is told', async () => {
    const town = await openQuietTown({ at: '2026-11-20 09:00', capabilities: { keepsHours: 0 } })
    const minutes = async (count: number) => {
      for (let minute = 0; minute < count; minute += 1) {
        await town.time.pass(60_000)
        await town.office().clockwork.tick()
      }
    }
    await minutes(30)
    expect(announcements(town)).toEqual([])
    town.platformIs('away')
    await minutes(15)
    town.platformIs('there')
    await minutes(5)
    expect(announcements(town)).toHaveLength(1)
  })

  test('a contact is written down at most once a minute', async () => {
    const town = await openQuietTown({ at: '2026-11-20 09:00' })
    const noted = () => town.raw.prepare(`select value from setting where key like 'last-contact:%'`).pluck().all()
    const before = noted()
    expect(before).toHaveLength(1)
    await town.time.pass(59_000 - (town.time.now().getTime() - Date.parse(String(before[0]))))
    await town.office().clockwork.tick()
    expect(noted()).toEqual(before)
  })
})
