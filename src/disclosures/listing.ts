import type { Occasion, Spoken } from '../kernel/chat/capability.ts'
import type { BranchId } from '../kernel/chat/person.ts'
import { branchTree, downwards, findBranchByName, shortBranchName, upwards } from '../roster/directory.ts'
import { sayPeriod, standingOf } from './calendar.ts'
import { type Disclosure, findDisclosure } from './items-store.ts'
import { owedIn, rulingOf } from './ruling.ts'
import { findNamed } from './finding.ts'
import type { DisclosureId } from './tables.ts'
import { publishedIn, type Version } from './versions-store.ts'
import type { ViewRequest } from './view-request.ts'
import { viewWords } from './view-words.ts'

type List = Extract<ViewRequest, { kind: 'list' }>

const MOST_LISTED = 5
const MOST_SEARCHED = 500

/** Lists the newest that fit, with their numbers; the number of the only one that was asked for precisely is handed back to be shown. */
export async function listPublic(occasion: Spoken, request: List): Promise<DisclosureId | undefined> {
  const { tx, voice } = occasion
  const branches = await placesOf(occasion, request.said)
  const category = await categoryOf(occasion, branches, request)
  const listed: { readonly item: Disclosure; readonly version: Version }[] = []
  for (const version of await publishedIn(tx, branches, MOST_SEARCHED)) {
    const item = await findDisclosure(tx, version.disclosure)
    if (item === undefined || (category !== undefined && item.category !== category)) continue
    if (request.period !== undefined && !item.period.startsWith(request.period)) continue
    listed.push({ item, version })
    if (listed.length === MOST_LISTED) break
  }
  const [only] = listed
  if (only === undefined) {
    await voice.reply(await sayMissing(occasion, branches, category, request.period))
    return undefined
  }
  const isPrecise = category !== undefined && request.period !== undefined
  if (listed.length === 1 && isPrecise) return only.item.id
  const names = await branchTree(tx)
  await voice.reply(
    viewWords.list(
      listed.map(({ item, version }) => ({
        number: item.id,
        village: shortBranchName(names.get(item.branch)?.name ?? ''),
        title: version.title,
        period: sayPeriod(item.period),
      })),
    ),
  )
  return undefined
}

/** That there is none, and by when there ought to be one: silence would look like nothing to tell (R4). */
async function sayMissing(
  { tx, today }: Occasion,
  branches: readonly BranchId[],
  category: string | undefined,
  period: string | undefined,
): Promise<string> {
  const [branch] = branches
  if (branch === undefined || category === undefined) return viewWords.none
  const item = (await rulingOf(tx, branch)).catalogue.find((one) => one.category === category)
  const said = viewWords.noneOf(item?.name ?? category, period === undefined ? undefined : sayPeriod(period))
  const owed = (await owedIn(tx, branch, today)).find((one) => one.category === category && one.period === period)
  if (owed === undefined) return said
  const standing = standingOf(owed, undefined, today)
  const late = standing.kind === 'overdue' ? [viewWords.overdue(standing.daysLate)] : []
  return [said, viewWords.dueBy(owed.dueOn), ...late].join('\n')
}

/** Whose disclosures are meant: the village that was named, that of the group, that of the person with all above it, else all. */
export async function placesOf({ tx, room, person }: Occasion, said = ''): Promise<readonly BranchId[]> {
  const tree = await branchTree(tx)
  for (const word of said.split(/\s+/u).filter((part) => part.length > 1)) {
    const named = await findBranchByName(tx, word)
    if (named[0] !== undefined && named.length === 1) return downwards(named[0].id, tree)
  }
  const own = room?.branch ?? person.branch
  return own === undefined ? [...tree.keys()] : [...upwards(own, tree), ...downwards(own, tree).filter((one) => one !== own)]
}

async function categoryOf({ tx }: Occasion, branches: readonly BranchId[], { said, category }: List): Promise<string | undefined> {
  const [branch] = branches
  const catalogue = branch === undefined || said === '' ? [] : (await rulingOf(tx, branch)).catalogue
  return findNamed(catalogue, said)?.category ?? category
}
