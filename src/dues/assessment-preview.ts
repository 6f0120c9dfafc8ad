import type { Occasion } from '../kernel/chat/capability.ts'
import type { BranchId } from '../kernel/chat/person.ts'
import type { Tx } from '../kernel/database/connection.ts'
import { dayOf } from '../kernel/day.ts'
import { type DuesBasis, duesBasesOf } from '../roster/directory.ts'
import { ask, type Question } from './asking.ts'
import { type Assessed, type Plan, planAssessment, stampOf } from './assessment-plan.ts'
import { assessmentWords as words } from './assessment-words.ts'
import type { Month } from './entry.ts'
import type { MemberMonth } from './member-month.ts'
import { findMonths } from './months-store.ts'
import { isDuesCategory } from './rules.ts'
import { sayYuan } from '../kernel/language/say-money.ts'
import { sayMonths } from './saying.ts'
import { type FindSetting, monthOf, readSettings } from './settings.ts'

const MOST_LINES = 40

/** A year, and the month from which it is assessed. */
export type When = { readonly year: number; readonly from: Month }

/** Shows what an assessment would do and asks for 确认; where names with amounts may not be said, the totals are. */
export async function showPlan(occasion: Occasion, branches: readonly BranchId[], { year, from }: When): Promise<void> {
  const plan = await makePlan(occasion.tx, branches, from)
  if (plan.changes.length === 0 && plan.unknown.length === 0) {
    await occasion.voice.reply(words.nothingToDo(year))
    return
  }
  const { today } = occasion
  const totals = words.preview({
    year,
    from: sayMonths([from], today),
    people: plan.changes.length + plan.unchanged,
    yuan: sayYuan(plan.monthlyFen),
    fresh: plan.changes.filter(({ kind }) => kind === 'new').length,
    changed: plan.changes.filter(({ kind }) => kind === 'changed').length,
    same: plan.unchanged,
    unknown: plan.unknown.length,
  })
  const next = [...hintsOf(plan), ...(from === `${year}-01` ? [] : [words.fromJanuary(year)])]
  const named = [totals, ...namedLines(plan), ...next]
  if (plan.changes.length === 0) {
    if ((await occasion.voice.reply(named.join('\n'))) === undefined) await occasion.voice.reply([totals, ...next].join('\n'))
    return
  }
  const question: Question = { kind: 'assess', year, from, branches, stamp: stampOf(plan) }
  const choices = [words.confirmWord, words.cancelWord]
  const isSaid = await ask(occasion, question, [...named, words.previewNext].join('\n'), choices)
  if (!isSaid) await ask(occasion, question, [totals, ...next, words.previewNext].join('\n'), choices)
}

function namedLines({ changes, unknown }: Plan): readonly string[] {
  const lines = changes.slice(0, MOST_LINES).map(({ name, monthlyFen }) => words.memberLine(name, sayYuan(monthlyFen)))
  const missing = (['category', 'base', 'figure'] as const).flatMap((what) => {
    const names = unknown.filter((one) => one.missing === what).map(({ name }) => name)
    return names.length === 0 ? [] : [`${words.unknownHead[what]}${names.slice(0, MOST_LINES).join('、')}`]
  })
  const more = changes.length > MOST_LINES ? [words.more(changes.length)] : []
  return [...(lines.length === 0 ? [] : [words.linesHead, ...lines, ...more]), ...missing]
}

function hintsOf({ unknown }: Plan): readonly string[] {
  const lacks = (what: string) => unknown.some(({ missing }) => missing === what)
  return [...(lacks('figure') ? [words.figureHow] : []), ...(lacks('base') || lacks('category') ? [words.basisHow] : [])]
}

/** What an assessment of these branches would do now. */
export async function makePlan(tx: Tx, branches: readonly BranchId[], from: Month): Promise<Plan> {
  const figure = await readSettings(tx, 'farmer_fen')
  const until = `${from.slice(0, 4)}-12`
  const known = new Map<number, MemberMonth[]>()
  for (const one of await findMonths(tx, { from, until })) known.set(one.member, [...(known.get(one.member) ?? []), one])
  const bases = await duesBasesOf(tx, branches)
  return planAssessment(
    bases.map((basis) => toAssessed(basis, known.get(basis.member) ?? [], figure, from)),
    from,
  )
}

/** A member of the roster as the rules look at one. */
export function toAssessed(basis: DuesBasis, months: readonly MemberMonth[], figure: FindSetting, from: Month): Assessed {
  const { member, branch, name, membership, category, baseFen, monthlyFen, enteredAt } = basis
  const entered = monthOf(dayOf(enteredAt))
  const isNew = membership === 'probationary' && entered.slice(0, 4) === from.slice(0, 4)
  return {
    member,
    branch,
    name,
    basis: { category: isDuesCategory(category) ? category : undefined, baseFen, monthlyFen },
    since: isNew ? entered : undefined,
    months,
    localFen: figure(branch, from),
  }
}
