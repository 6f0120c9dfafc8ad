import { actorOf, recordAudit } from '../kernel/audit.ts'
import type { Occasion, Spoken } from '../kernel/chat/capability.ts'
import { SECRETARIAL } from '../kernel/chat/converse.ts'
import { branchesHeld, branchTree } from '../roster/directory.ts'
import { relayRoomsOf } from './rooms-store.ts'
import type { RelayRoom } from './tables.ts'
import { relayWords as words } from './words.ts'

const SHORTEST_PART = 2

/** The groups reached by hand of all branches for which the speaker acts. */
export async function roomsHeld({ tx, person }: Pick<Occasion, 'tx' | 'person'>): Promise<readonly RelayRoom[]> {
  return relayRoomsOf(tx, branchesHeld(person, SECRETARIAL, await branchTree(tx)))
}

/** The groups a typed title means: the exact one, else those of which it is a part of the name. */
export function fitTitle<Titled extends { readonly title: string }>(rooms: readonly Titled[], typed: string): readonly Titled[] {
  const exact = rooms.filter(({ title }) => title === typed)
  return exact.length > 0 || typed.length < SHORTEST_PART ? exact : rooms.filter(({ title }) => title.includes(typed))
}

/** The group with this title, or the only one when none is named; otherwise says what to do, and tells nothing. */
export async function findNamed(occasion: Spoken, title: string): Promise<RelayRoom | undefined> {
  const rooms = await roomsHeld(occasion)
  const fitting = title === '' ? rooms : fitTitle(rooms, title)
  const [only] = fitting
  if (only !== undefined && fitting.length === 1) return only
  if (rooms.length === 0) await occasion.voice.reply(words.none)
  else if (title === '')
    await occasion.voice.reply(
      words.roomWhich(
        occasion.word,
        rooms.map((room) => room.title),
      ),
    )
  else await occasion.voice.reply(words.notBound(title))
  return undefined
}

/** Writes into the trail what was done about a group. */
export async function auditRoom({ tx, person, now }: Occasion, action: string, mailbox: number): Promise<void> {
  const actor = person.member === undefined ? 'operator' : actorOf(person.member)
  await recordAudit(tx, { actor, action, subject: `mailbox:${mailbox}` }, now)
}
