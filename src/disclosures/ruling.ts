import type { BranchId } from '../kernel/chat/person.ts'
import type { Tx } from '../kernel/database/connection.ts'
import { type Day, dayOf } from '../kernel/day.ts'
import { branchTree, upwards } from '../roster/directory.ts'
import { type Owed, owedBy, standingOf, type Standing } from './calendar.ts'
import { CATALOGUE, type CatalogueItem } from './catalogue.ts'
import { choicesOf } from './choices-store.ts'
import { firstTold } from './items-store.ts'
import { type Profile, profileOf } from './profiles.ts'

/** The rules a village lives by: its township's profile, and the catalogue with what was switched on, off or added. */
export type Ruling = { readonly profile: Profile; readonly catalogue: readonly CatalogueItem[] }

/** The key under which a township chooses its profile; `item:<category>` switches an item, `added:<name>` adds one. */
export const PROFILE_KEY = 'profile'
export const ITEM_KEY = 'item:'
export const ADDED_KEY = 'added:'

/** What is owed, and how it stands. */
export type OwedNow = Owed & { readonly standing: Standing; readonly item: CatalogueItem }

/** The rules of a village. What the village itself decided goes before what stands above it. */
export async function rulingOf(tx: Tx, branch: BranchId): Promise<Ruling> {
  const path = upwards(branch, await branchTree(tx))
  const choices = (await choicesOf(tx, path)).toSorted((one, other) => path.indexOf(other.branch) - path.indexOf(one.branch))
  const decided = new Map(choices.map((choice) => [choice.key, choice]))
  const catalogue = CATALOGUE.map((item): CatalogueItem => {
    const choice = decided.get(`${ITEM_KEY}${item.category}`)
    if (choice?.value === 'off') return { ...item, owed: 'off' }
    return choice?.value === 'yes' ? { ...item, owed: 'yes', validFrom: choice.on } : item
  })
  const added = [...decided.values()].flatMap(({ key, value, on }) =>
    key.startsWith(ADDED_KEY) ? [addedItem(key.slice(ADDED_KEY.length), value, on)] : [],
  )
  return { profile: profileOf(decided.get(PROFILE_KEY)?.value), catalogue: [...catalogue, ...added] }
}

/** Everything a village owed within the last twelve months, with how it stands today; the oldest first. */
export async function owedIn(tx: Tx, branch: BranchId, today: Day): Promise<readonly OwedNow[]> {
  const { profile, catalogue } = await rulingOf(tx, branch)
  const told = await firstTold(tx, branch)
  const all = catalogue.flatMap((item) =>
    owedBy(item, profile, today).map((owed): OwedNow => {
      const at = told.get(`${owed.category}/${owed.period}`)
      return { ...owed, item, standing: standingOf(owed, at === undefined ? undefined : dayOf(at), today) }
    }),
  )
  return all.toSorted((one, other) => (one.dueOn < other.dueOn ? -1 : one.dueOn > other.dueOn ? 1 : 0))
}

/** The item that villagers asked for together: its own name is its category (村民委员会组织法: a tenth of them may add one). */
function addedItem(name: string, asked: string, since: Day): CatalogueItem {
  return {
    category: name,
    domain: 'village',
    name,
    cadence: 'quarterly',
    form: 'text',
    fields: [],
    tells: 'everything',
    owed: 'yes',
    source: '村民联名要求',
    article: asked,
    validFrom: since,
  }
}
