import { recordAudit } from '../kernel/audit.ts'
import type { Spoken } from '../kernel/chat/capability.ts'
import type { MemberId } from '../kernel/chat/person.ts'
import { getMember } from '../roster/directory.ts'
import { findStanding, recordAttendance, type Standing } from './attendance-store.ts'
import { sessionsConcerning } from './concerning-store.ts'
import { makeUpWords } from './make-up-words.ts'
import { titleOf } from './saying.ts'
import type { AttendanceWay, Session } from './tables.ts'

/** Words behind a name that say how somebody learned afterwards what was taught. */
export const MAKE_UP_WORDS: readonly string[] = ['补学', '补课', '自学', '送学']

type Afterwards = Extract<AttendanceWay, 'made_up' | 'home_delivery'>

const MADE_UP_DAYS = 366

/**
 * 记 王大爷 补学 [3], 记 王大爷 送学 [3]: what was learned afterwards is noted beside what was so, never in its place:
 * whoever was absent stays absent and has made it up. Without a number the newest meeting that the member missed.
 */
export async function recordMakeUp(occasion: Spoken, member: MemberId, typed: string): Promise<string> {
  const { tx, now, person, from, key } = occasion
  const way: Afterwards = typed.includes('送学') ? 'home_delivery' : 'made_up'
  const { name } = await getMember(tx, member)
  const number = /\d+/u.exec(typed.normalize('NFKC'))?.[0]
  const past = await sessionsConcerning(tx, member, new Date(now.getTime() - MADE_UP_DAYS * 86_400_000))
  const found = await findToMakeUp(occasion, member, number === undefined ? past : past.filter((one) => one.number === Number(number)))
  if (found === undefined) return makeUpWords.nothing(name)
  const { session, standing } = found
  const { recorded } = standing
  if (isThere(standing)) return makeUpWords.wasThere(name, titleOf(session))
  if (recorded?.way === way) return makeUpWords.knownBefore(name, way, titleOf(session))
  await recordAttendance(
    tx,
    {
      session: session.id,
      member,
      // Of an exempt member nothing was demanded: excused, and the lesson brought home (DOMAIN 2.2, art. 23).
      state: recorded?.state === 'absent' ? 'absent' : 'leave',
      way,
      evidence: 'recorded',
      identity: 'recorded',
      platform: from.platform,
      ...(person.member === undefined ? {} : { recordedBy: person.member }),
      eventKey: key,
      at: now,
    },
    recorded,
  )
  const before = { member, state: recorded?.state ?? 'exempt', way: recorded?.way ?? null }
  await recordAudit(
    tx,
    {
      actor: `member:${person.member ?? 0}`,
      action: 'attendance-recorded',
      subject: `session:${session.id}`,
      before,
      after: { ...before, way },
    },
    now,
  )
  return makeUpWords.recorded(name, way, titleOf(session))
}

/** The newest of these meetings that was missed and not made up; else the newest, so that something can be said of it. */
async function findToMakeUp(
  { tx }: Spoken,
  member: MemberId,
  sessions: readonly Session[],
): Promise<{ readonly session: Session; readonly standing: Standing } | undefined> {
  let newest: { readonly session: Session; readonly standing: Standing } | undefined
  for (const session of sessions) {
    const standing = await findStanding(tx, session.id, member)
    newest ??= { session, standing }
    if (!isThere(standing) && standing.recorded?.way === undefined) return { session, standing }
  }
  return newest
}

function isThere({ recorded }: Standing): boolean {
  return recorded?.state === 'checked_in' || recorded?.state === 'late'
}
