import type { BranchId, MemberId } from '../kernel/chat/person.ts'
import type { Tx } from '../kernel/database/connection.ts'
import { statement } from '../kernel/database/statement.ts'
import { type Attendance, attendanceOf } from './attendance-store.ts'
import type { AttendanceState, SessionId, StudyTables } from './tables.ts'

/** One line of a session's sheet: a member who was expected or exempt, and what is known. */
export type SheetLine = {
  readonly member: MemberId
  readonly name: string
  readonly branch: BranchId
  readonly state: AttendanceState
  readonly recorded: Attendance | undefined
}

/** The totals everybody may read. `present` counts all who came, exempt ones too; `expected` does not. */
export type Totals = {
  readonly expected: number
  readonly present: number
  readonly leave: number
  readonly absent: number
  readonly open: number
  readonly guests: number
}

type Rostered = { member: { id: number; name: string; branch_id: number } }
type Tables = StudyTables & Rostered

const counts = statement<{ session: number }, Tables>()((db, given) =>
  db
    .selectFrom('session_expected')
    .leftJoin('attendance', (join) =>
      join
        .onRef('attendance.session_id', '=', 'session_expected.session_id')
        .onRef('attendance.member_id', '=', 'session_expected.member_id'),
    )
    .select((of) => ['session_expected.state as expected', 'attendance.state as recorded', of.fn.countAll<number>().as('count')])
    .where('session_expected.session_id', '=', given('session'))
    .groupBy(['session_expected.state', 'attendance.state']),
)

const guests = statement<{ session: number }, StudyTables>()((db, given) =>
  db
    .selectFrom('session_guest')
    .select((of) => of.fn.countAll<number>().as('count'))
    .where('session_id', '=', given('session')),
)

/** The totals of a session. */
export async function totalsOf(tx: Tx, session: SessionId): Promise<Totals> {
  const rows = (await counts.all(tx, { session })).map((row) => ({ ...row, count: Number(row.count) }))
  const sum = (fits: (row: (typeof rows)[number]) => boolean) => rows.filter(fits).reduce((total, { count }) => total + count, 0)
  return {
    expected: sum(({ expected }) => expected === 'expected'),
    present: sum(({ recorded }) => recorded === 'checked_in' || recorded === 'late'),
    leave: sum(({ expected, recorded }) => expected === 'expected' && recorded === 'leave'),
    absent: sum(({ expected, recorded }) => expected === 'expected' && recorded === 'absent'),
    open: sum(({ expected, recorded }) => expected === 'expected' && recorded === null),
    guests: Number((await guests.first(tx, { session }))?.count ?? 0),
  }
}

/** Every member of a session's sheet, as they were entered in the roster. */
export async function sheetOf(tx: Tx, session: SessionId): Promise<readonly SheetLine[]> {
  const members = await tx
    .withTables<Tables>()
    .selectFrom('session_expected')
    .innerJoin('member', 'member.id', 'session_expected.member_id')
    .select(['member.id', 'member.name', 'member.branch_id', 'session_expected.state'])
    .where('session_expected.session_id', '=', session)
    .orderBy('member.branch_id')
    .orderBy('member.id')
    .execute()
  const rows = await tx.withTables<StudyTables>().selectFrom('attendance').selectAll().where('session_id', '=', session).execute()
  const recorded = new Map(rows.map((row) => [row.member_id, attendanceOf(row)]))
  return members.map((row) => {
    const known = recorded.get(row.id)
    return {
      member: row.id as MemberId,
      name: row.name,
      branch: row.branch_id as BranchId,
      state: known?.state ?? row.state,
      recorded: known,
    }
  })
}

/** Members of one session who were told from one login: worth a look, not more. */
export async function sharedLogins(tx: Tx, session: SessionId): Promise<readonly (readonly MemberId[])[]> {
  const rows = await tx
    .withTables<StudyTables>()
    .selectFrom('attendance')
    .select(['login', 'member_id'])
    .where('session_id', '=', session)
    .where('login', 'is not', null)
    .where('state', 'in', ['checked_in', 'late'])
    .orderBy('member_id')
    .execute()
  const byLogin = new Map<string, MemberId[]>()
  for (const { login, member_id } of rows) byLogin.set(login ?? '', [...(byLogin.get(login ?? '') ?? []), member_id as MemberId])
  return [...byLogin.values()].filter((members) => members.length > 1)
}
