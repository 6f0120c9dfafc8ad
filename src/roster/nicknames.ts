import type { MemberId, Room } from '../kernel/chat/person.ts'
import type { Tx } from '../kernel/database/connection.ts'
import type { Cipher } from '../kernel/privacy/cipher.ts'
import { branchTree } from './branches-store.ts'
import { ownersOf, settleName } from './known-names-store.ts'
import { type Member, membersOf } from './members-store.ts'
import { plainName } from './naming.ts'
import { judgeName } from './recognition-rules.ts'
import { nameFingerprint, namesInGroup } from './recognise.ts'
import { shortBranchName } from './tree.ts'

/** What people write around their name in a nickname: marks, numbers, the group they live in. */
const ORNAMENT = /^[\p{P}\p{S}\p{M}\s\d一二三四五六七八九十组队村社党员支部]*$/u
const SHORTEST_NAME = 2

/**
 * Whom a nickname in a group means, when a person reads it from a copied list: what was said of it before, else the one
 * member whose name it is, with nothing but ornament around. Undefined when that is not plain.
 */
export async function findByNickname(
  tx: Tx,
  cipher: Cipher,
  room: Pick<Room, 'mailbox' | 'branch'>,
  nickname: string,
): Promise<MemberId | 'nobody' | undefined> {
  const fingerprint = nameFingerprint(cipher, nickname)
  if (fingerprint === undefined) return undefined
  const learned = await ownersOf(tx, namesInGroup(room.mailbox.id), fingerprint)
  if (learned.length === 1) return learned[0]
  const place = shortBranchName((await branchTree(tx)).get(room.branch)?.name ?? '')
  const named = (await membersOf(tx, [room.branch])).filter((member) => isNameOf(member, nickname, place))
  return judgeName({ owners: [...learned, ...named.map(({ id }) => id)], senders: [] })
}

/** Keeps whose a nickname in a group is, as somebody in charge has said. */
export async function settleNickname(
  tx: Tx,
  cipher: Cipher,
  room: Pick<Room, 'mailbox'>,
  nickname: string,
  owner: MemberId | 'nobody',
  now: Date,
): Promise<void> {
  const fingerprint = nameFingerprint(cipher, nickname)
  if (fingerprint !== undefined) await settleName(tx, namesInGroup(room.mailbox.id), fingerprint, owner, now)
}

function isNameOf({ name }: Member, nickname: string, place: string): boolean {
  const [whole, wanted] = [plainName(nickname), plainName(name)]
  if (wanted.length < SHORTEST_NAME || !whole.includes(wanted)) return false
  return ORNAMENT.test(whole.replace(wanted, '').replace(place, '').replace(place.replace(/村$/u, ''), ''))
}
