import { isPassing } from '../database/connection.ts'
import { type Database, savepoint } from '../database/database.ts'
import type { Tx } from '../database/connection.ts'
import type { Log } from '../log.ts'
import { type Care, MOST_BEGUN, unworried } from './care.ts'
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
const KILLED = 'killed-the-program'

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
  /** Left out, the last run is taken to have ended well. */
  readonly care?: Care
  /** Called after a commit that may have left letters. */
  readonly committed: () => void
}): Receive {
  const queue: Waiting[] = []
  const care = house.care ?? unworried
  let draining = false

  async function drain(): Promise<void> {
    draining = true
    while (queue.length > 0) {
      const batch = queue.splice(0, care.isOver(house.clock()) ? MOST_PER_COMMIT : 1)
      const receipts = await commit(batch)
      batch.forEach((waiting, index) => waiting.settle(receipts[index] ?? { kind: 'again', afterMs: BUSY_AGAIN_MILLISECONDS }))
      house.committed()
    }
    draining = false
  }

  async function commit(batch: readonly Waiting[]): Promise<readonly Receipt[]> {
    const now = house.clock()
    try {
      return care.isOver(now) ? await takeTogether(batch, now) : await takeCarefully(batch, now)
    } catch (error) {
      house.log.error({ what: 'commit', count: batch.length, error }, 'nothing of this batch was kept; it will be offered again')
      return batch.map(() => ({ kind: 'again', afterMs: BUSY_AGAIN_MILLISECONDS }))
    }
  }

  function takeTogether(batch: readonly Waiting[], now: Date): Promise<readonly Receipt[]> {
    return house.database.write(async (tx) => {
      const receipts: Receipt[] = []
      for (const { from, event } of batch) receipts.push(await takeOne(tx, from, event, now))
      return receipts
    })
  }

  /** That an event is begun is on the disk before it is; one that ends the program each time is not begun once more. */
  async function takeCarefully(batch: readonly Waiting[], now: Date): Promise<readonly Receipt[]> {
    const receipts: Receipt[] = []
    for (const { from, event } of batch) {
      const account = accountOf(from)
      const found = await house.database.write((tx) => care.begin(tx, account, event.key, now))
      const receipt = await house.database.write(async (tx) => {
        await care.finish(tx, account, event.key)
        if (found === 'go') return takeOne(tx, from, event, now)
        house.log.error({ what: 'killed', platform: from.platform, kind: event.kind, tries: MOST_BEGUN }, 'an event ended the program')
        if (await recordArrival(tx, account, event.key, now)) await park(tx, from, event, now, { tries: MOST_BEGUN, reason: KILLED })
        return { kind: 'done' } as const
      })
      receipts.push(receipt)
    }
    return receipts
  }

  async function takeOne(tx: Tx, from: BotAccount, event: Incoming, now: Date): Promise<Receipt> {
    if (!(await recordArrival(tx, accountOf(from), event.key, now))) return { kind: 'done' }
    for (let tries = 1; tries <= MOST_TRIES; tries++) {
      try {
        return await savepoint(tx, () => house.handle(tx, from, event, now))
      } catch (error) {
        if (isPassing(error)) throw error
        house.log.error({ what: 'handle', platform: from.platform, kind: event.kind, tries, error }, 'an event could not be done')
        if (tries === MOST_TRIES) await park(tx, from, event, now, { tries, reason: error instanceof Error ? error.name : 'unknown' })
      }
    }
    return { kind: 'done' }
  }

  async function park(tx: Tx, from: BotAccount, event: Incoming, now: Date, why: { tries: number; reason: string }): Promise<void> {
    await parkEvent(tx, accountOf(from), event.key, why.tries, why.reason, now)
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

function accountOf({ platform, account }: BotAccount): string {
  return `${platform}:${account}`
}
