import type { BranchId, MemberId } from '../kernel/chat/person.ts'
import type { Tx } from '../kernel/database/connection.ts'
import type { Day } from '../kernel/day.ts'
import type { MatterStep } from './matters.ts'
import type { Count } from './matters.ts'
import type { DisclosureTables } from './tables.ts'

/** A matter that a village decides, by the number people type: 议事 3. */
export type Matter = { readonly id: number; readonly branch: BranchId; readonly title: string }

/** A step that was taken. */
export type TakenStep = {
  readonly step: MatterStep
  readonly on: Day
  readonly count?: Count
  readonly resolution?: string
  readonly disclosure?: number
}

const rows = (tx: Tx) => tx.withTables<DisclosureTables>()

/** Begins a matter. */
export async function createMatter(
  tx: Tx,
  { branch, title, by }: Omit<Matter, 'id'> & { readonly by: MemberId },
  now: Date,
): Promise<Matter> {
  const { id } = await rows(tx)
    .insertInto('matter')
    .values({ branch_id: branch, title, created_by: by, created_at: now.toISOString() } as never)
    .returning('id')
    .executeTakeFirstOrThrow()
  return { id, branch, title }
}

/** The matters of these villages, newest first. */
export async function mattersOf(tx: Tx, branches: readonly BranchId[]): Promise<readonly Matter[]> {
  if (branches.length === 0) return []
  const found = await rows(tx)
    .selectFrom('matter')
    .select(['id', 'branch_id', 'title'])
    .where('branch_id', 'in', branches)
    .orderBy('id', 'desc')
    .execute()
  return found.map(({ id, branch_id, title }) => ({ id, branch: branch_id as BranchId, title }))
}

/** Writes down a step; false when somebody else has just done so. */
export async function recordStep(tx: Tx, matter: number, taken: TakenStep, by: MemberId, now: Date): Promise<boolean> {
  const { step, on, count, resolution, disclosure } = taken
  const stored = await rows(tx)
    .insertInto('matter_step')
    .values({
      matter_id: matter,
      step,
      held_on: on,
      entitled: count?.entitled ?? null,
      present: count?.present ?? null,
      in_favour: count?.inFavour ?? null,
      resolution: resolution === undefined || resolution === '' ? null : resolution,
      disclosure_id: disclosure ?? null,
      recorded_by: by,
      at: now.toISOString(),
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return Number(stored.numInsertedOrUpdatedRows ?? 0) === 1
}

/** The steps a matter has taken, first to last. */
export async function stepsOf(tx: Tx, matter: number): Promise<readonly TakenStep[]> {
  const found = await rows(tx).selectFrom('matter_step').selectAll().where('matter_id', '=', matter).orderBy('step').execute()
  return found.map(({ step, held_on, entitled, present, in_favour, resolution, disclosure_id }) => ({
    step: step as MatterStep,
    on: held_on as Day,
    ...(entitled === null || present === null || in_favour === null ? {} : { count: { entitled, present, inFavour: in_favour } }),
    ...(resolution === null ? {} : { resolution }),
    ...(disclosure_id === null ? {} : { disclosure: disclosure_id }),
  }))
}
