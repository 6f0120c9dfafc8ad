import type { MemberId } from '../kernel/chat/person.ts'
import type { Tx } from '../kernel/database/connection.ts'
import type { SessionId, StudyTables } from './tables.ts'

/** Somebody who came and is not on the list: a member of another branch, or a login nobody knows. */
export type NewGuest = {
  readonly session: SessionId
  readonly member?: MemberId
  readonly login: string
  readonly evidence: 'self' | 'relayed'
  readonly platform: string
  readonly eventKey: string
  readonly at: Date
}

/** Counts a guest once. False when the guest was counted before. */
export async function recordGuest(tx: Tx, guest: NewGuest): Promise<boolean> {
  const stored = await tx
    .withTables<StudyTables>()
    .insertInto('session_guest')
    .values({
      session_id: guest.session,
      guest: guest.member === undefined ? `login:${guest.login}` : `member:${guest.member}`,
      member_id: guest.member ?? null,
      evidence: guest.evidence,
      platform: guest.platform,
      event_key: guest.eventKey,
      at: guest.at.toISOString(),
    })
    .onConflict((conflict) => conflict.columns(['session_id', 'guest']).doNothing())
    .executeTakeFirst()
  return (stored.numInsertedOrUpdatedRows ?? 0n) > 0n
}

/** How many of a session's guests are logins nobody knows. */
export async function countUnknownGuests(tx: Tx, session: SessionId): Promise<number> {
  const row = await tx
    .withTables<StudyTables>()
    .selectFrom('session_guest')
    .select((of) => of.fn.countAll<number>().as('count'))
    .where('session_id', '=', session)
    .where('member_id', 'is', null)
    .executeTakeFirst()
  return Number(row?.count ?? 0)
}

/** Forgets the guest a message announced, because the message was taken back. */
export async function removeGuestOfEvent(tx: Tx, event: string): Promise<SessionId | undefined> {
  const tables = tx.withTables<StudyTables>()
  const row = await tables.selectFrom('session_guest').select('session_id').where('event_key', '=', event).executeTakeFirst()
  if (row !== undefined) await tables.deleteFrom('session_guest').where('event_key', '=', event).execute()
  return row?.session_id as SessionId | undefined
}
