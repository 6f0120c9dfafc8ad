import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto'
import { readOrMakeKey } from './key-file.ts'

/**
 * Keeps phone numbers unreadable without the key file and one-time codes unguessable. The key lies outside the database,
 * so that whoever takes a copy of the database has neither.
 */
export type Cipher = {
  /** Makes a text unreadable; the same text looks different every time. */
  seal(text: string): string
  /** Gives back what `seal` was given; throws when it was changed or sealed with another key. */
  open(sealed: string): string
  /** The same, or undefined when it was sealed with another key: a database put back without its key still works. */
  tryOpen(sealed: string): string | undefined
  /** The same for the same text, for finding a row by an equal phone number. */
  fingerprint(text: string): string
  /** What is stored of a one-time code. The key makes six digits as hard to guess as any secret. */
  hashCode(code: string, salt: string): string
  /** Names the key without telling it, so that a database can say that another key file lies beside it. */
  readonly keyName: string
}

const KEY_BYTES = 32
const IV_BYTES = 12
const TAG_BYTES = 16
const VERSION = 'v1.'
const ADDED = Buffer.from('branchlink sealed text')

/** Opens the cipher of a data directory; its key file is made, on disk for good and readable by its owner only, when it is missing. */
export function openCipher(dataDir: string): Cipher {
  return makeCipher(readOrMakeKey(dataDir, 'secret.key'))
}

/** The cipher of a key of 32 bytes. */
export function makeCipher(key: Buffer): Cipher {
  const sealing = derive(key, 'seal')
  const finding = derive(key, 'fingerprint')
  const hashing = derive(key, 'code')
  return {
    seal: (text) => seal(sealing, text),
    open: (sealed) => unseal(sealing, sealed),
    tryOpen: (sealed) => tryUnseal(sealing, sealed),
    fingerprint: (text) => hmac(finding, text),
    hashCode: (code, salt) => hmac(hashing, `${salt}\n${code}`),
    keyName: hmac(derive(key, 'name'), 'key').slice(0, 12),
  }
}

/** Compares two hashes in a time that does not tell how much of them is equal. */
export function isSameHash(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)]
  return a.length === b.length && timingSafeEqual(a, b)
}

function seal(key: Buffer, text: string): string {
  const iv = randomBytes(IV_BYTES)
  const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(ADDED)
  const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
  return VERSION + Buffer.concat([iv, cipher.getAuthTag(), body]).toString('base64url')
}

function unseal(key: Buffer, sealed: string): string {
  const bytes = Buffer.from(sealed.slice(VERSION.length), 'base64url')
  if (!sealed.startsWith(VERSION) || bytes.length < IV_BYTES + TAG_BYTES) throw new Error('this is not a sealed text')
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, IV_BYTES), { authTagLength: TAG_BYTES })
  decipher.setAAD(ADDED).setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES))
  return Buffer.concat([decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES)), decipher.final()]).toString('utf8')
}

function tryUnseal(key: Buffer, sealed: string): string | undefined {
  try {
    return unseal(key, sealed)
  } catch {
    return undefined
  }
}

function derive(key: Buffer, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', key, Buffer.alloc(0), `branchlink ${purpose}`, KEY_BYTES))
}

function hmac(key: Buffer, text: string): string {
  return createHmac('sha256', key).update(text, 'utf8').digest('base64url')
}
