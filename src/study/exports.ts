import type { AnswerEvidence, BranchId } from '../kernel/chat/person.ts'
import type { Tx } from '../kernel/database/connection.ts'
import { dayOf, isWithin } from '../kernel/day.ts'
import type { SheetToWrite } from '../kernel/tables/write-sheet.ts'
import { branchesUnder, branchTree, getMember, membersOf } from '../roster/directory.ts'
import { type BookPerson, bookSheet, emptyBook } from './book-sheet.ts'
import { isKept } from './branch-year.ts'
import { findSessions } from './find-sessions.ts'
import { guestsOf, type RegisterLine, registerOf } from './register-store.ts'
import type { AttendanceState, AttendanceWay, Session, SessionKind, SessionState } from './tables.ts'
import { type Tally, tallyOf } from './tally.ts'
import { judgeVote, type Vote } from './votes.ts'
import { votesOf } from './votes-store.ts'

export { signingTable } from './signing-sheet.ts'

/** One session with everything that is kept of it, in the words of the glossary; moments are ISO. */
export type SessionRecord = Tally & {
  readonly branch: string
  readonly number: number | null
  readonly kinds: readonly SessionKind[]
  readonly title: string
  readonly starts_at: string
  readonly place: string | null
  readonly speaker: string | null
  readonly agenda: string | null
  readonly state: SessionState
  readonly study_minutes: number | null
  readonly guests: number
  readonly minutes: string | null
  readonly resolution: string | null
  /** Held, and with its minutes: it counts for what the rules ask. */
  readonly is_kept: boolean
  readonly votes: readonly (Omit<Vote, 'inFavour'> & { readonly in_favour: number; readonly result: 'passed' | 'not-passed' | 'too-few' })[]
  readonly attendance: readonly {
    readonly member: string
    readonly state: AttendanceState
    readonly way: AttendanceWay | null
    readonly late_minutes: number | null
    readonly evidence: AnswerEvidence | null
    readonly at: string | null
  }[]
}

type Book = { readonly records: readonly SessionRecord[]; readonly sheet: SheetToWrite }

const HELD: readonly SessionState[] = ['called', 'open', 'closed']
const ALL = 1_000_000

/**
 * The attendance of these branches (all without a choice) in a period of days in Shanghai: session by session for
 * programs, and as the register an office keeps, members by sessions with totals, a sheet for each branch.
 */
export async function attendanceTable(tx: Tx, branches: readonly BranchId[] | undefined, period: string | undefined): Promise<Book> {
  const newestFirst = await findSessions(tx, { ...(branches === undefined ? {} : { branches }), states: HELD }, ALL)
  const sessions = newestFirst.toReversed().filter(({ startsAt }) => period === undefined || isWithin(dayOf(startsAt), period))
  const byBranch = new Map<BranchId, Session[]>()
  for (const session of sessions) byBranch.set(session.branch, [...(byBranch.get(session.branch) ?? []), session])
  const records: SessionRecord[] = []
  const sheets: SheetToWrite[] = []
  const tree = await branchTree(tx)
  for (const [branch, own] of byBranch) {
    const name = tree.get(branch)?.name ?? ''
    const ids = own.map(({ id }) => id)
    const lines = await registerOf(tx, ids)
    const guests = await guestsOf(tx, ids)
    const people = await peopleOf(tx, branch, lines)
    for (const session of own) records.push(await toRecord(tx, session, name, lines, people, guests.get(session.id) ?? 0))
    const closed = own.filter(({ state }) => state === 'closed')
    sheets.push(bookSheet({ branch: name, period, sessions: closed, lines, people, guests }))
  }
  const [first, ...further] = sheets
  return { records, sheet: first === undefined ? emptyBook(period) : { ...first, further } }
}

/** Everybody in a register, in the order of the roster; those who have left since come last. */
async function peopleOf(tx: Tx, branch: BranchId, lines: readonly RegisterLine[]): Promise<readonly BookPerson[]> {
  const wanted = new Set(lines.map(({ member }) => member))
  const here = (await membersOf(tx, await branchesUnder(tx, branch)))
    .filter(({ id }) => wanted.delete(id))
    .map(({ id, name }) => ({ id, name }))
  const gone: BookPerson[] = []
  for (const id of wanted) gone.push({ id, name: (await getMember(tx, id)).name })
  return [...here, ...gone]
}

async function toRecord(
  tx: Tx,
  session: Session,
  branch: string,
  lines: readonly RegisterLine[],
  people: readonly BookPerson[],
  guests: number,
): Promise<SessionRecord> {
  const own = lines.filter((line) => line.session === session.id)
  const nameOf = new Map(people.map(({ id, name }) => [id, name]))
  return {
    branch,
    number: session.number ?? null,
    kinds: session.kinds,
    title: session.title,
    starts_at: session.startsAt.toISOString(),
    place: session.place ?? null,
    speaker: session.speaker ?? null,
    agenda: session.agenda ?? null,
    state: session.state,
    study_minutes: session.studyMinutes ?? null,
    ...tallyOf(own),
    guests,
    minutes: session.minutes ?? null,
    resolution: session.resolution ?? null,
    is_kept: isKept(session),
    votes: (await votesOf(tx, session.id)).map(({ inFavour, ...vote }) => ({
      ...vote,
      in_favour: inFavour,
      result: judgeVote({ ...vote, inFavour }).kind,
    })),
    attendance: own.map(({ member, state, way, lateMinutes, evidence, at }) => ({
      member: nameOf.get(member) ?? '',
      state,
      way: way ?? null,
      late_minutes: lateMinutes ?? null,
      evidence: evidence ?? null,
      at: at?.toISOString() ?? null,
    })),
  }
}
