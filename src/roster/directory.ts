import type { BotAccount } from '../kernel/chat/message.ts'
import { type BranchId, type Person, type Scene, STRANGER } from '../kernel/chat/person.ts'
import type { Tx } from '../kernel/database/connection.ts'
import type { Mailbox } from '../kernel/outbox/mailbox.ts'
import { knownSender } from './accounts-store.ts'
import { branchTree } from './branches-store.ts'
import { officesOf } from './offices-store.ts'
import { findRoom } from './rooms-store.ts'
import { type Branch, downwards, matchBranches } from './tree.ts'

/** The roster as the rest of the house sees it: who is who, who may what, who can be reached where. */
export { privateMailbox } from './accounts-store.ts'
export { branchTree, getBranch } from './branches-store.ts'
export { type DuesBasis, duesBasesOf, setDuesBasis } from './dues-basis-store.ts'
export { getMember, type Member, membersOf } from './members-store.ts'
export { tellSecretariesOfLostRoom } from './lost-room.ts'
export { findMembersByName, officersOf, operators, phoneOf, reachableOfficer } from './people.ts'
export { namesOnRoster, rosterStamp } from './names-store.ts'
export { findByNickname, settleNickname } from './nicknames.ts'
export { isReachable } from './reach-store.ts'
export { bindRoom, findRoom, noteSpoke, roomsOf, spokeSince, unbindRoom } from './rooms-store.ts'
export type { RosterTables } from './tables.ts'
export { type Branch, branchesHeld, downwards, holds, shortBranchName, upwards } from './tree.ts'

/**
 * Who is speaking, how surely, and in which bound group. Reads at most three small rows and makes none: a stranger
 * stays a stranger until a code says otherwise.
 */
export async function identify(tx: Tx, mailbox: Mailbox, from: BotAccount, senderId: string): Promise<Scene> {
  const room = mailbox.kind === 'group' ? await findRoom(tx, mailbox) : undefined
  const person = await personOf(tx, from, senderId)
  return room === undefined ? { person } : { person, room }
}

async function personOf(tx: Tx, from: BotAccount, senderId: string): Promise<Person> {
  const known = await knownSender(tx, from, senderId)
  return known === undefined ? STRANGER : { ...known, offices: await officesOf(tx, known.member) }
}

/** A branch and every branch below it. */
export async function branchesUnder(tx: Tx, branch: BranchId): Promise<readonly BranchId[]> {
  return downwards(branch, await branchTree(tx))
}

/** The branches that a typed name may mean; 河西村 and 河西村支部 mean 河西村党支部. Several: ask which. */
export async function findBranchByName(tx: Tx, typed: string): Promise<readonly Branch[]> {
  return matchBranches(typed, [...(await branchTree(tx)).values()])
}
