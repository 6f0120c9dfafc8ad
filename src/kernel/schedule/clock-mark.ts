import type { Tx } from '../database/connection.ts'
import { findSetting, forgetSetting, noteSetting } from '../setting-store.ts'

const LATEST = 'latest-moment'
const SINCE = 'set-back-since'
const NOTED_EVERY_MILLISECONDS = 60_000
/** Clocks are corrected by seconds all the time; that is nothing to tell. */
const LEAST_STEP_MILLISECONDS = 120_000
/** A clock that has run on for a day as it is was put right, not wrong. */
const BELIEVED_AFTER_MILLISECONDS = 86_400_000

/**
 * Notes the latest moment the clock has shown. When it shows an earlier one now, tells once what it had shown: somebody
 * has set it back, while the program ran or while it was off.
 */
export async function noteMoment(tx: Tx, now: Date): Promise<Date | undefined> {
  const latest = await momentOf(tx, LATEST)
  const since = await momentOf(tx, SINCE)
  if (latest === undefined || now >= latest) {
    if (latest === undefined || millisecondsFrom(latest, now) >= NOTED_EVERY_MILLISECONDS) await noteSetting(tx, LATEST, now.toISOString())
    if (since !== undefined) await forgetSetting(tx, SINCE)
    return undefined
  }
  if (millisecondsFrom(now, latest) < LEAST_STEP_MILLISECONDS) return undefined
  if (since === undefined || millisecondsFrom(now, since) >= LEAST_STEP_MILLISECONDS) {
    await noteSetting(tx, SINCE, now.toISOString())
    return latest
  }
  if (millisecondsFrom(since, now) >= BELIEVED_AFTER_MILLISECONDS) {
    await noteSetting(tx, LATEST, now.toISOString())
    await forgetSetting(tx, SINCE)
  }
  return undefined
}

/** What the clock had shown before it was set back; undefined when it was not, or has caught up since. */
export async function findSetBack(tx: Tx, now: Date): Promise<Date | undefined> {
  const latest = await momentOf(tx, LATEST)
  return latest !== undefined && millisecondsFrom(now, latest) >= LEAST_STEP_MILLISECONDS ? latest : undefined
}

async function momentOf(tx: Tx, key: string): Promise<Date | undefined> {
  const value = await findSetting(tx, key)
  return value === undefined ? undefined : new Date(value)
}

function millisecondsFrom(from: Date, until: Date): number {
  return until.getTime() - from.getTime()
}
