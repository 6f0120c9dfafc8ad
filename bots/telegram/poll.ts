import { GrammyError } from 'grammy'
import type { Api } from 'grammy'
import type { Update } from 'grammy/types'
import { askPatience, handInOnce, translateAll } from './hand-in.ts'
import type { Counter } from './hand-in.ts'
import { wantedUpdates } from './incoming.ts'
import { isNeverReached } from './refusals.ts'
import { lines } from './standing.ts'
import type { Standing } from './standing.ts'

/** How long Telegram holds a poll open when there is nothing to tell. */
export const LONG_POLL_SECONDS = 25
const MOST_UPDATES = 100
/** Pauses after one, two, three … failures; the last one stays. */
const PAUSES_MS = [1_000, 2_000, 5_000, 10_000, 30_000]
const CONFLICT_PAUSE_MS = 3_000
const NEWCOMER_MS = 60_000
const MOST_CONFLICTS = 5
/** A presser looks at a turning button for so long before anything is said. */
const PATIENCE_MS = 3_000

/** What the loop needs. */
export type Loop = Counter & {
  readonly api: Api
  readonly standing: Standing
  readonly signal: AbortSignal
  /** Waits; ends early when the signal is given. */
  readonly pause: (ms: number) => Promise<void>
  readonly unreachableLine: string
}

type Asked =
  | { readonly kind: 'updates'; readonly updates: readonly Update[] }
  | { readonly kind: 'unreachable'; readonly neverReached: boolean }
  | { readonly kind: 'throttled'; readonly afterMs: number }
  | { readonly kind: 'conflict'; readonly line: string }
  | { readonly kind: 'locked-out' }

/**
 * Fetches updates until stopped. The next poll is the acknowledgement of the last one, so it comes only after
 * everything fetched is committed; whatever happens before that, Telegram tells it again.
 */
export async function pollForever(loop: Loop): Promise<void> {
  const startedAt = loop.now().getTime()
  let offset = 0
  let failures = 0
  let conflicts = 0
  while (!loop.signal.aborted) {
    // After a failure a short poll tells at once that Telegram is back.
    const asked = await ask(loop, offset, failures === 0 ? LONG_POLL_SECONDS : 0)
    if (loop.signal.aborted) return
    switch (asked.kind) {
      case 'updates':
        failures = 0
        if (conflicts > 0 && asked.updates.length === 0) conflicts = 0
        loop.standing.become('running', lines.running)
        if (asked.updates.length === MOST_UPDATES) loop.answers.holdBack()
        if (!(await handIn(loop, asked.updates))) return
        offset = nextOffset(offset, asked.updates)
        break
      case 'throttled':
        await loop.pause(asked.afterMs)
        break
      case 'unreachable':
        failures += 1
        await waitOut(loop, asked.neverReached, failures)
        break
      case 'conflict':
        conflicts += 1
        // The newer program steps back; the one that was here long before insists a few times.
        if (loop.now().getTime() - startedAt < NEWCOMER_MS || conflicts > MOST_CONFLICTS) return loop.standing.become('stopped', asked.line)
        await loop.pause(CONFLICT_PAUSE_MS)
        break
      case 'locked-out':
        return loop.standing.become('stopped', lines.wrongToken)
    }
  }
}

/** One broken connection is nothing to report: long polls break. Two in a row, or a door that never opened, are. */
async function waitOut(loop: Loop, neverReached: boolean, failures: number): Promise<void> {
  if (neverReached || failures > 1) loop.standing.become('unreachable', loop.unreachableLine)
  await loop.pause(pauseAfter(failures))
}

/** How long to wait after so many failures in a row. */
export function pauseAfter(failures: number): number {
  return PAUSES_MS[Math.min(failures, PAUSES_MS.length) - 1] ?? 0
}

/** Tells a poll's answer twice and in any order as it may: the offset never goes back. */
function nextOffset(offset: number, updates: readonly Update[]): number {
  return updates.reduce((highest, update) => Math.max(highest, update.update_id + 1), offset)
}

async function ask(loop: Loop, offset: number, timeout: number): Promise<Asked> {
  try {
    const options = { offset, limit: MOST_UPDATES, timeout, allowed_updates: [...wantedUpdates] }
    return { kind: 'updates', updates: await loop.api.getUpdates(options) }
  } catch (error) {
    return explainPoll(error)
  }
}

/** Why a call of the loop itself failed. */
export function explainPoll(error: unknown): Exclude<Asked, { kind: 'updates' }> {
  if (!(error instanceof GrammyError)) return { kind: 'unreachable', neverReached: isNeverReached(error) }
  switch (error.error_code) {
    case 401:
    case 404:
      return { kind: 'locked-out' }
    case 409:
      return { kind: 'conflict', line: error.description.includes('webhook') ? lines.webhookElsewhere : lines.conflict }
    case 429:
      return { kind: 'throttled', afterMs: (error.parameters.retry_after ?? 1) * 1_000 }
    default:
      return { kind: 'unreachable', neverReached: false }
  }
}

/** Offers updates until all are safe; false when the bot was stopped before. */
async function handIn(loop: Loop, updates: readonly Update[]): Promise<boolean> {
  let open = translateAll(loop, updates)
  const patience = setTimeout(() => askPatience(loop.answers, open), PATIENCE_MS)
  try {
    for (let isTold = false; ; isTold = true) {
      const rest = await handInOnce(loop, open)
      open = rest.slips
      if (open.length === 0 && isTold) loop.standing.become('running', lines.running)
      if (open.length === 0) return true
      if (loop.signal.aborted) return false
      loop.standing.become('running', lines.notStored)
      await loop.pause(rest.afterMs)
      if (loop.signal.aborted) return false
    }
  } finally {
    clearTimeout(patience)
  }
}
