import type { AnswerEvidence, BranchId, MemberId } from '../kernel/chat/person.ts'
import type { Tx } from '../kernel/database/connection.ts'
import type { Channel, EntryId, Month, PaymentId, Purpose, Reason } from './entry.ts'
import type { DuesTables } from './tables.ts'

/** A claim that nobody has confirmed, returned or taken back. */
export type PendingClaim = {
  readonly id: EntryId
  readonly payment: PaymentId
  readonly payer: MemberId
  readonly recordedBy: MemberId | undefined
  readonly member: MemberId
  readonly branch: BranchId
  readonly purpose: Purpose
  readonly month: Month | undefined
  readonly fen: number
  readonly channel: Channel | undefined
  readonly evidence: AnswerEvidence
  readonly at: Date
}

/** Which claims are looked for; what is left out does not matter. */
export type ClaimSearch = {
  readonly branches?: readonly BranchId[]
  readonly members?: readonly MemberId[]
  readonly payments?: readonly PaymentId[]
}

/** The claims that wait for a collector, oldest first. */
export async function pendingClaims(tx: Tx, { branches, members, payments }: ClaimSearch): Promise<readonly PendingClaim[]> {
  const rows = await tx
    .withTables<DuesTables & { answer: DuesTables['dues_entry'] }>()
    .selectFrom('dues_entry as e')
    .innerJoin('dues_payment as p', 'p.id', 'e.payment_id')
    .leftJoin('dues_entry as s', 's.settles_id', 'e.id')
    .select(['e.id', 'e.payment_id', 'e.member_id', 'e.branch_id', 'e.purpose', 'e.month', 'e.fen', 'e.at'])
    .select(['p.payer_id', 'p.recorded_by', 'p.channel', 'p.evidence'])
    .where('e.kind', '=', 'claim')
    .where('s.id', 'is', null)
    .$if(branches !== undefined, (query) => query.where('e.branch_id', 'in', atLeastOne(branches)))
    .$if(members !== undefined, (query) => query.where('e.member_id', 'in', atLeastOne(members)))
    .$if(payments !== undefined, (query) => query.where('e.payment_id', 'in', atLeastOne(payments)))
    .orderBy('e.id')
    .execute()
  return rows.map((row) => ({
    id: row.id as EntryId,
    payment: row.payment_id as PaymentId,
    payer: row.payer_id as MemberId,
    recordedBy: (row.recorded_by ?? undefined) as MemberId | undefined,
    member: row.member_id as MemberId,
    branch: row.branch_id as BranchId,
    purpose: row.purpose,
    month: row.month ?? undefined,
    fen: row.fen,
    channel: row.channel ?? undefined,
    evidence: row.evidence,
    at: new Date(row.at),
  }))
}

/** Why the newest claim of a member for a month was returned, if it was. */
export async function lastReturnReason(tx: Tx, member: MemberId): Promise<Reason | undefined> {
  const row = await tx
    .withTables<DuesTables>()
    .selectFrom('dues_entry')
    .select('reason')
    .where('member_id', '=', member)
    .where('kind', '=', 'return')
    .orderBy('id', 'desc')
    .executeTakeFirst()
  return (row?.reason ?? undefined) as Reason | undefined
}

/** `in ()` is no SQL; nothing has the number 0. */
function atLeastOne(ids: readonly number[] | undefined): number[] {
  return ids === undefined || ids.length === 0 ? [0] : [...ids]
}
