import type { BranchId, MemberId, Role } from '../kernel/chat/person.ts'
import type { Tx } from '../kernel/database/connection.ts'
import { addDays, type Day, dayOf, daysBetween } from '../kernel/day.ts'
import type { Job, Round } from '../kernel/schedule/job.ts'
import { branchTree, officersOf, privateMailbox, shortBranchName } from '../roster/directory.ts'
import { sayPeriod } from './calendar.ts'
import { commentsEnded, getDisclosure } from './items-store.ts'
import { remindWords as words } from './remind-words.ts'
import { reviewersOf } from './reviewers.ts'
import { reviewsOf } from './reviews-store.ts'
import { owedIn, type OwedNow, rulingOf } from './ruling.ts'
import { takesPart } from './taking-part.ts'
import { type Version, versionsIn, versionsOf } from './versions-store.ts'

const STALE_AFTER_HOURS = 10
const LETTER_GOOD_DAYS = 3
/** The second reminder comes a week after the period ended (R1: on the 1st and on the 8th). */
const SECOND_AFTER_DAYS = 7
/** What is overdue longer than this was overdue before anybody asked us, or has been told. */
const OVERDUE_TOLD_DAYS = 31
const COMMENTS_TOLD_DAYS = 7

/** What a village has let pass. */
type Overdue = { readonly branch: BranchId; readonly village: string; readonly dueOn: Day; readonly count: number }
type Stage = 'opens' | 'second' | 'overdue'

/** Every morning: what has to be made public, what waits for a reviewer or for an answer, and whose comments are in. */
export const disclosureRound: Job = {
  kind: 'daily',
  name: 'disclosures',
  at: '08:30',
  staleAfterHours: STALE_AFTER_HOURS,
  run: async (round) => {
    const overdue: Overdue[] = []
    for (const village of (await branchTree(round.tx)).values())
      if (village.kind === 'village' && (await takesPart(round.tx, village.id))) overdue.push(...(await remindVillage(round, village)))
    await tellTownship(round, overdue)
    for (const version of await versionsIn(round.tx, 'in_review')) await remindReviewers(round, version)
    for (const version of await versionsIn(round.tx, 'objected')) await remindAnswer(round, version)
    await closeComments(round)
  },
}

/** One letter for everything that has come as far; of several steps missed while we were away only the last is taken. */
async function remindVillage(round: Round, village: { readonly id: BranchId; readonly name: string }): Promise<readonly Overdue[]> {
  const { tx, day } = round
  const overdue: Overdue[] = []
  const steps = new Map<string, { readonly stage: Stage; readonly owed: OwedNow[] }>()
  for (const owed of await owedIn(tx, village.id, day)) {
    const stage = stageOf(owed, day)
    if (stage === undefined) continue
    const key = `${stage}:${owed.dueOn}`
    const step = steps.get(key) ?? { stage, owed: [] }
    steps.set(key, step)
    step.owed.push(owed)
  }
  for (const [key, { stage, owed }] of steps) {
    const [{ dueOn }] = owed as [OwedNow]
    const lines = owed.map(({ item, period }) => words.line(item.name, sayPeriod(period)))
    const once = `disclosure:owed:${village.id}:${key}`
    const text = stage === 'overdue' ? words.overdue(lines, dueOn) : words.owed(lines, dueOn)
    for (const member of await ownersOf(tx, village.id)) await tell(round, member, `${once}:${member}`, text)
    if (stage === 'overdue') overdue.push({ branch: village.id, village: shortBranchName(village.name), dueOn, count: owed.length })
  }
  return overdue
}

/** One letter for all villages that are late with the same day, in the order of the tree. */
async function tellTownship(round: Round, overdue: readonly Overdue[]): Promise<void> {
  const letters = new Map<string, { readonly member: MemberId; readonly lines: string[] }>()
  for (const { branch, village, dueOn, count } of overdue)
    for (const { member } of await officersOf(round.tx, branch, ['township_admin'])) {
      const once = `disclosure:overdue:${dueOn}:${member}`
      const letter = letters.get(once) ?? { member, lines: [] }
      letters.set(once, letter)
      letter.lines.push(words.lateVillage(village, count))
    }
  for (const [once, { member, lines }] of letters) await tell(round, member, once, words.overdueAbove(lines))
}

function stageOf({ standing, opensOn, dueOn }: OwedNow, today: Day): Stage | undefined {
  if (standing.kind === 'overdue') return daysBetween(dueOn, today) <= OVERDUE_TOLD_DAYS ? 'overdue' : undefined
  if (standing.kind !== 'open') return undefined
  return daysBetween(opensOn, today) >= SECOND_AFTER_DAYS ? 'second' : 'opens'
}

/** One obligation has one owner: the village committee, where there is none the clerk, else the secretary. */
async function ownersOf(tx: Tx, village: BranchId): Promise<readonly MemberId[]> {
  for (const role of ['village_committee', 'clerk', 'secretary', 'deputy_secretary'] as const satisfies readonly Role[]) {
    const own = (await officersOf(tx, village, [role])).filter(({ branch }) => branch === village)
    if (own.length > 0) return own.map(({ member }) => member)
  }
  return []
}

/** A day before the reviewers' time is over they hear it once more; the day after it the author and the township do. */
async function remindReviewers(round: Round, version: Version): Promise<void> {
  const { tx, day } = round
  const item = await getDisclosure(tx, version.disclosure)
  const { profile } = await rulingOf(tx, item.branch)
  const until = addDays(dayOf(version.submittedAt ?? round.now), profile.reviewerObjectsDays)
  const once = `disclosure:review:${version.id}:${until}`
  if (day > until) return tellLate(round, version, `${once}:late`, words.reviewLate(item.id, daysBetween(until, day)))
  if (day < addDays(until, -1)) return
  for (const { member } of await reviewersOf(tx, item.branch, version))
    await tell(round, member, `${once}:soon:${member}`, words.reviewSoon(item.id, version.title, until))
}

async function remindAnswer(round: Round, version: Version): Promise<void> {
  const { tx, day } = round
  const objection = (await reviewsOf(tx, version.id)).findLast(({ verdict }) => verdict === 'objected')
  if (objection === undefined) return
  const item = await getDisclosure(tx, version.disclosure)
  const { profile } = await rulingOf(tx, item.branch)
  const until = addDays(dayOf(objection.at), profile.answerReviewerDays)
  const once = `disclosure:answer:${version.id}:${objection.id}`
  if (day > until) await tellLate(round, version, `${once}:late`, words.answerLate(item.id, daysBetween(until, day)))
  else if (day >= addDays(until, -1)) await tell(round, version.author, `${once}:soon`, words.answerSoon(item.id, until))
}

async function tellLate(round: Round, version: Version, once: string, text: string): Promise<void> {
  const item = await getDisclosure(round.tx, version.disclosure)
  const above = (await officersOf(round.tx, item.branch, ['township_admin'])).map(({ member }) => member)
  for (const member of new Set([version.author, ...above])) await tell(round, member, `${once}:${member}`, text)
}

/** The comments on a prior disclosure are in: whoever wrote it brings it to its end. */
async function closeComments(round: Round): Promise<void> {
  const { tx, day } = round
  for (const item of await commentsEnded(tx, addDays(day, -COMMENTS_TOLD_DAYS), addDays(day, -1))) {
    const version = (await versionsOf(tx, item.id)).find(({ state }) => state === 'published')
    if (version !== undefined)
      await tell(round, version.author, `disclosure:comments:${item.id}`, words.commentsOver(item.id, version.title))
  }
}

async function tell({ tx, now, outbox }: Round, member: MemberId, once: string, text: string): Promise<void> {
  const mailbox = await privateMailbox(tx, member)
  if (mailbox === undefined) return
  const goodUntil = new Date(now.getTime() + LETTER_GOOD_DAYS * 86_400_000)
  await outbox.put(tx, { once, to: mailbox.id, priority: 'reminder', text, why: words.why, inDoubt: 'resend', goodUntil }, now)
}
