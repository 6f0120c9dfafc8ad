import type { MemberId } from '../kernel/chat/person.ts'
import type { Tx } from '../kernel/database/connection.ts'
import { statement } from '../kernel/database/statement.ts'
import type { SessionId, StudyTables } from './tables.ts'

/** Somebody says of another member that he is here, or cannot come: it counts when the secretary agrees. */
export type NewProxy = {
  readonly session: SessionId
  readonly member: MemberId
  /** Left out when nobody knows whose login said it. */
  readonly saidBy?: MemberId
  readonly what: 'check_in' | 'leave'
  readonly way: 'in_room' | 'from_afar'
  readonly platform: string
  readonly identity: string
  readonly evidence: 'proxy' | 'relayed'
  readonly eventKey: string
  readonly at: Date
}

export type Proxy = NewProxy & { readonly id: number }

const rows = (tx: Tx) => tx.withTables<StudyTables>()

const saidBy = statement<{ member: number; since: string }, StudyTables>()((db, given) =>
  db
    .selectFrom('attendance_proxy')
    .selectAll()
    .where('said_by', '=', given('member'))
    .where('state', '=', 'pending')
    .where('at', '>', given('since'))
    .orderBy('at', 'desc'),
)

const dropOf = statement<{ session: number; member: number }, StudyTables>()((db, given) =>
  db
    .updateTable('attendance_proxy')
    .set({ state: 'withdrawn' })
    .where('session_id', '=', given('session'))
    .where('member_id', '=', given('member'))
    .where('state', '=', 'pending'),
)

/** Writes it down to be decided. False when something waits for this member already. */
export async function addProxy(tx: Tx, proxy: NewProxy): Promise<boolean> {
  const stored = await rows(tx)
    .insertInto('attendance_proxy')
    .values({
      session_id: proxy.session,
      member_id: proxy.member,
      said_by: proxy.saidBy ?? null,
      what: proxy.what,
      way: proxy.way,
      platform: proxy.platform,
      identity: proxy.identity,
      evidence: proxy.evidence,
      event_key: proxy.eventKey,
      at: proxy.at.toISOString(),
      state: 'pending',
      settled_by: null,
      settled_at: null,
    } as never)
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return (stored.numInsertedOrUpdatedRows ?? 0n) > 0n
}

/** What waits to be decided in these sessions, in the order in which it was said. */
export async function pendingProxies(tx: Tx, sessions: readonly SessionId[]): Promise<readonly Proxy[]> {
  if (sessions.length === 0) return []
  const found = await rows(tx)
    .selectFrom('attendance_proxy')
    .selectAll()
    .where('session_id', 'in', [...sessions])
    .where('state', '=', 'pending')
    .orderBy('id')
    .execute()
  return found.map(proxyOf)
}

/** Decides one that waited. False when it was decided before. */
export async function settleProxy(tx: Tx, id: number, state: 'agreed' | 'refused', by: MemberId, now: Date): Promise<boolean> {
  const changed = await rows(tx)
    .updateTable('attendance_proxy')
    .set({ state, settled_by: by, settled_at: now.toISOString() })
    .where('id', '=', id)
    .where('state', '=', 'pending')
    .executeTakeFirst()
  return changed.numUpdatedRows > 0n
}

/** The member answered himself, so nothing has to be decided any more. */
export async function dropProxiesOf(tx: Tx, session: SessionId, member: MemberId): Promise<void> {
  await dropOf.run(tx, { session, member })
}

/** Takes back what one message said, as long as nobody has decided about it. */
export async function withdrawProxiesOfEvent(tx: Tx, event: string): Promise<void> {
  await rows(tx)
    .updateTable('attendance_proxy')
    .set({ state: 'withdrawn' })
    .where('event_key', '=', event)
    .where('state', '=', 'pending')
    .execute()
}

/** What a member said for others since a moment and nobody has decided, newest first. */
export async function pendingSaidBy(tx: Tx, member: MemberId, since: Date): Promise<readonly Proxy[]> {
  return (await saidBy.all(tx, { member, since: since.toISOString() })).map(proxyOf)
}

function proxyOf(row: StudyTables['attendance_proxy']): Proxy {
  return {
    id: Number(row.id),
    session: row.session_id as SessionId,
    member: row.member_id as MemberId,
    ...(row.said_by === null ? {} : { saidBy: row.said_by as MemberId }),
    what: row.what,
    way: row.way,
    platform: row.platform,
    identity: row.identity,
    evidence: row.evidence,
    eventKey: row.event_key,
    at: new Date(row.at),
  }
}
