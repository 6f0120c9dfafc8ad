import type { BranchId } from '../kernel/chat/person.ts'
import { monthAfter } from '../kernel/language/months.ts'
import type { Round } from '../kernel/schedule/job.ts'
import { duesBasesOf, reachableOfficer } from '../roster/directory.ts'
import { branchesWithMonths } from './arrears-store.ts'
import { collectorWords as words } from './collector-words.ts'
import { monthOf } from './settings.ts'
import { tellMember } from './telling.ts'

/** When a quarter has begun and the incomes of the last one are known. */
const QUARTER_DAYS = /-(?:01|04|07|10)-05$/u

/** A new year has begun and nobody has fixed what is paid in it: the secretary of each branch that collected before hears so once. */
export async function askForAssessment(round: Round): Promise<void> {
  const { tx, day } = round
  const month = monthOf(day)
  if (!month.endsWith('-01')) return
  const year = Number(month.slice(0, 4))
  const known = new Set(await branchesWithMonths(tx, month))
  for (const branch of await branchesWithMonths(tx, monthAfter(month, -1))) {
    if (known.has(branch)) continue
    await tellSecretary(round, branch, { once: `dues:assess:${branch}:${year}`, text: words.assessNow(year), why: words.whyAssessNow })
  }
}

/** Whoever works on the own account pays by the income of the last quarter (art. 4): the secretary enters it anew. */
export async function askForIncomes(round: Round): Promise<void> {
  const { tx, day } = round
  if (!QUARTER_DAYS.test(day)) return
  const counts = new Map<BranchId, number>()
  for (const { branch, category } of await duesBasesOf(tx, await branchesWithMonths(tx, monthOf(day))))
    if (category === 'self_employed') counts.set(branch, (counts.get(branch) ?? 0) + 1)
  for (const [branch, count] of counts)
    await tellSecretary(round, branch, { once: `dues:incomes:${branch}:${day}`, text: words.incomesNow(count), why: words.whyIncomes })
}

async function tellSecretary(round: Round, branch: BranchId, told: Parameters<typeof tellMember>[2]): Promise<void> {
  const officer = await reachableOfficer(round.tx, branch, ['secretary', 'deputy_secretary'])
  if (officer !== undefined) await tellMember(round, officer.holder.member, told)
}
