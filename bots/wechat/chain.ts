import type { Incoming } from '../../src/kernel/chat/message.ts'

/** Something that arrived: how to learn what it was, and what to do once it is safe. */
export type Arrival = { readonly load: () => Promise<Incoming | undefined>; readonly safe?: () => void }

/**
 * One queue for everything that arrives. What it was is asked for a few at a time, and handed in in the order in which
 * it came: WeChat tells an event once, and nobody repeats it.
 */
export type Chain = {
  add(arrival: Arrival): void
  /** Resolves when all that arrived is safe. */
  emptied(): Promise<void>
  /** How much waits. */
  length(): number
}

type Link = { readonly arrival: Arrival; event?: Incoming | undefined; readonly loaded: Promise<void>; isLoaded?: true }

/** So many questions are asked at once. */
const ASKED_AT_ONCE = 16
const MOST_TOGETHER = 256
/** More than a busy township says in a day; beyond this the newest are dropped rather than the program. */
const MOST_WAITING = 20_000

/** Begins a chain. `handIn` resolves when the events are safe; `lost` hears of what could not be learned or kept. */
export function createChain(handIn: (events: readonly Incoming[]) => Promise<void>, lost: () => void): Chain {
  const waiting: Arrival[] = []
  const asked: Link[] = []
  const watchers: (() => void)[] = []
  let working = false

  function ask(arrival: Arrival): Link {
    const link: Link = {
      arrival,
      loaded: arrival
        .load()
        .catch(() => {
          lost()
          return undefined
        })
        .then((event) => {
          link.event = event
          link.isLoaded = true
        }),
    }
    return link
  }

  function askMore(): void {
    for (let next = waiting.shift(); next !== undefined; next = asked.length < ASKED_AT_ONCE ? waiting.shift() : undefined)
      asked.push(ask(next))
  }

  async function work(): Promise<void> {
    working = true
    for (;;) {
      if (asked.length < ASKED_AT_ONCE) askMore()
      const [first] = asked
      if (first === undefined) break
      await first.loaded
      const ready: Link[] = []
      while (asked[0]?.isLoaded === true && ready.length < MOST_TOGETHER) ready.push(...asked.splice(0, 1))
      if (asked.length < ASKED_AT_ONCE) askMore()
      const events = ready.flatMap(({ event }) => event ?? [])
      if (events.length > 0) await handIn(events)
      for (const { arrival } of ready) arrival.safe?.()
    }
    working = false
    for (const watcher of watchers.splice(0)) watcher()
  }

  return {
    add(arrival) {
      if (waiting.length >= MOST_WAITING) return lost()
      waiting.push(arrival)
      if (!working) void work()
    },
    emptied: () => (working ? new Promise((resolve) => void watchers.push(resolve)) : Promise.resolve()),
    length: () => waiting.length + asked.length,
  }
}
