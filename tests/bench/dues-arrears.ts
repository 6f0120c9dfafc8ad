import { join } from 'node:path'
import { assessMonths } from '../../src/dues/deciding.ts'
import { findArrears } from '../../src/dues/arrears-store.ts'
import { openFen } from '../../src/dues/member-month.ts'
import { findMonths } from '../../src/dues/months-store.ts'
import type { DuesTables } from '../../src/dues/tables.ts'
import type { BranchId, MemberId } from '../../src/kernel/chat/person.ts'
import type { Tx } from '../../src/kernel/database/connection.ts'
import { monthsThrough } from '../../src/kernel/language/months.ts'
import { addBranch } from '../../src/roster/branches-store.ts'
import { addMember } from '../../src/roster/members-store.ts'
import { type Figure, median, type Plan, type Result } from './figure.ts'
import { openMigrated } from './township.ts'

const BRANCHES = { quick: 300, full: 3000 } as const
const PEOPLE = 30
const ROUNDS = 7
/** Of ten members one has paid nothing, the others all months up to this one. */
const PAID_UNTIL = '2026-10'
const UNPAID_EVERY = 10
const UNTIL = '2026-11'
const NOW = new Date('2026-11-10T02:00:00Z')
const YEAR = monthsThrough('2026-01', '2026-12')

/** How long it takes to say what is open in a whole county, and in one branch; the peer pulls the months and adds them up itself. */
export async function benchDuesArrears(plan: Plan): Promise<readonly Result[]> {
  const database = await openMigrated(join(plan.folder, 'dues.db'))
  const branches: BranchId[] = []
  const count = BRANCHES[plan.pace]
  for (let at = 0; at < count; at += 1) branches.push(await database.write((tx) => fillBranch(tx, at)))
  const middle = branches.slice(Math.floor(count / 2)).slice(0, 1)
  const county = await compare(
    () => database.read((tx) => findArrears(tx, UNTIL)),
    () => database.read((tx) => addedUp(tx, undefined)),
  )
  const page = await compare(
    () => database.read((tx) => findArrears(tx, UNTIL, middle)),
    () => database.read((tx) => addedUp(tx, middle)),
  )
  await database.close()
  const how = `${count} branches × ${PEOPLE} members × ${YEAR.length} months, one in ${UNPAID_EVERY} owes everything up to ${UNTIL}, the others one month; median of ${ROUNDS}, alternating, same answer checked`
  return [
    figureOf('dues: arrears of a county', county, plan.pace === 'full' ? 300 : 60, how),
    figureOf("dues: arrears of one branch's page", page, 5, how),
  ]
}

type Compared = { readonly ours: number; readonly peer: number }

function figureOf(name: string, { ours, peer }: Compared, most: number, how: string): Figure {
  const value = { name: 'months pulled and summed', value: peer }
  return { name, unit: 'ms', ours, peer: value, ratio: ours / peer, wanted: { of: 'ours', most }, how }
}

async function compare(ours: () => Promise<unknown>, peer: () => Promise<unknown>): Promise<Compared> {
  const took = { ours: [] as number[], peer: [] as number[] }
  for (let round = 0; round < ROUNDS; round += 1) {
    const began = performance.now()
    const one = await ours()
    const between = performance.now()
    const other = await peer()
    took.peer.push(performance.now() - between)
    took.ours.push(between - began)
    if (JSON.stringify(one) !== JSON.stringify(other)) throw new Error('the two do not say the same')
  }
  return { ours: median(took.ours), peer: median(took.peer) }
}

/** The peer: every month up to this one is fetched, and what is open is added up here. */
async function addedUp(tx: Tx, branches: readonly BranchId[] | undefined): Promise<readonly unknown[]> {
  const months = await findMonths(tx, { until: UNTIL, ...(branches === undefined ? {} : { branches }) })
  const sums = new Map<BranchId, { people: Set<MemberId>; months: number; fen: number }>()
  for (const one of months) {
    const fen = openFen(one)
    if (fen <= 0) continue
    const sum = sums.get(one.branch) ?? { people: new Set<MemberId>(), months: 0, fen: 0 }
    sum.people.add(one.member)
    sum.months += 1
    sum.fen += fen
    sums.set(one.branch, sum)
  }
  return [...sums]
    .toSorted(([one], [other]) => one - other)
    .map(([branch, sum]) => ({ branch, people: sum.people.size, months: sum.months, fen: sum.fen }))
}

async function fillBranch(tx: Tx, at: number): Promise<BranchId> {
  const branch = await addBranch(tx, { name: `第${at}村党支部`, kind: 'village', parent: undefined })
  for (let person = 0; person < PEOPLE; person += 1) {
    const member = await addMember(tx, { branch, name: `党员${at}-${person}`, membership: 'full', migrant: false }, NOW)
    const decided = { category: 'farmer' as const, baseFen: undefined, article: '第六条', assessedBy: member }
    await assessMonths(tx, { branch, member, monthlyFen: 50, effectiveFrom: '2026-01', ...decided }, YEAR, NOW)
    if (person % UNPAID_EVERY !== 0) await markPaid(tx, member)
  }
  return branch
}

/** The months stand as paid without a million lines of confirmations before them: only reading is measured. */
async function markPaid(tx: Tx, member: MemberId): Promise<void> {
  await tx
    .withTables<DuesTables>()
    .updateTable('dues_month')
    .set((of) => ({ confirmed_fen: of.ref('assessed_fen') }))
    .where('member_id', '=', member)
    .where('month', '<=', PAID_UNTIL)
    .execute()
}
