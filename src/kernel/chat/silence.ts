import type { Tx } from '../database/connection.ts'
import { findSetting, noteSetting } from '../setting-store.ts'
import type { Bot } from './message.ts'

/** A stretch of time of which a platform kept nothing for us: what was said in it never arrived. */
export type Silence = { readonly platform: string; readonly account: string; readonly from: Date; readonly until: Date }

/** A contact is written down once a minute; a gap shorter than this is none, even where a platform keeps nothing. */
const NOTED_EVERY_MILLISECONDS = 60_000
const LEAST_GAP_MILLISECONDS = 600_000
const HOUR_MILLISECONDS = 3_600_000

/**
 * Notes which bots hear their platform now, and tells which of them did not for longer than the platform keeps what it
 * could not deliver. Each such stretch is told once.
 */
export async function noteContact(tx: Tx, bots: readonly Bot[], now: Date): Promise<readonly Silence[]> {
  const silences: Silence[] = []
  for (const bot of bots) {
    if (bot.state().kind !== 'running') continue
    const { platform, account, capabilities } = bot
    const key = `last-contact:${platform}:${account}`
    const known = await findSetting(tx, key)
    const gap = known === undefined ? undefined : now.getTime() - Date.parse(known)
    if (gap !== undefined && gap >= 0 && gap < NOTED_EVERY_MILLISECONDS) continue
    await noteSetting(tx, key, now.toISOString())
    const kept = capabilities.keepsHours * HOUR_MILLISECONDS
    if (known !== undefined && gap !== undefined && gap > Math.max(kept, LEAST_GAP_MILLISECONDS))
      silences.push({ platform, account, from: new Date(known), until: new Date(now.getTime() - kept) })
  }
  return silences
}
