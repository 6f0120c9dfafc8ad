import type { Cell } from '../../kernel/tables/sheet.ts'
import { readKind } from './branch-cells.ts'
import type { Amounts } from './dues-cells.ts'
import { readBase, readCategory, readMonthly } from './dues-cells.ts'
import type { FieldCell } from './field-cell.ts'
import { isBlank } from './field-cell.ts'
import type { Columns } from './headings.ts'
import { readOffices } from './office-cell.ts'
import { readMembership, readMigrant, readName, readPlace } from './person-cells.ts'
import { readPhone } from './phone-cell.ts'
import type { Notes } from './remarks.ts'
import type { BranchKind, Field, Office, Said } from './types.ts'

/** A line of the table as it reads, before anybody decides which branch it belongs to. */
export type PersonLine = {
  readonly at: string
  readonly branch: FieldCell | undefined
  readonly branchKind: BranchKind | undefined
  readonly name: string
  readonly said: Said
  readonly offices: readonly Office[] | 'clear'
}

type Cells = ReadonlyMap<Field, FieldCell>

const ERROR_VALUE = /^#(?:REF!|N\/A|VALUE!|NAME\?|DIV\/0!|NULL!|NUM!)/
const RUNS_AS_FORMULA = /^[=@]|^[+-](?![\d\s()+-]*$)/
const TELLS_OF_A_PERSON: readonly Field[] = ['office', 'phone', 'membership', 'category', 'base', 'monthly', 'migrant', 'place']

/** Reads one line. Undefined when it holds nobody we import; why not is in the notes. */
export function readPersonLine(
  row: readonly Cell[],
  columns: Columns,
  locate: (cell: Cell) => string,
  notes: Notes,
): PersonLine | undefined {
  const { cells, untrusted } = fieldCells(row, columns, locate, notes)
  const nameCell = cells.get('name')
  const isNameless = nameCell === undefined && !untrusted.includes('name')
  const membership = read(cells, 'membership', (cell) => readMembership(cell, notes))
  if (membership === 'outsider') {
    notes.questions.push({ kind: 'not-a-member', at: [nameCell?.at ?? ''], name: nameCell?.text })
    return undefined
  }
  const name = nameCell === undefined ? undefined : readName(nameCell, notes)
  const branchKind = read(cells, 'kind', (cell) => readKind(cell, notes))
  const offices = read(cells, 'office', (cell) => readOffices(cell, notes)) ?? []
  const phone = read(cells, 'phone', (cell) => readPhone(cell, notes))
  const said = { phone, membership, ...readAmounts(cells, notes), ...readWhereabouts(cells, columns, notes) }
  if (isNameless) remarkOnNameless(cells, row, columns, locate, notes)
  if (name === undefined || nameCell === undefined) return undefined
  return { at: nameCell.at, name, said, offices, branch: cells.get('branch'), branchKind }
}

function read<Value>(cells: Cells, field: Field, reader: (cell: FieldCell) => Value): Value | undefined {
  const cell = cells.get(field)
  return cell === undefined ? undefined : reader(cell)
}

/** The cell of each field, the first filled one where a field has several columns, without those that cannot be trusted. */
function fieldCells(
  row: readonly Cell[],
  columns: Columns,
  locate: (cell: Cell) => string,
  notes: Notes,
): { cells: Cells; untrusted: readonly Field[] } {
  const cells = new Map<Field, FieldCell>()
  const untrusted: Field[] = []
  for (const [field, places] of columns.of) {
    const cell = places.map((place) => row[place]).find((candidate) => candidate !== undefined && candidate.text.trim() !== '')
    if (cell === undefined || (field === 'name' && cell.source === 'merged')) continue
    const distrust = distrustOf(cell)
    if (distrust === undefined) cells.set(field, { at: locate(cell), text: cell.text, number: cell.number })
    else {
      untrusted.push(field)
      notes.refusals.push({ kind: distrust, at: [locate(cell)] })
    }
  }
  return { cells, untrusted }
}

function distrustOf(cell: Cell): 'formula' | 'cell-damaged' | undefined {
  if (cell.source === 'formula' || RUNS_AS_FORMULA.test(cell.text.normalize('NFKC').trim())) return 'formula'
  return ERROR_VALUE.test(cell.text) ? 'cell-damaged' : undefined
}

function remarkOnNameless(cells: Cells, row: readonly Cell[], columns: Columns, locate: (cell: Cell) => string, notes: Notes): void {
  const filled = [...cells].filter(([, cell]) => !isBlank(cell))
  const tellsOfPerson = filled.find(([field]) => TELLS_OF_A_PERSON.includes(field))
  const nameCell = row[columns.of.get('name')?.[0] ?? 0]
  if (nameCell?.source === 'merged') notes.questions.push({ kind: 'joined-row', at: [locate(nameCell)] })
  else if (tellsOfPerson !== undefined)
    notes.refusals.push({ kind: 'missing-name', at: [nameCell === undefined ? tellsOfPerson[1].at : locate(nameCell)] })
  else if (filled[0] !== undefined) notes.questions.push({ kind: 'only-branch', at: [filled[0][1].at] })
}

function readAmounts(cells: Cells, notes: Notes): Amounts & Pick<Said, 'duesCategory'> {
  const duesCategory = read(cells, 'category', (cell) => readCategory(cell, notes))
  const base = read(cells, 'base', (cell) => readBase(cell, duesCategory, notes))
  const monthly = read(cells, 'monthly', (cell) => readMonthly(cell, notes))
  return { duesCategory, ...base, ...monthly }
}

function readWhereabouts(cells: Cells, columns: Columns, notes: Notes): Pick<Said, 'isMigrant' | 'hostPlace'> {
  const isMigrant = read(cells, 'migrant', (cell) => readMigrant(cell, notes))
  const hostPlace = read(cells, 'place', (cell) => readPlace(cell, notes))
  const place = cells.get('place')
  if (place === undefined || typeof hostPlace !== 'string' || isMigrant === true) return { isMigrant, hostPlace }
  if (columns.of.has('migrant')) {
    notes.questions.push({ kind: 'place-without-migrant', at: [place.at] })
    return { isMigrant, hostPlace }
  }
  notes.corrections.push({ kind: 'migrant-by-place', at: [place.at] })
  return { isMigrant: true, hostPlace }
}
