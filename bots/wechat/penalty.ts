import type { Delivery } from '../../src/kernel/chat/message.ts'
import type { WechatPace } from './config.ts'
import type { Record } from './record.ts'
import { reasons } from './words.ts'

/** Keeps the account silent after a send that failed: WeChat lengthens a punishment with every knock at its door. */
export type Penalty = {
  /** Until when nothing is sent; undefined when there is no reason to wait. */
  until(): Date | undefined
  worked(letter: number): void
  /** What becomes of a letter that WeChat would not take. */
  failed(letter: number): Delivery
}

/** Each failure in a row makes the next silence so many times longer. */
const GROWTH = 5
/** A letter that fails so often while others go is the trouble itself. */
const MOST_FAILURES = 3
const MOST_REMEMBERED = 200

type Failed = { readonly times: number; readonly successes: number }

/** A penalty that goes on where the last run of the program left it. */
export function createPenalty(pace: WechatPace['penaltyMinutes'], record: Record, now: () => Date): Penalty {
  const failing = new Map<number, Failed>()
  let successes = 0
  const until = (): Date | undefined => {
    const { restUntil } = record.read()
    return restUntil !== undefined && Date.parse(restUntil) > now().getTime() ? new Date(restUntil) : undefined
  }
  return {
    until,
    worked(letter) {
      successes += 1
      failing.delete(letter)
      if (record.read().failures > 0) record.change({ failures: 0, restUntil: undefined })
    },
    failed(letter) {
      const before = failing.get(letter) ?? { times: 0, successes }
      const times = before.times + 1
      if (times >= MOST_FAILURES && successes > before.successes) {
        failing.delete(letter)
        return { kind: 'refused', reason: reasons.refused }
      }
      if (failing.size >= MOST_REMEMBERED) failing.clear()
      failing.set(letter, { times, successes: before.successes })
      const { failures } = record.read()
      const afterMs = Math.min(pace.least * GROWTH ** failures, pace.most) * 60_000
      record.change({ failures: failures + 1, restUntil: new Date(now().getTime() + afterMs).toISOString() })
      return { kind: 'try-later', afterMs, maybeDelivered: false, wholeAccount: true, reason: reasons.unwilling }
    },
  }
}
