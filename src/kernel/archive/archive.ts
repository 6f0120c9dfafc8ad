import { randomBytes } from 'node:crypto'
import type { Tx } from '../database/connection.ts'
import { findEntry, insertCheckpoint, insertEntry, insertNode, nodeHash, sizeOfLog } from './archive-store.ts'
import type { Checkpoint, Signer } from './checkpoint.ts'
import { commit, type Entry, leafOf, type Published } from './entry.ts'
import { consistencyRanges, foldNodes, type Hash, hashChildren, inclusionRanges, nodesOf } from './merkle.ts'
import { phraseOf } from './phrase.ts'

const SALT_BYTES = 32

/** What was archived: its place in the log, and the log's state right after it, which the groups are told. */
export type Archived = { readonly entry: Entry; readonly checkpoint: Checkpoint; readonly phrase: string }

/**
 * Adds something published to the log, in the very transaction that publishes it, and signs the log as it then is. What
 * is in the log already stays as it is: publishing the same subject twice is a bug and throws.
 */
export async function archive(tx: Tx, signer: Signer, published: Published, now: Date): Promise<Archived> {
  const position = await sizeOfLog(tx)
  const salt = randomBytes(SALT_BYTES).toString('hex')
  const { kind, subject, content } = published
  const entry: Entry = { position, kind, subject, at: now.toISOString(), commitment: commit(content, salt) }
  await insertEntry(tx, entry, salt)
  await grow(tx, position, leafOf(entry))
  return { entry, ...(await sealLog(tx, signer, now)) }
}

/** Signs the log as it is now and tells its phrase; an empty log has a phrase too. */
export async function sealLog(tx: Tx, signer: Signer, now: Date): Promise<{ readonly checkpoint: Checkpoint; readonly phrase: string }> {
  const size = await sizeOfLog(tx)
  const root = await hashOfRange(tx, { from: 0, until: size })
  const checkpoint = signer.sign(size, root)
  await insertCheckpoint(tx, checkpoint, signer.publicKey, now)
  return { checkpoint, phrase: phraseOf(signer.origin, size, root) }
}

/** Everything a reader needs to check by themselves that something published is in the log. */
export type Inclusion = { readonly entry: Entry; readonly size: number; readonly root: Hash; readonly path: readonly Hash[] }

/** The proof that something published is in the log of a size: of today's when none is named, of its own when `own` is. */
export async function proveInclusion(tx: Tx, kind: string, subject: string, at: 'today' | 'own' = 'today'): Promise<Inclusion | undefined> {
  const entry = await findEntry(tx, kind, subject)
  if (entry === undefined) return undefined
  const size = at === 'own' ? entry.position + 1 : await sizeOfLog(tx)
  const path: Hash[] = []
  for (const range of inclusionRanges(entry.position, size)) path.push(await hashOfRange(tx, range))
  return { entry, size, root: await hashOfRange(tx, { from: 0, until: size }), path }
}

/** The proof that the log of an older size is the beginning of the log of today. */
export async function proveConsistency(tx: Tx, older: number): Promise<readonly Hash[]> {
  const path: Hash[] = []
  for (const range of consistencyRanges(older, await sizeOfLog(tx))) path.push(await hashOfRange(tx, range))
  return path
}

/** Keeps every subtree that the new leaf completes: one and a half rows an entry, and proofs read twenty rows of a million. */
async function grow(tx: Tx, position: number, leaf: Hash): Promise<void> {
  await insertNode(tx, { level: 0, index: position }, leaf)
  let hash = leaf
  for (let [level, index] = [0, position]; index % 2 === 1;) {
    hash = hashChildren(await nodeHash(tx, { level, index: index - 1 }), hash)
    level += 1
    index = (index - 1) / 2
    await insertNode(tx, { level, index }, hash)
  }
}

async function hashOfRange(tx: Tx, range: { readonly from: number; readonly until: number }): Promise<Hash> {
  const hashes: Hash[] = []
  for (const node of nodesOf(range)) hashes.push(await nodeHash(tx, node))
  return foldNodes(hashes)
}
