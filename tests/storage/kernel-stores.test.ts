import { describe, expect, test } from 'vitest'
import { parkEvent, countParked, pruneInbox, recordArrival } from '../../src/kernel/chat/inbox.ts'
import { closePrompt, findPrompt, openPrompt } from '../../src/kernel/chat/prompt.ts'
import { savepoint } from '../../src/kernel/database/database.ts'
import { findChoice, issueChoice, pruneChoices } from '../../src/kernel/outbox/choice.ts'
import { courierStore, dueLetters } from '../../src/kernel/outbox/courier-store.ts'
import { hasLetter, type Letter, MOST_IDENTICAL, storeLetter, withdrawLetter } from '../../src/kernel/outbox/letter.ts'
import { closeMailbox, findMailbox, getMailbox, moveMailbox, openMailbox, reopenMailbox } from '../../src/kernel/outbox/mailbox.ts'
import { cancelAlarm, closeAlarm, dueAlarms, setAlarm } from '../../src/kernel/schedule/alarm.ts'
import { hasOccurrence, recordOccurrence } from '../../src/kernel/schedule/occurrence.ts'
import { ENGINES } from '../support/storage.ts'

const NOW = new Date('2026-11-20T02:00:00Z')
const LATER = new Date('2026-11-20T03:00:00Z')
const GROUP = { platform: 'telegram', account: '1', chat: '-100', kind: 'group' } as const

function letterTo(to: Letter['to'], once: string, more: Partial<Letter> = {}): Letter {
  return { once, to, priority: 'notice', text: `第 ${once} 封`, why: '试', inDoubt: 'resend', goodUntil: LATER, ...more }
}

describe.each(ENGINES)('the kernel remembers on %s', (_name, open) => {
  test('an arrival counts once, and what threw is rolled back alone', async () => {
    const database = await open()
    await database.write(async (tx) => {
      expect(await recordArrival(tx, 'telegram:1', '7', NOW)).toBe(true)
      expect(await recordArrival(tx, 'telegram:1', '7', NOW)).toBe(false)
      await expect(
        savepoint(tx, async () => {
          await recordArrival(tx, 'telegram:1', '8', NOW)
          throw new Error('a bug')
        }),
      ).rejects.toThrow('a bug')
      expect(await recordArrival(tx, 'telegram:1', '8', NOW)).toBe(true)
      await parkEvent(tx, 'telegram:1', '9', 3, 'TypeError', NOW)
      expect(await countParked(tx)).toBe(1)
      await pruneInbox(tx, new Date('2026-11-23T00:00:00Z'))
      expect(await recordArrival(tx, 'telegram:1', '7', NOW)).toBe(true)
    })
  })

  test('a transaction that fails leaves nothing', async () => {
    const database = await open()
    await expect(
      database.write(async (tx) => {
        await recordArrival(tx, 'telegram:1', '7', NOW)
        throw new Error('a bug')
      }),
    ).rejects.toThrow('a bug')
    expect(await database.write((tx) => recordArrival(tx, 'telegram:1', '7', NOW))).toBe(true)
  })

  test('a group that moves keeps its mailbox, and a squatter steps aside', async () => {
    const database = await open()
    await database.write(async (tx) => {
      const mailbox = await openMailbox(tx, GROUP, NOW)
      expect(await openMailbox(tx, GROUP, NOW)).toEqual(mailbox)
      const squatter = await openMailbox(tx, { ...GROUP, chat: '-200' }, NOW)
      await moveMailbox(tx, mailbox.id, '-200', NOW)
      expect((await findMailbox(tx, { ...GROUP, chat: '-200' }))?.id).toBe(mailbox.id)
      expect((await getMailbox(tx, squatter.id)).chat).not.toBe('-200')
      expect(await closeMailbox(tx, mailbox.id, '移出', NOW)).toBe(true)
      expect(await closeMailbox(tx, mailbox.id, '移出', NOW)).toBe(false)
      expect(await reopenMailbox(tx, mailbox.id, NOW)).toBe(true)
    })
  })

  test('a letter is put once for its occasion, goes by priority, and can be taken back until it leaves', async () => {
    const database = await open()
    await database.write(async (tx) => {
      const { id } = await openMailbox(tx, GROUP, NOW)
      const notice = await storeLetter(tx, letterTo(id, 'a'), NOW)
      expect(notice).toBeTypeOf('number')
      expect(await storeLetter(tx, letterTo(id, 'a'), NOW)).toBeUndefined()
      expect(await hasLetter(tx, 'a')).toBe(true)
      const reply = await storeLetter(tx, letterTo(id, 'b', { priority: 'reply' }), NOW)
      await storeLetter(tx, letterTo(id, 'c', { notBefore: LATER }), NOW)
      const due: number[] = []
      for await (const letter of dueLetters(tx, NOW, 1)) due.push(letter.id)
      expect(due).toEqual([reply, notice])
      expect(await courierStore.nextDue(tx, NOW)).toEqual(LATER)
      expect(await courierStore.startSending(tx, Number(reply))).toBe(1)
      expect(await withdrawLetter(tx, Number(reply) as never, '撤回', NOW)).toBe(false)
      expect(await withdrawLetter(tx, Number(notice) as never, '撤回', NOW)).toBe(true)
      await courierStore.settle(tx, Number(reply), 'sent', NOW, { day: '2026-11-20', message: '55' })
      expect(await courierStore.target(tx, Number(reply))).toMatchObject({ state: 'sent', message_id: '55' })
    })
  })

  test('the same line is said to one chat four times in half an hour and not more', async () => {
    const database = await open()
    await database.write(async (tx) => {
      const { id } = await openMailbox(tx, GROUP, NOW)
      const said = []
      for (let count = 0; count < MOST_IDENTICAL + 2; count++)
        said.push(await storeLetter(tx, letterTo(id, `same:${count}`, { text: '一样' }), NOW))
      expect(said.filter((one) => one !== undefined)).toHaveLength(MOST_IDENTICAL)
      expect(await storeLetter(tx, letterTo(id, 'same:later', { text: '一样' }), LATER)).toBeDefined()
    })
  })

  test('a choice counts only while it lives, and a prompt is one for each person in a chat', async () => {
    const database = await open()
    await database.write(async (tx) => {
      const { id } = await openMailbox(tx, GROUP, NOW)
      await issueChoice(tx, 'tok', { action: 'receipt', args: { notice: 3 }, mailbox: id }, LATER)
      expect(await findChoice(tx, 'tok', NOW)).toEqual({ action: 'receipt', args: { notice: 3 }, mailbox: id })
      expect(await findChoice(tx, 'tok', LATER)).toBeUndefined()
      expect(await findChoice(tx, 'forged', NOW)).toBeUndefined()
      await pruneChoices(tx, LATER)
      expect(await findChoice(tx, 'tok', NOW)).toBeUndefined()
      await openPrompt(tx, id, 'p1', { kind: 'a', state: { notice: 1 } }, NOW)
      await openPrompt(tx, id, 'p1', { kind: 'b', state: { notice: 2 } }, NOW)
      expect(await findPrompt(tx, id, 'p1', LATER)).toEqual({ kind: 'b', state: { notice: 2 }, openedAt: NOW.toISOString() })
      expect(await findPrompt(tx, id, 'p2', LATER)).toBeUndefined()
      expect(await findPrompt(tx, id, 'p1', new Date('2026-11-22T02:00:00Z'))).toBeUndefined()
      await closePrompt(tx, id, 'p1')
      expect(await findPrompt(tx, id, 'p1', LATER)).toBeUndefined()
    })
  })

  test('an alarm rings once and a day happens once', async () => {
    const database = await open()
    await database.write(async (tx) => {
      const alarm = { once: 'x', job: 'send', args: { notice: 1 }, at: NOW, staleAt: LATER }
      await setAlarm(tx, alarm)
      await setAlarm(tx, { ...alarm, at: LATER })
      expect(await dueAlarms(tx, NOW, 10)).toMatchObject([{ once: 'x', job: 'send' }])
      await closeAlarm(tx, 'x', 'done')
      expect(await dueAlarms(tx, LATER, 10)).toEqual([])
      await setAlarm(tx, { ...alarm, once: 'y' })
      expect(await cancelAlarm(tx, 'y')).toBe(true)
      expect(await cancelAlarm(tx, 'y')).toBe(false)
      await recordOccurrence(tx, 'duties', '2026-11-20', 'done', NOW)
      expect(await hasOccurrence(tx, 'duties', '2026-11-20')).toBe(true)
    })
    await expect(database.write((tx) => recordOccurrence(tx, 'duties', '2026-11-20', 'done', NOW))).rejects.toThrow(/unique/i)
  })
})
