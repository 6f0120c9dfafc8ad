import type { Room } from '../kernel/chat/person.ts'
import type { Tx } from '../kernel/database/connection.ts'
import { branchTree, type Member, membersOf, roomsOf } from '../roster/directory.ts'
import type { Notice } from './tables.ts'

/** Whom a notice reaches, and who is left out. */
export type Audience = {
  readonly rooms: readonly Room[]
  readonly closed: readonly Room[]
  /** Everybody it is for. */
  readonly people: readonly Member[]
  /** Branches whose members it cannot reach, because they have no group the bot may write in. */
  readonly groupless: readonly { readonly name: string; readonly people: number }[]
}

/** Works out the groups and the people of a notice as things stand now. */
export async function audienceOf(tx: Tx, notice: Pick<Notice, 'audience'>): Promise<Audience> {
  const all = await roomsOf(tx, notice.audience)
  const rooms = all.filter(({ mailbox }) => mailbox.state === 'open')
  const reached = new Set(rooms.map(({ branch }) => branch))
  const members = await membersOf(tx, notice.audience)
  const tree = await branchTree(tx)
  const groupless = notice.audience
    .filter((branch) => !reached.has(branch))
    .map((branch) => ({ name: tree.get(branch)?.name ?? '', people: members.filter((member) => member.branch === branch).length }))
    .filter(({ people }) => people > 0)
  return {
    rooms,
    closed: all.filter(({ mailbox }) => mailbox.state === 'closed'),
    people: members.filter(({ branch }) => reached.has(branch)),
    groupless,
  }
}
