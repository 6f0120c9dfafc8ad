import type { Cell, Sheet } from '../../kernel/tables/sheet.ts'
import { branchName, findBranch, findTownship } from './branch-cells.ts'
import type { Columns } from './headings.ts'
import { findColumns } from './headings.ts'
import type { PersonLine } from './person-row.ts'
import { readPersonLine } from './person-row.ts'
import type { Notes } from './remarks.ts'
import { newNotes } from './remarks.ts'
import { judgeLine } from './table-lines.ts'
import type { Line } from './table-lines.ts'
import type { BranchKind, Field, RosterFile, RosterRow } from './types.ts'

/** What is gathered while the lines of a sheet pass by. */
type Reading = {
  readonly sheet: Sheet
  readonly locate: (cell: Cell) => string
  readonly notes: Notes
  readonly rows: RosterRow[]
  readonly branches: Map<string, { name: string; kind: BranchKind | undefined; at: string }>
  readonly fields: Set<Field>
  readonly unsaved: Set<string>
  township: string | undefined
  columns: Columns | undefined
  sectionBranch: string | undefined
  sinceSubtotal: number
  inSheet: number
}

/**
 * Recognises a roster in whatever sheets an office sends: columns by their headings in any order, titles above, subtotals within,
 * signatures below, other sheets beside it. It decides nothing about people it does not see: the plan does that.
 */
export function recogniseRoster(sheets: readonly Sheet[]): RosterFile {
  const shown = sheets.filter((sheet) => sheet.visibility === 'shown')
  const rosters = shown.filter((sheet) => sheet.rows.some((row) => findColumns(row) !== undefined))
  const township = rosters.map(townshipOf).find((name) => name !== undefined)
  const common = { notes: newNotes(), rows: [], branches: new Map(), fields: new Set<Field>(), unsaved: new Set<string>(), township }
  for (const sheet of rosters) {
    const locate = (cell: Cell): string => (rosters.length > 1 ? `${sheet.name}!${cell.address}` : cell.address)
    readSheet({
      ...common,
      sheet,
      locate,
      columns: undefined,
      sectionBranch: findBranch(sheet.name, township),
      sinceSubtotal: 0,
      inSheet: 0,
    })
  }
  if (rosters.length === 0) common.notes.refusals.push({ kind: 'no-roster', at: [] })
  else if (common.rows.length === 0 && common.notes.refusals.length === 0) common.notes.refusals.push({ kind: 'no-people', at: [] })
  return {
    township,
    branches: [...common.branches.values()],
    rows: common.rows,
    fields: [...common.fields],
    ...common.notes,
    unsavedColumns: [...common.unsaved],
    skippedSheets: sheets.filter((sheet) => !rosters.includes(sheet)).map((sheet) => sheet.name),
  }
}

function townshipOf(sheet: Sheet): string | undefined {
  const headingAt = sheet.rows.findIndex((row) => findColumns(row) !== undefined)
  const titles = sheet.rows.slice(0, headingAt).flatMap((row) => row.map((cell) => cell.text))
  return titles.map(findTownship).find((name) => name !== undefined)
}

function readSheet(reading: Reading): void {
  for (const row of reading.sheet.rows) {
    const columns = findColumns(row)
    if (columns === undefined) readLine(row, judgeLine(row, reading.columns), reading)
    else {
      reading.columns = columns
      for (const field of columns.of.keys()) reading.fields.add(field)
      for (const heading of columns.unsaved) reading.unsaved.add(heading)
    }
  }
}

function readLine(row: readonly Cell[], line: Line, reading: Reading): void {
  switch (line.kind) {
    case 'empty':
    case 'signature':
      return
    case 'title':
      reading.sectionBranch = findBranch(line.text, reading.township) ?? reading.sectionBranch
      return
    case 'total':
      compareTotal(line, reading)
      return
    case 'person': {
      if (reading.columns === undefined) return
      const person = readPersonLine(row, reading.columns, reading.locate, reading.notes)
      if (person !== undefined) keepPerson(person, reading)
    }
  }
}

function compareTotal(line: Line & { kind: 'total' }, reading: Reading): void {
  const counted = [reading.sinceSubtotal, reading.inSheet]
  if (line.said !== undefined && !counted.includes(line.said)) {
    const count = line.covers === 'all' ? reading.inSheet : reading.sinceSubtotal
    reading.notes.questions.push({ kind: 'count-differs', at: [reading.locate(line.cell)], before: String(line.said), count })
  }
  reading.sinceSubtotal = 0
}

function keepPerson(person: PersonLine, reading: Reading): void {
  reading.sinceSubtotal += 1
  reading.inSheet += 1
  const branch = branchOf(person, reading)
  if (branch === undefined) return
  reading.rows.push({ at: person.at, sheet: reading.sheet.name, branch, name: person.name, said: person.said, offices: person.offices })
}

function branchOf(person: PersonLine, reading: Reading): string | undefined {
  const written = person.branch?.text.trim() ?? ''
  if (reading.columns?.of.has('branch') !== true) {
    if (reading.sectionBranch !== undefined) return mention(reading.sectionBranch, person, person.at, reading)
    if (!reading.notes.refusals.some((refusal) => refusal.kind === 'no-branch-column'))
      reading.notes.refusals.push({ kind: 'no-branch-column', at: [person.at] })
    return undefined
  }
  if (/^[-—/\s]*$/.test(written)) {
    reading.notes.refusals.push({ kind: 'missing-branch', at: [person.at], name: person.name })
    return undefined
  }
  const name = branchName(written, reading.township)
  const at = person.branch?.at ?? person.at
  if (name !== written && !reading.branches.has(name))
    reading.notes.corrections.push({ kind: 'branch-name', at: [at], before: written, after: name })
  return mention(name, person, at, reading)
}

function mention(name: string, person: PersonLine, at: string, reading: Reading): string {
  const known = reading.branches.get(name)
  if (known === undefined) reading.branches.set(name, { name, kind: person.branchKind, at })
  else if (known.kind === undefined) known.kind = person.branchKind
  else if (person.branchKind !== undefined && person.branchKind !== known.kind)
    reading.notes.questions.push({ kind: 'kinds-differ', at: [at], branch: name })
  return name
}
