import type { Tx } from '../database/connection.ts'
import { statement } from '../database/statement.ts'
import type { Checkpoint } from './checkpoint.ts'
import type { Entry } from './entry.ts'
import type { Hash, Node } from './merkle.ts'

type ArchiveTables = {
  archive_entry: Entry
  archive_salt: { position: number; salt: string }
  archive_node: { level: number; place: number; hash: string }
  archive_checkpoint: { size: number; root: string; signature: string; public_key: string; at: string }
}

/** A checkpoint as it was kept, with the key it was signed with. */
export type KeptCheckpoint = Checkpoint & { readonly publicKey: string; readonly at: string }

const COLUMNS = ['position', 'kind', 'subject', 'at', 'commitment'] as const

const statements = {
  last: statement<Record<never, never>, ArchiveTables>()((db) =>
    db.selectFrom('archive_entry').select('position').orderBy('position', 'desc').limit(1),
  ),
  entry: statement<Entry, ArchiveTables>()((db, given) =>
    db.insertInto('archive_entry').values({
      position: given('position'),
      kind: given('kind'),
      subject: given('subject'),
      at: given('at'),
      commitment: given('commitment'),
    }),
  ),
  salt: statement<{ position: number; salt: string }, ArchiveTables>()((db, given) =>
    db.insertInto('archive_salt').values({ position: given('position'), salt: given('salt') }),
  ),
  addNode: statement<ArchiveTables['archive_node'], ArchiveTables>()((db, given) =>
    db.insertInto('archive_node').values({ level: given('level'), place: given('place'), hash: given('hash') }),
  ),
  node: statement<{ level: number; place: number }, ArchiveTables>()((db, given) =>
    db.selectFrom('archive_node').select('hash').where('level', '=', given('level')).where('place', '=', given('place')),
  ),
  find: statement<{ kind: string; subject: string }, ArchiveTables>()((db, given) =>
    db.selectFrom('archive_entry').select(COLUMNS).where('kind', '=', given('kind')).where('subject', '=', given('subject')),
  ),
}

/** How many entries the log has. */
export async function sizeOfLog(tx: Tx): Promise<number> {
  const last = await statements.last.first(tx, {})
  return last === undefined ? 0 : Number(last.position) + 1
}

/** Adds an entry and its salt; the database refuses a second one for the same subject. */
export async function insertEntry(tx: Tx, entry: Entry, salt: string): Promise<void> {
  await statements.entry.run(tx, entry)
  await statements.salt.run(tx, { position: entry.position, salt })
}

/** Keeps the hash of a subtree that has just become complete. */
export async function insertNode(tx: Tx, { level, index }: Node, hash: Hash): Promise<void> {
  await statements.addNode.run(tx, { level, place: index, hash })
}

/** The hash of a complete subtree; throws when the log is damaged. */
export async function nodeHash(tx: Tx, { level, index }: Node): Promise<Hash> {
  const row = await statements.node.first(tx, { level, place: index })
  if (row === undefined) throw new Error(`the archive lacks the subtree ${level}/${index}`)
  return row.hash
}

/** The entry of something published. */
export async function findEntry(tx: Tx, kind: string, subject: string): Promise<Entry | undefined> {
  const row = await statements.find.first(tx, { kind, subject })
  return row === undefined ? undefined : { ...row, position: Number(row.position) }
}

/** Some entries in the order of the log, from a position on. */
export async function entriesFrom(tx: Tx, position: number, most: number): Promise<readonly Entry[]> {
  const rows = await tx
    .withTables<ArchiveTables>()
    .selectFrom('archive_entry')
    .select(COLUMNS)
    .where('position', '>=', position)
    .orderBy('position')
    .limit(most)
    .execute()
  return rows.map((row) => ({ ...row, position: Number(row.position) }))
}

/** The salt of an entry; none when what it committed to has been erased. */
export async function findSalt(tx: Tx, position: number): Promise<string | undefined> {
  const row = await tx
    .withTables<ArchiveTables>()
    .selectFrom('archive_salt')
    .select('salt')
    .where('position', '=', position)
    .executeTakeFirst()
  return row?.salt
}

/** Forgets the salt of an entry: from then on nobody can prove, or guess, what it committed to. The log stays valid. */
export async function eraseSalt(tx: Tx, position: number): Promise<void> {
  await tx.withTables<ArchiveTables>().deleteFrom('archive_salt').where('position', '=', position).execute()
}

/** Keeps a checkpoint; the same size again changes nothing. */
export async function insertCheckpoint(tx: Tx, checkpoint: Checkpoint, publicKey: string, now: Date): Promise<void> {
  const { size, root, signature } = checkpoint
  await tx
    .withTables<ArchiveTables>()
    .insertInto('archive_checkpoint')
    .values({ size, root, signature, public_key: publicKey, at: now.toISOString() })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** The checkpoint of a log of this size. */
export async function findCheckpoint(tx: Tx, size: number): Promise<KeptCheckpoint | undefined> {
  const row = await tx.withTables<ArchiveTables>().selectFrom('archive_checkpoint').selectAll().where('size', '=', size).executeTakeFirst()
  return row === undefined ? undefined : toCheckpoint(row)
}

/** All checkpoints, smallest first. */
export async function readCheckpoints(tx: Tx): Promise<readonly KeptCheckpoint[]> {
  const rows = await tx.withTables<ArchiveTables>().selectFrom('archive_checkpoint').selectAll().orderBy('size').execute()
  return rows.map(toCheckpoint)
}

function toCheckpoint({ size, root, signature, public_key, at }: ArchiveTables['archive_checkpoint']): KeptCheckpoint {
  return { size: Number(size), root, signature, publicKey: public_key, at }
}

/** Every stored subtree, lowest level first; a million entries have two million of them, so they come in pages. */
export async function nodesAfter(tx: Tx, after: Node, most: number): Promise<readonly (Node & { readonly hash: Hash })[]> {
  const rows = await tx
    .withTables<ArchiveTables>()
    .selectFrom('archive_node')
    .select(['level', 'place', 'hash'])
    .where((where) =>
      where.or([where('level', '>', after.level), where.and([where('level', '=', after.level), where('place', '>', after.index)])]),
    )
    .orderBy('level')
    .orderBy('place')
    .limit(most)
    .execute()
  return rows.map(({ level, place, hash }) => ({ level, index: Number(place), hash }))
}
