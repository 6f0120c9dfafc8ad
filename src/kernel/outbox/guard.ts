import { isPassing, type Tx } from '../database/connection.ts'
import { savepoint } from '../database/database.ts'
import type { Log } from '../log.ts'
import { courierStore, type WaitingLetter } from './courier-store.ts'
import type { Consequences } from './settle.ts'

const UNREADY = '这封信准备不出来'

/**
 * Gets a letter ready. One that cannot be, because of a bug in what it asks of its capability, is set aside and told to
 * whoever looks after the program: it must not hold up all the others.
 */
export async function getReady<Ready>(
  tx: Tx,
  house: Pick<Consequences, 'failed'> & { readonly log: Log },
  letter: WaitingLetter,
  now: Date,
  work: () => Promise<Ready>,
): Promise<Ready | undefined> {
  try {
    // Only a check of a capability reads or writes anything; the rest cannot leave half of it behind.
    return await (letter.still_needed === null ? work() : savepoint(tx, work))
  } catch (error) {
    if (isPassing(error)) throw error
    house.log.error({ what: 'letter', letter: letter.id, error }, 'a letter could not be got ready and was set aside')
    await courierStore.settle(tx, letter.id, 'refused', now, { reason: UNREADY })
    await house.failed(tx, letter, UNREADY, now)
    return undefined
  }
}

/** Telling people of a trouble must not become a trouble itself: what goes wrong there is logged, and the letters go on. */
export function guardConsequences(house: Consequences & { readonly log: Log }): Consequences {
  const guarded = async (tx: Tx, tell: () => Promise<void>): Promise<void> => {
    try {
      await savepoint(tx, tell)
    } catch (error) {
      if (isPassing(error)) throw error
      house.log.error({ what: 'consequence', error }, 'nobody could be told of a letter that went wrong')
    }
  }
  return {
    lost: (tx, mailbox, now) => guarded(tx, () => house.lost(tx, mailbox, now)),
    failed: (tx, letter, reason, now) => guarded(tx, () => house.failed(tx, letter, reason, now)),
  }
}
