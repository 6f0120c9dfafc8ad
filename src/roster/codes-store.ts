import type { MemberId } from '../kernel/chat/person.ts'
import type { Tx } from '../kernel/database/connection.ts'
import { statement } from '../kernel/database/statement.ts'
import type { MailboxId } from '../kernel/outbox/mailbox.ts'
import type { Code, Tries } from './rules.ts'
import type { RosterTables } from './tables.ts'

const insert = statement<Omit<RosterTables['bind_code'], 'id' | 'state'>, RosterTables>()((db, given) =>
  db.insertInto('bind_code').values({
    member_id: given('member_id'),
    fingerprint: given('fingerprint'),
    issued_at: given('issued_at'),
    expires_at: given('expires_at'),
    state: 'open',
  } as never),
)

const newest = statement<{ fingerprint: string }, RosterTables>()((db, given) =>
  db
    .selectFrom('bind_code')
    .innerJoin('member', 'member.id', 'bind_code.member_id')
    .select(['bind_code.id', 'bind_code.member_id', 'bind_code.expires_at', 'bind_code.state', 'member.state as member_state'])
    .where('bind_code.fingerprint', '=', given('fingerprint'))
    .orderBy('bind_code.id', 'desc')
    .limit(1),
)

const settle = statement<{ id: number; state: 'used' | 'revoked' }, RosterTables>()((db, given) =>
  db
    .updateTable('bind_code')
    .set({ state: given('state') })
    .where('id', '=', given('id'))
    .where('state', '=', 'open'),
)

const revokeOf = statement<{ member: MemberId }, RosterTables>()((db, given) =>
  db.updateTable('bind_code').set({ state: 'revoked' }).where('member_id', '=', given('member')).where('state', '=', 'open'),
)

const tries = statement<{ mailbox: MailboxId }, RosterTables>()((db, given) =>
  db.selectFrom('bind_try').select(['tries', 'since']).where('mailbox_id', '=', given('mailbox')),
)

const putTries = statement<RosterTables['bind_try'], RosterTables>()((db, given) =>
  db
    .insertInto('bind_try')
    .values({ mailbox_id: given('mailbox_id'), tries: given('tries'), since: given('since') })
    .onConflict((conflict) => conflict.column('mailbox_id').doUpdateSet({ tries: given('tries'), since: given('since') })),
)

/** Stores a code, which is kept as a keyed fingerprint only. */
export async function addCode(tx: Tx, code: { member: MemberId; fingerprint: string; expiresAt: Date }, now: Date): Promise<void> {
  await insert.run(tx, {
    member_id: code.member,
    fingerprint: code.fingerprint,
    issued_at: now.toISOString(),
    expires_at: code.expiresAt.toISOString(),
  })
}

/** The code with this fingerprint that was issued last. */
export async function findCode(tx: Tx, fingerprint: string): Promise<Code | undefined> {
  const row = await newest.first(tx, { fingerprint })
  if (row === undefined) return undefined
  return { id: row.id, member: row.member_id, state: row.member_state === 'left' ? 'revoked' : row.state, expiresAt: row.expires_at }
}

/** Uses a code up, or takes it out of use. True for the one who did. */
export async function settleCode(tx: Tx, id: number, state: 'used' | 'revoked'): Promise<boolean> {
  return (await settle.run(tx, { id, state })) > 0
}

/** Takes a member's open codes out of use. */
export async function revokeCodesOf(tx: Tx, member: MemberId): Promise<void> {
  await revokeOf.run(tx, { member })
}

/** How often wrong codes were tried from a chat lately. */
export async function triesIn(tx: Tx, mailbox: MailboxId): Promise<Tries> {
  return (await tries.first(tx, { mailbox })) ?? { tries: 0, since: '' }
}

/** Keeps how often wrong codes were tried from a chat. */
export async function recordTries(tx: Tx, mailbox: MailboxId, counted: Tries): Promise<void> {
  await putTries.run(tx, { mailbox_id: mailbox, tries: counted.tries, since: counted.since })
}
