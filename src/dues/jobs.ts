import type { BranchId, MemberId } from '../kernel/chat/person.ts'
import { addDays, type Day, dayOf, daysBetween } from '../kernel/day.ts'
import { monthAfter } from '../kernel/language/months.ts'
import type { Job, Round } from '../kernel/schedule/job.ts'
import { listNames } from '../duties/index.ts'
import { branchTree, getMember, officersOf, reachableOfficer } from '../roster/directory.ts'
import { collectorsOf } from './collecting.ts'
import { collectorWords as words } from './collector-words.ts'
import { IDLE_DAYS, isLedgerStale } from './duty.ts'
import type { Month } from './entry.ts'
import { consecutiveUnpaidMonths, type MemberMonth } from './member-month.ts'
import { findDueMonths } from './months-store.ts'
import { askForAssessment, askForIncomes } from './asking-secretaries.ts'
import { pendingClaims } from './claims-store.ts'
import { ARTICLES } from './rules.ts'
import { collectedMonth, readSettings } from './settings.ts'
import { tellMember } from './telling.ts'

const LIAISON_MONTHS = 3
const ASSEMBLY_MONTHS = 6
/** After the months have passed the last month still has its own days of grace. */
const GRACE_DAYS = 5
/** A collector who does not answer hears it once a week, not every day. */
const IDLE_AGAIN_DAYS = 7
const STALE_AFTER_HOURS = 10

/** Every morning: who has waited for a collector too long, and who has not been heard of for three months or six. */
export const duesRound: Job = {
  kind: 'daily',
  name: 'dues',
  at: '09:30',
  staleAfterHours: STALE_AFTER_HOURS,
  run: async (round) => {
    await remindCollectors(round)
    await askForAssessment(round)
    await askForIncomes(round)
    const find = await readSettings(round.tx, 'collecting_day')
    const settled = addDays(round.day, -GRACE_DAYS)
    const byMember = new Map<MemberId, MemberMonth[]>()
    for (const one of await findDueMonths(round.tx, {})) byMember.set(one.member, [...(byMember.get(one.member) ?? []), one])
    const six = new Map<BranchId, MemberId[]>()
    for (const [member, months] of byMember) {
      const branch = months[0]?.branch
      if (branch === undefined) continue
      const month = collectedMonth(find, branch, settled)
      const count = consecutiveUnpaidMonths(months, month)
      if (count < LIAISON_MONTHS || (await isLedgerStale(round.tx, branch, round.now))) continue
      if (count >= ASSEMBLY_MONTHS) six.set(branch, [...(six.get(branch) ?? []), member])
      else await tellLiaison(round, branch, member, month, count)
    }
    for (const [branch, members] of six) await tellSecretary(round, branch, members, collectedMonth(find, branch, settled))
  },
}

async function remindCollectors(round: Round): Promise<void> {
  const { tx, day } = round
  const waiting = new Map<BranchId, { count: number; oldest: Day }>()
  for (const { branch, at } of await pendingClaims(tx, {})) {
    const known = waiting.get(branch)
    waiting.set(branch, { count: (known?.count ?? 0) + 1, oldest: known?.oldest ?? dayOf(at) })
  }
  for (const [branch, { count, oldest }] of waiting) {
    const days = daysBetween(oldest, day)
    if (days < IDLE_DAYS) continue
    const week = Math.floor((days - IDLE_DAYS) / IDLE_AGAIN_DAYS)
    for (const { member } of await collectorsOf(tx, branch))
      await tellMember(round, member, {
        once: `dues:idle:${branch}:${member}:${oldest}:${week}`,
        text: words.idle(count, days),
        why: words.whyIdle,
      })
  }
}

/** After three months somebody asks how the member is; no amount is told, and whoever has no liaison has the secretary. */
async function tellLiaison(round: Round, branch: BranchId, member: MemberId, month: Month, count: number): Promise<void> {
  const { name } = await getMember(round.tx, member)
  const officers = await officersOf(round.tx, branch, ['liaison', 'secretary', 'deputy_secretary'])
  const liaison = officers.find((officer) => officer.branch === branch && officer.member !== member)
  if (liaison === undefined) return
  const first = monthAfter(month, 1 - count)
  await tellMember(round, liaison.member, {
    once: `dues:liaison:${member}:${first}`,
    text: words.liaison(name, count),
    why: words.whyLiaison,
  })
}

/** After six months in a row the secretary has a list with the article; what follows is for the assembly, not for us. */
async function tellSecretary(round: Round, branch: BranchId, members: readonly MemberId[], month: Month): Promise<void> {
  const { tx, now } = round
  const officer = await reachableOfficer(tx, branch, ['secretary', 'deputy_secretary'])
  if (officer === undefined) return
  const tree = await branchTree(tx)
  const people: { name: string; branch: string }[] = []
  for (const member of members) people.push({ name: (await getMember(tx, member)).name, branch: tree.get(branch)?.name ?? '' })
  const totals = words.sixMonths(members.length, ARTICLES.sixMonths.article)
  for (const text of [`${totals}\n${listNames(people)}`, `${totals}\n${words.stateElsewhere}`]) {
    const told = await tellMember({ tx, now, outbox: round.outbox }, officer.holder.member, {
      once: `dues:six:${branch}:${month}`,
      text,
      why: words.whySixMonths,
    })
    if (told) return
  }
}
