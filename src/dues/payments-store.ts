import type { AnswerEvidence, BranchId, MemberId } from '../kernel/chat/person.ts'
import type { Tx } from '../kernel/database/connection.ts'
import { statement } from '../kernel/database/statement.ts'
import type { Channel, EntryId, Month, PaymentId, Purpose, Reason } from './entry.ts'
import type { DuesTables } from './tables.ts'

/** A payment as somebody told of it. */
export type NewPayment = {
  readonly branch: BranchId
  readonly payer: MemberId
  readonly recordedBy?: MemberId
  readonly fen: number
  readonly channel?: Channel
  readonly evidence: AnswerEvidence
  readonly identity: string
  readonly platform: string
  /** The event by which it was told, so that taking that message back takes this back. */
  readonly messageKey?: string
}

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

const insert = statement<Omit<DuesTables['dues_payment'], 'id'>, DuesTables>()((db, given) =>
  db
    .insertInto('dues_payment')
    .values({
      branch_id: given('branch_id'),
      payer_id: given('payer_id'),
      recorded_by: given('recorded_by'),
      fen: given('fen'),
      channel: given('channel'),
      evidence: given('evidence'),
      identity: given('identity'),
      platform: given('platform'),
      message_key: given('message_key'),
      at: given('at'),
    } as never)
    .returning('id'),
)

const newestOf = statement<{ payer: number; since: string }, DuesTables>()((db, given) =>
  db
    .selectFrom('dues_payment')
    .select(['id', 'at'])
    .where('payer_id', '=', given('payer'))
    .where('recorded_by', 'is', null)
    .where('at', '>', given('since'))
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(1),
)

const newestBy = statement<{ recorder: number; since: string }, DuesTables>()((db, given) =>
  db
    .selectFrom('dues_payment')
    .select(['id', 'at'])
    .where('recorded_by', '=', given('recorder'))
    .where('at', '>', given('since'))
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(1),
)

const byMessage = statement<{ key: string; payer: number }, DuesTables>()((db, given) =>
  db.selectFrom('dues_payment').select('id').where('message_key', '=', given('key')).where('payer_id', '=', given('payer')).orderBy('id'),
)

/** Notes a payment that was told of. */
export async function addPayment(tx: Tx, payment: NewPayment, now: Date): Promise<PaymentId> {
  const stored = await insert.first(tx, {
    branch_id: payment.branch,
    payer_id: payment.payer,
    recorded_by: payment.recordedBy ?? null,
    fen: payment.fen,
    channel: payment.channel ?? null,
    evidence: payment.evidence,
    identity: payment.identity,
    platform: payment.platform,
    message_key: payment.messageKey ?? null,
    at: now.toISOString(),
  })
  return Number(stored?.id) as PaymentId
}

/** The newest payment since a moment that a member told of, or (as an officer) recorded for another. */
export async function newestPayment(
  tx: Tx,
  who: { readonly payer: MemberId } | { readonly recorder: MemberId },
  since: Date,
): Promise<{ readonly id: PaymentId; readonly at: Date } | undefined> {
  const from = since.toISOString()
  const row =
    'payer' in who
      ? await newestOf.first(tx, { payer: who.payer, since: from })
      : await newestBy.first(tx, { recorder: who.recorder, since: from })
  return row === undefined ? undefined : { id: row.id as PaymentId, at: new Date(row.at) }
}

/** The payments that one message of a member told of. */
export async function paymentsOfMessage(tx: Tx, key: string, payer: MemberId): Promise<readonly PaymentId[]> {
  return (await byMessage.all(tx, { key, payer })).map(({ id }) => id as PaymentId)
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
