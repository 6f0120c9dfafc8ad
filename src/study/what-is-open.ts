import type { Occasion, Open } from '../kernel/chat/capability.ts'
import { findStanding } from './attendance-store.ts'
import { attendanceWords as words } from './attendance-words.ts'
import { titleOf } from './saying.ts'
import { liveHere, openHere } from './session-here.ts'
import type { Session } from './tables.ts'

const DAY_MS = 86_400_000
/** Leave is listened for from so many days before a meeting, and in the day after it was called. */
const NEAR_DAYS = 3

/**
 * A check-in that waits for this person here. Who has answered, and everybody while a meeting is near, may still say
 * something about it, but nothing is asked of them.
 */
export async function whatIsOpen(occasion: Occasion): Promise<readonly Open[]> {
  const live = await liveHere(occasion)
  if (live.length === 0) return []
  const { tx, person, now } = occasion
  const session = await openHere(occasion, live)
  if (session !== undefined) {
    const recorded = person.member === undefined ? undefined : (await findStanding(tx, session.id, person.member)).recorded
    const isAsked = recorded === undefined || recorded.state === 'absent'
    return [{ thing: isAsked ? 'attendance' : 'meeting', word: words.checkInChoice, title: titleOf(session) }]
  }
  const next = person.member === undefined ? undefined : live.find((one) => isNear(one, now))
  return next === undefined ? [] : [{ thing: 'meeting', word: words.leaveChoice, title: titleOf(next) }]
}

function isNear({ state, startsAt, calledAt }: Session, now: Date): boolean {
  if (state !== 'called') return false
  const isFresh = calledAt !== undefined && now.getTime() - calledAt.getTime() < DAY_MS
  return isFresh || startsAt.getTime() - now.getTime() < NEAR_DAYS * DAY_MS
}
