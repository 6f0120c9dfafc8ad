import type { Tx } from '../database/connection.ts'
import { proveInclusion } from './archive.ts'
import { findCheckpoint, findSalt } from './archive-store.ts'
import { originOf } from './checkpoint.ts'
import type { Entry } from './entry.ts'
import type { Hash } from './merkle.ts'

/** All figures with which a reader's own machine checks one entry; nothing in it has to be believed. */
export type CheckFigures = {
  readonly origin: string
  readonly publicKey: string
  readonly entry: Entry
  readonly salt: string
  readonly content: string
  readonly size: number
  readonly root: Hash
  readonly path: readonly Hash[]
  readonly signature: string
}

/**
 * The figures of something published, as it reads now, in the log as it was when it was published: its phrase is the one
 * that the groups were told with it; undefined when it is not in the archive or was erased. */
export async function figuresFor(tx: Tx, kind: string, subject: string, content: string): Promise<CheckFigures | undefined> {
  const proof = await proveInclusion(tx, kind, subject, 'own')
  if (proof === undefined) return undefined
  const salt = await findSalt(tx, proof.entry.position)
  const checkpoint = await findCheckpoint(tx, proof.size)
  if (salt === undefined || checkpoint === undefined) return undefined
  const { publicKey, signature } = checkpoint
  return { origin: originOf(publicKey), publicKey, ...proof, salt, content, signature }
}
