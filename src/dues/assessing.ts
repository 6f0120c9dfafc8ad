import { takeAside } from '../kernel/chat/aside.ts'
import type { Occasion, PromptAnswer, Spoken } from '../kernel/chat/capability.ts'
import { SECRETARIAL } from '../kernel/chat/converse.ts'
import { actorOf, recordAudit } from '../kernel/audit.ts'
import { monthsAt } from '../kernel/language/months.ts'
import { branchesHeld, branchTree } from '../roster/directory.ts'
import type { Answer, Question } from './asking.ts'
import { type Plan, stampOf } from './assessment-plan.ts'
import { makePlan, showPlan, type When } from './assessment-preview.ts'
import { assessmentWords as words } from './assessment-words.ts'
import { assessMonths } from './deciding.ts'
import type { Month } from './entry.ts'
import { useCredit } from './ledger.ts'
import { sayYuan } from '../kernel/language/say-money.ts'
import { sayMonths } from './saying.ts'
import { monthOf } from './settings.ts'
import { tellMember } from './telling.ts'
import { duesWords } from './words.ts'

const TAKEN: PromptAnswer = { kind: 'taken' }
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
