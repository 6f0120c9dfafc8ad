import { describe, expect, test } from 'vitest'
import { type Actor, judgeStep, type Step } from '../../src/disclosures/states.ts'
import type { DisclosureState } from '../../src/disclosures/tables.ts'

const NOBODY: Actor = { isAuthor: false, isSupervisor: false, isVillageCommittee: false, isDrafter: false, isHouse: false }
const ACTORS: Readonly<Record<string, Actor>> = {
  'a stranger': NOBODY,
  'the author': { ...NOBODY, isAuthor: true, isVillageCommittee: true, isDrafter: true },
  'another of the village committee': { ...NOBODY, isVillageCommittee: true, isDrafter: true },
  'a secretary who is on no committee': { ...NOBODY, isDrafter: true },
  'a supervisor': { ...NOBODY, isSupervisor: true },
  'a supervisor who wrote it': { ...NOBODY, isSupervisor: true, isAuthor: true },
  'a supervisor who sits on the village committee': { ...NOBODY, isSupervisor: true, isVillageCommittee: true, isDrafter: true },
  'the house': { ...NOBODY, isHouse: true },
}
const STATES: readonly DisclosureState[] = ['draft', 'in_review', 'objected', 'approved', 'published', 'superseded', 'cancelled']
const STEPS: readonly Step[] = ['submit', 'approve', 'object', 'answer', 'publish', 'cancel', 'supersede']

/** Every step that may be taken at all; whatever is not named here is refused. */
const ALLOWED = [
  'the author: submit draft → in_review',
  'a supervisor who wrote it: submit draft → in_review',
  'a supervisor: approve in_review → approved',
  'a supervisor: object in_review → objected',
  'the author: answer objected → in_review',
  'another of the village committee: answer objected → in_review',
  'a secretary who is on no committee: answer objected → in_review',
  'a supervisor who wrote it: answer objected → in_review',
  'a supervisor who sits on the village committee: answer objected → in_review',
  'the house: publish approved → published',
  'the house: supersede published → superseded',
  ...['the author', 'a supervisor who wrote it'].flatMap((who) =>
    ['draft', 'in_review', 'objected'].map((state) => `${who}: cancel ${state} → cancelled`),
  ),
]

describe('who may take which step with a disclosure', () => {
  test('exactly these, over every state and everybody', () => {
    const allowed = Object.entries(ACTORS).flatMap(([who, actor]) =>
      STEPS.flatMap((step) =>
        STATES.flatMap((state) => {
          const judged = judgeStep(step, state, actor)
          return judged.kind === 'goes' ? [`${who}: ${step} ${state} → ${judged.to}`] : []
        }),
      ),
    )
    expect(allowed.toSorted()).toEqual(ALLOWED.toSorted())
  })

  test.each([
    ['a supervisor who wrote it', 'own-draft'],
    ['a supervisor who sits on the village committee', 'village-committee'],
    ['a stranger', 'not-reviewer'],
  ])('%s cannot approve, and hears why', (who, why) => {
    expect(judgeStep('approve', 'in_review', ACTORS[who] ?? NOBODY)).toEqual({ kind: 'refused', why })
  })
})
