import { randomBytes } from 'node:crypto'
import { chmodSync, closeSync, fsyncSync, linkSync, mkdirSync, openSync, readFileSync, rmSync, statSync, writeSync } from 'node:fs'
import { join } from 'node:path'

const KEY_BYTES = 32

/**
 * The 32 bytes of a key file below `keys` of the data directory; made, on disk for good and readable by its owner only,
 * when it is missing. Throws when the file is damaged.
 */
export function readOrMakeKey(dataDir: string, name: string): Buffer {
  const directory = join(dataDir, 'keys')
  mkdirSync(directory, { recursive: true, mode: 0o700 })
  const path = join(directory, name)
  const found = statSync(path, { throwIfNoEntry: false })
  if (found === undefined) makeKey(directory, path)
  else if ((found.mode & 0o077) !== 0) chmodSync(path, 0o600)
  const key = Buffer.from(readFileSync(path, 'utf8').trim(), 'base64url')
  if (key.length !== KEY_BYTES) throw new Error(`the key file keys/${name} in the data directory is damaged; put it back from a backup`)
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
