import type { Incoming, Receipt, Receive } from '../../src/kernel/chat/message.ts'
import { WECHAT } from './config.ts'
import type { Standing } from './standing.ts'
import { lines } from './words.ts'

const SHORTEST_PAUSE_MS = 10
const UNANSWERED: Receipt = { kind: 'again', afterMs: 1_000 }

/** What handing in needs of the bot. */
export type Counter = {
  readonly receive: Receive
  readonly standing: Standing
  readonly signal: AbortSignal
  readonly pause: (ms: number) => Promise<void>
}

/** Offers events until all are safe, or the bot was stopped: WeChat does not tell them again, so they are kept here. */
export async function handIn(counter: Counter, events: readonly Incoming[]): Promise<void> {
  let left = events
  while (left.length > 0) {
    const receipts = await counter.receive(WECHAT, left).catch((): readonly Receipt[] => [])
    let afterMs = SHORTEST_PAUSE_MS
    const again: Incoming[] = []
    for (const [index, event] of left.entries()) {
      const receipt = receipts[index] ?? UNANSWERED
      if (receipt.kind === 'done') continue
      again.push(event)
      afterMs = Math.max(afterMs, receipt.afterMs)
    }
    const wasKept = counter.standing.state().line === lines.notStored
    if (again.length === 0 && wasKept) counter.standing.become('running', lines.running)
    left = again
    if (left.length === 0 || counter.signal.aborted) return
    if (counter.standing.state().kind === 'running') counter.standing.become('running', lines.notStored)
    await counter.pause(afterMs)
  }
}
