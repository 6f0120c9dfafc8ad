import type { Tx } from '../database/connection.ts'
import type { BotState, Platform } from './message.ts'

type SettingTables = { setting: { key: string; value: string } }

/** How a platform's bot was when that changed last, for whoever looks from outside the running program. */
export type Standing = Pick<BotState, 'kind' | 'line'>

/** Writes down how a platform's bot is now. */
export async function recordStanding(tx: Tx, platform: Platform, { kind, line }: Standing): Promise<void> {
  const value = JSON.stringify({ kind, line })
  await tx
    .withTables<SettingTables>()
    .insertInto('setting')
    .values({ key: keyOf(platform), value })
    .onConflict((conflict) => conflict.column('key').doUpdateSet({ value }))
    .execute()
}

/** Forgets how the bots of the last run were. */
export async function forgetStandings(tx: Tx): Promise<void> {
  await tx.withTables<SettingTables>().deleteFrom('setting').where('key', 'like', keyOf('%')).execute()
}

/** How a platform's bot is, as far as a running program has written it down. */
export async function findStanding(tx: Tx, platform: Platform): Promise<Standing | undefined> {
  const row = await tx
    .withTables<SettingTables>()
    .selectFrom('setting')
    .select('value')
    .where('key', '=', keyOf(platform))
    .executeTakeFirst()
  return row === undefined ? undefined : (JSON.parse(row.value) as Standing)
}

function keyOf(platform: Platform | '%'): string {
  return `bot:${platform}`
}
