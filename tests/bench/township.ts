import { makeGate } from '../../src/gate.ts'
import type { BotAccount } from '../../src/kernel/chat/message.ts'
import type { BranchId, MemberId } from '../../src/kernel/chat/person.ts'
import type { Tx } from '../../src/kernel/database/connection.ts'
import type { Database } from '../../src/kernel/database/database.ts'
import { findMigrations, migrate } from '../../src/kernel/database/migrate.ts'
import { openSqlite } from '../../src/kernel/database/sqlite.ts'
import { openMailbox } from '../../src/kernel/outbox/mailbox.ts'
import { makeOutbox } from '../../src/kernel/outbox/outbox.ts'
import type { OutboxTables } from '../../src/kernel/outbox/tables.ts'
import { createNotice } from '../../src/notices/notices-store.ts'
import { dispatchNotice, type SendingRound } from '../../src/notices/sending.ts'
import { bindAccount } from '../../src/roster/accounts-store.ts'
import { addBranch } from '../../src/roster/branches-store.ts'
import { addMember } from '../../src/roster/members-store.ts'
import { giveOffice } from '../../src/roster/offices-store.ts'
import { bindRoom } from '../../src/roster/rooms-store.ts'

/** The ids under which the platform knows groups and people. */
export type Chats = { readonly token: string; readonly groups: readonly number[]; readonly people: readonly number[] }

/** A notice that hangs in every group: the number of its message there, what it says, and what its button carries. */
export type Hung = { readonly message: number; readonly text: string; readonly data: string; readonly notice: number }

const TEXT = '明天上午9点在村部三楼开支部大会，请带党费证和老花镜，不能来的提前说一声'
const FAMILIES = [...'王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗']
const GIVEN = [...'芳国英强柱梅兰栋生萍军华丽勇静敏霞涛明超']

/** Opens a database file with today's tables. */
export async function openMigrated(path: string): Promise<Database> {
  const database = openSqlite(path)
  const result = await migrate(database, await findMigrations(), new Date())
  if (result.kind !== 'done') throw new Error(`the tables could not be made: ${result.kind}`)
  return database
}

/** The body at the top, everything below it, and whoever orders notices there. */
export type Township = { readonly top: BranchId; readonly branches: readonly BranchId[]; readonly author: MemberId }

/** Writes a township into an empty database: a branch for each group, the people spread over them. */
export async function foundTownship(
  tx: Tx,
  from: BotAccount,
  groups: readonly string[],
  people: readonly string[],
  now: Date,
): Promise<Township> {
  const top = await addBranch(tx, { name: '青石镇党委', kind: 'office', parent: undefined })
  const branches: BranchId[] = []
  for (const [index, group] of groups.entries()) branches.push(await foundBranch(tx, from, top, index, group, now))
  let author: MemberId | undefined
  for (const [index, person] of people.entries()) {
    const member = await enter(tx, from, branches[index % branches.length] ?? top, index, person, now)
    author ??= member
  }
  if (author === undefined) throw new Error('a township without people')
  await giveOffice(tx, author, top, 'township_admin', now)
  return { top, branches, author }
}

/** Sends a notice to the whole township the way the house does; tells its number among the rows. */
export async function orderNotice(round: SendingRound, { top, branches, author }: Township, text: string): Promise<number> {
  const notice = await createNotice(round.tx, { branch: top, author, text, urgent: false, audience: branches }, round.now)
  const sent = await dispatchNotice(round, notice, 'none')
  if (sent.kind !== 'sent') throw new Error(`the notice was not sent: ${sent.line}`)
  return notice.id
}

/** A township in a database file, with notices that hang in all its groups. */
export async function foundWithNotices(database: Database, chats: Chats, notices: number): Promise<readonly Hung[]> {
  return database.write(async (tx) => {
    const now = new Date()
    const from: BotAccount = { platform: 'telegram', account: chats.token.split(':')[0] ?? '' }
    const township = await foundTownship(tx, from, chats.groups.map(String), chats.people.map(String), now)
    const hung: Hung[] = []
    for (let number = 1; number <= notices; number += 1) hung.push(await hangNotice(tx, township, number, now))
    return hung
  })
}

async function foundBranch(tx: Tx, from: BotAccount, parent: BranchId, index: number, chat: string, now: Date): Promise<BranchId> {
  const branch = await addBranch(tx, { name: `第${index + 1}村党支部`, kind: 'village', parent })
  const mailbox = await openMailbox(tx, { ...from, chat, kind: 'group' }, now)
  await bindRoom(tx, { mailbox: mailbox.id, branch, title: `第${index + 1}支部群`, by: undefined }, now)
  return branch
}

async function enter(tx: Tx, from: BotAccount, branch: BranchId, index: number, chat: string, now: Date): Promise<MemberId> {
  const family = FAMILIES[index % 20] ?? ''
  const name = `${family}${GIVEN[Math.floor(index / 20) % 20] ?? ''}${GIVEN[Math.floor(index / 400) % 20] ?? ''}`
  const member = await addMember(tx, { branch, name, membership: 'full', migrant: false }, now)
  const mailbox = await openMailbox(tx, { ...from, chat, kind: 'private' }, now)
  await bindAccount(tx, mailbox.id, member, 'verified', now)
  return member
}

/** Orders a notice, and notes its letters as arrived. */
async function hangNotice(tx: Tx, township: Township, number: number, now: Date): Promise<Hung> {
  const data = `bench${String(number).padStart(7, '0')}`
  const message = 10 + number
  const round = { tx, now, outbox: makeOutbox(makeGate(() => 'own')), token: () => data }
  const notice = await orderNotice(round, township, `${TEXT}（${number}）`)
  await tx
    .withTables<OutboxTables>()
    .updateTable('letter')
    .set({ state: 'sent', message_id: String(message), settled_at: now.toISOString(), sent_on: '2000-01-01' })
    .where('state', '=', 'waiting')
    .execute()
  return { message, text: `【通知】第${number}号\n${TEXT}（${number}）\n——青石镇党委\n看到请回复：收到`, data, notice }
}
