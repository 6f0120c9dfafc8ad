import cron, { type ScheduledTask } from 'node-cron'
import { isPassing, type Tx } from '../database/connection.ts'
import type { Database } from '../database/database.ts'
import { addDays, type Day, dayOf, momentAt } from '../day.ts'
import type { Log } from '../log.ts'
import type { Outbox } from '../outbox/outbox.ts'
import { closeAlarm, countAlarmTry, type DueAlarm, dueAlarms } from './alarm.ts'
import type { Job, Round } from './job.ts'
import { hasOccurrence, recordOccurrence } from './occurrence.ts'

type DailyJob = Extract<Job, { kind: 'daily' }>
type AlarmJob = Extract<Job, { kind: 'alarm' }>

export type Clockwork = {
  /** One tick now, and then one a minute. */
  start(): Promise<void>
  /** Does everything whose time has come. Safe to call at any moment: what is done is decided by rows. */
  tick(): Promise<void>
  stop(): Promise<void>
}

const ALARMS_PER_COMMIT = 50
const MOST_TRIES = 3
/** How far back missed days are looked for; older ones are stale for every job. */
const LOOK_BACK_DAYS = 7

/** What the clockwork works with. */
export type ClockworkHouse = {
  readonly database: Database
  readonly jobs: readonly Job[]
  readonly outbox: Outbox
  readonly clock: () => Date
  readonly token: () => string
  readonly log: Log
  readonly committed: () => void
  /** Looks around at every tick, before anything is done. */
  readonly look?: (tx: Tx, now: Date) => Promise<void>
  /** Something to be done by the clock could not be done: whoever looks after the program hears of it. */
  readonly troubled?: (tx: Tx, job: string, day: Day, now: Date) => Promise<void>
}

/** The one heartbeat of the house. */
export function makeClockwork(house: ClockworkHouse): Clockwork {
  const daily = house.jobs.filter((job): job is DailyJob => job.kind === 'daily')
  const alarms = new Map(house.jobs.filter((job): job is AlarmJob => job.kind === 'alarm').map((job) => [job.name, job]))
  let heartbeat: ScheduledTask | undefined
  let ticking: Promise<void> | undefined

  const round = (tx: Tx, now: Date, day: Day): Round => ({ tx, now, day, outbox: house.outbox, token: house.token })

  async function tickOnce(): Promise<void> {
    const now = house.clock()
    await lookAround(now)
    for (const job of daily) await catchUp(job, now)
    while (await ringSome(now));
    house.committed()
  }

  async function lookAround(now: Date): Promise<void> {
    const { look } = house
    if (look === undefined) return
    try {
      await house.database.write((tx) => look(tx, now))
    } catch (error) {
      house.log.error({ what: 'look', error }, 'the look around failed; it is done again with the next tick')
    }
  }

  /** Missed days are made up, the oldest first; what is stale is written down as skipped and not done. */
  async function catchUp(job: DailyJob, now: Date): Promise<void> {
    const today = dayOf(now)
    for (let back = LOOK_BACK_DAYS; back >= 0; back--) {
      const day = addDays(today, -back)
      const due = momentAt(day, job.at)
      if (due > now) continue
      const stale = now.getTime() - due.getTime() > job.staleAfterHours * 3_600_000
      try {
        await house.database.write(async (tx) => {
          if (await hasOccurrence(tx, job.name, day)) return
          await recordOccurrence(tx, job.name, day, stale ? 'skipped' : 'done', now)
          if (!stale) await job.run(round(tx, now, day))
        })
      } catch (error) {
        house.log.error({ what: 'job', job: job.name, error }, 'a daily job failed; it is tried again with the next tick')
        if (!isPassing(error)) await tellTroubled(job.name, day, now)
      }
    }
  }

  async function tellTroubled(job: string, day: Day, now: Date): Promise<void> {
    const { troubled } = house
    if (troubled !== undefined) await house.database.write((tx) => troubled(tx, job, day, now))
  }

  /** True when there may be more; a machine in trouble is given until the next minute instead of being asked for ever. */
  async function ringSome(now: Date): Promise<boolean> {
    const due = await house.database.read((tx) => dueAlarms(tx, now, ALARMS_PER_COMMIT))
    let rang = 0
    for (const alarm of due) if (await ring(alarm, now)) rang += 1
    return due.length === ALARMS_PER_COMMIT && rang > 0
  }

  async function ring(alarm: DueAlarm, now: Date): Promise<boolean> {
    const job = alarms.get(alarm.job)
    try {
      await house.database.write(async (tx) => {
        const stale = alarm.stale_at <= now.toISOString()
        await closeAlarm(tx, alarm.once, stale || job === undefined ? 'skipped' : 'done')
        if (!stale && job !== undefined)
          await job.run(round(tx, now, dayOf(now)), JSON.parse(alarm.args) as Record<string, string | number>)
      })
      return true
    } catch (error) {
      house.log.error({ what: 'alarm', job: alarm.job, tries: alarm.tries + 1, error }, 'an alarm could not be done')
      if (isPassing(error)) return false
      await house.database.write(async (tx) => {
        await countAlarmTry(tx, alarm.once)
        if (alarm.tries + 1 < MOST_TRIES) return
        await closeAlarm(tx, alarm.once, 'parked')
        await house.troubled?.(tx, alarm.job, dayOf(now), now)
      })
      return true
    }
  }

  async function tick(): Promise<void> {
    ticking ??= tickOnce()
      .catch((error: unknown) => house.log.error({ what: 'tick', error }, 'a tick failed'))
      .finally(() => {
        ticking = undefined
      })
    return ticking
  }

  return {
    tick,
    async start() {
      await tick()
      heartbeat = cron.schedule('* * * * *', () => tick(), { noOverlap: true })
    },
    async stop() {
      await heartbeat?.destroy()
      await ticking
    },
  }
}
