import type { Occasion } from '../kernel/chat/capability.ts'
import type { BranchId, MemberId } from '../kernel/chat/person.ts'
import { openPrompt } from '../kernel/chat/prompt.ts'
import type { VersionId } from './tables.ts'

/** Where a draft is being written: one person's private chat, while a message or a file of theirs is being done. */
export type Desk = Pick<Occasion, 'tx' | 'now' | 'mailbox' | 'senderId' | 'voice' | 'outbox'>

/** The prompt under which a draft waits for its next answer. */
export const DRAFT_PROMPT = 'disclosure-draft'

/** How far a draft has come: what is asked for now, and what was answered before. */
export type DraftState =
  | { readonly step: 'category'; readonly branch: BranchId; readonly author: MemberId }
  | { readonly step: 'period'; readonly branch: BranchId; readonly author: MemberId; readonly category: string }
  | { readonly step: 'content'; readonly branch: BranchId; readonly author: MemberId; readonly category: string; readonly period: string }
  | { readonly step: 'preview'; readonly branch: BranchId; readonly author: MemberId; readonly version: VersionId }
  /** A new version of something published waits for its content. */
  | {
      readonly step: 'correction'
      readonly branch: BranchId
      readonly author: MemberId
      readonly disclosure: number
      readonly reason: string
    }

/** Waits for the next answer, for a day; 发公开 takes it up again later. */
export async function waitFor(desk: Desk, state: DraftState): Promise<void> {
  await openPrompt(desk.tx, desk.mailbox.id, desk.senderId, { kind: DRAFT_PROMPT, state }, desk.now)
}
