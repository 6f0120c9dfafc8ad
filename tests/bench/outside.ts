import { type Chance, makeChance } from '../support/simulation/chance.ts'
import { makeTime, type VirtualTime } from '../support/simulation/time.ts'
import { createLimits } from '../support/telegram/limits.ts'

/** How long a message and its answer are on their way together. */
export const LATENCY_MS = { least: 60, most: 120 } as const
const SEED = 20261120

/** Telegram as seen from afar, in simulated time: its limits, and the way there and back. */
export type Outside = {
  /** Hands a message over; resolves after its way there and back. */
  send(chat: string): Promise<{ readonly kind: 'shown'; readonly at: number } | { readonly kind: 'too-fast'; readonly afterMs: number }>
  refused(): number
}

/** A world in which time passes at once, the same in every run. */
export function makeOutside(): { readonly time: VirtualTime; readonly chance: Chance; readonly outside: Outside } {
  const chance = makeChance(SEED)
  const time = makeTime('2026-11-20 10:00')
  const now = () => time.outside().getTime()
  const limits = createLimits({ now, advance: () => {}, onAdvance: () => {} })
  let refused = 0
  const outside: Outside = {
    refused: () => refused,
    send: async (chat) => {
      const latency = chance.between(LATENCY_MS.least, LATENCY_MS.most)
      await time.sleep(latency / 2)
      const at = now()
      const seconds = limits.secondsToWait({ id: Number(chat), kind: chat.startsWith('-') ? 'supergroup' : 'private' })
      await time.sleep(latency / 2)
      if (seconds === 0) return { kind: 'shown', at }
      refused += 1
      return { kind: 'too-fast', afterMs: seconds * 1000 }
    },
  }
  return { time, chance, outside }
}
