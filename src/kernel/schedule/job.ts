import type { Tx } from '../database/connection.ts'
import type { Day } from '../day.ts'
import type { Outbox } from '../outbox/outbox.ts'

/** What a job gets to work with. `day` is the calendar day it is for, which after downtime may be an earlier one. */
export type Round = { readonly tx: Tx; readonly now: Date; readonly day: Day; readonly outbox: Outbox; readonly token: () => string }

/**
 * Something done by the clock. `daily`: once for each calendar day, at or after a time of day; a day that was missed
 * is made up while it is not stale. `alarm`: once, at the moment for which `setAlarm` put a row.
 */
export type Job =
  | {
      readonly kind: 'daily'
      readonly name: string
      /** Shanghai time of day, `08:30`. */
      readonly at: string
      /** How many hours later it still makes sense. */
      readonly staleAfterHours: number
      run(round: Round): Promise<void>
    }
  | {
      readonly kind: 'alarm'
      readonly name: string
      run(round: Round, args: Readonly<Record<string, string | number>>): Promise<void>
    }
