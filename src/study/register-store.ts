import type { AnswerEvidence, MemberId } from '../kernel/chat/person.ts'
import type { Tx } from '../kernel/database/connection.ts'
import type { AttendanceState, AttendanceWay, SessionId, StudyTables } from './tables.ts'

/** One member's line in the register of a session. Without a record an expected member is `expected`, an exempt one `exempt`. */
export type RegisterLine = {
  readonly session: SessionId
  readonly member: MemberId
  readonly standing: 'expected' | 'exempt'
  readonly state: AttendanceState
  readonly way: AttendanceWay | undefined
  readonly lateMinutes: number | undefined
  readonly evidence: AnswerEvidence | undefined
  readonly at: Date | undefined
}

/** The register of these sessions: everybody who was expected or exempt, with what is known of them, in the order of the roster. */
export async function registerOf(tx: Tx, sessions: readonly SessionId[], member?: MemberId): Promise<readonly RegisterLine[]> {
  if (sessions.length === 0) return []
  const rows = await tx
    .withTables<StudyTables>()
    .selectFrom('session_expected')
    .leftJoin('attendance', (join) =>
      join
        .onRef('attendance.session_id', '=', 'session_expected.session_id')
        .onRef('attendance.member_id', '=', 'session_expected.member_id'),
    )
    .select([
      'session_expected.session_id',
      'session_expected.member_id',
      'session_expected.state as standing',
      'attendance.state',
      'attendance.way',
      'attendance.late_minutes',
      'attendance.evidence',
      'attendance.at',
    ])
    .where('session_expected.session_id', 'in', [...sessions])
    .$if(member !== undefined, (query) => query.where('session_expected.member_id', '=', Number(member)))
    .orderBy('session_expected.session_id')
    .orderBy('session_expected.member_id')
    .execute()
  return rows.map((row) => ({
    session: row.session_id as SessionId,
    member: row.member_id as MemberId,
    standing: row.standing,
    state: row.state ?? row.standing,
    way: row.way ?? undefined,
    lateMinutes: row.late_minutes ?? undefined,
    evidence: row.evidence ?? undefined,
    at: row.at === null ? undefined : new Date(row.at),
  }))
}

/** How many guests of other branches came to each of these sessions. */
export async function guestsOf(tx: Tx, sessions: readonly SessionId[]): Promise<ReadonlyMap<SessionId, number>> {
  if (sessions.length === 0) return new Map()
  const rows = await tx
    .withTables<StudyTables>()
    .selectFrom('session_guest')
    .select((one) => ['session_id', one.fn.countAll<number>().as('guests')] as const)
    .where('session_id', 'in', [...sessions])
    .groupBy('session_id')
    .execute()
  return new Map(rows.map((row) => [row.session_id as SessionId, Number(row.guests)]))
}
