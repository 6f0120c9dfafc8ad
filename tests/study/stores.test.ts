import { describe, expect, test } from 'vitest'
import type { BranchId, MemberId } from '../../src/kernel/chat/person.ts'
import type { Tx } from '../../src/kernel/database/connection.ts'
import { addBranch } from '../../src/roster/branches-store.ts'
import { addMember } from '../../src/roster/members-store.ts'
import {
  type Attendance,
  findLastRecorded,
  findOfEvent,
  findStanding,
  recordAttendance,
  takeBackAttendance,
} from '../../src/study/attendance-store.ts'
import {
  addExemption,
  changeExpected,
  endExemption,
  exemptAmong,
  expectedOf,
  markLeaveRefused,
  partyGroupsOf,
  recordExpected,
  setPartyGroup,
} from '../../src/study/expected-store.ts'
import { findSessionByCode, findSessions, isCodeInUse, liveSessionsOf } from '../../src/study/find-sessions.ts'
import {
  changeSession,
  createSession,
  getSession,
  markCalled,
  markCancelled,
  markClosed,
  markOpen,
  type NewSession,
} from '../../src/study/sessions-store.ts'
import { sharedLogins, sheetOf, totalsOf } from '../../src/study/sheet-store.ts'
import type { Session } from '../../src/study/tables.ts'
import { ENGINES } from '../support/storage.ts'

const NOW = new Date('2026-11-20T02:00:00Z')
const STARTS = new Date('2026-12-05T01:00:00Z')
const CLOSES = new Date('2026-12-05T04:00:00Z')

const theme = (branch: BranchId, author: MemberId): NewSession => ({
  branch,
  author,
  kinds: ['theme_party_day', 'party_lecture'],
  title: '主题党日',
  place: '村部',
  speaker: undefined,
  agenda: undefined,
  material: undefined,
  file: undefined,
  startsAt: STARTS,
  closesAt: CLOSES,
  calendar: 'solar',
  partyGroup: undefined,
  wantsCode: true,
  hourBefore: false,
})

type Called = {
  readonly branch: BranchId
  readonly zhou: MemberId
  readonly wang: MemberId
  readonly li: MemberId
  readonly session: Session
}

async function called(tx: Tx): Promise<Called> {
  const branch = await addBranch(tx, { name: '柳湾村党支部', kind: 'village', parent: undefined })
  const zhou = await addMember(tx, { branch, name: '周国栋', membership: 'full', migrant: false }, NOW)
  const wang = await addMember(tx, { branch, name: '王桂芳', membership: 'full', migrant: false }, NOW)
  const li = await addMember(tx, { branch, name: '黎长林', membership: 'full', migrant: true }, NOW)
  const draft = await createSession(tx, theme(branch, zhou), NOW)
  const session = await markCalled(tx, draft.id, NOW)
  await recordExpected(tx, session, [
    { member: zhou, state: 'expected' },
    { member: wang, state: 'exempt' },
    { member: li, state: 'expected' },
  ])
  return { branch, zhou, wang, li, session }
}

const signed = (session: Session, member: MemberId, more: Partial<Attendance> = {}): Attendance => ({
  session: session.id,
  member,
  state: 'checked_in',
  way: 'in_room',
  evidence: 'self',
  identity: 'verified',
  platform: 'sandbox',
  eventKey: `e${member}`,
  login: 'phone',
  at: STARTS,
  ...more,
})

describe.each(ENGINES)('meetings are remembered on %s', (_name, open) => {
  test('a session is called with the next number, opened, closed and then stays as it is', async () => {
    const database = await open()
    await database.write(async (tx) => {
      const { branch, zhou, session } = await called(tx)
      expect(session).toMatchObject({
        number: 1,
        state: 'called',
        kinds: ['party_lecture', 'theme_party_day'],
        calledAt: NOW,
        wantsCode: true,
      })
      const moved = await changeSession(tx, session.id, { ...session, startsAt: new Date('2026-12-06T01:00:00Z'), place: '学校' })
      expect(moved).toMatchObject({ place: '学校', startsAt: new Date('2026-12-06T01:00:00Z') })
      expect(await markOpen(tx, session.id, '4937', STARTS)).toBe(true)
      expect(await markOpen(tx, session.id, '1111', STARTS)).toBe(false)
      expect(await isCodeInUse(tx, '4937')).toBe(true)
      expect(await findSessionByCode(tx, '4937', [branch])).toBe(session.id)
      expect(await markClosed(tx, session.id, CLOSES)).toBe(true)
      expect(await markClosed(tx, session.id, CLOSES)).toBe(false)
      expect(await markCancelled(tx, session.id)).toBe(false)
      expect((await changeSession(tx, session.id, { ...session, place: '悄悄改' })).place).toBe('学校')
      expect(await isCodeInUse(tx, '4937')).toBe(false)
      const next = await createSession(tx, theme(branch, zhou), NOW)
      expect((await markCalled(tx, next.id, NOW)).number).toBe(2)
      expect((await findSessions(tx, { branches: [branch], states: ['called', 'closed'] })).map(({ number }) => number)).toEqual([1, 2])
    })
  })

  test('each member is there once; what stood before can be put back', async () => {
    const database = await open()
    await database.write(async (tx) => {
      const { zhou, wang, li, session } = await called(tx)
      expect(await recordAttendance(tx, signed(session, li), undefined)).toBe(true)
      expect(await recordAttendance(tx, signed(session, li, { at: CLOSES }), undefined)).toBe(false)
      const before = (await findStanding(tx, session.id, li)).recorded
      await recordAttendance(tx, signed(session, li, { state: 'absent', recordedBy: zhou, evidence: 'recorded', at: CLOSES }), before)
      expect((await findStanding(tx, session.id, li)).recorded?.state).toBe('absent')
      await takeBackAttendance(tx, session.id, li)
      expect((await findStanding(tx, session.id, li)).recorded).toMatchObject({ state: 'checked_in', at: STARTS })
      await recordAttendance(tx, signed(session, wang, { state: 'late', lateMinutes: 12 }), undefined)
      expect(await totalsOf(tx, session.id)).toEqual({ expected: 2, present: 2, leave: 0, absent: 0, open: 1, guests: 0 })
      expect((await sheetOf(tx, session.id)).map(({ name, state }) => `${name} ${state}`)).toEqual([
        '周国栋 expected',
        '王桂芳 late',
        '黎长林 checked_in',
      ])
      expect(await sharedLogins(tx, session.id)).toEqual([[wang, li]])
      expect((await findOfEvent(tx, `e${li}`)).map(({ member }) => member)).toEqual([li])
      expect((await findLastRecorded(tx, li, NOW, 'member')).map(({ state }) => state)).toEqual(['checked_in'])
      await takeBackAttendance(tx, session.id, li)
      expect((await findStanding(tx, session.id, li)).recorded).toBeUndefined()
    })
  })

  test('the database itself refuses a way for nobody and a late one without being late', async () => {
    const database = await open()
    await expect(
      database.write(async (tx) => {
        const { li, session } = await called(tx)
        const { way: _way, ...bare } = signed(session, li)
        await recordAttendance(tx, bare, undefined)
      }),
    ).rejects.toThrow()
    await expect(
      database.write(async (tx) => {
        const { li, session } = await called(tx)
        await recordAttendance(tx, signed(session, li, { lateMinutes: 3 }), undefined)
      }),
    ).rejects.toThrow()
  })

  test('of an exempt member nothing is demanded until that is ended; a group is said anew as a whole', async () => {
    const database = await open()
    await database.write(async (tx) => {
      const { branch, zhou, li, session } = await called(tx)
      expect(await addExemption(tx, li, zhou, NOW)).toBe(true)
      expect(await addExemption(tx, li, zhou, NOW)).toBe(false)
      expect([...(await exemptAmong(tx, [zhou, li]))]).toEqual([li])
      await changeExpected(tx, li, 'exempt')
      expect((await expectedOf(tx, session.id)).map(({ state }) => state)).toEqual(['expected', 'exempt', 'exempt'])
      expect(await endExemption(tx, li)).toBe(true)
      expect(await endExemption(tx, li)).toBe(false)
      await markLeaveRefused(tx, session.id, li, NOW)
      expect(await findStanding(tx, session.id, li)).toMatchObject({ expected: 'exempt', leaveRefused: true })
      const group = await setPartyGroup(tx, branch, '第一小组', [zhou, li])
      expect(await setPartyGroup(tx, branch, '第一小组', [li])).toBe(group)
      expect(await partyGroupsOf(tx, branch)).toEqual([{ id: group, name: '第一小组', members: [li] }])
      expect(await liveSessionsOf(tx, li, NOW)).toHaveLength(1)
      expect(await liveSessionsOf(tx, li, new Date('2026-12-20T00:00:00Z'))).toEqual([])
      expect((await getSession(tx, session.id)).branch).toBe(branch)
    })
  })
})
