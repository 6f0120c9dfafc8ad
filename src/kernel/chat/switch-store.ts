import type { Platform } from './message.ts'
import type { Tx } from '../database/connection.ts'

type SettingTables = { setting: { key: string; value: string } }

const keyOf = (platform: Platform): string => `switched-off:${platform}`

/** Whether a platform was switched off by those in charge. */
export async function isSwitchedOff(tx: Tx, platform: Platform): Promise<boolean> {
  const row = await tx
    .withTables<SettingTables>()
    .selectFrom('setting')
    .select('value')
    .where('key', '=', keyOf(platform))
    .executeTakeFirst()
  return row !== undefined
}

/** Switches a platform off, or on again. True when that is news. */
export async function recordSwitched(tx: Tx, platform: Platform, to: 'on' | 'off', now: Date): Promise<boolean> {
  const settings = tx.withTables<SettingTables>()
  if (to === 'on') {
    const gone = await settings.deleteFrom('setting').where('key', '=', keyOf(platform)).executeTakeFirstOrThrow()
    return gone.numDeletedRows > 0n
  }
  const put = await settings
    .insertInto('setting')
    .values({ key: keyOf(platform), value: now.toISOString() })
    .onConflict((conflict) => conflict.column('key').doNothing())
    .executeTakeFirstOrThrow()
  return (put.numInsertedOrUpdatedRows ?? 0n) > 0n
}
