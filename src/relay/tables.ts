import type { BranchId, MemberId } from '../kernel/chat/person.ts'
import type { LetterId } from '../kernel/outbox/letter.ts'
import type { MailboxId } from '../kernel/outbox/mailbox.ts'

/** The rows of groups that are reached by hand; they do not leave the stores. */
export type RelayTables = {
  relay_room: { mailbox_id: MailboxId; keeper_id: MemberId; since: string }
  forward: {
    letter_id: LetterId
    mailbox_id: MailboxId
    keeper_id: MemberId
    copy_id: LetterId | null
    handed_at: string
    passed_at: string | null
    reminded_at: string | null
  }
  transcript: { keeper_id: MemberId; mailbox_id: MailboxId; members: string; at: string }
  relayed_line: { mailbox_id: MailboxId; fingerprint: string; at: string }
}

/** A group whose messages somebody carries by hand. */
export type RelayRoom = { readonly mailbox: MailboxId; readonly branch: BranchId; readonly title: string; readonly keeper: MemberId }

/** A letter that was handed over to be carried to its group and of which nobody has said yet that it is there. */
export type Forward = {
  readonly letter: LetterId
  readonly room: MailboxId
  readonly title: string
  readonly branch: BranchId
  readonly keeper: MemberId
  /** The copy that the keeper was given. */
  readonly copy: LetterId | undefined
  readonly handedAt: Date
  readonly reminded: 'never' | 'once'
}
