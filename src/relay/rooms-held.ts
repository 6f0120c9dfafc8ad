import { actorOf, recordAudit } from '../kernel/audit.ts'
import type { Occasion, Spoken } from '../kernel/chat/capability.ts'
import { SECRETARIAL } from '../kernel/chat/converse.ts'
import { branchesHeld, branchTree } from '../roster/directory.ts'
import { relayRoomsOf } from './rooms-store.ts'
import type { RelayRoom } from './tables.ts'
import { relayWords as words } from './words.ts'

/** The groups reached by hand of all branches for which the speaker acts. */
export async function roomsHeld({ tx, person }: Pick<Occasion, 'tx' | 'person'>): Promise<readonly RelayRoom[]> {
  return relayRoomsOf(tx, branchesHeld(person, SECRETARIAL, await branchTree(tx)))
}

/** The group with this title, or the only one when none is named; otherwise says what to do, and tells nothing. */
export async function findNamed(occasion: Spoken, title: string): Promise<RelayRoom | undefined> {
  const rooms = await roomsHeld(occasion)
  const fitting = title === '' ? rooms : rooms.filter((room) => room.title === title)
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
