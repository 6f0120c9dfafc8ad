import { describe, expect, test } from 'vitest'
import type { BotAccount } from '../../src/kernel/chat/message.ts'
import { arrivedByHand } from '../../src/kernel/outbox/by-hand.ts'
import { countStranded, countWaiting, endLogin, moveWaiting } from '../../src/kernel/outbox/ended-logins.ts'
import { type LetterId, storeLetter } from '../../src/kernel/outbox/letter.ts'
import { findMailbox, type MailboxId, openMailbox, readdressMailbox } from '../../src/kernel/outbox/mailbox.ts'
import type { Tx } from '../../src/kernel/database/connection.ts'
import { findForward, lettersOf, openForwards, recordForward, recordPassed, recordReminded } from '../../src/relay/forwards-store.ts'
import {
  findTranscript,
  forgetTranscript,
  keeperOf,
  recordRelayed,
  recordTranscript,
  relayRoomsOf,
  setKeeper,
} from '../../src/relay/rooms-store.ts'
import { bindAccount, isSurelyKnownAt, knownSender, unbindLogin } from '../../src/roster/accounts-store.ts'
import { addBranch } from '../../src/roster/branches-store.ts'
import { endPeoplesLogins, epochOf, forgetPastLogins, pastChatsOf, recordEpoch, roomsUnder } from '../../src/roster/epochs-store.ts'
import {
  forgetNamesOf,
  forgetSenders,
  learnName,
  type NameScope,
  namesSeenIn,
  noteName,
  ownersOf,
  settleName,
} from '../../src/roster/known-names-store.ts'
import { addMember } from '../../src/roster/members-store.ts'
import { bindRoom } from '../../src/roster/rooms-store.ts'
import { ENGINES } from '../support/storage.ts'

const NOW = new Date('2026-11-20T02:00:00Z')
const LATER = new Date('2026-11-21T02:00:00Z')
const WECHAT: BotAccount = { platform: 'wechat', account: 'bot' }
const SCOPE = 'room:1' as NameScope

async function village(tx: Tx) {
  const branch = await addBranch(tx, { name: '河西村党支部', kind: 'village', parent: undefined })
  const [jiang, li] = [await entered(tx, branch, '姜福生'), await entered(tx, branch, '黎桂芳')]
  const hall = await openMailbox(tx, { ...WECHAT, chat: 'hall', kind: 'group' }, NOW)
  const own = await openMailbox(tx, { ...WECHAT, chat: 'jiang', kind: 'private' }, NOW)
  await bindRoom(tx, { mailbox: hall.id, branch, title: '河西村党员群', by: jiang }, NOW)
  await bindAccount(tx, own.id, jiang, 'verified', NOW)
  return { branch, jiang, li, hall, own }
}

function entered(tx: Tx, branch: Awaited<ReturnType<typeof addBranch>>, name: string) {
  return addMember(tx, { branch, name, membership: 'full', migrant: false }, NOW)
}

async function letter(tx: Tx, to: MailboxId, once: string): Promise<LetterId> {
  const id = await storeLetter(tx, { once, to, priority: 'notice', text: once, why: '', inDoubt: 'ask', goodUntil: LATER }, NOW)
  if (id === undefined) throw new Error('not stored')
  return id
}

describe.each(ENGINES)('logins that end, on %s', (_, open) => {
  test('speak for nobody any more, and what waits for their groups waits', async () => {
    const database = await open()
    await database.write(async (tx) => {
      const { branch, jiang, hall, own } = await village(tx)
      await letter(tx, hall.id, 'to the hall')
      await letter(tx, own.id, 'to jiang')
      expect(await isSurelyKnownAt(tx, jiang, WECHAT)).toBe(true)
      expect(await roomsUnder(tx, WECHAT)).toEqual([{ mailbox: hall.id, branch, title: '河西村党员群' }])
      const number = await recordEpoch(tx, WECHAT, NOW)
      await endPeoplesLogins(tx, WECHAT, NOW)
      await endLogin(tx, WECHAT, number, '重新登录', NOW)
      expect([number, await epochOf(tx, WECHAT), await recordEpoch(tx, WECHAT, NOW)]).toEqual([1, 1, 2])
      expect(await knownSender(tx, WECHAT, 'jiang')).toBeUndefined()
      expect(await findMailbox(tx, { ...WECHAT, chat: 'hall' })).toBeUndefined()
      expect([await countWaiting(tx, hall.id), await countStranded(tx)]).toEqual([1, 1])
      const fresh = await openMailbox(tx, { ...WECHAT, chat: 'hall', kind: 'group' }, NOW)
      await readdressMailbox(tx, hall.id, { ...WECHAT, chat: 'hall' }, NOW)
      expect((await findMailbox(tx, { ...WECHAT, chat: 'hall' }))?.id).toBe(hall.id)
      expect([await countStranded(tx), fresh.id === hall.id]).toEqual([0, false])
      const again = await openMailbox(tx, { ...WECHAT, chat: 'jiang-anew', kind: 'private' }, NOW)
      expect(await moveWaiting(tx, await pastChatsOf(tx, jiang, 'wechat'), again.id)).toBe(1)
      expect(await moveWaiting(tx, [], again.id)).toBe(0)
      await bindAccount(tx, again.id, jiang, 'remark', NOW)
      await unbindLogin(tx, WECHAT, 'jiang-anew')
      expect(await isSurelyKnownAt(tx, jiang, WECHAT)).toBe(false)
      await forgetPastLogins(tx, jiang)
      expect(await pastChatsOf(tx, jiang, 'wechat')).toEqual([])
    })
    await database.close()
  })

  test('leave names by which people are known again', async () => {
    const database = await open()
    await database.write(async (tx) => {
      const { jiang, li } = await village(tx)
      expect(await noteName(tx, WECHAT, SCOPE, { sender: 'a', fingerprint: 'f', sealed: 's' }, NOW)).toEqual(['a'])
      expect(await noteName(tx, WECHAT, SCOPE, { sender: 'a', fingerprint: 'f', sealed: 't' }, NOW)).toEqual(['a'])
      expect(await noteName(tx, WECHAT, SCOPE, { sender: 'b', fingerprint: 'f', sealed: 's' }, NOW)).toEqual(['a', 'b'])
      expect(await namesSeenIn(tx, SCOPE)).toHaveLength(2)
      await forgetSenders(tx, WECHAT)
      expect(await namesSeenIn(tx, SCOPE)).toEqual([])
      for (const member of [jiang, jiang, li]) await learnName(tx, SCOPE, 'f', member, NOW)
      expect(await ownersOf(tx, SCOPE, 'f')).toEqual([jiang, li])
      await settleName(tx, SCOPE, 'f', 'nobody', NOW)
      await settleName(tx, SCOPE, 'f', 'nobody', NOW)
      expect(await ownersOf(tx, SCOPE, 'f')).toEqual(['nobody'])
      await settleName(tx, SCOPE, 'f', jiang, NOW)
      await forgetNamesOf(tx, jiang)
      expect(await ownersOf(tx, SCOPE, 'f')).toEqual([])
    })
    await database.close()
  })
})

describe.each(ENGINES)('letters carried by hand, on %s', (_, open) => {
  test('are handed over, called to mind and passed on once', async () => {
    const database = await open()
    await database.write(async (tx) => {
      const { branch, jiang, li, hall } = await village(tx)
      await readdressMailbox(tx, hall.id, { platform: 'relay', account: 'by-hand', chat: 'x' }, NOW)
      await setKeeper(tx, hall.id, jiang, NOW)
      await setKeeper(tx, hall.id, li, NOW)
      expect(await keeperOf(tx, hall.id)).toBe(li)
      expect(await relayRoomsOf(tx, [branch])).toEqual([{ mailbox: hall.id, branch, title: '河西村党员群', keeper: li }])
      expect(await relayRoomsOf(tx, [])).toEqual([])
      const id = await letter(tx, hall.id, 'one')
      await recordForward(tx, { letter: id, room: hall.id, keeper: li, copy: undefined }, NOW)
      await recordReminded(tx, id, NOW)
      expect(await openForwards(tx, li)).toMatchObject([{ letter: id, keeper: li, reminded: 'once', title: '河西村党员群' }])
      expect(await openForwards(tx, jiang)).toEqual([])
      expect(await lettersOf(tx, { letter: id, copy: undefined })).toMatchObject({ text: 'one', file: null, copyState: undefined })
      expect([await recordPassed(tx, id, NOW), await recordPassed(tx, id, NOW)]).toEqual([true, false])
      await arrivedByHand(tx, id, NOW)
      expect(await findForward(tx, id)).toMatchObject({ passed: 'yes' })
      expect(await openForwards(tx)).toEqual([])
    })
    await database.close()
  })

  test('bring answers of which the same line counts once, until it is old', async () => {
    const database = await open()
    await database.write(async (tx) => {
      const { hall, jiang, li } = await village(tx)
      const before = new Date(NOW.getTime() - 1000)
      expect([await recordRelayed(tx, hall.id, 'f', before, NOW), await recordRelayed(tx, hall.id, 'f', before, NOW)]).toEqual([
        true,
        false,
      ])
      expect(await recordRelayed(tx, hall.id, 'f', NOW, LATER)).toBe(true)
      const transcript = { room: hall.id, members: [jiang, li], at: LATER }
      await recordTranscript(tx, jiang, { ...transcript, members: [] })
      await recordTranscript(tx, jiang, transcript)
      expect(await findTranscript(tx, jiang, NOW)).toEqual(transcript)
      expect([await findTranscript(tx, jiang, LATER), await findTranscript(tx, li, NOW)]).toEqual([undefined, undefined])
      await forgetTranscript(tx, jiang, transcript)
      expect(await findTranscript(tx, jiang, NOW)).toBeUndefined()
      expect(await recordRelayed(tx, hall.id, 'f', NOW, LATER)).toBe(true)
    })
    await database.close()
  })
})
