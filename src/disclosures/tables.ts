export type DisclosureId = number & { readonly brand: 'disclosure' }
export type VersionId = number & { readonly brand: 'disclosure-version' }

/** Where a version stands on its way to the people (DOMAIN §4, `DisclosureState`); `cancelled` was never published. */
export type DisclosureState = 'draft' | 'in_review' | 'objected' | 'approved' | 'published' | 'superseded' | 'cancelled'

/** Told before a matter is decided, while it is carried out, or when it is done (DOMAIN M30). */
export type DisclosureStage = 'before' | 'during' | 'after'

/** Rows of the disclosures' own tables; they do not leave the stores. */
export type DisclosureTables = {
  disclosure: {
    id: number
    branch_id: number
    domain: 'village' | 'party' | 'finance'
    category: string
    period: string
    stage: DisclosureStage
    comments_until: string | null
    due_on: string | null
    created_at: string
  }
  disclosure_version: {
    id: number
    disclosure_id: number
    version: number
    author_id: number
    title: string
    /** The first line people read. */
    summary: string
    /** Canonical JSON of the table, already redacted: exactly what is archived. */
    body: string
    /** What was taken out, as JSON: kinds and counts, never the thing itself. */
    masked: string
    /** Why this version replaces the one before it. */
    reason: string | null
    state: DisclosureState
    created_at: string
    submitted_at: string | null
    approved_at: string | null
    approved_by: number | null
    published_at: string | null
    /** How late it was when it was published, kept for good; 0 = in time. */
    days_late: number | null
    archive_position: number | null
    phrase: string | null
  }
  disclosure_review: {
    id: number
    version_id: number
    reviewer_id: number
    verdict: 'approved' | 'objected'
    reason: string | null
    at: string
    answer: string | null
    answered_at: string | null
  }
  disclosure_copy: { version_id: number; mailbox_id: number; letter_id: number }
  disclosure_posting: { id: number; version_id: number; place: string; posted_on: string; recorded_by: number; at: string }
  /** What a township or a village decided about its own rules: the profile, an item switched on or off, an item added. */
  disclosure_choice: { branch_id: number; key: string; value: string; decided_by: number; at: string }
  matter: { id: number; branch_id: number; title: string; created_by: number; created_at: string }
  /** Steps 1–4 are the four discussions, 5 the resolution disclosed, 6 the result disclosed. */
  matter_step: {
    matter_id: number
    step: number
    held_on: string
    entitled: number | null
    present: number | null
    in_favour: number | null
    resolution: string | null
    disclosure_id: number | null
    recorded_by: number
    at: string
  }
}
