import type { Tx } from '../database/connection.ts'
import type { Log } from '../log.ts'
import { followClockBack, futureMoment, stepBack } from './clock-step.ts'
import { courierStore } from './courier-store.ts'
import type { Pace } from './pace.ts'
import { recoverDoubtful } from './recover.ts'
import type { Consequences } from './settle.ts'

/** What comes before everything else in a round of the courier. */
export type Upkeep = {
  /** Takes up the last life's letters at first, follows a clock that was set back, and settles what is too late. */
  before(tx: Tx, now: Date): Promise<void>
  /** The round was written down. */
  kept(now: Date): void
  /** When a round was written down last. */
  last(): Date | undefined
}

const EXPIRE_EVERY_MILLISECONDS = 60_000

/** Upkeep that has seen nothing yet. */
export function makeUpkeep(house: Pick<Consequences, 'failed'> & { readonly log: Log }, pace: Pace): Upkeep {
  let last: Date | undefined
  let expiredAt: Date | undefined
  let isRecovered = false
  return {
    last: () => last,
    kept: (now) => {
      last = now
      isRecovered = true
    },
    async before(tx, now) {
      if (!isRecovered) {
        const doubtful = await recoverDoubtful(tx, house, now)
        if (doubtful > 0) house.log.warn({ what: 'in-doubt', count: doubtful }, 'letters were on their way when the program ended')
      }
      const before = last ?? (await futureMoment(tx, now))
      const step = stepBack(before, now)
      if (before !== undefined && step > 0) {
        house.log.warn({ what: 'clock', ms: step }, 'the clock was set back')
        pace.turnBack(step)
        await followClockBack(tx, before, now)
      }
      if (step === 0 && expiredAt !== undefined && now.getTime() - expiredAt.getTime() < EXPIRE_EVERY_MILLISECONDS) return
      await courierStore.expire(tx, now)
      expiredAt = now
    },
  }
}
