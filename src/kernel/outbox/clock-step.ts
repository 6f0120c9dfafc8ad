import type { Tx } from '../database/connection.ts'
import { statement } from '../database/statement.ts'
import type { OutboxTables } from './tables.ts'

const waitingBetween = statement<{ after: string; until: string }, OutboxTables>()((db, given) =>
  db
    .selectFrom('letter')
    .select(['id', 'due_at', 'created_at', 'tries'])
    .where('state', '=', 'waiting')
    .where('due_at', '>', given('after'))
    .where('due_at', '<=', given('until')),
)

const move = statement<{ id: number; due: string }, OutboxTables>()((db, given) =>
  db
    .updateTable('letter')
    .set({ due_at: given('due') })
    .where('id', '=', given('id')),
)

const newestWaiting = statement<{ now: string }, OutboxTables>()((db, given) =>
  db
    .selectFrom('letter')
    .select((of) => of.fn.max<string | null>('created_at').as('at'))
    .where('state', '=', 'waiting')
    .where('created_at', '>', given('now')),
)

/** Clocks are corrected by fractions of a second all the time; that is no step. */
const LEAST_STEP_MILLISECONDS = 2000
/** What the old clock would have let go within this time goes within this time by the new one. */
const AHEAD_MILLISECONDS = 600_000
/** The courier looks at least once a minute, so the clock was set back no longer ago than this. */
const NOTICED_WITHIN_MILLISECONDS = 120_000

/** By how much the clock was set back since a moment it had shown before; 0 when it was not. */
export function stepBack(before: Date | undefined, now: Date): number {
  const step = before === undefined ? 0 : before.getTime() - now.getTime()
  return step > LEAST_STEP_MILLISECONDS ? step : 0
}

/** A moment from which the clock must have been set back while the program was off: a letter waits that was put later than now. */
export async function futureMoment(tx: Tx, now: Date): Promise<Date | undefined> {
  const at = (await newestWaiting.first(tx, { now: now.toISOString() }))?.at
  return at === null || at === undefined ? undefined : new Date(at)
}

/** Letters that were due, or about to be, by the clock as it was do not wait until it shows that hour again. */
export async function followClockBack(tx: Tx, before: Date, now: Date): Promise<void> {
  const step = before.getTime() - now.getTime()
  const until = new Date(before.getTime() + AHEAD_MILLISECONDS)
  const letters = await waitingBetween.all(tx, { after: now.toISOString(), until: until.toISOString() })
  for (const letter of letters)
    if (!isPutSince(letter, now)) await move.run(tx, { id: letter.id, due: new Date(Date.parse(letter.due_at) - step).toISOString() })
}

/** A letter that was put by the new clock already: its minute of grace begins now and is not over. */
function isPutSince({ created_at, tries }: { readonly created_at: string; readonly tries: number }, now: Date): boolean {
  const age = now.getTime() - Date.parse(created_at)
  return tries === 0 && age >= 0 && age < NOTICED_WITHIN_MILLISECONDS
}
