import type { BotAccount, Sender } from '../kernel/chat/message.ts'
import { type MemberId, type Person, type Room, type Scene, STRANGER } from '../kernel/chat/person.ts'
import type { Tx } from '../kernel/database/connection.ts'
import { moveWaiting } from '../kernel/outbox/ended-logins.ts'
import { type MailboxId, openMailbox } from '../kernel/outbox/mailbox.ts'
import type { Outbox } from '../kernel/outbox/outbox.ts'
import type { Cipher } from '../kernel/privacy/cipher.ts'
import { bindAccount, isSurelyKnownAt, knownSender, unbindLogin } from './accounts-store.ts'
import { pastChatsOf } from './epochs-store.ts'
import { learnName, namesOfBranch, type NameScope, noteName, ownersOf } from './known-names-store.ts'
import { getMember } from './members-store.ts'
import { plainName } from './naming.ts'
import { judgeName } from './recognition-rules.ts'
import { tellTwoOfOneName } from './two-of-one-name.ts'

/** What recognising needs: the key, because names are kept as fingerprints, and a way to tell the secretary. */
export type RecogniseHouse = { readonly cipher: Cipher; readonly outbox: Outbox }

/** Somebody who is speaking under a login whose ids may be new. */
export type Seen = { readonly mailbox: { readonly id: MailboxId }; readonly from: BotAccount; readonly sender: Sender; readonly now: Date }

type Known = Person & { readonly member: MemberId }

/**
 * Recognises people on platforms whose ids do not outlast a login: by our own remark on a friend, else by the name in
 * the group, which is never more than probable. Names of people who are surely known are learned on the way.
 */
export function makeRecognise(house: RecogniseHouse): (tx: Tx, scene: Scene, seen: Seen) => Promise<Scene> {
  return async (tx, scene, seen) => {
    const friend = await byRemark(house, tx, scene.person, seen)
    if (scene.room === undefined || seen.sender.alias === undefined) return { ...scene, person: friend }
    return { ...scene, person: await byNameInGroup(house, tx, friend, scene.room, { ...seen, alias: seen.sender.alias }) }
  }
}

/** The fingerprint under which a name is kept; undefined for one that is only ornament. */
export function nameFingerprint(cipher: Cipher, name: string): string | undefined {
  const plain = plainName(name)
  return plain === '' ? undefined : cipher.fingerprint(`name\n${plain}`)
}

/** The scope of names in one group. */
export function namesInGroup(room: MailboxId): NameScope {
  return `room:${room}` as NameScope
}

/** A friend whose remark was learned while the login was surely theirs. Two senders of one remark are neither. */
async function byRemark({ cipher }: RecogniseHouse, tx: Tx, person: Person, { from, sender, now }: Seen): Promise<Person> {
  const fingerprint = sender.remark === undefined ? undefined : nameFingerprint(cipher, sender.remark)
  if (fingerprint === undefined || sender.remark === undefined) return person
  const scope = `remark:${from.platform}:${from.account}` as NameScope
  const senders = await noteName(tx, from, scope, { sender: sender.id, fingerprint, sealed: cipher.seal(sender.remark) }, now)
  if (person.evidence === 'verified' && person.member !== undefined) await learnName(tx, scope, fingerprint, person.member, now)
  if (senders.length > 1) return forgetFriends(tx, person, from, senders)
  const owner = person.evidence === 'verified' ? undefined : judgeName({ owners: await ownersOf(tx, scope, fingerprint), senders })
  if (owner === undefined || owner === person.member || (await isSurelyKnownAt(tx, owner, from))) return person
  const mailbox = await openMailbox(tx, { ...from, chat: sender.id, kind: 'private' }, now)
  await bindAccount(tx, mailbox.id, owner, 'remark', now)
  await moveWaiting(tx, await pastChatsOf(tx, owner, from.platform), mailbox.id)
  return { ...((await knownSender(tx, from, sender.id)) ?? { migrant: false, evidence: 'none' }), offices: [] }
}

/** A remark that two people have shows nothing any more, whoever had it first. */
async function forgetFriends(tx: Tx, person: Person, from: BotAccount, senders: readonly string[]): Promise<Person> {
  for (const sender of senders) if ((await knownSender(tx, from, sender))?.evidence === 'remark') await unbindLogin(tx, from, sender)
  return person.evidence === 'remark' ? STRANGER : person
}

async function byNameInGroup(
  house: RecogniseHouse,
  tx: Tx,
  person: Person,
  room: Room,
  { from, sender, alias, now }: Seen & { readonly alias: string },
): Promise<Person> {
  const { cipher } = house
  const fingerprint = nameFingerprint(cipher, alias)
  if (fingerprint === undefined) return person
  const scope = namesInGroup(room.mailbox.id)
  const senders = await noteName(tx, from, scope, { sender: sender.id, fingerprint, sealed: cipher.seal(alias) }, now)
  const unknown = await unknownAmong(tx, from, senders)
  if (senders.length > 1 && unknown > 0) await tellTwoOfOneName(house.outbox, tx, { room, from, alias, fingerprint }, now)
  if (person.member !== undefined) {
    if (unknown === 0) await learnName(tx, scope, fingerprint, person.member, now)
    return person
  }
  const owner = await ownerOfName(tx, room, from, { alias, fingerprint, senders })
  return owner === undefined ? person : probably(await getMember(tx, owner))
}

/** How many of these senders are not surely known by another sign than their name. */
async function unknownAmong(tx: Tx, from: BotAccount, senders: readonly string[]): Promise<number> {
  let unknown = 0
  for (const sender of senders) if ((await knownSender(tx, from, sender)) === undefined) unknown += 1
  return unknown
}

/** The member a name in a group most probably is; nobody when it might be two, or when that member is surely somebody else here. */
export async function ownerOfName(
  tx: Tx,
  room: Pick<Room, 'mailbox' | 'branch'>,
  from: BotAccount,
  name: { readonly alias: string; readonly fingerprint: string; readonly senders: readonly string[] },
): Promise<MemberId | undefined> {
  const namesakes = (await namesOfBranch(tx, room.branch)).filter((member) => plainName(member.name) === plainName(name.alias))
  const learned = await ownersOf(tx, namesInGroup(room.mailbox.id), name.fingerprint)
  const owner = judgeName({ owners: [...learned, ...namesakes.map(({ id }) => id)], senders: name.senders })
  return owner === undefined || (await isSurelyKnownAt(tx, owner, from)) ? undefined : owner
}

function probably(member: {
  readonly id: MemberId
  readonly name: string
  readonly branch: Known['branch']
  readonly migrant: boolean
}): Person {
  const { id, name, branch, migrant } = member
  return { member: id, name, ...(branch === undefined ? {} : { branch }), migrant, evidence: 'probable', offices: [] }
}
