import type { MemberId } from '../kernel/chat/person.ts'
import type { AttendanceState, AttendanceWay } from './tables.ts'

/** How a member stood to one session that is over. */
export type Past = { readonly member: MemberId; readonly state: AttendanceState; readonly way: AttendanceWay | undefined }

const LAST = 3
const MISSED = 2

/** Not there, gave no word and has not made it up since. Leave is not missing. */
export function isMissed({ state, way }: Pick<Past, 'state' | 'way'>): boolean {
  return state === 'absent' && way === undefined
}

/**
 * Who has missed two of the last three meetings they were expected at, seen from the newest of these sessions (newest
 * last), and had not yet at the one before: whoever was named once is not named again for the same stretch.
 */
export function newlyMissing(sessions: readonly (readonly Past[])[]): readonly MemberId[] {
  const newest = sessions.at(-1) ?? []
  return newest
    .map(({ member }) => member)
    .filter((member) => {
      const own = sessions.flatMap((session) => session.filter((past) => past.member === member))
      return isMissing(own) && !isMissing(own.slice(0, -1))
    })
}

function isMissing(own: readonly Past[]): boolean {
  return own.slice(-LAST).filter(isMissed).length >= MISSED
}
