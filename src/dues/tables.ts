import type { Channel, DuesCategory, EntryKind, Purpose } from './entry.ts'

/** Rows of the dues' own tables; they do not leave the stores. Money is in fen, months are YYYY-MM. */
export type DuesTables = {
  dues_setting: {
    id: number
    branch_id: number
    key: 'farmer_fen' | 'collecting_day'
    value: number
    valid_from: string
    decided_by: number
    at: string
  }
  dues_assessment: {
    id: number
    member_id: number
    branch_id: number
    year: number
    category: DuesCategory | null
    base_fen: number | null
    monthly_fen: number
    effective_from: string
    article: string | null
    assessed_by: number
    at: string
  }
  dues_payment: {
    id: number
    branch_id: number
    payer_id: number
    recorded_by: number | null
    fen: number
    channel: Channel | null
    evidence: 'self' | 'proxy' | 'recorded' | 'paper' | 'relayed'
    identity: string
    platform: string
    message_key: string | null
    at: string
  }
  dues_receipt: {
    id: number
    branch_id: number
    year: number
    number: number
    member_id: number
    payment_id: number
    fen: number
    collector_id: number
    at: string
  }
  dues_entry: {
    id: number
    kind: EntryKind
    purpose: Purpose
    member_id: number
    branch_id: number
    month: string | null
    fen: number
    assessment_id: number | null
    payment_id: number | null
    receipt_id: number | null
    settles_id: number | null
    reverses_id: number | null
    reversed_kind: EntryKind | null
    approved_by_branch: number | null
    reason: string | null
    by_id: number | null
    at: string
  }
  /** Added up from the entries by the database; written by nobody else. */
  dues_month: {
    member_id: number
    month: string
    branch_id: number
    assessed_fen: number
    waived_fen: number
    claimed_fen: number
    confirmed_fen: number
    returned_fen: number
  }
}
