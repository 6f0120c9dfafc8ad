import type { Tx } from '../kernel/database/connection.ts'
import { addDays, dayOf, momentAt } from '../kernel/day.ts'
import { setAlarm } from '../kernel/schedule/alarm.ts'
import type { Session } from './tables.ts'

export const EVENING_JOB = 'session-evening'
export const HOUR_JOB = 'session-hour'
export const OPEN_JOB = 'session-open'
export const CLOSE_JOB = 'session-close'

const EVENING = '19:00'
/** The reminder of the evening before is never sent later than this. */
export const EVENING_ENDS = '21:00'
/** A meeting is closed however long the program was down. */
const CLOSE_GOOD_DAYS = 400

/** Sets the clock for a meeting: the evening before, perhaps an hour before, its beginning and its end. */
export async function setSessionAlarms(tx: Tx, session: Session, now: Date): Promise<void> {
  const { startsAt, closesAt } = session
  const starts = startsAt.toISOString()
  const args = { session: session.id, starts }
  const before = addDays(dayOf(startsAt), -1)
  const evening = momentAt(before, EVENING)
  const hour = new Date(startsAt.getTime() - 3_600_000)
  const once = (what: string) => `session:${session.id}:${what}:${starts}`
  if (evening > now)
    await setAlarm(tx, { once: once('evening'), job: EVENING_JOB, args, at: evening, staleAt: momentAt(before, EVENING_ENDS) })
  if (session.hourBefore && hour > now) await setAlarm(tx, { once: once('hour'), job: HOUR_JOB, args, at: hour, staleAt: startsAt })
  await setAlarm(tx, { once: once('open'), job: OPEN_JOB, args, at: startsAt, staleAt: closesAt })
  await setAlarm(tx, {
    once: once('close'),
    job: CLOSE_JOB,
    args,
    at: closesAt,
    staleAt: new Date(closesAt.getTime() + CLOSE_GOOD_DAYS * 86_400_000),
  })
}
