import type { DisclosureState } from './tables.ts'

/** What somebody wants to do with a version. */
export type Step = 'submit' | 'approve' | 'object' | 'answer' | 'publish' | 'cancel' | 'supersede'

/** In which part somebody acts; one person may hold several. */
export type Part = 'author' | 'drafter' | 'reviewer' | 'house'

/** Whether a step may be taken, and where it leads; or why not. */
export type Judged =
  | { readonly kind: 'goes'; readonly to: DisclosureState }
  | {
      readonly kind: 'refused'
      readonly why: 'wrong-state' | 'own-draft' | 'not-reviewer' | 'not-drafter' | 'village-committee' | 'not-yours'
    }

type Way = { readonly from: readonly DisclosureState[]; readonly to: DisclosureState; readonly by: readonly Part[] }

/**
 * draft → in_review → approved → published → superseded. An objection has to be answered before it is looked at again; the
 * house publishes at once what was approved, and sets aside what a newer version replaces.
 */
const WAYS: Readonly<Record<Step, Way>> = {
  submit: { from: ['draft'], to: 'in_review', by: ['author'] },
  approve: { from: ['in_review'], to: 'approved', by: ['reviewer'] },
  object: { from: ['in_review'], to: 'objected', by: ['reviewer'] },
  answer: { from: ['objected'], to: 'in_review', by: ['author', 'drafter'] },
  publish: { from: ['approved'], to: 'published', by: ['house'] },
  cancel: { from: ['draft', 'in_review', 'objected'], to: 'cancelled', by: ['author'] },
  supersede: { from: ['published'], to: 'superseded', by: ['house'] },
}

/** Who somebody is towards a version: everything that the law looks at. */
export type Actor = {
  readonly isAuthor: boolean
  /** Holds the office of supervisor for this village. */
  readonly isSupervisor: boolean
  /** Sits on the village committee: may never review (村民委员会组织法: excluded from the supervision committee). */
  readonly isVillageCommittee: boolean
  /** May draft for this village: the village committee, and whoever writes for the secretary. */
  readonly isDrafter: boolean
  readonly isHouse: boolean
}

/** Judges a step: the state it starts from, and whether whoever takes it may. */
export function judgeStep(step: Step, state: DisclosureState, actor: Actor): Judged {
  const way = WAYS[step]
  const refusal = refuse(way, actor)
  if (refusal !== undefined) return { kind: 'refused', why: refusal }
  return way.from.includes(state) ? { kind: 'goes', to: way.to } : { kind: 'refused', why: 'wrong-state' }
}

function refuse({ by }: Way, actor: Actor): Extract<Judged, { kind: 'refused' }>['why'] | undefined {
  if (by.includes('house')) return actor.isHouse ? undefined : 'not-yours'
  if (by.includes('reviewer')) {
    if (actor.isAuthor) return 'own-draft'
    if (actor.isVillageCommittee) return 'village-committee'
    return actor.isSupervisor ? undefined : 'not-reviewer'
  }
  if (actor.isAuthor && by.includes('author')) return undefined
  if (actor.isDrafter && by.includes('drafter')) return undefined
  return by.includes('drafter') ? 'not-drafter' : 'not-yours'
}
