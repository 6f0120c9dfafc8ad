import { setTimeout as wait } from 'node:timers/promises'

/** Waits for it, but not longer than this. */
export async function orAfter(done: Promise<unknown>, ms: number): Promise<void> {
  const patience = new AbortController()
  await Promise.race([done, pauseReally(ms, patience.signal)])
  patience.abort()
}

/** Waits for so long; an aborted pause is over, not broken. */
export async function pauseReally(ms: number, signal: AbortSignal): Promise<void> {
  await wait(ms, undefined, { signal }).catch(() => undefined)
}
