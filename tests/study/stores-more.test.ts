import { describe, expect, test } from 'vitest'
import type { Tx } from '../../src/kernel/database/connection.ts'
import { openMailbox } from '../../src/kernel/outbox/mailbox.ts'
import { storeLetter } from '../../src/kernel/outbox/letter.ts'
import { addBranch } from '../../src/roster/branches-store.ts'
import { addMember } from '../../src/roster/members-store.ts'
import { copiesOf, findCopyOfLetter, findSessionOfMessage, recordCopy } from '../../src/study/copies-store.ts'
import { dropWhoLeft, expectedOf, recordExpected } from '../../src/study/expected-store.ts'
import { findSessions, liveSessionsIn } from '../../src/study/find-sessions.ts'
import { countUnknownGuests, recordGuest, removeGuestOfEvent } from '../../src/study/guests-store.ts'
import { outstandingCheckIns } from '../../src/study/outstanding-store.ts'
import {
  addProxy,
  dropProxiesOf,
  type NewProxy,
  pendingProxies,
  pendingSaidBy,
  settleProxy,
  withdrawProxiesOfEvent,
} from '../../src/study/proxies-store.ts'
import { endRules, hasProposal, keepRule, keptRules } from '../../src/study/rules-store.ts'
import { createSession, markCalled, markOpen } from '../../src/study/sessions-store.ts'
import { ENGINES } from '../support/storage.ts'

const NOW = new Date('2026-11-20T02:00:00Z')
const STARTS = new Date('2026-12-05T01:00:00Z')
const CLOSES = new Date('2026-12-05T04:00:00Z')

async function opened(tx: Tx) {
  const branch = await addBranch(tx, { name: '柳湾村党支部', kind: 'village', parent: undefined })
  const zhou = await addMember(tx, { branch, name: '周国栋', membership: 'full', migrant: false }, NOW)
  const wang = await addMember(tx, { branch, name: '王桂芳', membership: 'full', migrant: false }, NOW)
  const draft = await createSession(
    tx,
    {
      branch,
      author: zhou,
      kinds: ['theme_party_day'],
      title: '主题党日',
      place: undefined,
      speaker: undefined,
      agenda: undefined,
      material: undefined,
      file: undefined,
      startsAt: STARTS,
      closesAt: CLOSES,
      calendar: 'solar',
      partyGroup: undefined,
      wantsCode: false,
      hourBefore: false,
    },
    NOW,
  )
  const session = await markCalled(tx, draft.id, NOW)
  await recordExpected(tx, session, [
    { member: zhou, state: 'expected' },
    { member: wang, state: 'expected' },
  ])
  await markOpen(tx, session.id, undefined, STARTS)
  return { branch, zhou, wang, session }
}

describe.each(ENGINES)('what goes with meetings is remembered on %s', (_name, open) => {
  test('a word for another waits once, is decided once, and goes with its message', async () => {
    const database = await open()
    await database.write(async (tx) => {
      const { zhou, wang, session } = await opened(tx)
      const said: NewProxy = {
        session: session.id,
        member: wang,
        saidBy: zhou,
        what: 'check_in',
        way: 'in_room',
        platform: 'sandbox',
        identity: 'verified',
        evidence: 'proxy',
        eventKey: 'e1',
        at: STARTS,
      }
      expect(await addProxy(tx, said)).toBe(true)
      expect(await addProxy(tx, said)).toBe(false)
      const [waiting] = await pendingProxies(tx, [session.id])
      expect(waiting).toMatchObject(said)
      expect(await pendingSaidBy(tx, zhou, NOW)).toHaveLength(1)
      expect(await settleProxy(tx, waiting?.id ?? 0, 'refused', zhou, STARTS)).toBe(true)
      expect(await settleProxy(tx, waiting?.id ?? 0, 'agreed', zhou, STARTS)).toBe(false)
      expect(await addProxy(tx, { ...said, eventKey: 'e2' })).toBe(true)
      await withdrawProxiesOfEvent(tx, 'e2')
      expect(await pendingProxies(tx, [session.id])).toEqual([])
      await addProxy(tx, { ...said, eventKey: 'e3' })
      await dropProxiesOf(tx, session.id, wang)
      expect(await pendingSaidBy(tx, zhou, NOW)).toEqual([])
    })
  })

  test('guests count once, those nobody knows apart, and go with their message', async () => {
    const database = await open()
    await database.write(async (tx) => {
      const { wang, session } = await opened(tx)
      const guest = { session: session.id, login: 'a', evidence: 'self', platform: 'sandbox', eventKey: 'g1', at: STARTS } as const
      expect(await recordGuest(tx, guest)).toBe(true)
      expect(await recordGuest(tx, guest)).toBe(false)
      expect(await recordGuest(tx, { ...guest, member: wang, eventKey: 'g2' })).toBe(true)
      expect(await countUnknownGuests(tx, session.id)).toBe(1)
      expect(await removeGuestOfEvent(tx, 'g1')).toBe(session.id)
      expect(await removeGuestOfEvent(tx, 'g1')).toBeUndefined()
      expect(await countUnknownGuests(tx, session.id)).toBe(0)
    })
  })

  test('letters in groups lead back to their meeting; a newer one takes the place of the older', async () => {
    const database = await open()
    await database.write(async (tx) => {
      const { session } = await opened(tx)
      const hall = await openMailbox(tx, { platform: 'sandbox', account: 'sandbox', chat: '-1', kind: 'group' }, NOW)
      const letter = async (once: string) => {
        const id = await storeLetter(
          tx,
          { once, to: hall.id, priority: 'notice', text: once, why: '', inDoubt: 'resend', goodUntil: CLOSES },
          NOW,
        )
        if (id === undefined) throw new Error('not stored')
        return id
      }
      const first = await letter('a')
      const second = await letter('b')
      await recordCopy(tx, session, 'call', { mailbox: hall.id, letter: first })
      await recordCopy(tx, session, 'call', { mailbox: hall.id, letter: second })
      expect(await copiesOf(tx, session.id, 'call')).toMatchObject([{ letter: second, mailbox: hall.id, platform: 'sandbox' }])
      expect(await findCopyOfLetter(tx, second)).toEqual({ session: session.id, mailbox: hall.id })
      expect(await findCopyOfLetter(tx, first)).toBeUndefined()
      expect(await findSessionOfMessage(tx, hall.id, 'nothing')).toBeUndefined()
      await recordCopy(tx, session, 'check_in', { mailbox: hall.id, letter: first })
      expect((await liveSessionsIn(tx, hall.id, NOW)).map(({ id }) => id)).toEqual([session.id])
      expect(await liveSessionsIn(tx, hall.id, new Date('2026-12-20T00:00:00Z'))).toEqual([])
    })
  })

  test('who owes a word is whoever is expected and said nothing; who left and said nothing is dropped', async () => {
    const database = await open()
    await database.write(async (tx) => {
      const { branch, zhou, wang, session } = await opened(tx)
      expect((await outstandingCheckIns(tx, { branches: [branch] })).map(({ member }) => member)).toEqual([zhou, wang])
      expect(await outstandingCheckIns(tx, { member: wang })).toEqual([{ session: session.id, member: wang, branch }])
      expect(await outstandingCheckIns(tx, { branches: [] })).toEqual([])
      await tx
        .withTables<{ member: { id: number; state: string } }>()
        .updateTable('member')
        .set({ state: 'left' })
        .where('id', '=', wang)
        .execute()
      await dropWhoLeft(tx, session.id)
      expect((await expectedOf(tx, session.id)).map(({ member }) => member)).toEqual([zhou])
      expect(await findSessions(tx, { branches: [branch], states: ['open'], from: STARTS, until: CLOSES, number: 1 })).toHaveLength(1)
    })
  })

  test('a rule is kept until it is ended or said anew', async () => {
    const database = await open()
    await database.write(async (tx) => {
      const { branch, zhou } = await opened(tx)
      const rule = {
        branch,
        author: zhou,
        pattern: 'day:5',
        starts: '09:00',
        kinds: ['theme_party_day'],
        title: '主题党日',
        place: '村部',
      } as const
      await keepRule(tx, rule, NOW)
      await keepRule(tx, { ...rule, pattern: 'day:6' }, NOW)
      const [kept, ...others] = await keptRules(tx)
      expect(others).toEqual([])
      expect(kept).toMatchObject({ pattern: 'day:6', kinds: ['theme_party_day'], place: '村部' })
      expect(kept === undefined || (await hasProposal(tx, kept.id, '2026-12'))).toBe(false)
      expect(await endRules(tx, branch, '党课')).toBe(0)
      expect(await endRules(tx, branch, undefined)).toBe(1)
      expect(await keptRules(tx)).toEqual([])
    })
  })
})
