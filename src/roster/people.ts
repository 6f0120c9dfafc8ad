import type { Platform } from '../kernel/chat/message.ts'
import type { BranchId, MemberId, Role } from '../kernel/chat/person.ts'
import type { Tx } from '../kernel/database/connection.ts'
import type { Mailbox } from '../kernel/outbox/mailbox.ts'
import type { Cipher } from '../kernel/privacy/cipher.ts'
import { accountsOf, privateMailbox } from './accounts-store.ts'
import { branchTree } from './branches-store.ts'
import { type Member, membersOf, sealedPhoneOf } from './members-store.ts'
import { fitsName, plainName, readCalling, surnameOf } from './naming.ts'
import { type Holder, holdersIn } from './offices-store.ts'
import { upwards } from './tree.ts'

/**
 * The active members of these branches whom a typed name may mean: the full name first, else the given name, else (for
 * 王大爷, 老张, 张书记) everybody of that surname, or those of them who hold that office. Several: ask which.
 */
export async function findMembersByName(tx: Tx, typed: string, branches: readonly BranchId[]): Promise<readonly Member[]> {
  const members = await membersOf(tx, branches)
  const whole = members.filter((member) => plainName(member.name) === plainName(typed))
  if (whole.length > 0) return whole
  const calling = readCalling(typed)
  if (calling.kind === 'surname') {
    const family = members.filter((member) => surnameOf(plainName(member.name)) === calling.surname)
    if (calling.role === undefined) return family
    const holders = new Set((await holdersIn(tx, branches, [calling.role])).map(({ member }) => member))
    const inOffice = family.filter((member) => holders.has(member.id))
    return inOffice.length > 0 ? inOffice : family
  }
  for (const name of [calling.name, calling.untitled])
    for (const how of ['whole', 'given'] as const) {
      const found = name === undefined ? [] : members.filter((member) => fitsName(member.name, name) === how)
      if (found.length > 0) return found
    }
  return []
}

/**
 * Who holds one of these roles for a branch, each person once: the branch's own officers first, then those of the
 * bodies above it; within a body in the order in which the roles are named.
 */
export async function officersOf(tx: Tx, branch: BranchId, roles: readonly Role[]): Promise<readonly Holder[]> {
  const path = upwards(branch, await branchTree(tx))
  const holders = await holdersIn(tx, path, roles)
  const ranked = holders.toSorted(
    (a, b) => path.indexOf(a.branch) - path.indexOf(b.branch) || roles.indexOf(a.role) - roles.indexOf(b.role),
  )
  return ranked.filter((holder, index) => ranked.findIndex(({ member }) => member === holder.member) === index)
}

/** The nearest of these officers whom the bot can write to, and where. */
export async function reachableOfficer(
  tx: Tx,
  branch: BranchId,
  roles: readonly Role[],
): Promise<{ readonly holder: Holder; readonly mailbox: Mailbox } | undefined> {
  for (const holder of await officersOf(tx, branch, roles)) {
    const mailbox = await privateMailbox(tx, holder.member)
    if (mailbox !== undefined) return { holder, mailbox }
  }
  return undefined
}

/** The private chats of those in charge of the whole: where trouble with the house is told; trouble with one platform on another. */
export async function operators(tx: Tx, notOn?: Platform): Promise<readonly Mailbox[]> {
  const admins = await holdersIn(tx, [...(await branchTree(tx)).keys()], ['township_admin'])
  const mailboxes: Mailbox[] = []
  for (const member of new Set(admins.map((holder) => holder.member))) {
    const verified = (await accountsOf(tx, member)).some(({ evidence }) => evidence === 'verified')
    const mailbox = verified ? await privateMailbox(tx, member, notOn) : undefined
    if (mailbox !== undefined) mailboxes.push(mailbox)
  }
  return mailboxes
}

/** A member's phone number in clear, for a call list shown in private to those whose duty it is to call. */
export async function phoneOf(tx: Tx, cipher: Cipher, member: MemberId): Promise<string | undefined> {
  const sealed = await sealedPhoneOf(tx, member)
  return sealed === undefined ? undefined : cipher.tryOpen(sealed)
}
