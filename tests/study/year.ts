import type { BranchId, MemberId } from '../../src/kernel/chat/person.ts'
import { recordAttendance } from '../../src/study/attendance-store.ts'
import { nameOfKind } from '../../src/study/kinds.ts'
import { recordExpected } from '../../src/study/expected-store.ts'
import { createSession, markCalled, markClosed } from '../../src/study/sessions-store.ts'
import type { AttendanceWay, Session, SessionKind } from '../../src/study/tables.ts'
import type { Office } from '../support/office.ts'

/** A meeting that was held: who was there by a sign each, 到 远 迟 假 缺, 免 for whoever is exempt and - for nothing known. */
export type Past = {
  readonly kinds: readonly SessionKind[]
  /** As in Shanghai: `2026-11-05 09:00`. */
  readonly at: string
  readonly signs: string
  readonly place?: string
  readonly material?: string
}

const OPEN_HOURS = 3
const WAYS: Readonly<Record<string, AttendanceWay>> = { 到: 'in_room', 远: 'from_afar', 迟: 'in_room' }

/** Writes a meeting of a branch into the books as it would have come there by talk. */
export async function hold(office: Pick<Office, 'write'>, branch: BranchId, members: readonly MemberId[], past: Past): Promise<Session> {
  const startsAt = new Date(`${past.at.replace(' ', 'T')}:00+08:00`)
  const closesAt = new Date(startsAt.getTime() + OPEN_HOURS * 3_600_000)
  const author = members[0]
  if (author === undefined) throw new Error('a meeting of nobody')
  return office.write(async (tx) => {
    const draft = await createSession(
      tx,
      {
        branch,
        author,
        kinds: past.kinds,
        title: past.kinds.map(nameOfKind).join('、'),
        place: past.place,
        speaker: undefined,
        agenda: undefined,
        material: past.material,
        file: undefined,
        startsAt,
        closesAt,
        calendar: 'solar',
        partyGroup: undefined,
        wantsCode: false,
        hourBefore: false,
      },
      new Date(startsAt.getTime() - 3 * 86_400_000),
    )
    const session = await markCalled(tx, draft.id, draft.startsAt)
    const signs = Array.from(past.signs)
    await recordExpected(
      tx,
      session,
      members.map((member, at) => ({ member, state: signs[at] === '免' ? 'exempt' : 'expected' })),
    )
    for (const [at, sign] of signs.entries()) {
      const member = members[at]
      if (member === undefined || sign === '免' || sign === '-') continue
      const way = WAYS[sign]
      await recordAttendance(
        tx,
        {
          session: session.id,
          member,
          state: sign === '假' ? 'leave' : sign === '缺' ? 'absent' : sign === '迟' ? 'late' : 'checked_in',
          ...(way === undefined ? {} : { way }),
          ...(sign === '迟' ? { lateMinutes: 15 } : {}),
          evidence: 'self',
          identity: 'verified',
          platform: 'telegram',
          at: startsAt,
        },
        undefined,
      )
    }
    if (signs.includes('-')) return session
    await markClosed(tx, session.id, closesAt)
    return session
  })
}
