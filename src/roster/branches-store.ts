import type { BranchId } from '../kernel/chat/person.ts'
import type { Tx } from '../kernel/database/connection.ts'
import { statement } from '../kernel/database/statement.ts'
import type { BranchKind, RosterTables } from './tables.ts'
import type { Branch, BranchTree } from './tree.ts'

const all = statement<Record<never, never>, RosterTables>()((db) =>
  db.selectFrom('branch').select(['id', 'name', 'kind', 'parent_id']).orderBy('id'),
)

const count = statement<Record<never, never>, RosterTables>()((db) =>
  db
    .selectFrom('member')
    .select((select) => ['branch_id', select.fn.countAll<number>().as('members')])
    .where('state', '=', 'active')
    .groupBy('branch_id'),
)

/** Every branch, so that offices and audiences can be reasoned about without further questions. */
export async function branchTree(tx: Tx): Promise<BranchTree> {
  const rows = await all.all(tx, {})
  return new Map(
    rows.map((row) => [
      row.id,
      { id: row.id, name: row.name, kind: row.kind, ...(row.parent_id === null ? {} : { parent: row.parent_id }) },
    ]),
  )
}

/** The branch with this number; a bug if there is none. */
export async function getBranch(tx: Tx, id: BranchId): Promise<Branch> {
  const found = (await branchTree(tx)).get(id)
  if (found === undefined) throw new Error(`no branch ${id}`)
  return found
}

/** How many active members each branch has; a branch without any is left out. */
export async function countMembers(tx: Tx): Promise<ReadonlyMap<BranchId, number>> {
  return new Map((await count.all(tx, {})).map((row) => [row.branch_id, Number(row.members)]))
}

/** Adds a branch below another one, or at the top. */
export async function addBranch(tx: Tx, branch: { name: string; kind: BranchKind; parent: BranchId | undefined }): Promise<BranchId> {
  const row = await tx
    .withTables<RosterTables>()
    .insertInto('branch')
    .values({ name: branch.name, kind: branch.kind, parent_id: branch.parent ?? null } as never)
    .returning('id')
    .executeTakeFirstOrThrow()
  return row.id
}

/** Puts a branch below another one, or at the top. */
export async function placeBranch(tx: Tx, id: BranchId, parent: BranchId | undefined): Promise<void> {
  await tx
    .withTables<RosterTables>()
    .updateTable('branch')
    .set({ parent_id: parent ?? null })
    .where('id', '=', id)
    .execute()
}

/** Takes a branch away that nothing refers to (the undo of an import). */
export async function removeBranch(tx: Tx, id: BranchId): Promise<void> {
  await tx.withTables<RosterTables>().deleteFrom('branch').where('id', '=', id).execute()
}
