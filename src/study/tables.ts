import type { FileReference } from '../kernel/chat/message.ts'
import type { AnswerEvidence, BranchId, MemberId } from '../kernel/chat/person.ts'

export type SessionId = number & { readonly brand: 'session' }
export type SessionRuleId = number & { readonly brand: 'session-rule' }
export type PartyGroupId = number & { readonly brand: 'party-group' }

/** What a meeting is; one day may hold several kinds (DOMAIN §4). */
export type SessionKind =
  | 'member_assembly'
  | 'branch_committee_meeting'
  | 'party_group_meeting'
  | 'party_lecture'
  | 'theme_party_day'
  | 'study_session'
  | 'organizational_life_meeting'

export type SessionState = 'draft' | 'called' | 'open' | 'closed' | 'cancelled'

/** How a member stands towards a session. `expected` and `exempt` are what was fixed at the call; the rest was recorded. */
export type AttendanceState = 'expected' | 'checked_in' | 'late' | 'leave' | 'absent' | 'exempt'
export type RecordedState = Exclude<AttendanceState, 'expected' | 'exempt'>
export type AttendanceWay = 'in_room' | 'from_afar' | 'home_delivery' | 'made_up'

/** Rows of the study's own tables; they do not leave the stores. */
export type StudyTables = {
  session_rule: {
    id: number
    branch_id: number
    author_id: number
    pattern: string
    starts: string
    kinds: string
    title: string
    place: string | null
    state: 'kept' | 'ended'
    created_at: string
  }
  party_group: { id: number; branch_id: number; name: string }
  party_group_member: { group_id: number; member_id: number }
  study_exemption: { member_id: number; recorded_by: number; at: string }
  session: {
    id: number
    number: number | null
    branch_id: number
    author_id: number
    title: string
    place: string | null
    speaker: string | null
    agenda: string | null
    material: string | null
    file: string | null
    starts_at: string
    closes_at: string
    calendar: 'solar' | 'lunar'
    group_id: number | null
    code: string | null
    wants_code: number
    hour_before: number
    state: SessionState
    rule_id: number | null
    rule_month: string | null
    created_at: string
    called_at: string | null
    opened_at: string | null
    closed_at: string | null
    study_minutes: number | null
    minutes: string | null
    resolution: string | null
    minutes_by: number | null
    minutes_at: string | null
  }
  session_kind: { session_id: number; kind: SessionKind }
  session_copy: { session_id: number; mailbox_id: number; purpose: 'call' | 'check_in'; letter_id: number; live_until: string }
  session_expected: {
    session_id: number
    member_id: number
    state: 'expected' | 'exempt'
    leave_refused_at: string | null
    live_until: string
  }
  attendance: {
    session_id: number
    member_id: number
    state: RecordedState
    way: AttendanceWay | null
    late_minutes: number | null
    evidence: AnswerEvidence
    identity: string
    platform: string
    recorded_by: number | null
    login: string | null
    event_key: string | null
    at: string
    before: string | null
  }
  attendance_proxy: {
    id: number
    session_id: number
    member_id: number
    said_by: number | null
    what: 'check_in' | 'leave'
    way: 'in_room' | 'from_afar'
    platform: string
    identity: string
    evidence: 'proxy' | 'relayed'
    event_key: string
    at: string
    state: 'pending' | 'agreed' | 'refused' | 'withdrawn'
    settled_by: number | null
    settled_at: string | null
  }
  session_guest: {
    session_id: number
    guest: string
    member_id: number | null
    evidence: 'self' | 'recorded' | 'relayed'
    platform: string
    event_key: string | null
    at: string
  }
  session_vote: {
    id: number
    session_id: number
    matter: string
    entitled: number
    present: number
    in_favour: number
    recorded_by: number
    at: string
  }
}

/** A meeting or study session of a branch. */
export type Session = {
  readonly id: SessionId
  /** Given when it is called; counts within the branch. */
  readonly number: number | undefined
  readonly branch: BranchId
  readonly author: MemberId
  readonly kinds: readonly SessionKind[]
  readonly title: string
  readonly place: string | undefined
  readonly speaker: string | undefined
  readonly agenda: string | undefined
  readonly material: string | undefined
  readonly file: FileReference | undefined
  readonly startsAt: Date
  /** When it closes by itself, if nobody closes it before. */
  readonly closesAt: Date
  /** How the day was said; a day said by the farmers' calendar is read back so too. */
  readonly calendar: 'solar' | 'lunar'
  readonly partyGroup: PartyGroupId | undefined
  readonly code: string | undefined
  readonly wantsCode: boolean
  readonly hourBefore: boolean
  readonly state: SessionState
  readonly rule: SessionRuleId | undefined
  readonly calledAt: Date | undefined
  readonly openedAt: Date | undefined
  readonly closedAt: Date | undefined
  readonly studyMinutes: number | undefined
  readonly minutes: string | undefined
  readonly resolution: string | undefined
}
