import type { BranchId, MemberId, Role } from '../kernel/chat/person.ts'
import { isPassing, type Tx } from '../kernel/database/connection.ts'
import { savepoint } from '../kernel/database/database.ts'
import { placeBranch, removeBranch } from './branches-store.ts'
import type { MemberColumns } from './import-columns.ts'
import { giveOffice, takeOffice } from './offices-store.ts'
import type { RosterTables } from './tables.ts'

/** One thing to do to take one step of an import back. Phone numbers lie in it sealed. */
export type Inverse =
  | { readonly do: 'remove-branch'; readonly branch: BranchId }
  | { readonly do: 'place-branch'; readonly branch: BranchId; readonly parent: BranchId | null }
  | { readonly do: 'remove-member'; readonly member: MemberId }
  | { readonly do: 'set-member'; readonly member: MemberId; readonly columns: MemberColumns }
  | { readonly do: 'give-office' | 'take-office'; readonly member: MemberId; readonly branch: BranchId; readonly role: Role }

/** Takes one step back. False when something refers to it by now, so that it stays: a member as one who has left. */
export async function putBack(tx: Tx, inverse: Inverse, now: Date): Promise<boolean> {
  const db = tx.withTables<RosterTables>()
  switch (inverse.do) {
    case 'remove-branch':
      return unlessReferred(tx, () => removeBranch(tx, inverse.branch))
    case 'place-branch':
      await placeBranch(tx, inverse.branch, inverse.parent ?? undefined)
      return true
    case 'remove-member': {
      const removed = await unlessReferred(tx, async () => {
        await db.deleteFrom('bind_code').where('member_id', '=', inverse.member).execute()
        await db.deleteFrom('member').where('id', '=', inverse.member).execute()
      })
      if (!removed) await db.updateTable('member').set({ state: 'left' }).where('id', '=', inverse.member).execute()
      return removed
    }
    case 'set-member':
      await db.updateTable('member').set(inverse.columns).where('id', '=', inverse.member).execute()
      return true
    case 'give-office':
      await giveOffice(tx, inverse.member, inverse.branch, inverse.role, now)
      return true
    case 'take-office':
      await takeOffice(tx, inverse.member, inverse.branch, inverse.role)
      return true
  }
}

/** Runs a removal; the database refuses it while something refers to the row. */
async function unlessReferred(tx: Tx, remove: () => Promise<void>): Promise<boolean> {
  try {
    await savepoint(tx, remove)
    return true
  } catch (error) {
    if (isPassing(error)) throw error
    return false
  }
}
