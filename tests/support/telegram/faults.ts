import type { Call } from './call.ts'

/** What can go wrong with one request. */
export type Fault =
  /** The connection breaks before anything happened. */
  | { readonly kind: 'lost-before' }
  /** It happened, and the connection breaks before the answer. */
  | { readonly kind: 'lost-after' }
  /** It happened, and no answer ever comes. */
  | { readonly kind: 'silence' }
  /** The answer is a refusal of this kind. */
  | { readonly kind: 'refuse'; readonly code: number; readonly description: string; readonly parameters?: Readonly<Record<string, number>> }
  /** A machine between says 502 with a page that is not JSON. */
  | { readonly kind: 'bad-gateway' }
  /** The answer takes this much longer in real time. */
  | { readonly kind: 'slow'; readonly ms: number }

/** Decides for each request whether it goes wrong. */
export type FaultPlan = (call: Call) => Fault | undefined

/** Breaks what a test wants to see broken. */
export type Faults = {
  /** The next `times` requests (of this method) go wrong so. */
  readonly next: (fault: Fault, on?: { readonly method?: string; readonly times?: number }) => void
  /** Every request is judged by the plan, until `clear`. */
  readonly plan: (plan: FaultPlan) => void
  readonly clear: () => void
  readonly judge: FaultPlan
}

/** Nothing goes wrong until somebody says so. */
export function createFaults(): Faults {
  let planned: FaultPlan | undefined
  let queue: { fault: Fault; method: string | undefined; left: number }[] = []
  return {
    next: (fault, on = {}) => queue.push({ fault, method: on.method?.toLowerCase(), left: on.times ?? 1 }),
    plan: (plan) => {
      planned = plan
    },
    clear: () => {
      queue = []
      planned = undefined
    },
    judge: (call) => {
      const fitting = queue.find((entry) => entry.method === undefined || entry.method === call.method.toLowerCase())
      if (fitting === undefined) return planned?.(call)
      fitting.left -= 1
      if (fitting.left <= 0) queue = queue.filter((entry) => entry !== fitting)
      return fitting.fault
    },
  }
}

/** One 429 with this many seconds to wait. */
export function throttled(seconds: number): Fault {
  return { kind: 'refuse', code: 429, description: `Too Many Requests: retry after ${seconds}`, parameters: { retry_after: seconds } }
}

/** Telegram's own machines are in trouble. */
export const internalError: Fault = { kind: 'refuse', code: 500, description: 'Internal Server Error' }
