import { describe, expect, test } from 'vitest'
import { findArrival, recordArrival } from '../../src/kernel/chat/inbox.ts'
import { isSwitchedOff, recordSwitched } from '../../src/kernel/chat/switch-store.ts'
import { courierStore } from '../../src/kernel/outbox/courier-store.ts'
import { storeLetter } from '../../src/kernel/outbox/letter.ts'
import { lastLetterId, lettersWithChoices } from '../../src/kernel/outbox/letters-said.ts'
import { openMailbox } from '../../src/kernel/outbox/mailbox.ts'
import { ENGINES } from '../support/storage.ts'

const now = new Date('2026-11-20T02:30:00Z')
const later = (minutes: number) => new Date(now.getTime() + minutes * 60_000)

describe.each(ENGINES)('on %s', (_, open) => {
  test('a platform is switched off and on once, however often it is said, and each platform by itself', async () => {
    const database = await open()
    const turn = (to: 'on' | 'off') => database.write((tx) => recordSwitched(tx, 'wechat', to, now))
    expect([await turn('on'), await turn('off'), await turn('off')]).toEqual([false, true, false])
    expect(await database.read(async (tx) => [await isSwitchedOff(tx, 'wechat'), await isSwitchedOff(tx, 'telegram')])).toEqual([
      true,
      false,
    ])
    expect([await turn('on'), await turn('on')]).toEqual([true, false])
    expect(await database.read((tx) => isSwitchedOff(tx, 'wechat'))).toBe(false)
    await database.close()
  })

  test('lists that hang in a chat are found newest first, and what was said there in an hour is counted', async () => {
    const database = await open()
    const found = await database.write(async (tx) => {
      const { id } = await openMailbox(tx, { platform: 'wechat', account: 'wechat', chat: 'hexi@chatroom', kind: 'group' }, now)
      const put = async (once: string, at: Date, words: readonly string[]) => {
        const choices = words.map((word) => ({ label: word, word, token: `${once}-${word}` }))
        const plain = { once, to: id, priority: 'reply', text: once, why: '', inDoubt: 'resend', goodUntil: later(600) } as const
        const letter = await storeLetter(tx, { ...plain, choices }, at)
        if (letter !== undefined) await courierStore.settle(tx, letter, 'accepted', at, { day: '2026-11-20' })
        return letter
      }
      await put('first', now, ['发送', '取消'])
      await put('plain', later(10), [])
      const last = await put('second', later(20), ['收到'])
      return {
        lists: (await lettersWithChoices(tx, id, now.toISOString())).map(({ choices }) => choices.map(({ word }) => word)),
        since: (await lettersWithChoices(tx, id, later(15).toISOString())).length,
        isLast: (await lastLetterId(tx, id)) === Number(last),
        said: await courierStore.saidSince(tx, id, later(5)),
      }
    })
    expect(found).toEqual({ lists: [['收到'], ['发送', '取消']], since: 1, isLast: true, said: [later(10), later(20)] })
    await database.close()
  })

  test('an event is known by the moment at which it was taken', async () => {
    const database = await open()
    const account = { platform: 'wechat', account: 'wechat' } as const
    await database.write((tx) => recordArrival(tx, 'wechat:wechat', 'm1', now))
    const found = await database.read(async (tx) => [await findArrival(tx, account, 'm1'), await findArrival(tx, account, 'm2')])
    expect(found).toEqual([now, undefined])
    await database.close()
  })
})
