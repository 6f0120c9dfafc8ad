import type { BranchId, IdentityEvidence, MemberId, Role } from '../kernel/chat/person.ts'
import type { Platform } from '../kernel/chat/message.ts'
import type { MailboxId } from '../kernel/outbox/mailbox.ts'

/** What a branch is for (glossary): village, network, migrant, joint, industry, or an office such as the township committee. */
export type BranchKind = 'village' | 'online' | 'migrant' | 'joint' | 'industry' | 'office'

export type Membership = 'full' | 'probationary'

/** The roster's tables as rows; only its stores see them. */
export type RosterTables = {
  branch: { id: BranchId; name: string; kind: BranchKind; parent_id: BranchId | null }
  member: {
    id: MemberId
    branch_id: BranchId
    name: string
    phone_sealed: string | null
    phone_fingerprint: string | null
    membership: Membership
    dues_category: string | null
    base_fen: number | null
    monthly_fen: number | null
    is_migrant: 0 | 1
    host_place: string | null
    state: 'active' | 'left'
    quiet: 0 | 1
    consent_at: string | null
    created_at: string
  }
  office: { id: number; member_id: MemberId; branch_id: BranchId; role: Role; granted_at: string }
  account: {
    mailbox_id: MailboxId
    member_id: MemberId
    evidence: Exclude<IdentityEvidence, 'none'>
    bound_at: string
    last_used_at: string
  }
  room: { mailbox_id: MailboxId; branch_id: BranchId; title: string; bound_by: MemberId | null; bound_at: string }
  room_speaker: { mailbox_id: MailboxId; member_id: MemberId; spoke_at: string }
  bind_code: {
    id: number
    member_id: MemberId
    fingerprint: string
    issued_at: string
    expires_at: string
    state: 'open' | 'used' | 'revoked'
  }
  bind_try: { mailbox_id: MailboxId; tries: number; since: string }
  roster_import: { id: number; at: string; actor: string; file_hash: string; undo: string; undone_at: string | null }
  epoch: { platform: Platform; account: string; number: number; began_at: string }
  past_login: { mailbox_id: MailboxId; member_id: MemberId; ended_at: string }
  known_name: { scope: string; fingerprint: string; member_id: MemberId | null; learned_at: string }
  name_seen: {
    platform: Platform
    account: string
    scope: string
    fingerprint: string
    sender: string
    sealed: string
    seen_at: string
  }
  /** The kernel's, read here to find the chat that speaks for a member. */
  mailbox: { id: MailboxId; platform: Platform; account: string; chat: string; kind: 'private' | 'group'; state: 'open' | 'closed' }
}
