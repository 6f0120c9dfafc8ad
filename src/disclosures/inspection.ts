import type { BranchId } from '../kernel/chat/person.ts'
import type { Tx } from '../kernel/database/connection.ts'
import { addDays, type Day } from '../kernel/day.ts'
import type { SheetToWrite } from '../kernel/tables/write-sheet.ts'
import { branchTree } from '../roster/directory.ts'
import { sayPeriod } from './calendar.ts'
import { copiesOf } from './copies-store.ts'
import { exportWords as words } from './export-words.ts'
import { disclosuresFor } from './items-store.ts'
import { owedIn, type OwedNow } from './ruling.ts'
import { versionsOf } from './versions-store.ts'

/** How a village stands with one item over a stretch of time. A table to look things up in, never a ranking (DOMAIN §2.8). */
export type InspectionRecord = {
  readonly branch: string
  readonly category: string
  readonly name: string
  /** Due within the stretch. */
  readonly owed: number
  readonly on_time: number
  readonly late: number
  readonly missing: number
  /** Told by 本期无; also counted as on time or late. */
  readonly nothing: number
  readonly corrected: number
  /** Versions that did not reach every group. */
  readonly unreached: number
  readonly findings: readonly string[]
  /** By when what was found has to be mended; none where nothing was found. */
  readonly mend_by: string | null
}

const MEND_DAYS = 15

/** The half-yearly inspection (M35): `2026-H1`, a year or a quarter of due days; without one, everything due within the last year. */
export async function inspectionTable(
  tx: Tx,
  branches: readonly BranchId[] | undefined,
  period: string | undefined,
  today: Day,
): Promise<{ readonly records: readonly InspectionRecord[]; readonly sheet: SheetToWrite }> {
  const tree = await branchTree(tx)
  const villages = [...tree.values()].filter(({ id, kind }) => kind === 'village' && (branches?.includes(id) ?? true))
  const records: InspectionRecord[] = []
  for (const { id, name } of villages) {
    const byItem = new Map<string, OwedNow[]>()
    for (const owed of await owedIn(tx, id, inspectedOn(period, today)))
      if (period === undefined || isDueWithin(owed.dueOn, period)) byItem.set(owed.category, [...(byItem.get(owed.category) ?? []), owed])
    for (const owed of byItem.values()) records.push(await inspect(tx, id, name, owed, today))
  }
  return { records, sheet: toSheet(records, period) }
}

async function inspect(tx: Tx, branch: BranchId, name: string, owed: readonly OwedNow[], today: Day): Promise<InspectionRecord> {
  const periodsOf = (kind: OwedNow['standing']['kind']) => owed.filter(({ standing }) => standing.kind === kind).map(({ period }) => period)
  const [missing, late] = [periodsOf('overdue'), periodsOf('late')]
  const { corrected, unreached, nothing } = await lookAt(tx, branch, owed)
  const findings = [
    ...(missing.length === 0 ? [] : [words.findings.missing(missing.map(sayPeriod))]),
    ...(late.length === 0 ? [] : [words.findings.late(late.map(sayPeriod))]),
    ...(corrected === 0 ? [] : [words.findings.corrected(corrected)]),
    ...(unreached === 0 ? [] : [words.findings.unreached(unreached)]),
  ]
  const [first] = owed
  return {
    branch: name,
    category: first?.category ?? '',
    name: first?.item.name ?? '',
    owed: owed.length,
    on_time: periodsOf('on-time').length,
    late: late.length,
    missing: missing.length,
    nothing,
    corrected,
    unreached,
    findings,
    mend_by: findings.length === 0 ? null : addDays(today, MEND_DAYS),
  }
}

async function lookAt(tx: Tx, branch: BranchId, owed: readonly OwedNow[]) {
  let [corrected, unreached, nothing] = [0, 0, 0]
  for (const { category, period } of owed)
    for (const { id } of await disclosuresFor(tx, branch, category, period)) {
      const published = (await versionsOf(tx, id)).filter(({ publishedAt }) => publishedAt !== undefined)
      const newest = published.at(-1)
      if (newest === undefined) continue
      corrected += published.length - 1
      nothing += newest.body.kind === 'nothing' ? 1 : 0
      const copies = await copiesOf(tx, newest.id)
      unreached += copies.some(({ state }) => state !== 'sent' && state !== 'accepted') ? 1 : 0
    }
  return { corrected, unreached, nothing }
}

/** What was owed is worked out backwards from a day, a year at most: for a stretch that is over, from the day after it. */
function inspectedOn(period: string | undefined, today: Day): Day {
  const year = period?.slice(0, 4)
  if (year === undefined) return today
  const end = (period?.endsWith('-H1') === true ? `${year}-07-01` : `${Number(year) + 1}-01-01`) as Day
  return end < today ? end : today
}

function isDueWithin(dueOn: Day, period: string): boolean {
  const [year, part] = period.split('-')
  if (!dueOn.startsWith(`${year ?? ''}-`)) return false
  const month = Number(dueOn.slice(5, 7))
  if (part === undefined) return true
  if (part.startsWith('H')) return part === 'H1' ? month <= 6 : month > 6
  return part.startsWith('Q') ? Math.ceil(month / 3) === Number(part.slice(1)) : month === Number(part)
}

function toSheet(records: readonly InspectionRecord[], period: string | undefined): SheetToWrite {
  return {
    name: words.inspection,
    columns: [
      { key: 'branch', title: words.branch },
      { key: 'name', title: words.category },
      { key: 'owed', title: words.owed, holds: 'number' },
      { key: 'on_time', title: words.onTime, holds: 'number' },
      { key: 'late', title: words.late, holds: 'number' },
      { key: 'missing', title: words.missing, holds: 'number' },
      { key: 'nothing', title: words.nothing, holds: 'number' },
      { key: 'corrected', title: words.corrected, holds: 'number' },
      { key: 'findings', title: words.finding },
      { key: 'mend_by', title: words.mendBy },
      { key: 'mended', title: words.mended, width: 16 },
    ],
    rows: records.map((record) => ({ ...record, mended: '' })),
    above: [`${words.inspection}${period === undefined ? '' : `　${period}`}`],
    below: [words.checkedBy],
    form: { paper: 'landscape', lines: 'tall' },
  }
}
