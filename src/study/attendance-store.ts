import type { AnswerEvidence, MemberId } from '../kernel/chat/person.ts'
import type { Tx } from '../kernel/database/connection.ts'
import { statement } from '../kernel/database/statement.ts'
import type { AttendanceWay, RecordedState, SessionId, StudyTables } from './tables.ts'

/** What is recorded of one member and one session. */
export type Attendance = {
  readonly session: SessionId
  readonly member: MemberId
  readonly state: RecordedState
  readonly way?: AttendanceWay
  readonly lateMinutes?: number
  readonly evidence: AnswerEvidence
  readonly identity: string
  readonly platform: string
  /** Who noted it, when it was not the member; left out for what happened by itself at the closing. */
  readonly recordedBy?: MemberId
  /** The login that said it. */
  readonly login?: string
  /** The event that did it, so that taking that message back takes it back too. */
  readonly eventKey?: string
  readonly at: Date
}

/** How a member stands towards a session before anything is decided; without `expected` it is no session of theirs. */
export type Standing = {
  readonly expected: 'expected' | 'exempt' | undefined
  readonly leaveRefused: boolean
  readonly recorded: Attendance | undefined
}

type Row = StudyTables['attendance']

const expectedRow = statement<{ session: number; member: number }, StudyTables>()((db, given) =>
  db
    .selectFrom('session_expected')
    .select(['state', 'leave_refused_at'])
    .where('session_id', '=', given('session'))
    .where('member_id', '=', given('member')),
)

const recordedRow = statement<{ session: number; member: number }, StudyTables>()((db, given) =>
  db.selectFrom('attendance').selectAll().where('session_id', '=', given('session')).where('member_id', '=', given('member')),
)

const insert = statement<Row, StudyTables>()((db, given) =>
  db
    .insertInto('attendance')
    .values({
      session_id: given('session_id'),
      member_id: given('member_id'),
      state: given('state'),
      way: given('way'),
      late_minutes: given('late_minutes'),
      evidence: given('evidence'),
      identity: given('identity'),
      platform: given('platform'),
      recorded_by: given('recorded_by'),
      login: given('login'),
      event_key: given('event_key'),
      at: given('at'),
      before: given('before'),
    })
    .onConflict((conflict) => conflict.columns(['session_id', 'member_id']).doNothing()),
)

const remove = statement<{ session: number; member: number }, StudyTables>()((db, given) =>
  db.deleteFrom('attendance').where('session_id', '=', given('session')).where('member_id', '=', given('member')),
)

const ofEvent = statement<{ event: string }, StudyTables>()((db, given) =>
  db.selectFrom('attendance').selectAll().where('event_key', '=', given('event')),
)

const ownSince = statement<{ member: number; since: string }, StudyTables>()((db, given) =>
  db
    .selectFrom('attendance')
    .selectAll()
    .where('member_id', '=', given('member'))
    .where('recorded_by', 'is', null)
    .where('event_key', 'is not', null)
    .where('at', '>', given('since'))
    .orderBy('at', 'desc'),
)

const recordedSince = statement<{ member: number; since: string }, StudyTables>()((db, given) =>
  db
    .selectFrom('attendance')
    .selectAll()
    .where('recorded_by', '=', given('member'))
    .where('at', '>', given('since'))
    .orderBy('at', 'desc')
    .orderBy('member_id'),
)

/** How a member stands towards a session. */
export async function findStanding(tx: Tx, session: SessionId, member: MemberId): Promise<Standing> {
  const expected = await expectedRow.first(tx, { session, member })
  const recorded = await recordedRow.first(tx, { session, member })
  return {
    expected: expected?.state,
    leaveRefused: expected?.leave_refused_at !== null && expected !== undefined,
    recorded: recorded === undefined ? undefined : attendanceOf(recorded),
  }
}

/**
 * Writes down what is known of a member. What stood there before has to be told, and is kept beside it so that it can be
 * put back; false when somebody else was quicker.
 */
export async function recordAttendance(tx: Tx, attendance: Attendance, before: Attendance | undefined): Promise<boolean> {
  if (before !== undefined) await remove.run(tx, { session: attendance.session, member: attendance.member })
  return (await insert.run(tx, rowOf(attendance, before))) > 0
}

/** Takes back what was recorded last of a member: what stood there before stands again, or nothing. */
export async function takeBackAttendance(tx: Tx, session: SessionId, member: MemberId): Promise<void> {
  const row = await recordedRow.first(tx, { session, member })
  if (row === undefined) return
  await remove.run(tx, { session, member })
  if (row.before !== null) await insert.run(tx, { ...(JSON.parse(row.before) as Row), before: null })
}

/** What one message recorded, by the event's key. */
export async function findOfEvent(tx: Tx, event: string): Promise<readonly Attendance[]> {
  return (await ofEvent.all(tx, { event })).map(attendanceOf)
}

/** What a member's own newest message recorded since a moment, for themselves or (as an officer) for others. */
export async function findLastRecorded(tx: Tx, member: MemberId, since: Date, as: 'officer' | 'member'): Promise<readonly Attendance[]> {
  const search = { member, since: since.toISOString() }
  const rows = [...(await ownSince.all(tx, search)), ...(as === 'officer' ? await recordedSince.all(tx, search) : [])]
  const newest = rows.reduce((latest, { at }) => (at > latest ? at : latest), '')
  return rows.filter(({ at }) => at === newest).map(attendanceOf)
}

function rowOf(one: Attendance, before: Attendance | undefined): Row {
  return {
    session_id: one.session,
    member_id: one.member,
    state: one.state,
    way: one.way ?? null,
    late_minutes: one.lateMinutes ?? null,
    evidence: one.evidence,
    identity: one.identity,
    platform: one.platform,
    recorded_by: one.recordedBy ?? null,
    login: one.login ?? null,
    event_key: one.eventKey ?? null,
    at: one.at.toISOString(),
    before: before === undefined ? null : JSON.stringify(rowOf(before, undefined)),
  }
}

/** A row as it is known outside the stores. */
export function attendanceOf(row: Row): Attendance {
  return {
    session: row.session_id as SessionId,
    member: row.member_id as MemberId,
    state: row.state,
    ...(row.way === null ? {} : { way: row.way }),
    ...(row.late_minutes === null ? {} : { lateMinutes: Number(row.late_minutes) }),
    evidence: row.evidence,
    identity: row.identity,
    platform: row.platform,
    ...(row.recorded_by === null ? {} : { recordedBy: row.recorded_by as MemberId }),
    ...(row.login === null ? {} : { login: row.login }),
    ...(row.event_key === null ? {} : { eventKey: row.event_key }),
    at: new Date(row.at),
  }
}
