import type { BranchId, MemberId } from '../kernel/chat/person.ts'
import type { Tx } from '../kernel/database/connection.ts'
import { dayOf, daysBetween, momentAt } from '../kernel/day.ts'
import type { Debt, DutyKind } from '../duties/index.ts'
import { roomsOf } from '../roster/directory.ts'
import { assessedSince } from './assessments-store.ts'
import type { Month } from './entry.ts'
import type { MemberMonth } from './member-month.ts'
import { findDueMonths } from './months-store.ts'
import { pendingClaims } from './claims-store.ts'
import { recordPaid } from './recording.ts'
import { sayDuesOf } from './saying.ts'
import { collectedMonth, collectingDay, type FindSetting, readSettings } from './settings.ts'
import { duesWords as words } from './words.ts'

/** Claims that wait longer than this make the ledger stale: the collector is reminded and the members are not (L10). */
export const IDLE_DAYS = 10
const LOOK_BACK_DAYS = 40

/**
 * Dues are owed from the collecting day on: one line in the group, three days later one in private. What follows, after
 * three months and after six, is for the liaison and the secretary (`jobs.ts`).
 */
export const duesDuty: DutyKind = {
  kind: 'dues',
  words: ['党费', '已交', '已缴', '交费', '补交', '交了'],
  officers: ['organization_officer'],
  ladder: [
    { stage: 1, afterDays: 0, to: 'group' },
    { stage: 2, afterDays: 3, to: 'member' },
  ],
  async outstanding(tx, scope, now) {
    const find = await readSettings(tx, 'collecting_day')
    const due = await findDueMonths(tx, scope)
    const members = [...new Set(due.map(({ member }) => member))]
    const assessed = await assessedSince(tx, members, new Date(now.getTime() - LOOK_BACK_DAYS * 86_400_000))
    return debtsOf(due, { find, assessed, now })
  },
  async isOpen(tx, subject, member) {
    return (await findDueMonths(tx, { member, until: subject })).length > 0
  },
  async rooms(tx, subject) {
    const branches = new Set((await findDueMonths(tx, { until: subject })).map(({ branch }) => branch))
    const rooms = await roomsOf(tx, [...branches])
    return rooms.map(({ mailbox, branch }) => ({ mailbox: mailbox.id, branch }))
  },
  isHeld: isLedgerStale,
  record: recordPaid,
  say: {
    group: (title) => words.remindGroup(title),
    member: words.remindMember,
    secretary: words.remindSecretary,
    missing: words.missing,
  },
}

type Known = { readonly find: FindSetting; readonly assessed: ReadonlyMap<MemberId, Date>; readonly now: Date }

/**
 * One debt for each member, whatever months it holds: nobody gets five lines for five months. It counts from the
 * collecting day, or from the day on which the member was told the amount, if that was later.
 */
function debtsOf(months: readonly MemberMonth[], { find, assessed, now }: Known): readonly Debt[] {
  const debts = new Map<MemberId, Debt>()
  for (const { member, branch, month } of months) {
    const subject = collectedMonth(find, branch, dayOf(now))
    if (month > subject || debts.has(member)) continue
    const title = sayDuesOf(subject)
    const day = momentAt(collectingDay(find, branch, subject), '00:00')
    const told = assessed.get(member)
    const since = told !== undefined && told > day ? told : day
    debts.set(member, { subject, title, short: title, alone: words.remindMemberAlone(title), member, branch, since })
  }
  return [...debts.values()]
}

/** True while a claim of a branch has waited too long for its collector. */
export async function isLedgerStale(tx: Tx, branch: BranchId, now: Date): Promise<boolean> {
  const [oldest] = await pendingClaims(tx, { branches: [branch] })
  return oldest !== undefined && daysBetween(dayOf(oldest.at), dayOf(now)) >= IDLE_DAYS
}

/** The month that a branch collects now, and the day from which it is owed. */
export async function currentSubject(tx: Tx, branch: BranchId, now: Date): Promise<Month> {
  return collectedMonth(await readSettings(tx, 'collecting_day'), branch, dayOf(now))
}
