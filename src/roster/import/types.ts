import type { CorrectionKind, QuestionKind, RefusalKind, Remark } from './remarks.ts'

/** What a branch is; the township committee itself is an `office`. */
export type BranchKind = 'village' | 'online' | 'migrant' | 'joint' | 'industry' | 'office'

/** An office a roster can give. */
export type Office =
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

/** What a member pays dues as (中组部 2008, articles 1–6). */
export type DuesCategory = 'wage_earner' | 'annual_salary' | 'self_employed' | 'retired' | 'farmer' | 'student' | 'unemployed' | 'relief'

/** Full or probationary; other people are not in a roster. */
export type Membership = 'full' | 'probationary'

/** What a row says of a person. A field left out means the cell was empty: no change. `null` means `--`: clear it. Money is in fen. */
export type Said = {
  readonly phone?: string | null | undefined
  readonly membership?: Membership | undefined
  readonly duesCategory?: DuesCategory | null | undefined
  readonly baseFen?: number | null | undefined
  readonly monthlyFen?: number | null | undefined
  readonly isMigrant?: boolean | undefined
  readonly hostPlace?: string | null | undefined
}

/** One person of the file. `offices` is `clear` where the office cell holds `--`. */
export type RosterRow = {
  readonly at: string
  readonly sheet: string
  readonly branch: string
  readonly name: string
  readonly said: Said
  readonly offices: readonly Office[] | 'clear'
}

/** A branch the file names, under the one spelling we keep. */
export type RosterBranch = { readonly name: string; readonly kind: BranchKind | undefined; readonly at: string }

/** A field of the roster that a column of the file was recognised as. */
export type Field = 'branch' | 'kind' | 'name' | 'office' | 'phone' | 'membership' | 'category' | 'base' | 'monthly' | 'migrant' | 'place'

/** What was recognised in a file. With any refusal in it nothing of the file may be written. */
export type RosterFile = {
  readonly township: string | undefined
  readonly branches: readonly RosterBranch[]
  readonly rows: readonly RosterRow[]
  readonly fields: readonly Field[]
  readonly corrections: readonly Remark<CorrectionKind>[]
  readonly questions: readonly Remark<QuestionKind>[]
  readonly refusals: readonly Remark<RefusalKind>[]
  /** Headings of columns that are never stored, such as notes and ID numbers. */
  readonly unsavedColumns: readonly string[]
  readonly skippedSheets: readonly string[]
}

/** An id of the store, whatever it is made of. */
export type Id = number | string

/** The roster as it is now, in plain values. */
export type CurrentRoster = {
  readonly branches: readonly {
    readonly id: Id
    readonly name: string
    readonly kind: BranchKind
    readonly parentId?: Id | null | undefined
  }[]
  readonly members: readonly CurrentMember[]
  readonly offices: readonly { readonly memberId: Id; readonly branchId: Id; readonly role: string }[]
}

/** A member as stored now. */
export type CurrentMember = {
  readonly id: Id
  readonly branchId: Id
  readonly name: string
  readonly phone?: string | null | undefined
  readonly membership: Membership
  readonly duesCategory?: string | null | undefined
  readonly baseFen?: number | null | undefined
  readonly monthlyFen?: number | null | undefined
  readonly isMigrant: boolean
  readonly hostPlace?: string | null | undefined
}

/** Something stored already, or something an earlier step of the same plan creates under `key`. */
export type Reference = { readonly kind: 'existing'; readonly id: Id } | { readonly kind: 'new'; readonly key: string }
