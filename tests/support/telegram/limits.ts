import type { Clock } from './clock.ts'

const OVERALL_PER_SECOND = 30
const GROUP_PER_MINUTE = 20
/** How many messages a chat takes at once before one a second is enforced. */
const CHAT_BURST = 4
const KNOCK_PENALTY_MS = 2_000

/** Telegram's speed limits (https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this). */
export type Limits = {
  /** Counts a message to this chat; seconds to wait when it is too fast, 0 when it may go. */
  readonly secondsToWait: (chat: { readonly id: number; readonly kind: string }) => number
}

/** No limits at all, for tests that are about something else. */
export const noLimits: Limits = { secondsToWait: () => 0 }

/** Keeps the moments of the last `size` messages; `wait` is how long until another fits into `span` milliseconds. */
function createWindow(size: number, span: number) {
  const moments = new Float64Array(size).fill(Number.NEGATIVE_INFINITY)
  let oldest = 0
  return {
    wait: (now: number) => Math.max(0, (moments[oldest] ?? 0) + span - now),
    count: (now: number) => {
      moments[oldest] = now
      oldest = (oldest + 1) % size
    },
  }
}

/** 30 a second in all, about 1 a second per chat, 20 a minute per group; knocking while throttled prolongs the wait. */
export function createLimits(clock: Clock): Limits {
  const overall = createWindow(OVERALL_PER_SECOND, 1_000)
  const groups = new Map<number, ReturnType<typeof createWindow>>()
  const dueAt = new Map<number, number>()
  const throttledUntil = new Map<number | 'all', number>()

  const groupWindow = (id: number) => {
    const known = groups.get(id)
    if (known !== undefined) return known
    const made = createWindow(GROUP_PER_MINUTE, 60_000)
    groups.set(id, made)
    return made
  }

  const knock = (scope: number | 'all', now: number): number => {
    const until = throttledUntil.get(scope) ?? 0
    if (until <= now) return 0
    throttledUntil.set(scope, until + KNOCK_PENALTY_MS)
    return Math.ceil((until + KNOCK_PENALTY_MS - now) / 1_000)
  }

  const throttle = (scope: number | 'all', wait: number, now: number): number => {
    const seconds = Math.max(1, Math.ceil(wait / 1_000))
    throttledUntil.set(scope, now + seconds * 1_000)
    return seconds
  }

  return {
    secondsToWait: (chat) => {
      const now = clock.now()
      const knocked = knock('all', now) || knock(chat.id, now)
      if (knocked > 0) return knocked
      const overallWait = overall.wait(now)
      if (overallWait > 0) return throttle('all', overallWait, now)
      const window = chat.kind === 'private' ? undefined : groupWindow(chat.id)
      const due = Math.max(dueAt.get(chat.id) ?? 0, now)
      const wait = Math.max(window?.wait(now) ?? 0, due - now - (CHAT_BURST - 1) * 1_000)
      if (wait > 0) return throttle(chat.id, wait, now)
      overall.count(now)
      window?.count(now)
      dueAt.set(chat.id, due + 1_000)
      return 0
    },
  }
}
