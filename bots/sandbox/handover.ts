import type { Receive } from '../../src/kernel/chat/message.ts'
import { SANDBOX } from './config.ts'
import { toIncoming } from './incoming.ts'
import type { Event, Timeline } from './timeline.ts'

/** Hands to the house what people said, in their order, again and again until it is taken. */
export type Handover = {
  /** There is something new to hand over. */
  nudge(): void
  /** Stops handing over; resolves when the call that is under way has been answered, or after `withinMs`. */
  stop(withinMs: number): Promise<void>
}

const MOST_AT_ONCE = 256
const AFTER_A_FAULT_MS = 1000

/** There is only ever one call at a time, so that two sentences of one person never overtake each other. */
export function startHandover(receive: Receive, timeline: Timeline): Handover {
  let busy = false
  let running: Promise<void> = Promise.resolve()
  let stopped = false
  let wake: () => void = () => {}

  async function offer(batch: readonly Event[]): Promise<number> {
    const incoming = batch.map((event) => toIncoming(event, timeline.series, (id) => timeline.find(event.chat, id)?.kind === 'sent'))
    // A house that throws has taken nothing: what people said is kept and offered again.
    const receipts = await receive(SANDBOX, incoming).catch(() => [])
    let pause = 0
    batch.forEach((event, index) => {
      const receipt = receipts[index] ?? { kind: 'again', afterMs: AFTER_A_FAULT_MS }
      if (receipt.kind === 'again') pause = Math.max(pause, receipt.afterMs, 1)
      else tickOff(timeline, event, receipt.toast)
    })
    return pause
  }

  async function run(): Promise<void> {
    busy = true
    for (let batch = next(timeline); batch.length > 0 && !stopped; batch = next(timeline)) {
      const pause = await offer(batch).catch(() => AFTER_A_FAULT_MS)
      if (pause > 0 && !stopped) await new Promise<void>((resolve) => (wake = wakeAfter(pause, resolve)))
    }
    busy = false
  }

  return {
    nudge() {
      if (!stopped && !busy) running = run()
    },
    async stop(withinMs) {
      stopped = true
      wake()
      await Promise.race([running, new Promise<void>((resolve) => setTimeout(resolve, withinMs).unref())])
    },
  }
}

function next(timeline: Timeline): readonly Event[] {
  return timeline.waiting().slice(0, MOST_AT_ONCE)
}

function tickOff(timeline: Timeline, event: Event, toast: string | undefined): void {
  timeline.write({ kind: 'taken', chat: event.chat, event: event.id })
  if (toast) timeline.write({ kind: 'noted', chat: event.chat, onlyFor: event.from.id, text: toast })
}

function wakeAfter(pauseMs: number, resolve: () => void): () => void {
  const timer = setTimeout(resolve, pauseMs)
  return () => {
    clearTimeout(timer)
    resolve()
  }
}
