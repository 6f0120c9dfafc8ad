/** What was put right without asking. */
export type CorrectionKind =
  | 'name-blanks'
  | 'name-characters'
  | 'phone-full-width'
  | 'phone-as-number'
  | 'phone-separators'
  | 'phone-prefix'
  | 'membership-word'
  | 'category-word'
  | 'branch-name'
  | 'amount-full-width'
  | 'amount-separators'
  | 'amount-rounded'
  | 'monthly-in-base'
  | 'migrant-by-place'

/** What a person has to look at; nothing waits for it. */
export type QuestionKind =
  | 'same-name'
  | 'rare-character'
  | 'odd-name'
  | 'no-phone'
  | 'landline'
  | 'two-phones'
  | 'shared-phone'
  | 'unknown-membership'
  | 'not-a-member'
  | 'membership-assumed'
  | 'unknown-category'
  | 'unknown-office'
  | 'organizer-elsewhere'
  | 'probationary-secretary'
  | 'supervisor-in-committee'
  | 'two-secretaries'
  | 'no-secretary'
  | 'base-without-rate'
  | 'base-too-small'
  | 'amount-zero'
  | 'no-base'
  | 'unclear-migrant'
  | 'place-without-migrant'
  | 'place-too-exact'
  | 'kind-guessed'
  | 'kinds-differ'
  | 'kind-stays'
  | 'branch-looks-like'
  | 'other-township'
  | 'count-differs'
  | 'only-branch'
  | 'joined-row'
  | 'duplicate-row'
  | 'two-branches'
  | 'moved'
  | 'phone-changed'
  | 'ambiguous-person'
  | 'absent'
  | 'cannot-clear'

/** What makes the file unusable as a whole. */
export type RefusalKind =
  | 'no-roster'
  | 'no-people'
  | 'no-branch-column'
  | 'missing-branch'
  | 'missing-name'
  | 'several-names'
  | 'formula'
  | 'cell-damaged'
  | 'unknown-kind'
  | 'kind-missing'
  | 'ambiguous-branch'
  | 'phone-damaged'
  | 'phone-wrong'
  | 'amount-unclear'
  | 'amount-impossible'

/** Something to tell about cells of the file. It never carries a phone number or an amount. */
export type Remark<Kind extends string = CorrectionKind | QuestionKind | RefusalKind> = {
  readonly kind: Kind
  /** Addresses of the cells; none when it concerns a branch or the whole file. */
  readonly at: readonly string[]
  readonly name?: string | undefined
  readonly branch?: string | undefined
  readonly before?: string | undefined
  readonly after?: string | undefined
  readonly count?: number | undefined
}

/** Collects remarks while a file is read. */
export type Notes = {
  readonly corrections: Remark<CorrectionKind>[]
  readonly questions: Remark<QuestionKind>[]
  readonly refusals: Remark<RefusalKind>[]
}

/** Starts an empty collection of remarks. */
export function newNotes(): Notes {
  return { corrections: [], questions: [], refusals: [] }
}
