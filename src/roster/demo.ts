import type { BotAccount } from '../kernel/chat/message.ts'
import type { BranchId, MemberId } from '../kernel/chat/person.ts'
import type { Tx } from '../kernel/database/connection.ts'
import { openMailbox } from '../kernel/outbox/mailbox.ts'
import type { Cipher } from '../kernel/privacy/cipher.ts'
import { bindAccount } from './accounts-store.ts'
import { addBranch, branchTree } from './branches-store.ts'
import { castMembers, castRooms } from './demo-store.ts'
import { BRANCHES, type DemoBranch, type DemoPerson, madeUpName, TOWNSHIP, VILLAGERS } from './demo-people.ts'
import { addMember, type NewMember } from './members-store.ts'
import { giveOffice, officesOf } from './offices-store.ts'
import { roleName } from './roles.ts'
import { bindRoom } from './rooms-store.ts'
import { shortBranchName } from './tree.ts'

/** The login under which the rehearsal speaks. */
export const REHEARSAL: BotAccount = { platform: 'sandbox', account: 'rehearsal' }

/** Somebody the newcomer may play; `groups` are ids of group chats. */
export type Player = { readonly id: string; readonly name: string; readonly what: string; readonly groups: readonly string[] }

/** Everybody who plays, and where they talk. */
export type Cast = { readonly people: readonly Player[]; readonly groups: readonly { readonly id: string; readonly title: string }[] }

const FARMER_FEN = 20

/** True while the house has no branch at all. */
export async function isEmpty(tx: Tx): Promise<boolean> {
  return (await branchTree(tx)).size === 0
}

/** Enters the made-up township with its people, groups and logins of the rehearsal; the same every time. */
export async function seedDemo(tx: Tx, cipher: Cipher, now: Date): Promise<void> {
  let top: BranchId | undefined
  let count = 0
  let played = 0
  const enter = (member: NewMember, phones: 'all' | 'most') => {
    count += 1
    const digits = `1880000${String(1000 + count)}`
    // Some of those who play no part have no phone, as in real rosters.
    const none = phones === 'most' && count % 7 === 0
    const phone = none ? {} : { phone: { sealed: cipher.seal(digits), fingerprint: cipher.fingerprint(digits) } }
    return addMember(tx, { duesCategory: 'farmer', monthlyFen: FARMER_FEN, ...phone, ...member }, now)
  }
  for (const branch of BRANCHES) {
    const id = await addBranch(tx, { name: branch.name, kind: branch.kind, parent: top })
    if (branch.name === TOWNSHIP) top = id
    for (const person of branch.cast) {
      const place = person.migrant === undefined ? {} : { hostPlace: person.migrant }
      const membership = person.probationary === true ? 'probationary' : 'full'
      const member = await enter({ branch: id, name: person.name, membership, migrant: person.migrant !== undefined, ...place }, 'all')
      played += 1
      await letPlay(tx, `p${played}`, member, id, person, now)
    }
    for (const other of othersOf(branch)) await enter({ branch: id, membership: 'full', ...other }, 'most')
    await openGroup(tx, branch, id, now)
  }
}

async function letPlay(tx: Tx, chat: string, member: MemberId, branch: BranchId, person: DemoPerson, now: Date): Promise<void> {
  const mailbox = await openMailbox(tx, { ...REHEARSAL, chat, kind: 'private' }, now)
  await bindAccount(tx, mailbox.id, member, 'verified', now)
  for (const role of person.offices ?? []) await giveOffice(tx, member, branch, role, now)
}

function othersOf(branch: DemoBranch): readonly Pick<NewMember, 'name' | 'migrant' | 'hostPlace'>[] {
  const before = BRANCHES.slice(0, BRANCHES.indexOf(branch)).reduce((sum, { others }) => sum + others, 0)
  return Array.from({ length: branch.others }, (_, index) => {
    const away = branch.kind === 'migrant' || (branch.kind === 'village' && index % 4 === 3)
    const place = index % 8 === 7 ? '浙江宁波' : '广东东莞'
    return { name: madeUpName(before + index + 1), migrant: away, ...(away ? { hostPlace: place } : {}) }
  })
}

async function openGroup(tx: Tx, branch: DemoBranch, id: BranchId, now: Date): Promise<void> {
  if (branch.group === undefined) return
  const mailbox = await openMailbox(tx, { ...REHEARSAL, chat: branch.group.id, kind: 'group' }, now)
  await bindRoom(tx, { mailbox: mailbox.id, branch: id, title: branch.group.title, by: undefined }, now)
}

/** Who can be played in the rehearsal as the roster stands now, and two villagers whom it does not know. */
export async function cast(tx: Tx): Promise<Cast> {
  const tree = await branchTree(tx)
  const rooms = await castRooms(tx)
  const groupsOf = (branch: BranchId, migrant: boolean) =>
    rooms.filter((room) => room.branch === branch || (migrant && tree.get(room.branch)?.kind === 'migrant')).map(({ id }) => id)
  const members = await castMembers(tx)
  const people: Player[] = []
  for (const { id, member, name, branch, migrant } of members) {
    const [office] = await officesOf(tx, member)
    const at = tree.get(office?.branch ?? branch)?.name ?? ''
    people.push({ id, name, what: `${roleName(office?.role ?? 'member')} · ${at}`, groups: groupsOf(branch, migrant) })
  }
  for (const villager of VILLAGERS) {
    if (members.some(({ id }) => id === villager.id)) continue
    const branch = [...tree.values()].find(({ name }) => name === villager.branch)
    if (branch === undefined) continue
    people.push({
      id: villager.id,
      name: villager.name,
      what: `村民 · ${shortBranchName(branch.name)}`,
      groups: groupsOf(branch.id, false),
    })
  }
  return { people, groups: rooms.map(({ id, title }) => ({ id, title })) }
}
