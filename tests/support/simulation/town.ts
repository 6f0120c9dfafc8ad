import type { Tx } from '../../../src/kernel/database/connection.ts'
import { findMigrations, migrate } from '../../../src/kernel/database/migrate.ts'
import type { BotAccount } from '../../../src/kernel/chat/message.ts'
import type { BranchId, MemberId, Role } from '../../../src/kernel/chat/person.ts'
import { type MailboxId, openMailbox } from '../../../src/kernel/outbox/mailbox.ts'
import { bindAccount } from '../../../src/roster/accounts-store.ts'
import { addBranch } from '../../../src/roster/branches-store.ts'
import { addMember } from '../../../src/roster/members-store.ts'
import { giveOffice } from '../../../src/roster/offices-store.ts'
import { bindRoom } from '../../../src/roster/rooms-store.ts'
import { makeDisk } from './disk.ts'

/** Somebody of the town, by the login under which the platform knows them. */
export type Citizen = {
  readonly id: MemberId
  readonly name: string
  readonly chat: string
  readonly branch: BranchId
  readonly office?: Role
}
export type Hall = { readonly chat: string; readonly mailbox: MailboxId; readonly branch: BranchId }

/** A small township: an office above three villages, each with a secretary, members and a group; the first has two groups. */
export type Town = { readonly citizens: readonly Citizen[]; readonly halls: readonly Hall[] }

export const ACCOUNT: BotAccount = { platform: 'telegram', account: '6100200300' }

/** Names that no text of the simulation contains, so that the gate of privacy has nothing to object to. */
const GIVEN = ['桂芳', '建国', '秀英', '志强', '德柱', '小梅', '玉兰', '国栋', '春生', '翠萍']
const VILLAGES = ['河西村党支部', '河东村党支部', '山背村党支部']
const MEMBERS_EACH = 5

/** Enters the town into an empty database. */
export async function foundTown(tx: Tx, now: Date, villages: readonly string[] = VILLAGES, membersEach = MEMBERS_EACH): Promise<Town> {
  const citizens: Citizen[] = []
  const halls: Hall[] = []
  const top = await addBranch(tx, { name: '青石镇党委', kind: 'office', parent: undefined })
  const settle = async (branch: BranchId, name: string, office?: Role) => {
    const chat = String(7000 + citizens.length)
    const id = await addMember(tx, { branch, name, membership: 'full', migrant: false }, now)
    if (office !== undefined) await giveOffice(tx, id, branch, office, now)
    const mailbox = await openMailbox(tx, { ...ACCOUNT, chat, kind: 'private' }, now)
    await bindAccount(tx, mailbox.id, id, 'verified', now)
    citizens.push({ id, name, chat, branch, ...(office === undefined ? {} : { office }) })
  }
  await settle(top, '周大海', 'township_admin')
  for (const [place, village] of villages.entries()) {
    const branch = await addBranch(tx, { name: village, kind: 'village', parent: top })
    const family = '王李张陈赵孙'[place % 6] ?? '钱'
    for (let one = 0; one < membersEach; one += 1)
      await settle(
        branch,
        `${family}${GIVEN[one % 10] ?? ''}${one >= 10 ? String.fromCodePoint(0x4e00 + place * 40 + one) : ''}`,
        one === 0 ? 'secretary' : undefined,
      )
    for (let group = 0; group < (place === 0 ? 2 : 1); group += 1) {
      const chat = `-${100 + place * 10 + group}`
      const mailbox = await openMailbox(tx, { ...ACCOUNT, chat, kind: 'group' }, now)
      await bindRoom(tx, { mailbox: mailbox.id, branch, title: `${village}群${group + 1}`, by: undefined }, now)
      halls.push({ chat, mailbox: mailbox.id, branch })
    }
  }
  return { citizens, halls }
}

let founded: Promise<{ readonly content: Buffer; readonly town: Town }> | undefined

/** The town as a database image, made once for all the worlds of a test run. */
export function townImage(): Promise<{ readonly content: Buffer; readonly town: Town }> {
  founded ??= (async () => {
    const disk = makeDisk(undefined, () => () => {})
    const database = disk.open({ alive: true })
    const now = new Date('2026-01-01T00:00:00Z')
    const migrated = await migrate(database, await findMigrations(), now)
    if (migrated.kind !== 'done') throw new Error('the migrations did not run')
    const town = await database.write((tx) => foundTown(tx, now))
    return { content: disk.raw.serialize(), town }
  })()
  return founded
}
