import type { BranchId } from '../kernel/chat/person.ts'
import type { Tx } from '../kernel/database/connection.ts'
import type { Day } from '../kernel/day.ts'
import { monthAfter } from '../kernel/language/months.ts'
import { branchTree } from '../roster/directory.ts'
import type { Month } from './entry.ts'
import { type Setting, type SettingKey, settingsOf } from './settings-store.ts'

/** A day that comes in every month. */
export const LATEST_COLLECTING_DAY = 28
/** Where nobody has fixed a day, dues are collected in the week after the theme day. */
const USUAL_COLLECTING_DAY = 8

/** Looks up what was decided for a branch: its own decision first, then those of the bodies above it. */
export type FindSetting = (branch: BranchId, month: Month) => number | undefined

/** Reads the decisions about one thing once, to be looked up for many branches. */
export async function readSettings(tx: Tx, key: SettingKey): Promise<FindSetting> {
  const settings = await settingsOf(tx, key)
  const tree = await branchTree(tx)
  return (branch, month) => {
    for (let at: BranchId | undefined = branch; at !== undefined; at = tree.get(at)?.parent) {
      const value = newestOf(settings, at, month)?.value
      if (value !== undefined) return value
    }
    return undefined
  }
}

function newestOf(settings: readonly Setting[], branch: BranchId, month: Month): Setting | undefined {
  return settings.findLast((one) => one.branch === branch && one.validFrom <= month)
}

/** The day in a month on which a branch collects. */
export function collectingDay(find: FindSetting, branch: BranchId, month: Month): Day {
  const day = find(branch, month) ?? USUAL_COLLECTING_DAY
  return `${month}-${String(day).padStart(2, '0')}` as Day
}

/** The newest month whose collecting day has come. */
export function collectedMonth(find: FindSetting, branch: BranchId, today: Day): Month {
  const month = monthOf(today)
  return collectingDay(find, branch, month) <= today ? month : monthAfter(month, -1)
}

/** The month in which a day lies. */
export function monthOf(day: Day): Month {
  return day.slice(0, 7)
}
