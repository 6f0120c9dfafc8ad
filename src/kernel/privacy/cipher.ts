import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto'
import { chmodSync, closeSync, fsyncSync, linkSync, mkdirSync, openSync, readFileSync, rmSync, statSync, writeSync } from 'node:fs'
import { join } from 'node:path'

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
  return makeCipher(readOrMakeKey(join(dataDir, 'keys')))
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

function readOrMakeKey(directory: string): Buffer {
  mkdirSync(directory, { recursive: true, mode: 0o700 })
  const path = join(directory, 'secret.key')
  const found = statSync(path, { throwIfNoEntry: false })
  if (found === undefined) makeKey(directory, path)
  else if ((found.mode & 0o077) !== 0) chmodSync(path, 0o600)
  const key = Buffer.from(readFileSync(path, 'utf8').trim(), 'base64url')
  if (key.length !== KEY_BYTES) throw new Error('the key file keys/secret.key in the data directory is damaged; put it back from a backup')
  return key
}

/** Written whole under another name first: two programs starting together agree on one key, and a power cut leaves no half of one. */
function makeKey(directory: string, path: string): void {
  const unfinished = `${path}.${randomBytes(6).toString('hex')}`
  const file = openSync(unfinished, 'wx', 0o600)
  try {
    writeSync(file, `${randomBytes(KEY_BYTES).toString('base64url')}\n`)
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
  try {
    linkSync(unfinished, path)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
  } finally {
    rmSync(unfinished)
  }
  const folder = openSync(directory, 'r')
  fsyncSync(folder)
  closeSync(folder)
}
