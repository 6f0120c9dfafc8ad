import type { Spoken } from '../kernel/chat/capability.ts'
import type { BranchId, MemberId, Role } from '../kernel/chat/person.ts'
import type { Tx } from '../kernel/database/connection.ts'
import type { MailboxId } from '../kernel/outbox/mailbox.ts'

/** Whose duties are asked for: everybody's, those of some branches, or one member's. */
export type Scope = { readonly branches?: readonly BranchId[]; readonly member?: MemberId }

/** Something one member still owes. It is worked out from the capability's own tables each time, never stored. */
export type Debt = {
  /** What it is about, unique within the kind: the number of a notice, a session, a month. */
  readonly subject: string
  /** The subject as people call it. */
  readonly title: string
  /** The same without any words of others, for letters with names in them. */
  readonly short: string
  /** All a member has to know who missed it, for a reminder of nothing else; left out, the line of the list is enough. */
  readonly alone?: string
  readonly member: MemberId
  readonly branch: BranchId
  readonly since: Date
}

/** One step of reminding. The group hears totals once; then the person alone; at last the secretary's own list. */
export type Stage = { readonly stage: number; readonly afterDays: number; readonly to: 'group' | 'member' | 'secretary' }

/** A kind of thing that is owed, as a capability contributes it. */
export type DutyKind = {
  readonly kind: string
  /** Words after 谁还没 that mean this kind. */
  readonly words: readonly string[]
  readonly ladder: readonly Stage[]
  outstanding(tx: Tx, scope: Scope, now: Date): Promise<readonly Debt[]>
  isOpen(tx: Tx, subject: string, member: MemberId): Promise<boolean>
  /** Offices beside the secretarial ones whose business this is: they too may note it for others and ask who has not. */
  readonly officers?: readonly Role[]
  /** While this holds for a branch its members are not reminded, because what we know of them may be out of date. */
  isHeld?(tx: Tx, branch: BranchId, now: Date): Promise<boolean>
  /** The groups in which the subject was told, with the branch each belongs to. */
  rooms(tx: Tx, subject: string): Promise<readonly { mailbox: MailboxId; branch: BranchId }[]>
  /**
   * Notes it for a member who told the secretary some other way (记 王大爷 收到 3, `typed` is what stands behind the name)
   * and tells in a line what was written down.
   */
  record(occasion: Spoken, member: MemberId, typed: string): Promise<string>
  readonly say: {
    /** One line for the group: totals only, and the word to answer. */
    group(title: string, missing: number): string
    /** One line of a member's private list, and the word to answer. */
    member(title: string): string
    /** What the secretary is told when reminding has ended. */
    secretary(title: string, missing: number): string
    /** Who has not, for the eyes of an officer. */
    missing(short: string, missing: number, names: string): string
  }
}

/** What a branch as a whole still has to do, a line each, as a capability contributes it to 本月. */
export type MonthLines = (tx: Tx, branches: readonly BranchId[], now: Date) => Promise<readonly string[]>
