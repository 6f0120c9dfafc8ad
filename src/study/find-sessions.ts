import type { BranchId, MemberId } from '../kernel/chat/person.ts'
import type { Tx } from '../kernel/database/connection.ts'
import { statement } from '../kernel/database/statement.ts'
import type { MailboxId } from '../kernel/outbox/mailbox.ts'
import { toSessions } from './sessions-store.ts'
import type { Session, SessionId, SessionState, StudyTables } from './tables.ts'

const rows = (tx: Tx) => tx.withTables<StudyTables>()

const liveOfMember = statement<{ member: number; now: string }, StudyTables>()((db, given) =>
  db
    .selectFrom('session_expected')
    .innerJoin('session', 'session.id', 'session_expected.session_id')
    .selectAll('session')
    .where('session_expected.member_id', '=', given('member'))
    .where('session_expected.live_until', '>', given('now'))
    .where('session.state', 'in', ['called', 'open', 'closed'])
    .orderBy('session.starts_at')
    .orderBy('session.id'),
)

const liveInGroup = statement<{ mailbox: number; now: string }, StudyTables>()((db, given) =>
  db
    .selectFrom('session_copy')
    .innerJoin('session', 'session.id', 'session_copy.session_id')
    .selectAll('session')
    .distinct()
    .where('session_copy.mailbox_id', '=', given('mailbox'))
    .where('session_copy.live_until', '>', given('now'))
    .where('session.state', 'in', ['called', 'open', 'closed'])
    .orderBy('session.starts_at')
    .orderBy('session.id'),
)

/** The sessions of which a member is or was asked to take part and of which something may still be said, by their beginning. */
export async function liveSessionsOf(tx: Tx, member: MemberId, now: Date): Promise<readonly Session[]> {
  const found = await liveOfMember.all(tx, { member, now: now.toISOString() })
  return found.length === 0 ? [] : toSessions(tx, found)
}

/** The sessions that were told in a group and of which something may still be said, by their beginning. */
export async function liveSessionsIn(tx: Tx, mailbox: MailboxId, now: Date): Promise<readonly Session[]> {
  const found = await liveInGroup.all(tx, { mailbox, now: now.toISOString() })
  return found.length === 0 ? [] : toSessions(tx, found)
}

/** What a session is looked for by. */
export type SessionSearch = {
  readonly branches?: readonly BranchId[]
  readonly states: readonly SessionState[]
  readonly from?: Date
  readonly until?: Date
  readonly number?: number
  readonly code?: string
}

/** Sessions by their beginning, the latest first. */
export async function findSessions(tx: Tx, search: SessionSearch, limit = 50): Promise<readonly Session[]> {
  if (search.branches?.length === 0) return []
  let query = rows(tx)
    .selectFrom('session')
    .selectAll()
    .where('state', 'in', [...search.states])
  if (search.branches !== undefined) query = query.where('branch_id', 'in', [...search.branches])
  if (search.from !== undefined) query = query.where('starts_at', '>=', search.from.toISOString())
  if (search.until !== undefined) query = query.where('starts_at', '<', search.until.toISOString())
  if (search.number !== undefined) query = query.where('number', '=', search.number)
  if (search.code !== undefined) query = query.where('code', '=', search.code)
  const found = await query.orderBy('starts_at', 'desc').orderBy('id', 'desc').limit(limit).execute()
  return toSessions(tx, found)
}

/** The newest session of which this was the code, in one of these branches. */
export async function findSessionByCode(tx: Tx, code: string, branches: readonly BranchId[]): Promise<SessionId | undefined> {
  if (branches.length === 0) return undefined
  const row = await rows(tx)
    .selectFrom('session')
    .select('id')
    .where('code', '=', code)
    .where('branch_id', 'in', [...branches])
    .orderBy('starts_at', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.id as SessionId | undefined
}

/** True when an open session of anybody has this code now: two rooms never share one. */
export async function isCodeInUse(tx: Tx, code: string): Promise<boolean> {
  const row = await rows(tx).selectFrom('session').select('id').where('code', '=', code).where('state', '=', 'open').executeTakeFirst()
  return row !== undefined
}
