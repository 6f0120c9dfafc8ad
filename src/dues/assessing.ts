import { takeAside } from '../kernel/chat/aside.ts'
import type { Occasion, PromptAnswer, Spoken } from '../kernel/chat/capability.ts'
import { SECRETARIAL } from '../kernel/chat/converse.ts'
import type { BranchId } from '../kernel/chat/person.ts'
import type { Tx } from '../kernel/database/connection.ts'
import { dayOf } from '../kernel/day.ts'
import { actorOf, recordAudit } from '../kernel/audit.ts'
import { monthsAt } from '../kernel/language/months.ts'
import { branchesHeld, branchTree, type DuesBasis, duesBasesOf } from '../roster/directory.ts'
import { type Answer, ask, type Question } from './asking.ts'
import { type Assessed, type Plan, planAssessment, stampOf } from './assessment-plan.ts'
import { assessmentWords as words } from './assessment-words.ts'
import { assessMonths } from './deciding.ts'
import type { Month } from './entry.ts'
import { useCredit } from './ledger.ts'
import type { MemberMonth } from './member-month.ts'
import { findMonths } from './months-store.ts'
import { isDuesCategory } from './rules.ts'
import { sayMonths, sayYuan } from './saying.ts'
import { type FindSetting, monthOf, readSettings } from './settings.ts'
import { tellMember } from './telling.ts'
import { duesWords } from './words.ts'

const TAKEN: PromptAnswer = { kind: 'taken' }
const MOST_LINES = 40
/** In the first weeks of a year the whole year is meant; later, nobody is made to owe what was collected on paper. */
const WHOLE_YEAR_UNTIL = 3

/** 核定党费 2026: what everybody pays, shown before anything is written. */
export async function assessYear(said: Spoken): Promise<void> {
  const occasion = await takeAside(said)
  if (occasion === undefined) return
  const { tx, person, today, rest, voice } = occasion
  const branches = branchesHeld(person, SECRETARIAL, await branchTree(tx))
  const when = readYear(rest, monthOf(today))
  if (when === undefined || branches.length === 0) {
    await voice.reply(branches.length === 0 ? words.nobody : words.yearHow)
    return
  }
  await showPlan(occasion, branches, when)
}

type When = { readonly year: number; readonly from: Month }

/** `2026`, `2026 从1月`, nothing at all: this year, from now on. */
function readYear(typed: string, period: Month): When | undefined {
  const text = typed.normalize('NFKC').replaceAll(/\s/gu, '')
  const thisYear = Number(period.slice(0, 4))
  const year = Number(/(20\d\d)/u.exec(text)?.[1] ?? thisYear)
  if (year < thisYear || year > thisYear + 1 || /^[^\d从]/u.test(text)) return undefined
  const place = text.indexOf('从')
  const named = place === -1 ? undefined : monthsAt(text.slice(place + 1), 0, { period: `${year}-01` })?.named?.[0]
  if (place !== -1 && named === undefined) return undefined
  const isWhole = year > thisYear || Number(period.slice(5, 7)) < WHOLE_YEAR_UNTIL
  return { year, from: named ?? (isWhole ? `${year}-01` : period) }
}

async function showPlan(occasion: Occasion, branches: readonly BranchId[], { year, from }: When): Promise<void> {
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

async function makePlan(tx: Tx, branches: readonly BranchId[], from: Month): Promise<Plan> {
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

/** The answer to the preview. What changed since it was shown is shown again instead. */
export async function settleAssessment(
  occasion: Occasion,
  question: Extract<Question, { kind: 'assess' }>,
  answer: Answer,
): Promise<PromptAnswer> {
  const { tx, now, person, voice } = occasion
  const { year, from, stamp } = question
  const held = branchesHeld(person, SECRETARIAL, await branchTree(tx))
  const branches = question.branches.filter((branch) => held.includes(branch))
  if (answer.kind !== 'yes' || person.member === undefined) {
    await voice.reply(words.cancelled)
    return TAKEN
  }
  const plan = await makePlan(tx, branches, from)
  if (stampOf(plan) !== stamp) {
    await voice.reply(words.changedMeanwhile)
    await showPlan(occasion, branches, { year, from })
    return TAKEN
  }
  const told = await applyPlan(occasion, plan, year)
  const deed = { actor: actorOf(person.member), action: 'dues-assessed', subject: `branch:${branches[0] ?? 0}` } as const
  await recordAudit(tx, { ...deed, after: { year, people: plan.changes.length, branches: branches.length } }, now)
  await voice.reply(words.applied(plan.changes.length, told))
  return TAKEN
}

/** Writes a plan down and tells everybody the own amount. Tells how many could be told. */
export async function applyPlan(occasion: Occasion, plan: Plan, year: number): Promise<number> {
  const { tx, now, person, today } = occasion
  const by = person.member
  let told = 0
  if (by === undefined) return told
  for (const change of plan.changes) {
    const { member, branch, category, baseFen, monthlyFen, article, months } = change
    const [from = ''] = months
    await assessMonths(tx, { member, branch, category, baseFen, monthlyFen, article, effectiveFrom: from, assessedBy: by }, months, now)
    await useCredit(tx, member, by, now)
    const once = `dues:assessed:${member}:${from}:${now.toISOString()}`
    const text = duesWords.assessedLetter(year, sayYuan(monthlyFen), sayMonths([from], today))
    if (await tellMember(occasion, member, { once, text, why: duesWords.whyAssessed })) told += 1
  }
  return told
}
