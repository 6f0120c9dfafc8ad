import type { AnswerEvidence, BranchId, MemberId } from '../kernel/chat/person.ts'
import type { Tx } from '../kernel/database/connection.ts'
import { statement } from '../kernel/database/statement.ts'
import type { Channel, PaymentId } from './entry.ts'
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
