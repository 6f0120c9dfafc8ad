import type { BranchId, MemberId } from '../kernel/chat/person.ts'
import type { Tx } from '../kernel/database/connection.ts'
import { type Day, dayOf, momentAt } from '../kernel/day.ts'
import { branchTree, type Member, membersOf } from '../roster/directory.ts'
import { hoursOf } from './book-sheet.ts'
import type { BranchFacts } from './branch-year.ts'
import { exemptAmong, partyGroupsOf } from './expected-store.ts'
import { findSessions } from './find-sessions.ts'
import { registerOf } from './register-store.ts'
import type { Session } from './tables.ts'

/** What a branch has called and held in the year of a moment, oldest first, and how large it is. */
export type BranchYear = {
  readonly branch: BranchId
  readonly name: string
  readonly facts: BranchFacts
  readonly sessions: readonly Session[]
}

const ALL = 10_000

/** The years of those of these bodies that are branches: a committee above others holds no meetings of this kind. */
export async function branchYears(tx: Tx, branches: readonly BranchId[], now: Date): Promise<readonly BranchYear[]> {
  const tree = await branchTree(tx)
  const own = branches.filter((branch) => ![...tree.values()].some(({ parent }) => parent === branch))
  const from = momentAt(`${dayOf(now).slice(0, 4)}-01-01` as Day, '00:00')
  const sessions = (await findSessions(tx, { branches: own, states: ['called', 'open', 'closed'], from }, ALL)).toReversed()
  const years: BranchYear[] = []
  for (const branch of own) {
    const members = await membersOf(tx, [branch])
    if (members.length === 0) continue
    years.push({
      branch,
      name: tree.get(branch)?.name ?? '',
      facts: {
        fullMembers: members.filter(({ membership }) => membership === 'full').length,
        partyGroups: (await partyGroupsOf(tx, branch)).map(({ id }) => id),
      },
      sessions: sessions.filter((session) => session.branch === branch),
    })
  }
  return years
}

/** The hours of everybody in a branch of whom they are asked, in the order of the roster; undefined when nobody kept any. */
export async function studyHoursOf(
  tx: Tx,
  { branch, sessions }: BranchYear,
): Promise<readonly { readonly member: Member; readonly hours: number }[] | undefined> {
  const timed = sessions.filter(({ studyMinutes, state }) => studyMinutes !== undefined && state === 'closed')
  if (timed.length === 0) return undefined
  const lines = await registerOf(
    tx,
    timed.map(({ id }) => id),
  )
  const members = await membersOf(tx, [branch])
  const exempt: ReadonlySet<MemberId> = await exemptAmong(
    tx,
    members.map(({ id }) => id),
  )
  return members
    .filter(({ id }) => !exempt.has(id))
    .map((member) => ({
      member,
      hours: hoursOf(
        timed,
        lines.filter((line) => line.member === member.id),
      ),
    }))
}
