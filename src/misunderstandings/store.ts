import type { MemberId } from '../kernel/chat/person.ts'
import type { Tx } from '../kernel/database/connection.ts'

type MisunderstandingTables = {
  misunderstanding: {
    id: number
    at: string
    shape: string
    chat: 'group' | 'private'
    role: string
    open: string
    understood: string
    consent_by: number
  }
}

/** The shape of a line and what was made of it. */
export type Misunderstanding = {
  readonly shape: string
  readonly chat: 'group' | 'private'
  readonly role: string
  readonly open: readonly string[]
  readonly understood: readonly string[]
}

/** Keeps a shape after somebody agreed. */
export async function recordMisunderstanding(tx: Tx, one: Misunderstanding, by: MemberId, now: Date): Promise<void> {
  await tx
    .withTables<MisunderstandingTables>()
    .insertInto('misunderstanding')
    .values({
      at: now.toISOString(),
      shape: one.shape,
      chat: one.chat,
      role: one.role,
      open: one.open.join(','),
      understood: one.understood.join(','),
      consent_by: by,
    } as never)
    .execute()
}

/** Everything that was kept, oldest first; as the interpreter's own test rows are written. */
export async function readMisunderstandings(tx: Tx): Promise<readonly (Misunderstanding & { readonly at: string })[]> {
  const rows = await tx.withTables<MisunderstandingTables>().selectFrom('misunderstanding').selectAll().orderBy('id').execute()
  return rows.map(({ at, shape, chat, role, open, understood }) => ({
    at,
    shape,
    chat,
    role,
    open: open === '' ? [] : open.split(','),
    understood: understood.split(','),
  }))
}
