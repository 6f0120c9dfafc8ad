import type { Tx } from '../database/connection.ts'
import { statement } from '../database/statement.ts'
import type { BotAccount } from './message.ts'

type InboxTables = {
  inbox: { account: string; key: string; at: string }
  parked: { account: string; key: string; tries: number; at: string; reason: string; settled: number }
}

/** Platforms repeat an event for a day at most; twice that is remembered. */
export const INBOX_KEEPS_HOURS = 48

const insert = statement<InboxTables['inbox'], InboxTables>()((db, given) =>
  db
    .insertInto('inbox')
    .values({ account: given('account'), key: given('key'), at: given('at') })
    .onConflict((conflict) => conflict.doNothing()),
)

const park = statement<Omit<InboxTables['parked'], 'settled'>, InboxTables>()((db, given) =>
  db
    .insertInto('parked')
    .values({ account: given('account'), key: given('key'), tries: given('tries'), at: given('at'), reason: given('reason'), settled: 0 })
    .onConflict((conflict) => conflict.doNothing()),
)

const prune = statement<{ before: string }, InboxTables>()((db, given) => db.deleteFrom('inbox').where('at', '<', given('before')))

/** Notes that an event was taken; false when it was before. This row and the effect of the event are one transaction. */
export async function recordArrival(tx: Tx, account: string, key: string, now: Date): Promise<boolean> {
  return (await insert.run(tx, { account, key, at: now.toISOString() })) > 0
}

const arrival = statement<{ account: string; key: string }, InboxTables>()((db, given) =>
  db.selectFrom('inbox').select('at').where('account', '=', given('account')).where('key', '=', given('key')),
)

/** When an event was taken, which is also the moment of everything it recorded; forgotten after two days. */
export async function findArrival(tx: Tx, { platform, account }: BotAccount, key: string): Promise<Date | undefined> {
  const row = await arrival.first(tx, { account: `${platform}:${account}`, key })
  return row === undefined ? undefined : new Date(row.at)
}

/** Sets an event aside that cannot be done; the reason is a kind of error, never a text. */
export async function parkEvent(tx: Tx, account: string, key: string, tries: number, reason: string, now: Date): Promise<void> {
  await park.run(tx, { account, key, tries, at: now.toISOString(), reason })
}

/** Forgets arrivals that no platform will repeat any more. */
export async function pruneInbox(tx: Tx, now: Date): Promise<void> {
  await prune.run(tx, { before: new Date(now.getTime() - INBOX_KEEPS_HOURS * 3_600_000).toISOString() })
}

const count = statement<object, InboxTables>()((db) =>
  db
    .selectFrom('parked')
    .select((of) => of.fn.countAll<number>().as('count'))
    .where('settled', '=', 0),
)

/** How many events wait aside because they could not be done. */
export async function countParked(tx: Tx): Promise<number> {
  return Number((await count.first(tx, {}))?.count ?? 0)
}
