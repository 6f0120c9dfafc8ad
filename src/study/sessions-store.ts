import type { FileReference } from '../kernel/chat/message.ts'
import type { BranchId, MemberId } from '../kernel/chat/person.ts'
import type { Tx } from '../kernel/database/connection.ts'
import { statement } from '../kernel/database/statement.ts'
import { LIVE_DAYS } from './rules.ts'
import type { PartyGroupId, Session, SessionId, SessionKind, SessionRuleId, StudyTables } from './tables.ts'

/** What a session is made of; everything else comes with its life. */
export type SessionContent = Pick<
  Session,
  'kinds' | 'title' | 'place' | 'speaker' | 'agenda' | 'material' | 'file' | 'startsAt' | 'closesAt' | 'calendar'
> &
  Pick<Session, 'partyGroup' | 'wantsCode' | 'hourBefore'>

export type NewSession = SessionContent & {
  readonly branch: BranchId
  readonly author: MemberId
  readonly rule?: { readonly id: SessionRuleId; readonly month: string }
}

const rows = (tx: Tx) => tx.withTables<StudyTables>()

const byId = statement<{ id: number }, StudyTables>()((db, given) => db.selectFrom('session').selectAll().where('id', '=', given('id')))

const kinds = statement<{ session: number }, StudyTables>()((db, given) =>
  db.selectFrom('session_kind').select('kind').where('session_id', '=', given('session')).orderBy('kind'),
)

/** Writes a draft down. */
export async function createSession(tx: Tx, session: NewSession, now: Date): Promise<Session> {
  const { id } = await rows(tx)
    .insertInto('session')
    .values({
      ...rowOf(session),
      branch_id: session.branch,
      author_id: session.author,
      rule_id: session.rule?.id ?? null,
      rule_month: session.rule?.month ?? null,
      state: 'draft',
      created_at: now.toISOString(),
    } as never)
    .returning('id')
    .executeTakeFirstOrThrow()
  await setKinds(tx, id as SessionId, session.kinds)
  return getSession(tx, id as SessionId)
}

/** Changes what a session is; one that is over or cancelled stays as it was. */
export async function changeSession(tx: Tx, id: SessionId, content: SessionContent): Promise<Session> {
  const changed = await rows(tx)
    .updateTable('session')
    .set(rowOf(content))
    .where('id', '=', id)
    .where('state', 'in', ['draft', 'called', 'open'])
    .executeTakeFirst()
  if (changed.numUpdatedRows > 0n) {
    await setKinds(tx, id, content.kinds)
    const live = { live_until: liveUntil(content.closesAt) }
    await rows(tx).updateTable('session_expected').set(live).where('session_id', '=', id).execute()
    await rows(tx).updateTable('session_copy').set(live).where('session_id', '=', id).execute()
  }
  return getSession(tx, id)
}

/** Notes that a session was called; gives it the next number of its branch. */
export async function markCalled(tx: Tx, id: SessionId, now: Date): Promise<Session> {
  const { branch } = await getSession(tx, id)
  const last = await rows(tx)
    .selectFrom('session')
    .select((of) => of.fn.max('number').as('number'))
    .where('branch_id', '=', branch)
    .executeTakeFirst()
  await rows(tx)
    .updateTable('session')
    .set({ state: 'called', number: Number(last?.number ?? 0) + 1, called_at: now.toISOString() })
    .where('id', '=', id)
    .where('state', '=', 'draft')
    .execute()
  return getSession(tx, id)
}

/** Opens the check-in of a called session. False when it was open, over or cancelled already. */
export async function markOpen(tx: Tx, id: SessionId, code: string | undefined, now: Date): Promise<boolean> {
  const changed = await rows(tx)
    .updateTable('session')
    .set({ state: 'open', opened_at: now.toISOString(), code: code ?? null })
    .where('id', '=', id)
    .where('state', '=', 'called')
    .executeTakeFirst()
  return changed.numUpdatedRows > 0n
}

/** Closes a session. False when it was not there to be closed. */
export async function markClosed(tx: Tx, id: SessionId, now: Date): Promise<boolean> {
  const changed = await rows(tx)
    .updateTable('session')
    .set({ state: 'closed', closed_at: now.toISOString() })
    .where('id', '=', id)
    .where('state', 'in', ['called', 'open'])
    .executeTakeFirst()
  return changed.numUpdatedRows > 0n
}

/** Cancels a session that has not been held. False when it was over already. */
export async function markCancelled(tx: Tx, id: SessionId): Promise<boolean> {
  const changed = await rows(tx)
    .updateTable('session')
    .set({ state: 'cancelled' })
    .where('id', '=', id)
    .where('state', 'in', ['draft', 'called', 'open'])
    .executeTakeFirst()
  return changed.numUpdatedRows > 0n
}

/** The session with this id; a bug if there is none. */
export async function getSession(tx: Tx, id: SessionId): Promise<Session> {
  const row = await byId.first(tx, { id })
  if (row === undefined) throw new Error(`no session ${id}`)
  return sessionOf(row, await kindsOf(tx, id))
}

/** Rows with their kinds as sessions, in the order given. */
export async function toSessions(tx: Tx, found: readonly StudyTables['session'][]): Promise<readonly Session[]> {
  const sessions: Session[] = []
  for (const row of found) sessions.push(sessionOf(row, await kindsOf(tx, row.id)))
  return sessions
}

async function kindsOf(tx: Tx, session: number): Promise<readonly SessionKind[]> {
  return (await kinds.all(tx, { session })).map(({ kind }) => kind)
}

/** Until when people may say something about a session: leave is asked for some days afterwards too. */
export function liveUntil(closesAt: Date): string {
  return new Date(closesAt.getTime() + LIVE_DAYS * 86_400_000).toISOString()
}

async function setKinds(tx: Tx, id: SessionId, held: readonly SessionKind[]): Promise<void> {
  await rows(tx).deleteFrom('session_kind').where('session_id', '=', id).execute()
  await rows(tx)
    .insertInto('session_kind')
    .values(held.map((kind) => ({ session_id: id, kind })))
    .execute()
}

function rowOf(content: SessionContent) {
  return {
    title: content.title,
    place: content.place ?? null,
    speaker: content.speaker ?? null,
    agenda: content.agenda ?? null,
    material: content.material ?? null,
    file: content.file === undefined ? null : JSON.stringify(content.file),
    starts_at: content.startsAt.toISOString(),
    closes_at: content.closesAt.toISOString(),
    calendar: content.calendar,
    group_id: content.partyGroup ?? null,
    wants_code: content.wantsCode ? 1 : 0,
    hour_before: content.hourBefore ? 1 : 0,
  }
}

const moment = (text: string | null): Date | undefined => (text === null ? undefined : new Date(text))

function sessionOf(row: StudyTables['session'], held: readonly SessionKind[]): Session {
  return {
    id: row.id as SessionId,
    number: row.number ?? undefined,
    branch: row.branch_id as BranchId,
    author: row.author_id as MemberId,
    kinds: held,
    title: row.title,
    place: row.place ?? undefined,
    speaker: row.speaker ?? undefined,
    agenda: row.agenda ?? undefined,
    material: row.material ?? undefined,
    file: row.file === null ? undefined : (JSON.parse(row.file) as FileReference),
    startsAt: new Date(row.starts_at),
    closesAt: new Date(row.closes_at),
    calendar: row.calendar,
    partyGroup: (row.group_id ?? undefined) as PartyGroupId | undefined,
    code: row.code ?? undefined,
    wantsCode: row.wants_code === 1,
    hourBefore: row.hour_before === 1,
    state: row.state,
    rule: (row.rule_id ?? undefined) as SessionRuleId | undefined,
    calledAt: moment(row.called_at),
    openedAt: moment(row.opened_at),
    closedAt: moment(row.closed_at),
    studyMinutes: row.study_minutes ?? undefined,
    minutes: row.minutes ?? undefined,
    resolution: row.resolution ?? undefined,
  }
}
