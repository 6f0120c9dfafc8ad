import type { AnswerEvidence, BranchId, MemberId } from '../kernel/chat/person.ts'
import type { FileReference } from '../kernel/chat/message.ts'

export type NoticeId = number & { readonly brand: 'notice' }
export type NoticeState = 'draft' | 'scheduled' | 'sent' | 'withdrawn' | 'stopped' | 'cancelled'

/** Rows of the notices' own tables; they do not leave the stores. */
export type NoticeTables = {
  notice: {
    id: number
    number: number | null
    branch_id: number
    author_id: number
    text: string
    file: string | null
    urgent: number
    cleared_public: number
    corrects_id: number | null
    likeness: string
    state: NoticeState
    created_at: string
    send_at: string | null
    sent_at: string | null
  }
  notice_audience: { notice_id: number; branch_id: number }
  notice_recipient: { notice_id: number; member_id: number }
  notice_copy: { notice_id: number; mailbox_id: number; letter_id: number; branch_id: number; shown_count: number }
  acknowledgement: {
    notice_id: number
    member_id: number
    at: string
    evidence: AnswerEvidence
    identity: string
    platform: string
    recorded_by: number | null
  }
}

/** A notice: the words of a branch to its groups, and whether they have gone out. */
export type Notice = {
  readonly id: NoticeId
  /** Given when it is sent; counts through the whole township. */
  readonly number: number | undefined
  readonly branch: BranchId
  readonly author: MemberId
  readonly text: string
  readonly file: FileReference | undefined
  readonly urgent: boolean
  /** A secretary has said that it may be public although it has words of secrecy. */
  readonly clearedPublic: boolean
  readonly corrects: NoticeId | undefined
  readonly state: NoticeState
  readonly createdAt: Date
  readonly sendAt: Date | undefined
  readonly sentAt: Date | undefined
  readonly audience: readonly BranchId[]
}
