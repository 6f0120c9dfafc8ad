import type { BranchId, MemberId } from '../kernel/chat/person.ts'
import type { Tx } from '../kernel/database/connection.ts'
import type { Month } from './entry.ts'
import type { DuesTables } from './tables.ts'

export type SettingKey = DuesTables['dues_setting']['key']

/** What a township or branch decided, by whom and from which month on. */
export type Setting = {
  readonly branch: BranchId
  readonly key: SettingKey
  readonly value: number
  readonly validFrom: Month
  readonly decidedBy: MemberId
}

/** Notes a decision; older ones stay where they are. */
export async function addSetting(tx: Tx, setting: Setting, now: Date): Promise<void> {
  await tx
    .withTables<DuesTables>()
    .insertInto('dues_setting')
    .values({
      branch_id: setting.branch,
      key: setting.key,
      value: setting.value,
      valid_from: setting.validFrom,
      decided_by: setting.decidedBy,
      at: now.toISOString(),
    } as never)
    .execute()
}

/** Every decision about one thing, oldest first. There are a few for each township. */
export async function settingsOf(tx: Tx, key: SettingKey): Promise<readonly Setting[]> {
  const rows = await tx.withTables<DuesTables>().selectFrom('dues_setting').selectAll().where('key', '=', key).orderBy('id').execute()
  return rows.map((row) => ({
    branch: row.branch_id as BranchId,
    key: row.key,
    value: row.value,
    validFrom: row.valid_from,
    decidedBy: row.decided_by as MemberId,
  }))
}
