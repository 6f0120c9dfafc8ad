import { type Actor, recordAudit } from '../kernel/audit.ts'
import type { BranchId, MemberId, Role } from '../kernel/chat/person.ts'
import type { Tx } from '../kernel/database/connection.ts'
import type { Cipher } from '../kernel/privacy/cipher.ts'
import { addBranch, branchTree, placeBranch } from './branches-store.ts'
import { importColumns } from './import-columns.ts'
import { type Inverse, putBack } from './import-undo.ts'
import type { ImportPlan, ImportStep } from './import/steps.ts'
import type { Id, Reference } from './import/types.ts'
import { addMember } from './members-store.ts'
import { giveOffice, takeOffice } from './offices-store.ts'
import type { RosterTables } from './tables.ts'

/** What an import did. `nothing`: the file says what is known already. */
export type Applied = { readonly kind: 'applied'; readonly id: number } | { readonly kind: 'nothing' }

/** What taking back the last import did; `kept` are people and branches that something refers to by now. */
export type Undone = { readonly kind: 'undone'; readonly id: number; readonly kept: number } | { readonly kind: 'nothing' }

type Work = { readonly tx: Tx; readonly cipher: Cipher; readonly actor: Actor; readonly now: Date; readonly made: Map<string, number> }

/** Does everything a plan says, in the caller's one transaction, and keeps how to take all of it back. */
export async function applyImport(
  tx: Tx,
  cipher: Cipher,
  plan: ImportPlan,
  by: { readonly actor: Actor; readonly fileHash: string },
  now: Date,
): Promise<Applied> {
  if (plan.kind === 'refused') throw new Error('a refused plan must not be applied')
  if (plan.steps.length === 0) return { kind: 'nothing' }
  const work: Work = { tx, cipher, actor: by.actor, now, made: new Map() }
  const undo: Inverse[] = []
  for (const step of plan.steps) undo.unshift(...(await apply(work, step)))
  const { id } = await tx
    .withTables<RosterTables>()
    .insertInto('roster_import')
    .values({ at: now.toISOString(), actor: by.actor, file_hash: by.fileHash, undo: JSON.stringify(undo), undone_at: null } as never)
    .returning('id')
    .executeTakeFirstOrThrow()
  await recordAudit(tx, { actor: by.actor, action: 'roster-imported', subject: `roster_import:${id}`, after: { ...plan.counts } }, now)
  return { kind: 'applied', id }
}

/** Takes back the newest import that still stands. What people did since then stays theirs. */
export async function undoLastImport(tx: Tx, actor: Actor, now: Date): Promise<Undone> {
  const db = tx.withTables<RosterTables>()
  const last = await db
    .selectFrom('roster_import')
    .select(['id', 'undo'])
    .where('undone_at', 'is', null)
    .orderBy('id', 'desc')
    .executeTakeFirst()
  if (last === undefined) return { kind: 'nothing' }
  let kept = 0
  for (const inverse of JSON.parse(last.undo) as readonly Inverse[]) if (!(await putBack(tx, inverse, now))) kept += 1
  await db.updateTable('roster_import').set({ undone_at: now.toISOString() }).where('id', '=', last.id).execute()
  await recordAudit(tx, { actor, action: 'roster-import-undone', subject: `roster_import:${last.id}`, after: { kept } }, now)
  return { kind: 'undone', id: last.id, kept }
}

async function apply(work: Work, step: ImportStep): Promise<readonly Inverse[]> {
  const { tx } = work
  switch (step.kind) {
    case 'create-branch': {
      const parent = step.parent === null ? undefined : branchId(work, step.parent)
      const id = await addBranch(tx, { name: step.name, kind: step.branchKind, parent })
      work.made.set(step.key, id)
      return [{ do: 'remove-branch', branch: id }]
    }
    case 'place-branch': {
      const id = Number(step.branch) as BranchId
      const before = (await branchTree(tx)).get(id)?.parent
      await placeBranch(tx, id, branchId(work, step.parent))
      return [{ do: 'place-branch', branch: id, parent: before ?? null }]
    }
    case 'create-member':
      return [await createMember(work, step)]
    case 'change-member':
    case 'move-member':
      return [await changeMember(work, step)]
    case 'give-office':
    case 'take-office':
      return changeOffice(work, step)
  }
}

async function createMember(work: Work, { key, branch, fields }: Extract<ImportStep, { kind: 'create-member' }>): Promise<Inverse> {
  const { tx, cipher, now } = work
  const { phone, duesCategory, baseFen, monthlyFen, hostPlace } = fields
  const id = await addMember(
    tx,
    {
      branch: branchId(work, branch),
      name: fields.name,
      membership: fields.membership,
      migrant: fields.isMigrant,
      ...(phone === null ? {} : { phone: { sealed: cipher.seal(phone), fingerprint: cipher.fingerprint(phone) } }),
      ...(duesCategory === null ? {} : { duesCategory }),
      ...(baseFen === null ? {} : { baseFen }),
      ...(monthlyFen === null ? {} : { monthlyFen }),
      ...(hostPlace === null ? {} : { hostPlace }),
    },
    now,
  )
  work.made.set(key, id)
  return { do: 'remove-member', member: id }
}

async function changeMember(work: Work, step: Extract<ImportStep, { kind: 'change-member' | 'move-member' }>): Promise<Inverse> {
  const { tx, cipher } = work
  const id = Number(step.member) as MemberId
  const change = step.kind === 'move-member' ? { branch_id: branchId(work, step.after) } : importColumns(step.changes, cipher)
  const columns = Object.keys(change) as (keyof typeof change)[]
  const before = await tx.withTables<RosterTables>().selectFrom('member').select(columns).where('id', '=', id).executeTakeFirstOrThrow()
  await tx.withTables<RosterTables>().updateTable('member').set(change).where('id', '=', id).execute()
  return { do: 'set-member', member: id, columns: before }
}

async function changeOffice(work: Work, step: Extract<ImportStep, { kind: 'give-office' | 'take-office' }>): Promise<readonly Inverse[]> {
  const { tx, actor, now } = work
  const member = memberId(work, step.member)
  const branch = branchId(work, step.branch)
  const role = step.role as Role
  const give = step.kind === 'give-office'
  const changed = give ? await giveOffice(tx, member, branch, role, now) : await takeOffice(tx, member, branch, role)
  if (!changed) return []
  const action = give ? 'office-given' : 'office-taken'
  await recordAudit(tx, { actor, action, subject: `member:${member}`, [give ? 'after' : 'before']: { branch, role } }, now)
  return [{ do: give ? 'take-office' : 'give-office', member, branch, role }]
}

function branchId(work: Work, reference: Reference): BranchId {
  return resolve(work, reference) as BranchId
}

function memberId(work: Work, reference: Reference): MemberId {
  return resolve(work, reference) as MemberId
}

function resolve({ made }: Work, reference: Reference): Id {
  const id = reference.kind === 'existing' ? Number(reference.id) : made.get(reference.key)
  if (id === undefined) throw new Error(`a step refers to what no earlier step made: ${reference.kind}`)
  return id
}
