import type { Occasion, Spoken } from '../kernel/chat/capability.ts'
import type { MemberId } from '../kernel/chat/person.ts'
import { branchTree, holds, privateMailbox } from '../roster/directory.ts'
import { DRAFTERS } from './offices.ts'
import { type Disclosure, findDisclosure } from './items-store.ts'
import type { Actor } from './states.ts'
import type { DisclosureState } from './tables.ts'
import { type Version, versionsIn, versionsOf } from './versions-store.ts'
import { reviewWords } from './review-words.ts'

/** The version a verdict or an answer means, and who the speaker is towards it. */
export type Meant = { readonly item: Disclosure; readonly version: Version; readonly actor: Actor }

/** The version of the number that was said, or the only one in this state that waits for this person; else it is asked which. */
export async function findMeant(
  occasion: Spoken,
  number: number | undefined,
  waiting: 'in_review' | 'objected',
): Promise<Meant | undefined> {
  const candidates = number === undefined ? await waitingFor(occasion, waiting) : await newestOf(occasion, number)
  const [one] = candidates
  if (one === undefined) await occasion.voice.privately(number === undefined ? NOTHING_WAITS[waiting] : reviewWords.noNumber(number))
  else if (candidates.length === 1) return one
  else await occasion.voice.privately(reviewWords.which(candidates.map(({ item, version }) => ({ number: item.id, title: version.title }))))
  return undefined
}

const NOTHING_WAITS = { in_review: reviewWords.nothingWaits, objected: reviewWords.nothingToAnswer } as const

/** Everything in this state that waits for a step of this very person. */
export async function waitingFor(occasion: Occasion, waiting: 'in_review' | 'objected'): Promise<readonly Meant[]> {
  const found: Meant[] = []
  for (const version of await versionsIn(occasion.tx, waiting)) {
    const meant = await towards(occasion, version)
    const { actor } = meant
    const isReviewer = actor.isSupervisor && !actor.isVillageCommittee && !actor.isAuthor
    if (waiting === 'in_review' ? isReviewer : actor.isAuthor || actor.isDrafter) found.push(meant)
  }
  return found
}

/** Who the speaker is towards a version. */
export async function towards({ tx, person }: Pick<Occasion, 'tx' | 'person'>, version: Version): Promise<Meant> {
  const tree = await branchTree(tx)
  const item = await findDisclosure(tx, version.disclosure)
  if (item === undefined) throw new Error(`version ${version.id} belongs to no disclosure`)
  const actor: Actor = {
    isAuthor: person.evidence === 'verified' && person.member === version.author,
    isSupervisor: holds(person, 'supervisor', item.branch, tree),
    isVillageCommittee: holds(person, 'village_committee', item.branch, tree),
    isDrafter: holds(person, DRAFTERS, item.branch, tree),
    isHouse: false,
  }
  return { item, version, actor }
}

/** Says something to a member in private as a consequence of what was said; whoever said it hears the answer anyway. */
export async function tellMember({ tx, voice, person }: Spoken, member: MemberId, text: string): Promise<void> {
  const mailbox = member === person.member ? undefined : await privateMailbox(tx, member)
  if (mailbox !== undefined) await voice.tell(mailbox.id, text, { priority: 'notice', why: reviewWords.why })
}

async function newestOf(occasion: Spoken, number: number): Promise<readonly Meant[]> {
  const item = await findDisclosure(occasion.tx, number)
  const hidden: readonly DisclosureState[] = ['cancelled', 'draft']
  const newest = item === undefined ? undefined : (await versionsOf(occasion.tx, item.id)).findLast(({ state }) => !hidden.includes(state))
  return newest === undefined ? [] : [await towards(occasion, newest)]
}
