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

/** A township: an office above villages, each with a secretary, members and groups. */
export type Town = { readonly citizens: readonly Citizen[]; readonly halls: readonly Hall[] }

export const ACCOUNT: BotAccount = { platform: 'telegram', account: '6100200300' }

/** Names that no text of the simulation contains, so that the gate of privacy has nothing to object to. */
const GIVEN = ['桂芳', '建国', '秀英', '志强', '德柱', '小梅', '玉兰', '国栋', '春生', '翠萍']
const FAMILIES = '王李张陈赵孙周吴郑冯'

/** How a town is laid out, and under which ids the platform knows its chats. */
export type Plan = {
  readonly villages: number
  readonly membersEach: number
  /** How many groups a village has, the first one counted from 0. */
  groups(village: number): number
  privateChat(nth: number, name: string): string
  groupChat(nth: number, title: string): string
}

const SMALL: Plan = {
  villages: 3,
  membersEach: 5,
  groups: (village) => (village === 0 ? 2 : 1),
  privateChat: (nth) => String(7000 + nth),
  groupChat: (nth) => String(-100 - nth),
}

/** Enters a town into an empty database: an office with an administrator, and villages with a secretary each. */
export async function foundTown(tx: Tx, now: Date, plan: Plan = SMALL): Promise<Town> {
  const citizens: Citizen[] = []
  const halls: Hall[] = []
  const top = await addBranch(tx, { name: '青石镇党委', kind: 'office', parent: undefined })
  const settle = async (branch: BranchId, name: string, office?: Role) => {
    const chat = plan.privateChat(citizens.length, name)
    const id = await addMember(tx, { branch, name, membership: 'full', migrant: false }, now)
    if (office !== undefined) await giveOffice(tx, id, branch, office, now)
    const mailbox = await openMailbox(tx, { ...ACCOUNT, chat, kind: 'private' }, now)
    await bindAccount(tx, mailbox.id, id, 'verified', now)
    citizens.push({ id, name, chat, branch, ...(office === undefined ? {} : { office }) })
  }
  await settle(top, '钱大海', 'township_admin')
  for (let village = 0; village < plan.villages; village += 1) {
    const title = `第${village + 1}村党支部`
    const branch = await addBranch(tx, { name: title, kind: 'village', parent: top })
    for (let one = 0; one < plan.membersEach; one += 1)
      await settle(branch, `${FAMILIES[village % 10] ?? ''}${GIVEN[one % 10] ?? ''}`, one === 0 ? 'secretary' : undefined)
    for (let group = 0; group < plan.groups(village); group += 1) {
      const chat = plan.groupChat(halls.length, `${title}群`)
      const mailbox = await openMailbox(tx, { ...ACCOUNT, chat, kind: 'group' }, now)
      await bindRoom(tx, { mailbox: mailbox.id, branch, title: `${title}群`, by: undefined }, now)
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
