import type { Mailbox } from '../outbox/mailbox.ts'

export type MemberId = number & { readonly brand: 'member' }
export type BranchId = number & { readonly brand: 'branch' }

/** What a person may do for a branch. An office of a higher body holds for the branches below it too. */
export type Role =
  | 'member'
  | 'group_leader'
  | 'liaison'
  | 'clerk'
  | 'organization_officer'
  | 'publicity_officer'
  | 'discipline_officer'
  | 'deputy_secretary'
  | 'secretary'
  | 'supervisor'
  | 'village_committee'
  | 'township_admin'

/** How surely a login belongs to a member, weakest first (CHAT.md §2). */
export type IdentityEvidence = 'none' | 'probable' | 'remark' | 'verified'

/** How an answer came to us: said by the person, for the person, noted by an officer, on paper, or copied by hand from a group (CHAT.md §2). */
export type AnswerEvidence = 'self' | 'proxy' | 'recorded' | 'paper' | 'relayed'

export type Office = { readonly role: Role; readonly branch: BranchId }

/** Who is speaking, as far as the roster knows. Without a `member` it is a villager, a guest or a stranger. */
export type Person = {
  readonly member?: MemberId
  readonly name?: string
  readonly branch?: BranchId
  readonly migrant: boolean
  readonly evidence: IdentityEvidence
  /** Offices as given; use the roster's `holds` to ask what they allow for a branch. */
  readonly offices: readonly Office[]
}

/** A group that belongs to a branch. */
export type Room = { readonly mailbox: Mailbox; readonly branch: BranchId; readonly title: string }

/** Who said something, and in which bound group, if any. */
export type Scene = { readonly person: Person; readonly room?: Room }

/** Nobody we know. */
export const STRANGER: Person = { migrant: false, evidence: 'none', offices: [] }
