import type { MemberId } from '../kernel/chat/person.ts'
import { dayOf } from '../kernel/day.ts'
import type { SheetColumn, SheetToWrite, SheetValue } from '../kernel/tables/write-sheet.ts'
import { bookWords } from './book-words.ts'
import { isKept } from './branch-year.ts'
import { nameOfKind } from './kinds.ts'
import type { RegisterLine } from './register-store.ts'
import type { Session, SessionId } from './tables.ts'
import { hasStudied, tallyOf } from './tally.ts'

/** Somebody in the register of a branch. */
export type BookPerson = { readonly id: MemberId; readonly name: string }

/** The register of a branch over some sessions. */
export type Register = {
  readonly branch: string
  readonly period: string | undefined
  readonly sessions: readonly Session[]
  readonly lines: readonly RegisterLine[]
  readonly people: readonly BookPerson[]
  readonly guests: ReadonlyMap<SessionId, number>
}

type Row = Record<string, SheetValue>
type Line = Pick<RegisterLine, 'standing' | 'state' | 'way'>

const HOUR_MINUTES = 60
const TOTALS = ['expected', 'present', 'leave', 'absent', 'made_up'] as const

/**
 * The sheet offices keep: members by sessions with a mark in each cell, totals for each person and each session, in the
 * order of the roster. Being there and having made it up stand side by side; nobody is put before anybody.
 */
export function bookSheet(register: Register): SheetToWrite {
  const { branch, period, sessions, people, lines } = register
  const byPerson = new Map(people.map(({ id }) => [id, lines.filter(({ member }) => member === id)]))
  const rows = people.map((person, at): Row => personRow(person, at + 1, sessions, byPerson.get(person.id) ?? []))
  return {
    ...emptyBook(period),
    name: branch,
    columns: columnsFor(sessions),
    rows: [...rows, ...totalRows(register)],
    above: [bookWords.title(branch), bookWords.subtitle(period, sessions.length, people.length)],
  }
}

/** A register in which nothing stands. */
export function emptyBook(period: string | undefined): SheetToWrite {
  return {
    name: bookWords.name,
    columns: columnsFor([]),
    rows: [],
    above: [bookWords.title(''), bookWords.subtitle(period, 0, 0)],
    below: [bookWords.legend, bookWords.signatures],
    form: { paper: 'landscape', lines: 'narrow' },
  }
}

/** The mark of a member's cell: √ 远 迟 假 缺 免, and 补 or 送 for what was learned afterwards. */
export function markOf({ standing, state, way }: Line): string {
  const { marks } = bookWords
  const after = way === 'made_up' ? marks.madeUp : way === 'home_delivery' ? marks.delivered : ''
  switch (state) {
    case 'checked_in':
      return after || (way === 'from_afar' ? marks.fromAfar : marks.present)
    case 'late':
      return marks.late
    case 'leave':
      return standing === 'exempt' ? after || marks.exempt : `${marks.leave}${after}`
    case 'absent':
      return after || marks.absent
    case 'exempt':
      return marks.exempt
    case 'expected':
      return ''
  }
}

function columnsFor(sessions: readonly Session[]): readonly SheetColumn[] {
  return [
    { key: 'at', title: bookWords.columns.at, holds: 'number' },
    { key: 'name', title: bookWords.columns.name },
    ...sessions.map((session) => ({ key: keyOf(session), title: headingOf(session) })),
    ...TOTALS.map((key) => ({ key, title: bookWords.columns[key], holds: 'number' as const })),
    { key: 'hours', title: bookWords.columns.hours, holds: 'number' },
  ]
}

function keyOf({ id }: Pick<Session, 'id'>): string {
  return `session-${id}`
}

/** 11/5 above 主题党日 and 党课, as it stands on paper. */
function headingOf({ startsAt, kinds }: Session): string {
  const [, month, day] = dayOf(startsAt).split('-')
  return [`${Number(month)}/${Number(day)}`, ...kinds.map(nameOfKind)].join('\n')
}

function personRow({ name }: BookPerson, at: number, sessions: readonly Session[], lines: readonly RegisterLine[]): Row {
  const { open: _, exempt_present: __, ...totals } = tallyOf(lines.filter((line) => sessions.some(({ id }) => id === line.session)))
  const row: Row = { at, name, ...totals, hours: hoursOf(sessions, lines) }
  for (const session of sessions) {
    const line = lines.find((one) => one.session === session.id)
    row[keyOf(session)] = line === undefined ? '' : markOf(line)
  }
  return row
}

function totalRows({ sessions, lines, guests }: Register): readonly Row[] {
  const tallies = sessions.map((session) => ({ session, ...tallyOf(lines.filter((line) => line.session === session.id)) }))
  const rows = TOTALS.map((key): Row => {
    const row: Row = { name: bookWords.columns[key], [key]: tallies.reduce((sum, tally) => sum + tally[key], 0) }
    for (const tally of tallies) row[keyOf(tally.session)] = tally[key]
    return row
  })
  const minutes: Row = { name: bookWords.columns.minutes }
  for (const session of sessions) minutes[keyOf(session)] = isKept(session) ? bookWords.hasMinutes : bookWords.noMinutes
  const visitors: Row = { name: bookWords.columns.guests }
  for (const session of sessions) visitors[keyOf(session)] = guests.get(session.id) ?? 0
  const hasGuests = sessions.some(({ id }) => (guests.get(id) ?? 0) > 0)
  return [...rows, ...(hasGuests ? [visitors] : []), minutes]
}

/** The hours somebody has studied with others or made up, with one decimal; sessions without a length count for nothing. */
export function hoursOf(sessions: readonly Session[], lines: readonly RegisterLine[]): number {
  const studied = new Set(lines.filter(hasStudied).map(({ session }) => session))
  const minutes = sessions.reduce((sum, { id, studyMinutes }) => sum + (studied.has(id) ? (studyMinutes ?? 0) : 0), 0)
  return Math.round((minutes / HOUR_MINUTES) * 10) / 10
}
