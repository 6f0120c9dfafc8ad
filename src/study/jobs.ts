import { dayOf, momentAt, timeOf } from '../kernel/day.ts'
import type { Job, Round } from '../kernel/schedule/job.ts'
import { CLOSE_JOB, EVENING_ENDS, EVENING_JOB, HOUR_JOB, OPEN_JOB } from './alarms.ts'
import { tellAll, whileItStands } from './announcing.ts'
import { closeSession } from './closing.ts'
import type { PlatformOf } from './counting.ts'
import { openSession, tellOpened } from './opening.ts'
import { sayStart } from './saying.ts'
import { getSession } from './sessions-store.ts'
import type { Session, SessionId } from './tables.ts'
import { meetingWords } from './words.ts'

type Args = Readonly<Record<string, string | number>>

/** A closing this late means that the program was down. */
const MISSED_MS = 10 * 60_000

/** What the clock does for meetings: reminds, opens, closes. A meeting that was moved or cancelled is passed over. */
export const sessionJobs = (platformOf: PlatformOf): readonly Job[] => [
  alarm(EVENING_JOB, async (round, session) => {
    await tellAll(round, session, {
      occasion: `evening:${session.startsAt.toISOString()}`,
      text: meetingWords.eveningBefore(session.title, sayStart(session, dayOf(round.now)), session.place),
      priority: 'reminder',
      why: meetingWords.whyReminder,
      stillNeeded: whileItStands(session),
      goodUntil: momentAt(dayOf(round.now), EVENING_ENDS),
    })
  }),
  alarm(HOUR_JOB, async (round, session) => {
    await tellAll(round, session, {
      occasion: `hour:${session.startsAt.toISOString()}`,
      text: meetingWords.hourBefore(session.title, timeOf(session.startsAt), session.place),
      priority: 'reminder',
      why: meetingWords.whyHour,
      stillNeeded: whileItStands(session),
      goodUntil: session.startsAt,
    })
  }),
  alarm(OPEN_JOB, async (round, session) => {
    if (session.state !== 'called' || round.now >= session.closesAt) return
    const open = await openSession(round, session)
    if (open !== undefined) await tellOpened(round, open)
  }),
  alarm(CLOSE_JOB, async (round, session) => {
    const isMissed = round.now.getTime() - session.closesAt.getTime() > MISSED_MS
    await closeSession(platformOf, round, session, { kind: isMissed ? 'missed' : 'clock' })
  }),
]

function alarm(name: string, run: (round: Round, session: Session) => Promise<void>): Job {
  return {
    kind: 'alarm',
    name,
    run: async (round, args: Args) => {
      const session = await getSession(round.tx, Number(args['session']) as SessionId)
      const isStanding = session.state === 'called' || session.state === 'open'
      if (isStanding && session.startsAt.toISOString() === args['starts']) await run(round, session)
    },
  }
}
