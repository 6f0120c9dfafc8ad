import type { CorrectionKind, QuestionKind, RefusalKind, Remark } from './remarks.ts'
import type { BranchKind, DuesCategory, Id, Membership, Office, Reference, Said } from './types.ts'

/** A member as the import creates one; `null` where the file says nothing. */
export type MemberFields = {
  readonly name: string
  readonly phone: string | null
  readonly membership: Membership
  readonly duesCategory: DuesCategory | null
  readonly baseFen: number | null
  readonly monthlyFen: number | null
  readonly isMigrant: boolean
  readonly hostPlace: string | null
}

/** One value before and after, so that it can be shown, applied and undone. */
export type FieldChange = {
  readonly field: keyof Said
  readonly before: string | number | boolean | null
  readonly after: string | number | boolean | null
}

/** One thing to do, complete enough to be applied and to be undone. Steps are in order: what a step refers to was created before it. */
export type ImportStep =
  | {
      readonly kind: 'create-branch'
      readonly key: string
      readonly name: string
      readonly branchKind: BranchKind
      readonly parent: Reference | null
    }
  | { readonly kind: 'place-branch'; readonly branch: Id; readonly name: string; readonly parent: Reference }
  | { readonly kind: 'create-member'; readonly key: string; readonly branch: Reference; readonly fields: MemberFields; readonly at: string }
  | {
      readonly kind: 'change-member'
      readonly member: Id
      readonly name: string
      readonly changes: readonly FieldChange[]
      readonly at: string
    }
  | {
      readonly kind: 'move-member'
      readonly member: Id
      readonly name: string
      readonly before: Id
      readonly after: Reference
      readonly at: string
    }
  | {
      readonly kind: 'give-office'
      readonly member: Reference
      readonly branch: Reference
      readonly role: Office
      readonly name: string
      readonly at: string
    }
  | {
      readonly kind: 'take-office'
      readonly member: Reference
      readonly branch: Reference
      readonly role: string
      readonly name: string
      readonly at: string
    }

/** People of the file by what happens to them; `aside` were not imported because only a person can tell who they are. */
export type ImportCounts = {
  readonly people: number
  readonly branches: number
  readonly newBranches: number
  readonly newMembers: number
  readonly changedMembers: number
  readonly unchangedMembers: number
  readonly aside: number
  readonly offices: number
}

/** What an import would do. `ready` may be applied in one transaction; `refused` must not be applied at all. */
export type ImportPlan = {
  readonly kind: 'ready' | 'refused'
  readonly steps: readonly ImportStep[]
  readonly counts: ImportCounts
  readonly corrections: readonly Remark<CorrectionKind>[]
  readonly questions: readonly Remark<QuestionKind>[]
  readonly refusals: readonly Remark<RefusalKind>[]
  readonly unsavedColumns: readonly string[]
  readonly skippedSheets: readonly string[]
}
