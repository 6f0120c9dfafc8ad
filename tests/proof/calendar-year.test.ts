import { describe, expect, test } from 'vitest'
import { addDays, type Day, dayOf, momentAt, parseDay, timeOf } from '../../src/kernel/day.ts'
import { setAlarm } from '../../src/kernel/schedule/alarm.ts'
import { openQuietTown, type QuietTown } from '../support/quiet-town.ts'

/** The hours of a day at which something is due: housekeeping in the night, the morning's letters, reminders, the evening. */
const HOURS = ['04:00', '08:02', '10:02', '18:00'] as const

function day(text: string): Day {
  const parsed = parseDay(text)
  if (parsed === undefined) throw new Error(`not a day: ${text}`)
  return parsed
}

/** Lives on until the evening of a day. */
async function liveUntil(town: QuietTown, last: Day): Promise<void> {
  for (let today = dayOf(town.time.now()); today <= last; today = addDays(today, 1))
    for (const hour of HOURS) if (momentAt(today, hour) > town.time.now()) await town.goTo(momentAt(today, hour))
}

async function sendNotice(town: QuietTown, text = '明天村部开会带老花镜'): Promise<void> {
  await town.says(town.secretary(), `发通知 ${text}`)
  await town.says(town.secretary(), '发送')
  await town.time.pass(120_000)
}

function occurrences(town: QuietTown, rule: string) {
  return town.raw.prepare('select day, state, at from occurrence where rule = ? order by day').all(rule) as {
    day: string
    state: string
    at: string
  }[]
}

/** What a reminder was and on which day of China it arrived, in the order in which they came. */
function remindersOf(town: QuietTown): readonly string[] {
  const once = town.raw.prepare('select once from letter where id = ?').pluck()
  const kinds: readonly (readonly [RegExp, string])[] = [
    [/^reminder:notice:.*:room:/, 'group'],
    [/^digest:/, 'member'],
    [/^handover:/, 'secretary'],
  ]
  const seen = town.arrived.flatMap(({ letter, at }) => {
    const kind = kinds.find(([pattern]) => pattern.test(String(once.get(letter.id))))?.[1]
    return kind === undefined ? [] : [`${dayOf(at)} ${kind}`]
  })
  return [...new Set(seen)]
}

test('the machine of these tests lives by a clock with daylight saving, half an hour off', () => {
  expect(process.env['TZ']).toBe('America/St_Johns')
  expect(new Date('2027-01-15T00:00:00Z').getTimezoneOffset()).toBe(210)
  expect(new Date('2027-07-15T00:00:00Z').getTimezoneOffset()).toBe(150)
})

test(
  'over fifteen months every day of China is kept house for and reminded in exactly once, 29 February too',
  { timeout: 60_000 },
  async () => {
    const town = await openQuietTown({ at: '2026-12-20 02:00' })
    await liveUntil(town, day('2028-03-05'))
    const days: string[] = []
    for (let one = day('2026-12-20'); one <= '2028-03-05'; one = addDays(one, 1)) days.push(one)
    expect(days).toContain('2028-02-29')
    expect(days).toHaveLength(442)
    for (const rule of ['duties', 'housekeeping']) {
      const kept = occurrences(town, rule).filter((one) => one.day >= '2026-12-20')
      expect(kept.map((one) => one.day)).toEqual(days)
      expect(kept.filter((one) => one.state !== 'done' || dayOf(new Date(one.at)) !== one.day)).toEqual([])
      expect(new Set(kept.map(({ at }) => timeOf(new Date(at))))).toEqual(new Set([rule === 'duties' ? '10:02' : '04:00']))
    }
  },
)

describe('a notice that nobody answers is reminded of after one, two and four days, and handed over on the fifth', () => {
  test.each([
    ['the end of a month', '2027-04-29', ['2027-04-30', '2027-05-01', '2027-05-03', '2027-05-04']],
    ['the end of a year', '2026-12-30', ['2026-12-31', '2027-01-01', '2027-01-03', '2027-01-04']],
    ['29 February', '2028-02-27', ['2028-02-28', '2028-02-29', '2028-03-02', '2028-03-03']],
    ['a year without 29 February', '2027-02-27', ['2027-02-28', '2027-03-01', '2027-03-03', '2027-03-04']],
    ['Spring Festival', '2027-02-04', ['2027-02-05', '2027-02-06', '2027-02-08', '2027-02-09']],
    ['the night clocks go forward where the machine stands', '2027-03-13', ['2027-03-14', '2027-03-15', '2027-03-17', '2027-03-18']],
    ['the night clocks go back where the machine stands', '2027-11-06', ['2027-11-07', '2027-11-08', '2027-11-10', '2027-11-11']],
  ])('across %s', async (_title, sent, [group = '', first = '', second = '', handover = '']) => {
    const town = await openQuietTown({ at: `${sent} 10:30` })
    await sendNotice(town)
    await liveUntil(town, addDays(day(handover), 3))
    expect(remindersOf(town)).toEqual([`${group} group`, `${first} member`, `${second} member`, `${handover} secretary`])
    const hours = town.arrived.map(({ at }) => timeOf(at))
    expect(hours.filter((hour) => hour < '08:00' || hour >= '21:00')).toEqual([])
  })
})

describe('when the program was off for three days', () => {
  async function awayFrom(back: string) {
    const town = await openQuietTown({ at: '2026-12-30 10:30' })
    await sendNotice(town)
    await town.goTo(momentAt(day('2026-12-30'), '15:00'))
    await town.turnOff()
    await town.time.leap(Date.parse(`${back.replace(' ', 'T')}:00+08:00`) - town.time.now().getTime())
    const before = town.arrived.length
    await town.turnOn()
    return { town, before }
  }

  test('everybody is reminded once, with the step reached by now; what was missed is shown as skipped', async () => {
    const { town, before } = await awayFrom('2027-01-02 15:00')
    const fresh = town.arrived.slice(before)
    expect(remindersOf(town)).toEqual(['2027-01-02 member'])
    const chats = fresh.map(({ letter }) => letter.chat)
    expect(new Set(chats).size).toBe(chats.length)
    expect(
      occurrences(town, 'duties')
        .slice(-4)
        .map((one) => `${one.day} ${one.state}`),
    ).toEqual(['2026-12-30 done', '2026-12-31 skipped', '2027-01-01 skipped', '2027-01-02 done'])
  })

  test('and came back late in the evening, nobody is reminded before the next morning, and then once', async () => {
    const { town } = await awayFrom('2027-01-02 21:30')
    expect(remindersOf(town)).toEqual([])
    expect(occurrences(town, 'duties').at(-1)).toMatchObject({ day: '2027-01-02', state: 'skipped' })
    await liveUntil(town, day('2027-01-03'))
    expect(remindersOf(town)).toEqual(['2027-01-03 member'])
  })

  test('the steps that lie ahead follow on their own days', async () => {
    const { town } = await awayFrom('2027-01-02 15:00')
    await liveUntil(town, day('2027-01-08'))
    expect(remindersOf(town)).toEqual(['2027-01-02 member', '2027-01-03 member', '2027-01-04 secretary'])
  })

  test('a notice whose moment is long past is not sent and its author is told; one that is an hour late goes out', async () => {
    const town = await openQuietTown({ at: '2026-12-30 10:30' })
    for (const [text, moment] of [
      ['除夕打扫村部', '12月31日9点'],
      ['初三领新年历', '1月2日14点'],
    ] as const) {
      await town.says(town.secretary(), `发通知 ${text}`)
      await town.says(town.secretary(), `定时 ${moment}`)
      await town.says(town.secretary(), '发送')
    }
    await town.turnOff()
    const before = town.arrived.length
    await town.time.leap(Date.parse('2027-01-02T15:00:00+08:00') - town.time.now().getTime())
    await town.turnOn()
    await town.time.pass(120_000)
    const heard = town.arrived.slice(before).map(({ letter }) => letter)
    expect(heard.filter(({ chat, text }) => chat.startsWith('-') && text.includes('除夕打扫'))).toEqual([])
    expect(heard.filter(({ chat, text }) => chat.startsWith('-') && text.includes('初三领新年历'))).toHaveLength(2)
    expect(heard.filter(({ chat, text }) => chat === town.secretary().chat && text.includes('除夕打扫'))).toHaveLength(1)
  })

  test('an alarm that is stale is put down as skipped and not rung', async () => {
    const town = await openQuietTown({ at: '2026-12-30 10:30' })
    // Rung, it would send this notice three days before its time.
    await town.says(town.secretary(), '发通知 元宵灯会')
    await town.says(town.secretary(), '定时 1月5日9点')
    await town.says(town.secretary(), '发送')
    const at = new Date('2026-12-31T01:00:00Z')
    await town.turnOff()
    const alarm = { once: 'test', job: 'notice-send', args: { notice: 1 }, at, staleAt: new Date(at.getTime() + 3_600_000) }
    await town.database.write((tx) => setAlarm(tx, alarm))
    await town.time.leap(48 * 3_600_000)
    await town.turnOn()
    await town.time.pass(120_000)
    expect(town.arrived.filter(({ letter }) => letter.chat.startsWith('-'))).toEqual([])
    expect(town.raw.prepare(`select state, tries from alarm where once = 'test'`).get()).toEqual({ state: 'skipped', tries: 0 })
  })
})
