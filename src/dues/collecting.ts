import type { BranchId, Person } from '../kernel/chat/person.ts'
import { SECRETARIAL } from '../kernel/chat/converse.ts'
import type { Tx } from '../kernel/database/connection.ts'
import { officersOf, privateMailbox } from '../roster/directory.ts'

/** Offices that may ask about the dues of a branch. Who of them confirms is for `collectorsOf` to say. */
export const COLLECTING = ['organization_officer', ...SECRETARIAL] as const

type Officer = Awaited<ReturnType<typeof officersOf>>[number]

/**
 * Who confirms the dues of a branch: its own organization officer, else its secretary. Only somebody the bot can write
 * to can answer; where a branch has nobody, the nearest body above it has.
 */
export async function collectorsOf(tx: Tx, branch: BranchId): Promise<readonly Officer[]> {
  const own = async (roles: readonly ('organization_officer' | 'secretary' | 'deputy_secretary')[]) =>
    reachableOf(
      tx,
      (await officersOf(tx, branch, roles)).filter((officer) => officer.branch === branch),
    )
  for (const roles of [['organization_officer'], ['secretary', 'deputy_secretary']] as const) {
    const officers = await own(roles)
    if (officers.length > 0) return officers
  }
  return (await reachableOf(tx, await officersOf(tx, branch, ['organization_officer', 'secretary', 'township_admin']))).slice(0, 1)
}

async function reachableOf(tx: Tx, officers: readonly Officer[]): Promise<readonly Officer[]> {
  const reachable: Officer[] = []
  for (const officer of officers) if ((await privateMailbox(tx, officer.member)) !== undefined) reachable.push(officer)
  return reachable
}

/** The ones among these branches whose dues this person confirms. Only a verified login speaks with an office. */
export async function collectedBy(tx: Tx, person: Person, branches: readonly BranchId[]): Promise<readonly BranchId[]> {
  const collected: BranchId[] = []
  if (person.evidence !== 'verified' || person.offices.length === 0) return collected
  for (const branch of new Set(branches))
    if ((await collectorsOf(tx, branch)).some(({ member }) => member === person.member)) collected.push(branch)
  return collected
}
