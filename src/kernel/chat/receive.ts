import { isPassing } from '../database/connection.ts'
import { type Database, savepoint } from '../database/database.ts'
import type { Tx } from '../database/connection.ts'
import type { Log } from '../log.ts'
import { parkEvent, recordArrival } from './inbox.ts'
import type { BotAccount, Incoming, Receipt, Receive } from './message.ts'

/** Does one event inside the transaction. */
export type HandleEvent = (tx: Tx, from: BotAccount, event: Incoming, now: Date) => Promise<Receipt>

/** Tells the people concerned that an event was set aside. */
export type ApologiseFor = (tx: Tx, from: BotAccount, event: Incoming, now: Date) => Promise<void>

type Waiting = {
  readonly from: BotAccount
  readonly event: Incoming
  settle(receipt: Receipt): void
}

/** Everything that waits when the loop turns shares one commit: a burst costs one sync of the disk, not hundreds. */
const MOST_PER_COMMIT = 256
/** A handler that throws three times will throw for ever. */
const MOST_TRIES = 3
const BUSY_AGAIN_MILLISECONDS = 1000

/**
 * The door of the house: one event, one effect, whatever happens. The arrival, the effect and the letters it causes are
 * committed together, and only then does the platform hear that it was taken.
 */
export function makeReceive(house: {
  readonly database: Database
  readonly handle: HandleEvent
  readonly apologise: ApologiseFor
  readonly clock: () => Date
  readonly log: Log
  /** Called after a commit that may have left letters. */
  readonly committed: () => void
}): Receive {
  const queue: Waiting[] = []
  let draining = false

  async function drain(): Promise<void> {
    draining = true
    while (queue.length > 0) {
      const batch = queue.splice(0, MOST_PER_COMMIT)
      const receipts = await commitTogether(batch)
      batch.forEach((waiting, index) => waiting.settle(receipts[index] ?? { kind: 'again', afterMs: BUSY_AGAIN_MILLISECONDS }))
      house.committed()
    }
    draining = false
  }

  async function commitTogether(batch: readonly Waiting[]): Promise<readonly Receipt[]> {
    const now = house.clock()
    try {
      return await house.database.write(async (tx) => {
        const receipts: Receipt[] = []
        for (const { from, event } of batch) receipts.push(await takeOne(tx, from, event, now))
        return receipts
      })
    } catch (error) {
      house.log.error({ what: 'commit', count: batch.length, error }, 'nothing of this batch was kept; it will be offered again')
      return batch.map(() => ({ kind: 'again', afterMs: BUSY_AGAIN_MILLISECONDS }))
    }
  }

  async function takeOne(tx: Tx, from: BotAccount, event: Incoming, now: Date): Promise<Receipt> {
    const account = `${from.platform}:${from.account}`
    if (!(await recordArrival(tx, account, event.key, now))) return { kind: 'done' }
    for (let tries = 1; tries <= MOST_TRIES; tries++) {
      try {
        return await savepoint(tx, () => house.handle(tx, from, event, now))
      } catch (error) {
        if (isPassing(error)) throw error
        house.log.error({ what: 'handle', platform: from.platform, kind: event.kind, tries, error }, 'an event could not be done')
        if (tries === MOST_TRIES) await park(tx, from, event, now, error)
      }
    }
    return { kind: 'done' }
  }

  async function park(tx: Tx, from: BotAccount, event: Incoming, now: Date, error: unknown): Promise<void> {
    const reason = error instanceof Error ? error.name : 'unknown'
    await parkEvent(tx, `${from.platform}:${from.account}`, event.key, MOST_TRIES, reason, now)
    try {
      await savepoint(tx, () => house.apologise(tx, from, event, now))
    } catch (failure) {
      if (isPassing(failure)) throw failure
      house.log.error({ what: 'apologise', error: failure }, 'the sender could not be told')
    }
  }

  return (from, events) => {
    const receipts = events.map(
      (event) =>
        new Promise<Receipt>((settle) => {
          queue.push({ from, event, settle })
        }),
    )
    // The turn of the loop lets other callers put their events beside these before the commit begins.
    if (!draining) {
      draining = true
      setImmediate(() => void drain())
    }
    return Promise.all(receipts)
  }
}
