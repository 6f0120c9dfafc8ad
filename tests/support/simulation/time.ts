import type { Timer } from '../../../src/kernel/outbox/courier.ts'

/** Time that passes only when it is let pass, and then at once. */
export type VirtualTime = {
  /** What the machine's clock says. */
  now(): Date
  /** What everybody else's clocks say; nobody can turn those. */
  outside(): Date
  readonly timer: Timer
  sleep(milliseconds: number): Promise<void>
  /** Lets everything happen that is due within this time. */
  pass(milliseconds: number): Promise<void>
  /** The machine sleeps with its lid closed: nothing happens meanwhile, and what was due happens afterwards. */
  leap(milliseconds: number): Promise<void>
  /** Somebody sets the clock; what was to happen in so many seconds still does. */
  turn(milliseconds: number): void
}

type Entry = { readonly at: number; readonly order: number; work: (() => void) | undefined }

/** Begins at a moment told as in Shanghai: `2026-11-20 08:30`. */
export function makeTime(local: string): VirtualTime {
  let elapsed = 0
  const began = Date.parse(`${local.replace(' ', 'T')}:00+08:00`)
  let turned = 0
  let order = 0
  const entries: Entry[] = []

  const timer: Timer = (milliseconds, then) => {
    const entry: Entry = { at: elapsed + Math.max(0, milliseconds), order: (order += 1), work: then }
    let place = entries.length
    while (place > 0 && isLater(entries[place - 1], entry)) place -= 1
    entries.splice(place, 0, entry)
    return () => {
      entry.work = undefined
    }
  }
  const runDue = async (until: number): Promise<void> => {
    for (let first = entries[0]; first !== undefined && first.at <= until; first = entries[0]) {
      entries.shift()
      elapsed = Math.max(elapsed, first.at)
      if (first.work === undefined) continue
      first.work()
      await settle()
    }
  }
  return {
    now: () => new Date(began + turned + elapsed),
    outside: () => new Date(began + elapsed),
    timer,
    sleep: (milliseconds) => new Promise((resolve) => void timer(milliseconds, resolve)),
    pass: async (milliseconds) => {
      const until = elapsed + milliseconds
      await settle()
      await runDue(until)
      elapsed = until
    },
    leap: async (milliseconds) => {
      elapsed += milliseconds
      await runDue(elapsed)
    },
    turn: (milliseconds) => {
      turned += milliseconds
    },
  }
}

function isLater(one: Entry | undefined, other: Entry): boolean {
  return one !== undefined && (one.at > other.at || (one.at === other.at && one.order > other.order))
}

/** Everything that was set off comes to rest: a message waits one turn of the loop for others, and may set off one more. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 2; turn += 1) await new Promise<void>((resolve) => void setImmediate(resolve))
}
