import type { Occasion } from '../kernel/chat/capability.ts'
import { findArrival } from '../kernel/chat/inbox.ts'
import { lastReceipt } from './receipts.ts'
import { TAKE_BACK_MINUTES } from './rules.ts'

/** A person took back the message in which they had said 收到: the receipt it gave is taken back, and nothing else. */
export async function takeBackRecalled(occasion: Occasion): Promise<void> {
  const { tx, event, from, now } = occasion
  if (event.kind !== 'recalled') return
  const said = await findArrival(tx, from, event.recalled)
  const last = said === undefined ? undefined : await lastReceipt(occasion, new Date(now.getTime() - TAKE_BACK_MINUTES * 60_000))
  // A receipt bears the moment at which its message was taken.
  if (last?.at.getTime() === said?.getTime()) await last?.undo(occasion)
}
