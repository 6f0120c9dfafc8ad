import { recordAudit } from '../kernel/audit.ts'
import type { Occasion, Spoken } from '../kernel/chat/capability.ts'
import { SECRETARIAL } from '../kernel/chat/converse.ts'
import { branchesHeld, branchTree, findMembersByName, privateMailbox } from '../roster/directory.ts'
import { findStanding, recordAttendance, takeBackAttendance } from './attendance-store.ts'
import { attendanceWords } from './attendance-words.ts'
import { loginOf } from './check-in.ts'
import { type PlatformOf, refreshCounts } from './counting.ts'
import { tellLeave } from './leave-letters.ts'
import { markLeaveRefused } from './expected-store.ts'
import { findSessions } from './find-sessions.ts'
import { dropProxiesOf } from './proxies-store.ts'
import { LEAVE_DAYS, mayAskLeave } from './rules.ts'
import { titleOf } from './saying.ts'
import type { Session } from './tables.ts'

/** What came of asking to be excused. Why anybody cannot come is never asked and never kept. */
export type Left =
  | { readonly kind: 'noted'; readonly when: 'before' | 'afterwards' }
  | { readonly kind: 'known' }
  | { readonly kind: 'exempt' }
  | { readonly kind: 'present' }
  | { readonly kind: 'refused' }
  | { readonly kind: 'too-late' }
  | { readonly kind: 'not-on-list' }

const DAY_MS = 86_400_000

/** Excuses the speaker from a meeting; the secretary is told and need not answer. */
export async function takeLeave(platformOf: PlatformOf, occasion: Occasion, session: Session): Promise<Left> {
  const { tx, person, from, key, answeredAs } = occasion
  if (person.member === undefined || session.state === 'cancelled') return { kind: 'not-on-list' }
  const { expected, leaveRefused, recorded } = await findStanding(tx, session.id, person.member)
  if (expected === undefined) return { kind: 'not-on-list' }
  if (recorded?.state === 'leave') return { kind: 'known' }
  if (recorded?.state === 'checked_in' || recorded?.state === 'late') return { kind: 'present' }
  if (!mayAskLeave(session, occasion.now)) return { kind: 'too-late' }
  if (expected === 'exempt') return { kind: 'exempt' }
  // What the secretary wrote down by hand stays; what the closing wrote down gives way.
  if (leaveRefused || recorded?.recordedBy !== undefined) return { kind: 'refused' }
  await recordAttendance(
    tx,
    {
      session: session.id,
      member: person.member,
      state: 'leave',
      evidence: answeredAs,
      identity: person.evidence,
      platform: from.platform,
      login: loginOf(occasion, session),
      eventKey: key,
      at: occasion.now,
    },
    recorded,
  )
  await dropProxiesOf(tx, session.id, person.member)
  await refreshCounts(platformOf, occasion, session)
  await tellLeave(occasion, session)
  return { kind: 'noted', when: session.state === 'closed' ? 'afterwards' : 'before' }
}

/** 不准假 张三: the secretary asks a member to come all the same; the member hears it alone, without a reason. */
export async function refuseLeave(platformOf: PlatformOf, occasion: Spoken): Promise<void> {
  const { rest, voice, tx, person, now } = occasion
  const names = rest.split(/[\s、,，]+/u).filter((name) => name !== '')
  if (names.length === 0) {
    await voice.privately(attendanceWords.refuseExample)
    return
  }
  const branches = branchesHeld(person, SECRETARIAL, await branchTree(tx))
  const live = await findSessions(tx, {
    branches,
    states: ['called', 'open', 'closed'],
    from: new Date(now.getTime() - LEAVE_DAYS * DAY_MS),
  })
  const lines: string[] = []
  for (const name of names) lines.push(await refuseOne(platformOf, occasion, name, branches, live.toReversed()))
  await voice.privately(lines.join('\n'))
}

async function refuseOne(
  platformOf: PlatformOf,
  occasion: Spoken,
  name: string,
  branches: Parameters<typeof findMembersByName>[2],
  sessions: readonly Session[],
): Promise<string> {
  const { tx, now, person } = occasion
  for (const member of await findMembersByName(tx, name, branches))
    for (const session of sessions) {
      const { recorded } = await findStanding(tx, session.id, member.id)
      if (recorded?.state !== 'leave') continue
      await takeBackAttendance(tx, session.id, member.id)
      await markLeaveRefused(tx, session.id, member.id, now)
      await recordAudit(
        tx,
        {
          actor: `member:${person.member ?? 0}`,
          action: 'leave-refused',
          subject: `session:${session.id}`,
          after: { member: member.id },
        },
        now,
      )
      await refreshCounts(platformOf, occasion, session)
      if (session.state === 'closed') return attendanceWords.leaveRefusedLate(member.name)
      const mailbox = await privateMailbox(tx, member.id)
      const line = attendanceWords.leaveRefusedTo(titleOf(session))
      if (mailbox !== undefined) await occasion.voice.tell(mailbox.id, line, { why: attendanceWords.whyLeaveRefused })
      return attendanceWords.leaveRefusing(member.name, titleOf(session))
    }
  return attendanceWords.leaveNone(name)
}
