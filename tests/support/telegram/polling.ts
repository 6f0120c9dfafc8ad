import type { Call } from './call.ts'
import { numberOf, objectOf } from './parameters.ts'
import { Refusal } from './refusal.ts'
import type { Updates, Wire } from './updates.ts'
import type { Clock } from './clock.ts'

const LONGEST_WAIT_SECONDS = 50

/** Lets a bot fetch its updates by asking. */
export type Polling = {
  readonly getUpdates: (call: Call) => readonly Wire[] | Promise<readonly Wire[]>
  /** Ends a waiting poll with a conflict. */
  readonly terminate: (why: string) => void
}

type Waiting = { readonly limit: number; readonly until: number; readonly answer: (updates: readonly Wire[] | Refusal) => void }

/** Long polling with Telegram's manners: one poll at a time, and the newer one ends the older. */
export function createPolling(updates: Updates, clock: Clock, isWebhookSet: () => boolean): Polling {
  let waiting: Waiting | undefined

  const settle = (answer: readonly Wire[] | Refusal) => {
    const poll = waiting
    waiting = undefined
    poll?.answer(answer)
  }
  const terminate = (why: string) => settle(new Refusal(409, `Conflict: terminated by ${why}`))

  const wait = (call: Call, limit: number, seconds: number) =>
    new Promise<readonly Wire[]>((resolve, reject) => {
      const timer = setTimeout(() => poll === waiting && settle([]), seconds * 1_000)
      const poll: Waiting = {
        limit,
        until: clock.now() + seconds * 1_000,
        answer: (answer) => {
          clearTimeout(timer)
          if (answer instanceof Refusal) reject(answer)
          else resolve(answer)
        },
      }
      waiting = poll
      call.onHangUp(() => {
        clearTimeout(timer)
        if (waiting === poll) waiting = undefined
      })
    })

  let isWoken = false
  updates.onPush(() => {
    if (isWoken || waiting === undefined) return
    isWoken = true
    // What is said within one turn of the loop arrives in one answer, as on the real wire.
    setImmediate(() => {
      isWoken = false
      if (waiting !== undefined && updates.waiting() > 0) settle(updates.take(waiting.limit))
    })
  })
  clock.onAdvance(() => {
    if (waiting !== undefined && waiting.until <= clock.now()) settle([])
  })

  return {
    terminate,
    getUpdates: (call) => {
      if (isWebhookSet()) {
        throw new Refusal(
          409,
          "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
        )
      }
      terminate('other getUpdates request; make sure that only one bot instance is running')
      const kinds = objectOf(call.parameters, 'allowed_updates')
      if (Array.isArray(kinds)) updates.allow(kinds.map(String))
      const offset = numberOf(call.parameters, 'offset') ?? 0
      if (offset !== 0) updates.acknowledge(offset)
      const limit = Math.min(Math.max(numberOf(call.parameters, 'limit') ?? 100, 1), 100)
      const found = updates.take(limit)
      const seconds = Math.min(numberOf(call.parameters, 'timeout') ?? 0, LONGEST_WAIT_SECONDS)
      return found.length > 0 || seconds <= 0 ? found : wait(call, limit, seconds)
    },
  }
}
