import { createHash } from 'node:crypto'
import { existsSync, mkdirSync } from 'node:fs'
import { readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { FileReference } from '../../src/kernel/chat/message.ts'
import { LARGEST_FILE_BYTES, SANDBOX } from './config.ts'

/** The files people and the bot sent, each kept once under the hash of its content. */
export type Files = {
  /** Keeps the bytes and tells under which reference they lie. */
  keep(bytes: Uint8Array, name: string, mime: string): Promise<FileReference>
  /** Brings the bytes; undefined when there is no such file. */
  find(reference: string): Promise<Uint8Array | undefined>
}

const REFERENCE = /^[0-9a-f]{64}$/

/** Opens the folder of files. They are never removed: the house may still point at one. */
export function openFiles(dataDir: string): Files {
  const folder = join(dataDir, 'files')
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  return {
    async keep(bytes, name, mime) {
      if (bytes.length > LARGEST_FILE_BYTES) throw new Error(`a file of ${bytes.length} bytes is larger than the rehearsal takes`)
      const reference = createHash('sha256').update(bytes).digest('hex')
      const path = join(folder, reference)
      if (!existsSync(path)) {
        await writeFile(`${path}.new`, bytes, { mode: 0o600 })
        await rename(`${path}.new`, path)
      }
      const image = imageMime(bytes)
      return {
        ...SANDBOX,
        reference,
        name: plainName(name),
        mime: image ?? plainMime(mime),
        bytes: bytes.length,
        kind: image ? 'photo' : 'document',
      }
    },
    async find(reference) {
      const path = join(folder, reference)
      return REFERENCE.test(reference) && existsSync(path) ? readFile(path) : undefined
    },
  }
}

const IMAGE_BEGINNINGS: readonly (readonly [string, RegExp])[] = [
  ['image/png', /^89504e470d0a1a0a/],
  ['image/jpeg', /^ffd8ff/],
  ['image/gif', /^47494638(?:37|39)61/],
  ['image/webp', /^52494646.{8}57454250/],
]

/** Recognises a picture by how it begins, never by what its sender calls it. Drawings that may carry script (SVG) are no pictures here. */
export function imageMime(bytes: Uint8Array): string | undefined {
  const beginning = Buffer.from(bytes.subarray(0, 12)).toString('hex')
  return IMAGE_BEGINNINGS.find(([, looks]) => looks.test(beginning))?.[0]
}

function plainName(name: string): string {
  const last = name.split(/[/\\]/).at(-1) ?? ''
  const plain = last.replaceAll(/[\p{Cc}\p{Cf}]/gu, '').trim()
  return plain === '' ? '文件' : plain.slice(-80)
}

function plainMime(mime: string): string {
  return /^[\w.+-]+\/[\w.+-]+$/.test(mime) ? mime : 'application/octet-stream'
}
