import type { Occasion } from '../kernel/chat/capability.ts'
import type { BranchId, MemberId } from '../kernel/chat/person.ts'
import { closePrompt, openPrompt } from '../kernel/chat/prompt.ts'
import type { DisclosureStage, VersionId } from './tables.ts'

/** Where a draft is being written: one person's private chat, while a message or a file of theirs is being done. */
export type Desk = Pick<Occasion, 'tx' | 'now' | 'mailbox' | 'senderId' | 'voice' | 'outbox'>

/** The prompt under which a draft waits for its next answer. */
export const DRAFT_PROMPT = 'disclosure-draft'

/** Who drafts, for which village, and whether it is told before the matter is decided. */
type Drafting = { readonly branch: BranchId; readonly author: MemberId; readonly stage: DisclosureStage }

/** How far a draft has come: what is asked for now, and what was answered before. */
export type DraftState =
  | (Drafting & { readonly step: 'category' })
  | (Drafting & { readonly step: 'period'; readonly category: string })
  | (Drafting & { readonly step: 'content'; readonly category: string; readonly period: string })
  | (Drafting & { readonly step: 'preview'; readonly version: VersionId })
  /** A new version of something published waits for its content. */
  | (Drafting & { readonly step: 'correction'; readonly disclosure: number; readonly reason: string })

/** A draft at one of its steps. */
export type DraftAt<Step extends DraftState['step']> = Extract<DraftState, { readonly step: Step }>

/** Waits for the next answer, for a day; 发公开 takes it up again later. */
export async function waitFor(desk: Desk, state: DraftState): Promise<void> {
  await openPrompt(desk.tx, desk.mailbox.id, desk.senderId, { kind: DRAFT_PROMPT, state }, desk.now)
}

/** Leaves a draft: nothing of it stays open. */
export async function leaveDraft(desk: Desk): Promise<void> {
  await closePrompt(desk.tx, desk.mailbox.id, desk.senderId)
}
