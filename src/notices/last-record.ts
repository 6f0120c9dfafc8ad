import type { LastRecord, Occasion } from '../kernel/chat/capability.ts'
import { lastReceipt } from './receipts.ts'
import { TAKE_BACK_MINUTES, titleOf } from './rules.ts'
import { findUnsent, withdrawUnsent } from './stopping.ts'

/**
 * What 撤销 takes back: the newest receipt of the last ten minutes, or, said to the bot alone, a notice of one's own of
 * which nothing has left yet. 搞错了 in a group is talk and stops no notice.
 */
export async function lastRecord(occasion: Occasion): Promise<LastRecord | undefined> {
  const since = new Date(occasion.now.getTime() - TAKE_BACK_MINUTES * 60_000)
  const receipt = await lastReceipt(occasion, since)
  const notice = occasion.mailbox.kind === 'private' ? await findUnsent(occasion, since) : undefined
  if (notice === undefined) return receipt
  const at = notice.sentAt ?? notice.createdAt
  if (receipt !== undefined && receipt.at > at) return receipt
  return {
    what: 'start_notice',
    title: titleOf(notice),
    at,
    undo: async (undoing) => void (await withdrawUnsent(undoing, notice)),
  }
}
