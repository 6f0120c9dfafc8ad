import type { BranchId, MemberId } from '../kernel/chat/person.ts'

/** What a member pays dues as (中组部 2008, arts. 1–6). */
export type DuesCategory = 'wage_earner' | 'annual_salary' | 'self_employed' | 'retired' | 'farmer' | 'student' | 'unemployed' | 'relief'

export type EntryId = number & { readonly brand: 'dues-entry' }
export type PaymentId = number & { readonly brand: 'dues-payment' }
export type ReceiptId = number & { readonly brand: 'dues-receipt' }
export type AssessmentId = number & { readonly brand: 'dues-assessment' }

/** A month, YYYY-MM; months compare with `<` as text. */
export type Month = string

/** By which way something was paid, if that was said. */
export type Channel = 'wechat' | 'alipay' | 'bank' | 'cash' | 'transfer'

/** What an entry of the ledger does. A `reversal` takes back the entry it names; nothing is ever changed or removed. */
export type EntryKind =
  | 'assessment'
  | 'exemption'
  | 'reduction'
  | 'claim'
  | 'confirmation'
  | 'return'
  | 'withdrawal'
  | 'credit_use'
  | 'reversal'

/** What money is for: a month's dues, credit for months to come, or a voluntary extra, which is kept apart (art. 11). */
export type Purpose = 'month' | 'credit' | 'extra'

/** A part of a payment: so much for a month of a member, or beside the months. */
export type Share = { readonly member: MemberId; readonly fen: number } & (
  | { readonly purpose: 'month'; readonly month: Month }
  | { readonly purpose: 'credit' | 'extra' }
)

/** Why something was returned, taken back or entered anew, in words of ours. */
export type Reason = 'amount' | 'not-received' | 'months' | 'other' | 'undone' | 'recalled' | 'reassessed'

/** One line of the ledger as it is to be added. */
export type NewEntry = {
  readonly kind: EntryKind
  readonly purpose: Purpose
  readonly member: MemberId
  readonly branch: BranchId
  readonly month?: Month
  readonly fen: number
  readonly assessment?: AssessmentId
  readonly payment?: PaymentId
  readonly receipt?: ReceiptId
  /** The claim that this confirmation, return or withdrawal answers. */
  readonly settles?: EntryId
  readonly reverses?: { readonly entry: EntryId; readonly kind: EntryKind }
  /** The committee that approved an exemption or reduction (art. 7). */
  readonly approvedBy?: BranchId
  readonly reason?: Reason
  readonly by?: MemberId
}
