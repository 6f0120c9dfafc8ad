import type { Tx } from '../database/connection.ts'
import type { Database } from '../database/database.ts'
import { statement } from '../database/statement.ts'

type CareTables = {
  setting: { key: string; value: string }
  attempt: { account: string; key: string; tries: number; at: string }
}

/**
 * Caution after the program ended without being told to: an event may have ended it. What comes first is then done one
 * by one, and that it was begun is on the disk before it is.
 */
export type Care = {
  isOver(now: Date): boolean
  /** Notes that an event is begun, within a transaction of its own. `kills`: it was begun this often and never finished. */
  begin(tx: Tx, account: string, key: string, now: Date): Promise<'go' | 'kills'>
  /** Notes within the transaction of its effect that it is finished. */
  finish(tx: Tx, account: string, key: string): Promise<void>
}

/** An event that was begun three times and never finished is what ends the program. */
export const MOST_BEGUN = 3
/** The one that ended the program is offered again among the first; no platform offers more than this at once. */
const CAREFUL_EVENTS = 256
const CAREFUL_SECONDS = 60
const ATTEMPTS_KEPT_HOURS = 48
const CLEAN_STOP = 'clean-stop'

const forgetStop = statement<object, CareTables>()((db) => db.deleteFrom('setting').where('key', '=', CLEAN_STOP))

const noteStop = statement<{ at: string }, CareTables>()((db, given) =>
  db
    .insertInto('setting')
    .values({ key: CLEAN_STOP, value: given('at') })
    .onConflict((conflict) => conflict.column('key').doUpdateSet({ value: given('at') })),
)

const triesOf = statement<{ account: string; key: string }, CareTables>()((db, given) =>
  db.selectFrom('attempt').select('tries').where('account', '=', given('account')).where('key', '=', given('key')),
)

const count = statement<{ account: string; key: string; at: string }, CareTables>()((db, given) =>
  db
    .insertInto('attempt')
    .values({ account: given('account'), key: given('key'), tries: 1, at: given('at') })
    .onConflict((conflict) =>
      conflict.columns(['account', 'key']).doUpdateSet((old) => ({ tries: old('attempt.tries', '+', 1), at: given('at') })),
    ),
)

const forget = statement<{ account: string; key: string }, CareTables>()((db, given) =>
  db.deleteFrom('attempt').where('account', '=', given('account')).where('key', '=', given('key')),
)

const prune = statement<{ before: string }, CareTables>()((db, given) => db.deleteFrom('attempt').where('at', '<', given('before')))

/** Begins a run of the program: careful when the last one did not end as it was told to. */
export async function beginCarefully(database: Database): Promise<Care> {
  const isClean = await database.write(async (tx) => (await forgetStop.run(tx, {})) > 0)
  return isClean ? unworried : makeCare()
}

/** Notes that this run ends as it was told to, with nothing half done. */
export async function endCleanly(database: Database, now: Date): Promise<void> {
  await database.write((tx) => noteStop.run(tx, { at: now.toISOString() }))
}

/** Forgets events that were begun and that no platform will offer any more. */
export async function pruneAttempts(tx: Tx, now: Date): Promise<void> {
  await prune.run(tx, { before: new Date(now.getTime() - ATTEMPTS_KEPT_HOURS * 3_600_000).toISOString() })
}

/** There is nothing to be careful about. */
export const unworried: Care = { isOver: () => true, begin: async () => 'go', finish: async () => {} }

function makeCare(): Care {
  // What a database in trouble sent back did not end this run: it counts once a run, however often it is offered.
  const begun = new Set<string>()
  let finished = 0
  let since: number | undefined
  return {
    isOver: (now) => finished >= CAREFUL_EVENTS || (since !== undefined && now.getTime() - since >= CAREFUL_SECONDS * 1000),
    async begin(tx, account, key, now) {
      since ??= now.getTime()
      const tries = (await triesOf.first(tx, { account, key }))?.tries ?? 0
      const name = `${account} ${key}`
      if (begun.has(name)) return 'go'
      if (tries >= MOST_BEGUN) return 'kills'
      await count.run(tx, { account, key, at: now.toISOString() })
      begun.add(name)
      return 'go'
    },
    async finish(tx, account, key) {
      await forget.run(tx, { account, key })
      finished += 1
    },
  }
}
