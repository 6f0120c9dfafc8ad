import { recordAudit } from '../kernel/audit.ts'
import type { Occasion, Spoken } from '../kernel/chat/capability.ts'
import type { MemberId } from '../kernel/chat/person.ts'
import { getMember } from '../roster/directory.ts'
import { type Attendance, findStanding, recordAttendance } from './attendance-store.ts'
import { officeWords as words } from './attendance-words.ts'
import { type PlatformOf, refreshCounts } from './counting.ts'
import { liveSessionsOf } from './find-sessions.ts'
import { dropProxiesOf } from './proxies-store.ts'
import { isCorrectable } from './rules.ts'
import { titleOf } from './saying.ts'
import type { AttendanceWay, RecordedState, Session } from './tables.ts'

/** What the secretary wrote behind a name. */
export type Verdict = { readonly state: RecordedState; readonly way?: AttendanceWay; readonly lateMinutes?: number }

/** Words after 记 and a name that are about a meeting. */
export const RECORD_WORDS = ['签到', '请假', '缺席', '到会', '到场', '到了', '来了', '没来', '没到', '迟到', '晚到', '线上', '在外']

/** 记 王大爷 签到: the open meeting, else the last one while it may be corrected; for leave also the next. */
export async function recordByHand(platformOf: PlatformOf, occasion: Spoken, member: MemberId, typed: string): Promise<string> {
  const { tx, now, person } = occasion
  const { name } = await getMember(tx, member)
  const verdict = readVerdict(typed)
  const live = await liveSessionsOf(tx, member, now)
  const session = meantSession(live, verdict, typed, now)
  if (session === undefined || person.member === undefined) {
    const last = live.findLast(({ state }) => state === 'closed')
    return last === undefined ? words.recordNone(name) : words.recordLate(titleOf(last))
  }
  const { expected, recorded } = await findStanding(tx, session.id, member)
  const said = words.stateNames[verdict.state]
  if (expected === 'exempt' && verdict.state === 'absent') return words.recordExempt(name)
  if (recorded?.state === verdict.state && recorded.way === verdict.way && recorded.recordedBy !== undefined)
    return words.recordedBefore(name, said)
  await write(occasion, session, member, verdict, recorded)
  await dropProxiesOf(tx, session.id, member)
  await refreshCounts(platformOf, occasion, session)
  return words.recorded(name, said, titleOf(session))
}

/** Reads what stands behind a name: 签到, 晚到 15, 线上签到, 请假, 缺席. */
export function readVerdict(typed: string): Verdict {
  const text = typed.normalize('NFKC')
  if (/请假/u.test(text)) return { state: 'leave' }
  if (/缺席|没来|没到|未到|不在/u.test(text)) return { state: 'absent' }
  const way = /线上|在外|外地|视频/u.test(text) ? 'from_afar' : 'in_room'
  const minutes = Number(/(?:迟到|晚到)了?\s*(\d{1,3})/u.exec(text)?.[1] ?? 0)
  if (/迟到|晚到/u.test(text)) return { state: 'late', way, ...(minutes > 0 ? { lateMinutes: minutes } : {}) }
  return { state: 'checked_in', way }
}

function meantSession(live: readonly Session[], verdict: Verdict, typed: string, now: Date): Session | undefined {
  const number = /第\s*(\d{1,4})\s*次/u.exec(typed.normalize('NFKC'))?.[1]
  const may = live.filter((session) => isCorrectable(session, now) && (number === undefined || session.number === Number(number)))
  const open = may.findLast(({ state }) => state === 'open')
  const closed = may.findLast(({ state }) => state === 'closed')
  const called = may.find(({ state }) => state === 'called')
  return open ?? (verdict.state === 'leave' ? (called ?? closed) : closed)
}

async function write(
  { tx, now, person, from, key }: Occasion,
  session: Session,
  member: MemberId,
  verdict: Verdict,
  before: Attendance | undefined,
): Promise<void> {
  const by = person.member
  await recordAttendance(
    tx,
    {
      session: session.id,
      member,
      ...verdict,
      evidence: 'recorded',
      identity: 'recorded',
      platform: from.platform,
      ...(by === undefined ? {} : { recordedBy: by }),
      eventKey: key,
      at: now,
    },
    before,
  )
  await recordAudit(
    tx,
    {
      actor: `member:${by ?? 0}`,
      action: 'attendance-recorded',
      subject: `session:${session.id}`,
      before: { member, state: before?.state ?? 'expected' },
      after: { member, state: verdict.state },
    },
    now,
  )
}
