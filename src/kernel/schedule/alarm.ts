import type { Tx } from '../database/connection.ts'
import { statement } from '../database/statement.ts'

type AlarmTables = {
  alarm: {
    once: string
    job: string
    args: string
    due_at: string
    stale_at: string
    state: 'waiting' | 'done' | 'skipped' | 'parked'
    tries: number
  }
}

/** Something to be done once, at a moment; it outlives every restart. */
export type Alarm = {
  /** A name for the occasion, unique for ever. */
  readonly once: string
  readonly job: string
  readonly args: Readonly<Record<string, string | number>>
  readonly at: Date
  /** Later than this it is not done any more but shown as skipped. */
  readonly staleAt: Date
}

export type DueAlarm = {
  readonly once: string
  readonly job: string
  readonly args: string
  readonly stale_at: string
  readonly tries: number
}

const insert = statement<{ once: string; job: string; args: string; due: string; stale: string }, AlarmTables>()((db, given) =>
  db
    .insertInto('alarm')
    .values({
      once: given('once'),
      job: given('job'),
      args: given('args'),
      due_at: given('due'),
      stale_at: given('stale'),
      state: 'waiting',
      tries: 0,
    })
    .onConflict((conflict) => conflict.doNothing()),
)

const due = statement<{ now: string; limit: number }, AlarmTables>()((db, given) =>
  db
    .selectFrom('alarm')
    .select(['once', 'job', 'args', 'stale_at', 'tries'])
    .where('state', '=', 'waiting')
    .where('due_at', '<=', given('now'))
    .orderBy('due_at')
    .orderBy('once')
    .limit(given('limit') as never),
)

const setState = statement<{ once: string; state: AlarmTables['alarm']['state'] }, AlarmTables>()((db, given) =>
  db
    .updateTable('alarm')
    .set({ state: given('state') })
    .where('once', '=', given('once'))
    .where('state', '=', 'waiting'),
)

const countTry = statement<{ once: string }, AlarmTables>()((db, given) =>
  db
    .updateTable('alarm')
    .set((old) => ({ tries: old('tries', '+', 1) }))
    .where('once', '=', given('once')),
)

/** Sets an alarm; setting the same one again changes nothing. */
export async function setAlarm(tx: Tx, alarm: Alarm): Promise<void> {
  await insert.run(tx, {
    once: alarm.once,
    job: alarm.job,
    args: JSON.stringify(alarm.args),
    due: alarm.at.toISOString(),
    stale: alarm.staleAt.toISOString(),
  })
}

/** Takes an alarm back. False when it has rung already. */
export async function cancelAlarm(tx: Tx, once: string): Promise<boolean> {
  return (await setState.run(tx, { once, state: 'skipped' })) > 0
}

/** The alarms whose moment has come, the oldest first. */
export async function dueAlarms(tx: Tx, now: Date, limit: number): Promise<readonly DueAlarm[]> {
  return due.all(tx, { now: now.toISOString(), limit })
}

/** Notes what became of an alarm. */
export async function closeAlarm(tx: Tx, once: string, state: 'done' | 'skipped' | 'parked'): Promise<void> {
  await setState.run(tx, { once, state })
}

/** Notes that doing it failed once more. */
export async function countAlarmTry(tx: Tx, once: string): Promise<void> {
  await countTry.run(tx, { once })
}
