import { readFileSync } from 'node:fs'
import { readCsv } from '../../src/kernel/tables/read-csv.ts'
import type { SheetsRead } from '../../src/kernel/tables/sheet.ts'
import { readWorkbook } from '../../src/kernel/tables/read-workbook.ts'
import { planImport } from '../../src/roster/import/plan.ts'
import { recogniseRoster } from '../../src/roster/import/recognise.ts'
import type { ImportPlan } from '../../src/roster/import/steps.ts'
import type { CurrentMember, CurrentRoster, Id, Reference, RosterFile } from '../../src/roster/import/types.ts'

export const NOBODY: CurrentRoster = { branches: [], members: [], offices: [] }

function recognised(read: SheetsRead): RosterFile {
  if (read.kind === 'refused') throw new Error(read.reason)
  return recogniseRoster(read.sheets)
}

/** A roster as an office would save it as csv: one line per row, cells parted by commas. */
export function roster(...lines: readonly string[]): RosterFile {
  return recognised(readCsv(Buffer.from(lines.join('\n')), '名册.csv'))
}

/** One of the files people really send. */
export async function sample(name: string): Promise<RosterFile> {
  const bytes = readFileSync(new URL(`../samples/${name}`, import.meta.url))
  return recognised(name.endsWith('.csv') ? readCsv(bytes, name) : await readWorkbook(bytes))
}

/** The roster after the steps of a plan, one after the other: nothing may be mentioned before it exists. */
export function applied(plan: ImportPlan, before: CurrentRoster): CurrentRoster {
  const ids = new Map<string, Id>()
  let branches = [...before.branches]
  let members = [...before.members]
  let offices = [...before.offices]
  const newId = (): Id => branches.length + members.length + 1000
  const idOf = (reference: Reference): Id => {
    const id = reference.kind === 'existing' ? reference.id : ids.get(reference.key)
    if (id === undefined) throw new Error('a step mentions what no earlier step created')
    return id
  }
  const change = (id: Id, after: Partial<CurrentMember>): void => {
    members = members.map((member) => (member.id === id ? { ...member, ...after } : member))
  }
  for (const step of plan.steps) {
    if (step.kind === 'create-branch') {
      const id = newId()
      ids.set(step.key, id)
      branches.push({ id, name: step.name, kind: step.branchKind, parentId: step.parent === null ? null : idOf(step.parent) })
    } else if (step.kind === 'place-branch') {
      branches = branches.map((branch) => (branch.id === step.branch ? { ...branch, parentId: idOf(step.parent) } : branch))
    } else if (step.kind === 'create-member') {
      const id = newId()
      ids.set(step.key, id)
      members.push({ id, branchId: idOf(step.branch), ...step.fields })
    } else if (step.kind === 'change-member') {
      for (const { field, before: old, after } of step.changes) {
        if ((members.find((member) => member.id === step.member)?.[field] ?? null) !== old) throw new Error(`${field} was not ${old}`)
        change(step.member, { [field]: after })
      }
    } else if (step.kind === 'move-member') change(step.member, { branchId: idOf(step.after) })
    else if (step.kind === 'give-office') offices.push({ memberId: idOf(step.member), branchId: idOf(step.branch), role: step.role })
    else
      offices = offices.filter(
        (office) => office.memberId !== idOf(step.member) || office.branchId !== idOf(step.branch) || office.role !== step.role,
      )
  }
  return { branches, members, offices }
}

/** The roster after files were imported one after the other. */
export function imported(...files: readonly RosterFile[]): CurrentRoster {
  return files.reduce((current, file) => applied(planImport(file, current), current), NOBODY)
}
