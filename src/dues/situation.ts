import type { Occasion, Spoken } from '../kernel/chat/capability.ts'
import type { BranchId, MemberId } from '../kernel/chat/person.ts'
import { kernelWords } from '../kernel/chat/words.ts'
import { momentAt, type Day } from '../kernel/day.ts'
import { listNames } from '../duties/index.ts'
import { branchesHeld, branchTree, getMember, membersOf } from '../roster/directory.ts'
import { COLLECTING, collectorsOf } from './collecting.ts'
import { collectorWords as words } from './collector-words.ts'
import { lateOf, sayClaimed } from './collectable.ts'
import { type DuesState, type MemberMonth, stateOf, sumFen } from './member-month.ts'
import { findDueMonths, findMonths } from './months-store.ts'
import { findArrears } from './arrears-store.ts'
import { type PendingClaim, pendingClaims } from './claims-store.ts'
import { findReceipts } from './receipts-store.ts'
import { sayYuan } from '../kernel/language/say-money.ts'
import { sayDuesOf } from './saying.ts'
import { monthOf } from './settings.ts'

const MOST_BRANCHES = 6
/** Whoever has so many branches asks one of them for names. */
const MOST_NAMED = 12
const MOST_PENDING = 20
/** Five names are a roster, which does not leave the country. */
const MOST_BRIEF = 4
const MOST_RECEIPTS = 10_000

/** 党费情况: totals where others read; in private who waits and who has not, as far as names may go there. */
export async function tellSituation(occasion: Spoken): Promise<void> {
  const { tx, person, room, mailbox, voice } = occasion
  const held = branchesHeld(person, COLLECTING, await branchTree(tx))
  const branches = room === undefined ? held : held.filter((branch) => branch === room.branch)
  if (branches.length === 0) {
    await voice.privately(kernelWords.notForYou)
    return
  }
  const totals = await totalsOf(occasion, branches)
  if (totals.length === 0) await voice.reply(words.notAssessed)
  else if (mailbox.kind === 'group') await voice.reply([...totals, words.statePrivately].join('\n'))
  else if (branches.length > MOST_NAMED) await voice.reply(totals.join('\n'))
  else await tellNames(occasion, branches, totals)
}

/** The month's totals of each branch that has any; of many branches one line for all. */
async function totalsOf({ tx, today }: Occasion, branches: readonly BranchId[]): Promise<readonly string[]> {
  const tree = await branchTree(tx)
  const month = monthOf(today)
  const active = new Set((await membersOf(tx, branches)).map(({ id }) => id))
  const months = (await findMonths(tx, { branches, from: month, until: month })).filter(({ member }) => active.has(member))
  const collecting = branches.filter((branch) => months.some((one) => one.branch === branch))
  if (collecting.length > MOST_BRANCHES) {
    const arrears = await findArrears(tx, month, collecting)
    const people = arrears.reduce((sum, one) => sum + one.people, 0)
    const title = words.manyBranches(sayDuesOf(month), collecting.length)
    return [stateLine(title, months), words.arrears(people, sayYuan(sumFen(arrears)))]
  }
  return collecting.map((branch) => {
    const line = stateLine(
      sayDuesOf(month),
      months.filter((one) => one.branch === branch),
    )
    return branches.length === 1 ? line : words.stateOfBranch(tree.get(branch)?.name ?? '', line)
  })
}

function stateLine(title: string, months: readonly MemberMonth[]): string {
  const states = months.map(stateOf)
  const count = (...wanted: readonly DuesState[]) => states.filter((state) => wanted.includes(state)).length
  return words.state(title, count('confirmed'), count('claimed'), count('assessed', 'returned', 'reduced'), count('exempt'))
}

async function tellNames(occasion: Spoken, branches: readonly BranchId[], totals: readonly string[]): Promise<void> {
  const { tx, today, voice } = occasion
  const claims = await pendingClaims(tx, { branches })
  const owed = await findDueMonths(tx, { branches, until: monthOf(today) })
  const view = await secretaryView(occasion, branches)
  const next = claims.length > 0 ? [words.confirmNext] : []
  const parts = [...totals, ...view, ...(await pendingLines(occasion, claims)), ...(await openNames(occasion, owed)), ...next]
  // Where no list may go the collector still hears whom to look for: a few names, no amounts.
  const brief = [...totals, ...(await briefLines(occasion, claims)), words.stateElsewhere, ...next]
  for (const lines of [parts, brief, [...totals, words.stateElsewhere, ...next]])
    if ((await voice.reply(lines.join('\n'))) !== undefined) return
}

async function briefLines({ tx, today }: Occasion, claims: readonly PendingClaim[]): Promise<readonly string[]> {
  const groups = groupsOf(claims.filter(({ purpose }) => purpose === 'month'))
  const lines: string[] = []
  for (const own of groups.slice(0, MOST_BRIEF)) {
    const [first] = own
    if (first !== undefined) lines.push(words.briefLine((await getMember(tx, first.member)).name, sayClaimed(own, today)))
  }
  const hidden = groups.length - lines.length
  return lines.length === 0 ? [] : [words.pendingHead, ...lines, ...(hidden > 0 ? [words.pendingMore(hidden)] : [])]
}

function groupsOf(claims: readonly PendingClaim[]): readonly (readonly PendingClaim[])[] {
  const groups = new Map<string, PendingClaim[]>()
  for (const claim of claims) {
    const key = `${claim.payment}:${claim.member}`
    groups.set(key, [...(groups.get(key) ?? []), claim])
  }
  return [...groups.values()]
}

async function pendingLines(occasion: Occasion, claims: readonly PendingClaim[]): Promise<readonly string[]> {
  const late = new Set(lateOf(occasion, claims))
  const groups = groupsOf(claims)
  const lines: string[] = []
  for (const own of groups.slice(0, MOST_PENDING)) {
    const [first] = own
    if (first === undefined) continue
    const { name } = await getMember(occasion.tx, first.member)
    const teller = first.recordedBy ?? first.payer
    const more = [
      ...(first.channel === undefined ? [] : [words.way(first.channel)]),
      ...(teller === first.member ? [] : [words.byOther((await getMember(occasion.tx, teller)).name)]),
      ...(late.has(first) ? [words.late] : []),
    ]
    lines.push(words.pendingLine(name, sayClaimed(own, occasion.today), sayYuan(sumFen(own)), more))
  }
  const hidden = groups.length - lines.length
  return lines.length === 0 ? [] : [words.pendingHead, ...lines, ...(hidden > 0 ? [words.pendingMore(hidden)] : [])]
}

async function openNames(
  { tx }: Occasion,
  owed: readonly { readonly member: MemberId; readonly branch: BranchId }[],
): Promise<readonly string[]> {
  const tree = await branchTree(tx)
  const people: { name: string; branch: string }[] = []
  const seen = new Set<MemberId>()
  for (const { member, branch } of owed) {
    if (seen.has(member)) continue
    seen.add(member)
    people.push({ name: (await getMember(tx, member)).name, branch: tree.get(branch)?.name ?? '' })
  }
  return people.length === 0 ? [] : [words.openHead, listNames(people)]
}

/** Two pairs of eyes: whoever does not collect sees what the collector confirmed this month. */
async function secretaryView({ tx, person, today }: Occasion, branches: readonly BranchId[]): Promise<readonly string[]> {
  const lines: string[] = []
  const since = momentAt(`${monthOf(today)}-01` as Day, '00:00')
  for (const branch of branches.slice(0, MOST_BRANCHES))
    for (const { member, name } of await collectorsOf(tx, branch)) {
      if (member === person.member) continue
      const receipts = await findReceipts(tx, { branches: [branch], collector: member, since }, MOST_RECEIPTS)
      if (receipts.length > 0) lines.push(words.secretaryView(name, receipts.length, sayYuan(sumFen(receipts))))
    }
  return lines
}
