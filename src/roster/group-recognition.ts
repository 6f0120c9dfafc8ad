import type { BotAccount } from '../kernel/chat/message.ts'
import type { MemberId, Room } from '../kernel/chat/person.ts'
import type { Tx } from '../kernel/database/connection.ts'
import { closeMailbox, openMailbox } from '../kernel/outbox/mailbox.ts'
import type { Cipher } from '../kernel/privacy/cipher.ts'
import { maskName } from '../kernel/privacy/finding.ts'
import { bindAccount, isSurelyKnownAt, knownSender } from './accounts-store.ts'
import { type NameSeen, namesSeenIn, settleName } from './known-names-store.ts'
import { getMember } from './members-store.ts'
import { namesInGroup, ownerOfName } from './recognise.ts'
import { recognitionWords as words } from './recognition-words.ts'

/** Somebody in a group who is most probably this member, until an officer says so. Holds no name. */
export type Pair = { readonly sender: string; readonly fingerprint: string; readonly member: MemberId }

/** Those who have spoken in a group in this login and are only probably somebody; nobody twice. */
export async function pairsIn(tx: Tx, cipher: Cipher, room: Room): Promise<readonly Pair[]> {
  const from: BotAccount = room.mailbox
  const seen = await namesSeenIn(tx, namesInGroup(room.mailbox.id))
  const pairs: Pair[] = []
  for (const [sender, name] of lastNames(seen)) {
    const alias = cipher.tryOpen(name.sealed)
    if (alias === undefined || (await knownSender(tx, from, sender)) !== undefined) continue
    const { fingerprint } = name
    const senders = seen.filter((one) => one.fingerprint === fingerprint).map((one) => one.sender)
    const member = await ownerOfName(tx, room, from, { alias, fingerprint, senders })
    if (member !== undefined) pairs.push({ sender, fingerprint, member })
  }
  return pairs.filter((pair) => pairs.every((other) => other === pair || other.member !== pair.member))
}

/** The lines of the question, and the same without full names for platforms that may not read a list of them. */
export async function linesOf(
  tx: Tx,
  cipher: Cipher,
  room: Room,
  pairs: readonly Pair[],
): Promise<{ readonly full: readonly string[]; readonly masked: readonly string[] }> {
  const names = lastNames(await namesSeenIn(tx, namesInGroup(room.mailbox.id)))
  const full: string[] = []
  const masked: string[] = []
  for (const [index, { sender, member }] of pairs.entries()) {
    const { name } = await getMember(tx, member)
    full.push(words.pair(index + 1, cipher.tryOpen(names.get(sender)?.sealed ?? '') ?? '', name))
    masked.push(words.pairByName(index + 1, maskName(name)))
  }
  return { full, masked }
}

/** An officer has said who they are: as sure as our own remark on a friend. What was found otherwise in between stays. */
export async function keepPairs(tx: Tx, room: Room, pairs: readonly Pair[], now: Date): Promise<number> {
  const { platform, account } = room.mailbox
  let kept = 0
  for (const { sender, fingerprint, member } of pairs) {
    if ((await knownSender(tx, room.mailbox, sender)) !== undefined || (await isSurelyKnownAt(tx, member, room.mailbox))) continue
    const mailbox = await openMailbox(tx, { platform, account, chat: sender, kind: 'private' }, now)
    // Who is known from a group only cannot be written to alone until they have spoken there.
    await closeMailbox(tx, mailbox.id, words.reasonNeverSpoke, now)
    await bindAccount(tx, mailbox.id, member, 'remark', now)
    await settleName(tx, namesInGroup(room.mailbox.id), fingerprint, member, now)
    kept += 1
  }
  return kept
}

/** An officer has said that they are not: the name is nobody's here. */
export async function refusePairs(tx: Tx, room: Room, pairs: readonly Pair[], now: Date): Promise<void> {
  for (const { fingerprint } of pairs) await settleName(tx, namesInGroup(room.mailbox.id), fingerprint, 'nobody', now)
}

function lastNames(seen: readonly NameSeen[]): ReadonlyMap<string, NameSeen> {
  return new Map(seen.map((one) => [one.sender, one]))
}
