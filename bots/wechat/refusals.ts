import type { Delivery } from '../../src/kernel/chat/message.ts'
import { reasons } from './words.ts'

/** What became of a send that threw: known by itself, or `unwilling`, which only the sender of the letter can judge. */
export type Outcome = Delivery | { readonly kind: 'unwilling' }

const UNAVAILABLE = 14
const DEADLINE = 4
const UNREACHED_MS = 5_000
const BROKEN_MS = 30_000

/** Words by which the puppets tell that somebody is not there any more; each puppet has its own. */
const GONE_ROOM = /not (?:in|a member of) (?:the |this )?(?:room|group|chatroom)|不在(?:该|这个)?群|被移出(?:了)?群/iu
const GONE_PERSON = /not (?:your |a )?friend|blacklist|不是(?:您的|你的|对方)?(?:的)?(?:好友|朋友)|被对方拒收|拉黑/iu

/** Translates whatever a send threw. */
export function explain(error: unknown): Outcome {
  if (error instanceof DOMException) return later(BROKEN_MS, reasons.noAnswer, 'maybe')
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined
  const said = error instanceof Error ? error.message : ''
  // Where no connection was there, nothing can have left; one that broke may have carried it.
  if (code === UNAVAILABLE)
    return said.includes('No connection established')
      ? later(UNREACHED_MS, reasons.unreachable, 'no')
      : later(BROKEN_MS, reasons.noAnswer, 'maybe')
  if (code === DEADLINE) return later(BROKEN_MS, reasons.noAnswer, 'maybe')
  if (GONE_ROOM.test(said)) return { kind: 'gone', scope: 'room', reason: reasons.goneRoom }
  if (GONE_PERSON.test(said)) return { kind: 'gone', scope: 'person', reason: reasons.gonePerson }
  return { kind: 'unwilling' }
}

/** Not now, and why; `delivered` tells whether it may have arrived all the same. */
export function later(afterMs: number, reason: string, delivered: 'no' | 'maybe'): Delivery {
  return { kind: 'try-later', afterMs, reason, maybeDelivered: delivered === 'maybe', wholeAccount: true }
}
