import type { Incoming, Receipt, Receive } from '../../../src/kernel/chat/message.ts'
import type { Chance } from './chance.ts'
import type { Life } from './disk.ts'
import type { VirtualTime } from './time.ts'
import { ACCOUNT } from './town.ts'
import type { Weather } from './weather.ts'

/** What the platform holds for the house until it is acknowledged; it may tell things twice and in another order. */
export type Post = {
  /** Something happened; the key is given here. */
  push(event: Unnumbered): string
  /** Hands everything to a life of the house, as its bot would, until that life ends. */
  carry(life: Life, receive: Receive): Promise<void>
  readonly acknowledged: ReadonlySet<string>
  waiting(): number
}

type Unnumbered = Incoming extends infer One ? (One extends Incoming ? Omit<One, 'key' | 'at'> : never) : never

const MOST_AT_ONCE = 100

/** Opens the post. `settled` is told of every event that is safe, before the platform hears it. */
export function makePost(
  time: VirtualTime,
  chance: Chance,
  weather: () => Weather,
  settled: (event: Incoming, receipt: Receipt) => void,
): Post {
  const acknowledged = new Set<string>()
  let queue: Incoming[] = []
  let told: Incoming[] = []
  let last = 500_000
  let wake = () => {}

  function take(): readonly Incoming[] {
    const fresh = queue.slice(0, MOST_AT_ONCE)
    const old = chance.happens(weather().repeated) ? told.slice(-chance.between(1, 5)) : []
    const events = [...old, ...fresh]
    return chance.happens(weather().reordered) ? events.toReversed() : events
  }

  async function handIn(life: Life, receive: Receive, events: readonly Incoming[]): Promise<void> {
    let rest = events
    while (rest.length > 0 && life.alive) {
      const receipts = await receive(ACCOUNT, rest)
      if (!life.alive) return
      let wait = 0
      const left: Incoming[] = []
      for (const [index, event] of rest.entries()) {
        const receipt = receipts[index] ?? { kind: 'again', afterMs: 1000 }
        if (receipt.kind === 'again') {
          left.push(event)
          wait = Math.max(wait, receipt.afterMs)
        } else settled(event, receipt)
      }
      rest = left
      if (rest.length > 0) await time.sleep(wait)
    }
  }

  return {
    acknowledged,
    waiting: () => queue.length,
    push: (event) => {
      last += 1
      queue.push({ ...event, key: String(last), at: time.outside() })
      wake()
      return String(last)
    },
    carry: async (life, receive) => {
      while (life.alive) {
        const events = take()
        if (events.length === 0) {
          await new Promise<void>((resolve) => {
            wake = resolve
          })
          await time.sleep(chance.between(1, 30))
          continue
        }
        await handIn(life, receive, events)
        await time.sleep(chance.between(1, 80))
        if (!life.alive) return
        for (const { key } of events) acknowledged.add(key)
        told = [...told, ...queue.filter(({ key }) => acknowledged.has(key))].slice(-50)
        queue = queue.filter(({ key }) => !acknowledged.has(key))
      }
    },
  }
}
