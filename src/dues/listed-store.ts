import type { BranchId, MemberId } from '../kernel/chat/person.ts'
import type { Tx } from '../kernel/database/connection.ts'
import type { Day } from '../kernel/day.ts'
import type { ListedPayment } from './list-reading.ts'

/** A payment of a list that nobody has booked or set aside yet. */
export type WaitingPayment = ListedPayment & { readonly id: number; readonly branch: BranchId }

type ListedTables = {
  dues_listed: {
    id: number
    branch_id: number
    name: string
    fen: number
    day: string
    nth: number
    state: 'waiting' | 'booked' | 'set_aside'
    member_id: number | null
    listed_by: number
    at: string
  }
}

const rows = (tx: Tx) => tx.withTables<ListedTables>()

/** Notes the payments of a list and gives those that are new: a line sent before, of the same day, counts once. */
export async function noteListed(
  tx: Tx,
  branch: BranchId,
  payments: readonly ListedPayment[],
  by: MemberId,
  now: Date,
): Promise<readonly WaitingPayment[]> {
  const seen = new Map<string, number>()
  const noted: WaitingPayment[] = []
  for (const payment of payments) {
    const { name, fen, day } = payment
    const nth = (seen.get(`${name}:${fen}:${day}`) ?? 0) + 1
    seen.set(`${name}:${fen}:${day}`, nth)
    const row = { branch_id: branch, name, fen, day, nth, state: 'waiting', member_id: null, listed_by: by, at: now.toISOString() }
    const stored = await rows(tx)
      .insertInto('dues_listed')
      .values(row as never)
      .onConflict((conflict) => conflict.doNothing())
      .returning('id')
      .executeTakeFirst()
    if (stored !== undefined) noted.push({ ...payment, id: Number(stored.id), branch })
  }
  return noted
}

/** The payments that wait in these branches, oldest first. */
export async function waitingListed(tx: Tx, branches: readonly BranchId[]): Promise<readonly WaitingPayment[]> {
  const found = await rows(tx)
    .selectFrom('dues_listed')
    .select(['id', 'branch_id', 'name', 'fen', 'day'])
    .where('state', '=', 'waiting')
    .where('branch_id', 'in', branches.length === 0 ? [0] : [...branches])
    .orderBy('id')
    .execute()
  return found.map(({ id, branch_id, name, fen, day }) => ({ id, branch: branch_id as BranchId, name, fen, day: day as Day }))
}

/** A payment was booked for a member, or set aside because it is no dues; false when that was done before. */
export async function closeListed(tx: Tx, id: number, member: MemberId | undefined): Promise<boolean> {
  const closed = await rows(tx)
    .updateTable('dues_listed')
    .set(member === undefined ? { state: 'set_aside' } : { state: 'booked', member_id: member })
    .where('id', '=', id)
    .where('state', '=', 'waiting')
    .executeTakeFirst()
  return Number(closed.numUpdatedRows) === 1
}
