import type { Spoken } from '../kernel/chat/capability.ts'
import type { BranchId } from '../kernel/chat/person.ts'
import { addDays, dayOf } from '../kernel/day.ts'
import { branchesHeld, branchTree, shortBranchName } from '../roster/directory.ts'
import { sayPeriod } from './calendar.ts'
import { copiesOf } from './copies-store.ts'
import { type Disclosure, disclosuresOf, findDisclosure } from './items-store.ts'
import { DRAFTERS } from './offices.ts'
import { postingsOf } from './postings-store.ts'
import { roomsFor } from './publishing.ts'
import { owedIn, rulingOf } from './ruling.ts'
import { type Version, versionsOf } from './versions-store.ts'
import { situationWords as words } from './view-words.ts'

/** Whose business it is how a village's disclosures stand. */
export const CONCERNED = [...DRAFTERS, 'supervisor', 'township_admin'] as const

const MOST_OWED = 8
const MOST_VILLAGES = 12

/** 公开情况 [17]: what a number has come to and where it did not arrive; without one, what is owed and what waits. */
export async function tellSituation(occasion: Spoken): Promise<void> {
  const held = branchesHeld(occasion.person, CONCERNED, await branchTree(occasion.tx))
  const number = /\d+/u.exec(occasion.rest.normalize('NFKC'))?.[0]
  if (number === undefined) return tellOwed(occasion, held)
  const item = await findDisclosure(occasion.tx, Number(number))
  const versions = item === undefined ? [] : (await versionsOf(occasion.tx, item.id)).filter(({ state }) => state !== 'cancelled')
  const newest = versions.at(-1)
  if (item === undefined || newest === undefined || !held.includes(item.branch))
    return void (await occasion.voice.privately(words.noNumber(Number(number))))
  await occasion.voice.privately((await linesOf(occasion, item, versions, newest)).join('\n'))
}

async function linesOf(occasion: Spoken, item: Disclosure, versions: readonly Version[], newest: Version): Promise<readonly string[]> {
  const { tx } = occasion
  const published = versions.findLast(({ state }) => state === 'published')
  const isWaiting = newest.state === 'draft' || newest.state === 'in_review' || newest.state === 'objected'
  return [
    words.head(item.id, newest.title, sayPeriod(item.period)),
    ...(isWaiting ? [words.waits(item.id, '', newest.state)] : []),
    ...(published?.publishedAt === undefined ? [] : [words.published(dayOf(published.publishedAt), published.daysLate ?? 0)]),
    ...(versions.length > 1 ? [words.versions(versions.length)] : []),
    ...(published === undefined ? [] : await arrivals(occasion, item, published)),
    ...(published === undefined ? [] : await papers(tx, item, published)),
  ]
}

/** Every group of the village and whether the newest version arrived there; what was handed to a person is on its way. */
async function arrivals({ tx }: Spoken, item: Disclosure, version: Version): Promise<readonly string[]> {
  const copies = await copiesOf(tx, version.id)
  const rooms = await roomsFor(tx, item)
  const titles = new Map(rooms.map(({ mailbox, title }) => [mailbox.id, title]))
  const missing = rooms.filter(({ mailbox }) => copies.every((copy) => copy.mailbox !== mailbox.id))
  const late = copies.filter(({ state }) => state !== 'sent' && state !== 'accepted')
  const all = copies.length + missing.length
  if (all === 0) return [words.noRooms]
  const lines = [
    ...late.map((copy) =>
      words.notReachedLine(titles.get(copy.mailbox) ?? words.unboundRoom, copy.reason ?? words.reasons[copy.state] ?? ''),
    ),
    ...missing.map(({ title }) => words.notReachedLine(title, words.notTold)),
  ]
  return [words.reached(copies.length - late.length, all), ...(lines.length === 0 ? [] : [words.notReached(lines)])]
}

async function papers(tx: Spoken['tx'], item: Disclosure, version: Version): Promise<readonly string[]> {
  const { profile } = await rulingOf(tx, item.branch)
  const postings = await postingsOf(tx, version.id)
  return postings.length === 0
    ? [words.notPosted(item.id)]
    : postings.map(({ place, on }) => words.posted(place, on, addDays(on, profile.boardDays)))
}

async function tellOwed(occasion: Spoken, held: readonly BranchId[]): Promise<void> {
  const { tx, today } = occasion
  const tree = await branchTree(tx)
  const villages = held.filter((branch) => tree.get(branch)?.kind === 'village')
  const lines: string[] = []
  for (const branch of villages) {
    const owed = (await owedIn(tx, branch, today)).filter(({ standing }) => standing.kind === 'open' || standing.kind === 'overdue')
    const name = shortBranchName(tree.get(branch)?.name ?? '')
    if (villages.length > 1) {
      const overdue = owed.filter(({ standing }) => standing.kind === 'overdue').length
      lines.push(words.villageLine(name, overdue, owed.length - overdue))
      continue
    }
    lines.push(
      ...owed
        .toReversed()
        .slice(0, MOST_OWED)
        .map(({ item, period, standing }) => words.owedLine(item.name, sayPeriod(period), standing)),
    )
    if (owed.length > MOST_OWED) lines.push(words.more(owed.length - MOST_OWED))
  }
  const waiting = await waitingLines(tx, held)
  const shown = lines.length > MOST_VILLAGES ? [...lines.slice(0, MOST_VILLAGES), words.more(lines.length - MOST_VILLAGES)] : lines
  const said = [...(shown.length === 0 ? [] : [words.owed(shown)]), ...waiting]
  await occasion.voice.privately(said.length === 0 ? words.nothing : said.join('\n'))
}

async function waitingLines(tx: Spoken['tx'], held: readonly BranchId[]): Promise<readonly string[]> {
  const lines: string[] = []
  for (const item of await disclosuresOf(tx, held)) {
    const newest = (await versionsOf(tx, item.id)).at(-1)
    if (newest?.state === 'in_review' || newest?.state === 'objected') lines.push(words.waits(item.id, newest.title, newest.state))
  }
  return lines
}
