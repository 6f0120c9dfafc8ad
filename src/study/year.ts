import type { Spoken } from '../kernel/chat/capability.ts'
import { SECRETARIAL } from '../kernel/chat/converse.ts'
import type { BranchId } from '../kernel/chat/person.ts'
import type { Tx } from '../kernel/database/connection.ts'
import { dayOf } from '../kernel/day.ts'
import { branchesHeld, branchTree, shortBranchName } from '../roster/directory.ts'
import { type BranchYear, branchYears, studyHoursOf } from './branch-books.ts'
import { isKept, obligationsOf, standingOf, stillToHold } from './branch-year.ts'
import { nameOfKind } from './kinds.ts'
import { type Every, STUDY_HOURS, WITHOUT_DEMAND, YEARLY_FROM_MONTH } from './obligations.ts'
import { titleOf } from './saying.ts'
import type { Session } from './tables.ts'
import { yearWords } from './year-words.ts'

const SPANS: readonly Every[] = ['month', 'quarter', 'year']
const RECENT = 6

/** Lines of 本月: what is still to hold, which minutes are missing, and towards the end of a year whose hours. */
export async function monthLines(tx: Tx, branches: readonly BranchId[], now: Date): Promise<readonly string[]> {
  const years = await branchYears(tx, branches, now)
  const [one, ...others] = years
  if (one === undefined) return []
  if (others.length > 0) return linesOfMany(years, now)
  const today = dayOf(now)
  const open = stillToHold(one.sessions, one.facts, today)
  const held = SPANS.map((every) => ({ every, names: open.filter((rule) => rule.every === every).map(({ kind }) => nameOfKind(kind)) }))
  const bare = one.sessions.filter(lacksMinutes).map(({ number }) => number ?? 0)
  return [
    ...held.filter(({ names }) => names.length > 0).map(({ every, names }) => yearWords.toHold(every, names)),
    ...(bare.length === 0 ? [] : [yearWords.withoutMinutes(bare)]),
    ...(await hoursLine(tx, one, now)),
  ]
}

/** 三会一课: how a branch stands to what the rules ask of it, with the rule, and its latest meetings. */
export async function tellYear(occasion: Spoken): Promise<void> {
  const { voice, today } = occasion
  const year = await ownBranchYear(occasion)
  if (year === undefined) {
    await voice.privately(yearWords.noBranch)
    return
  }
  const rules = obligationsOf(year.facts, today)
  const lines = rules.map((rule) => {
    const held = year.sessions.filter(({ kinds, state }) => kinds.includes(rule.kind) && state === 'closed').length
    const standing = standingOf(rule, year.sessions, year.facts, today)
    return yearWords.obligation({ name: nameOfKind(rule.kind), every: rule.every, article: rule.article, held, standing })
  })
  const sources = [...new Set(rules.map(({ source }) => source))].map(yearWords.source)
  const recent = year.sessions
    .slice(-RECENT)
    .map((one) =>
      yearWords.session(one.number ?? 0, titleOf(one), isKept(one) ? 'kept' : one.state === 'closed' ? 'without-minutes' : 'called'),
    )
  await voice.privately(yearWords.year(year.name, today.slice(0, 4), [...lines, ...sources, ...yearWords.recent(recent)]))
}

/** 学时 alone: everybody's hours of the year in the order of the roster, for an officer's eyes; nobody is put before anybody. */
export async function tellHours(occasion: Spoken): Promise<void> {
  const { tx, voice, today, mailbox, platform } = occasion
  const year = await ownBranchYear(occasion)
  const people = year === undefined ? undefined : await studyHoursOf(tx, year)
  if (year === undefined || people === undefined || mailbox.kind === 'group') {
    await voice.privately(year === undefined ? yearWords.noBranch : yearWords.hoursNone)
    return
  }
  const { source, article, hours: least } = STUDY_HOURS
  const text = yearWords.hours({
    branch: year.name,
    year: today.slice(0, 4),
    least,
    lines: people.map(({ member, hours }) => yearWords.hoursLine(member.name, hours)),
    rule: yearWords.hoursRule({ source, article, exemptArticle: WITHOUT_DEMAND.article }),
  })
  const enough = people.filter(({ hours }) => hours >= least).length
  // Lists of names stay at home; where they may not be said the numbers are.
  const said = platform.personalData === 'all' ? await voice.reply(text) : undefined
  if (said === undefined) await voice.reply(yearWords.hoursTotals(enough, people.length - enough, least))
}

async function ownBranchYear({ tx, person, now }: Spoken): Promise<BranchYear | undefined> {
  const held = branchesHeld(person, SECRETARIAL, await branchTree(tx))
  const years = await branchYears(tx, held, now)
  return years.find(({ branch }) => branch === person.branch) ?? (years.length === 1 ? years[0] : undefined)
}

function linesOfMany(years: readonly BranchYear[], now: Date): readonly string[] {
  const toHold = years.filter(({ sessions, facts }) => stillToHold(sessions, facts, dayOf(now)).length > 0)
  const bare = years.filter(({ sessions }) => sessions.some(lacksMinutes))
  const names = (those: readonly BranchYear[]) => those.map(({ name }) => shortBranchName(name))
  return [
    ...(toHold.length === 0 ? [] : [yearWords.branchesToHold(toHold.length, names(toHold))]),
    ...(bare.length === 0 ? [] : [yearWords.branchesWithoutMinutes(bare.length, names(bare))]),
  ]
}

async function hoursLine(tx: Tx, year: BranchYear, now: Date): Promise<readonly string[]> {
  if (Number(dayOf(now).slice(5, 7)) < YEARLY_FROM_MONTH) return []
  const missing = ((await studyHoursOf(tx, year)) ?? []).filter(({ hours }) => hours < STUDY_HOURS.hours)
  return missing.length === 0 ? [] : [yearWords.hoursMissing(missing.length, STUDY_HOURS.hours)]
}

function lacksMinutes({ state, minutes }: Session): boolean {
  return state === 'closed' && minutes === undefined
}
