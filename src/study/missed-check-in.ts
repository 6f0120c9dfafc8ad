import type { Occasion } from '../kernel/chat/capability.ts'
import { findStanding } from './attendance-store.ts'
import { attendanceWords as words } from './attendance-words.ts'
import { isCorrectable } from './rules.ts'
import { titleOf } from './saying.ts'
import type { Session } from './tables.ts'
import { tellSecretary } from './telling.ts'

/**
 * Somebody checked in when it was over. Nothing changes; the secretary is told once and may write it down while the
 * record can be corrected.
 */
export async function tellMissedCheckIn(occasion: Occasion, session: Session): Promise<'told' | 'late' | 'known' | 'not-on-list'> {
  const { tx, person, now } = occasion
  if (person.member === undefined) return 'not-on-list'
  const { expected, recorded } = await findStanding(tx, session.id, person.member)
  if (expected === undefined) return 'not-on-list'
  if (recorded?.state === 'checked_in' || recorded?.state === 'late') return 'known'
  if (!isCorrectable(session, now)) return 'late'
  await tellSecretary(occasion, session, {
    once: `session:${session.id}:missed:${person.member}`,
    text: words.lateTold(person.name ?? '', titleOf(session)),
    why: words.whyLate,
    priority: 'notice',
  })
  return 'told'
}
