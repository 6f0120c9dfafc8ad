import { createHash, createPrivateKey, createPublicKey, type KeyObject, sign, verify } from 'node:crypto'
import { readOrMakeKey } from '../privacy/key-file.ts'
import type { Hash } from './merkle.ts'

/** What the log was at one moment: how many entries, under which root. */
export type Checkpoint = { readonly size: number; readonly root: Hash; readonly signature: string }

/** Who signs the checkpoints of this office, and how its signatures are known. */
export type Signer = {
  /** Names the log: two offices never have the same. */
  readonly origin: string
  /** The 32 bytes of the Ed25519 key as hexadecimal digits, for whoever checks. */
  readonly publicKey: string
  /** Signs a log of this size and root; the same always has the same signature. */
  sign(size: number, root: Hash): Checkpoint
}

/** What stands before the 32 bytes of a private and of a public key in the form that Node reads (RFC 8410). */
const PRIVATE_PREFIX = '302e020100300506032b657004220420'
const PUBLIC_PREFIX = '302a300506032b6570032100'
const ORIGIN_DIGITS = 16

/** The signer of a data directory; its key file is made when it is missing. */
export function openSigner(dataDir: string): Signer {
  return makeSigner(readOrMakeKey(dataDir, 'archive.key'))
}

/** The signer of a key of 32 bytes (RFC 8032). */
export function makeSigner(seed: Buffer): Signer {
  const key = createPrivateKey({ key: Buffer.concat([Buffer.from(PRIVATE_PREFIX, 'hex'), seed]), format: 'der', type: 'pkcs8' })
  const publicKey = createPublicKey(key).export({ format: 'der', type: 'spki' }).subarray(-32).toString('hex')
  const origin = originOf(publicKey)
  return {
    origin,
    publicKey,
    sign: (size, root) => ({ size, root, signature: sign(null, Buffer.from(signedText(origin, size, root)), key).toString('hex') }),
  }
}

/** Whether a checkpoint was signed with the key that belongs to this public key. */
export function isSigned(publicKey: string, { size, root, signature }: Checkpoint): boolean {
  const key = findPublicKey(publicKey)
  return key !== undefined && verify(null, Buffer.from(signedText(originOf(publicKey), size, root)), key, Buffer.from(signature, 'hex'))
}

/** The lines that are signed: origin, size, root. */
export function signedText(origin: string, size: number, root: Hash): string {
  return `${origin}\n${size}\n${root}\n`
}

/** The name of the log that a key signs. */
export function originOf(publicKey: string): string {
  return `branchlink-archive/${createHash('sha256').update(publicKey, 'hex').digest('hex').slice(0, ORIGIN_DIGITS)}`
}

function findPublicKey(publicKey: string): KeyObject | undefined {
  try {
    return createPublicKey({ key: Buffer.from(PUBLIC_PREFIX + publicKey, 'hex'), format: 'der', type: 'spki' })
  } catch {
    return undefined
  }
}
