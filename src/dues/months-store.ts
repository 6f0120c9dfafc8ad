import type { BranchId, MemberId } from '../kernel/chat/person.ts'
import type { Tx } from '../kernel/database/connection.ts'
import { statement } from '../kernel/database/statement.ts'
import type { RosterTables } from '../roster/directory.ts'
import type { Month } from './entry.ts'
import type { MemberMonth } from './member-month.ts'
import type { DuesTables } from './tables.ts'

type Tables = DuesTables & RosterTables
type Row = DuesTables['dues_month']

const columns = [
  'dues_month.member_id',
  'dues_month.month',
  'dues_month.branch_id',
  'dues_month.assessed_fen',
  'dues_month.waived_fen',
  'dues_month.claimed_fen',
  'dues_month.confirmed_fen',
  'dues_month.returned_fen',
] as const

const ofMember = statement<{ member: number; since: Month }, DuesTables>()((db, given) =>
  db
    .selectFrom('dues_month')
    .select(columns)
    .where('member_id', '=', given('member'))
    .where('month', '>=', given('since'))
    .orderBy('month'),
)

const due = statement<{ member: number; until: Month }, DuesTables>()((db, given) =>
  db
    .selectFrom('dues_month')
    .select(columns)
    .where('member_id', '=', given('member'))
    .where('month', '<=', given('until'))
    .where((one) => one(one('confirmed_fen', '+', one('waived_fen', '+', one.ref('claimed_fen'))), '<', one.ref('assessed_fen')))
    .orderBy('month'),
)

/** The months of a member since a month, oldest first. */
export async function monthsOf(tx: Tx, member: MemberId, since: Month): Promise<readonly MemberMonth[]> {
  return (await ofMember.all(tx, { member, since })).map(toMonth)
}

/** The months up to one that a member has neither paid nor said to have paid, oldest first. */
export async function dueMonthsOf(tx: Tx, member: MemberId, until: Month): Promise<readonly MemberMonth[]> {
  return (await due.all(tx, { member, until })).map(toMonth)
}

/** Which member-months are looked for; what is left out does not matter. */
export type MonthSearch = {
  readonly branches?: readonly BranchId[]
  readonly member?: MemberId
  readonly from?: Month
  readonly until?: Month
}

/** The member-months of a ledger, by member and month. They stand in the branch that assessed them. */
export async function findMonths(tx: Tx, { branches, member, from, until }: MonthSearch): Promise<readonly MemberMonth[]> {
  const rows = await tx
    .withTables<DuesTables>()
    .selectFrom('dues_month')
    .select(columns)
    .$if(branches !== undefined, (query) => query.where('branch_id', 'in', atLeastOne(branches)))
    .$if(member !== undefined, (query) => query.where('member_id', '=', Number(member)))
    .$if(from !== undefined, (query) => query.where('month', '>=', String(from)))
    .$if(until !== undefined, (query) => query.where('month', '<=', String(until)))
    .orderBy('member_id')
    .orderBy('month')
    .execute()
  return rows.map(toMonth)
}

/**
 * What active members have neither paid nor said to have paid, by member and month. A member's months are asked for by
 * the branch the member is in now, whichever assessed them.
 */
export async function findDueMonths(tx: Tx, { branches, member, until }: Omit<MonthSearch, 'from'>): Promise<readonly MemberMonth[]> {
  const rows = await tx
    .withTables<Tables>()
    .selectFrom('dues_month')
    .innerJoin('member', 'member.id', 'dues_month.member_id')
    .select([...columns, 'member.branch_id as home'])
    .where('member.state', '=', 'active')
    // Implied by what follows; said so that the index of open months is used.
    .where((one) => one('dues_month.assessed_fen', '>', one('dues_month.confirmed_fen', '+', one.ref('dues_month.waived_fen'))))
    .where((one) =>
      one(
        one('dues_month.confirmed_fen', '+', one('dues_month.waived_fen', '+', one.ref('dues_month.claimed_fen'))),
        '<',
        one.ref('dues_month.assessed_fen'),
      ),
    )
    .$if(branches !== undefined, (query) => query.where('member.branch_id', 'in', atLeastOne(branches) as BranchId[]))
    .$if(member !== undefined, (query) => query.where('dues_month.member_id', '=', Number(member)))
    .$if(until !== undefined, (query) => query.where('dues_month.month', '<=', String(until)))
    .orderBy('dues_month.member_id')
    .orderBy('dues_month.month')
    .execute()
  return rows.map((row) => ({ ...toMonth(row), branch: row.home }))
}

function toMonth(row: Row): MemberMonth {
  return {
    member: row.member_id as MemberId,
    branch: row.branch_id as BranchId,
    month: row.month,
    assessedFen: row.assessed_fen,
    waivedFen: row.waived_fen,
    claimedFen: row.claimed_fen,
    confirmedFen: row.confirmed_fen,
    returnedFen: row.returned_fen,
  }
}

/** `in ()` is no SQL; no branch has the number 0. */
function atLeastOne(branches: readonly BranchId[] | undefined): number[] {
  return branches === undefined || branches.length === 0 ? [0] : [...branches]
}
