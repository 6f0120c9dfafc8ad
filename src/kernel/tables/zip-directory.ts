import { inflateRawSync } from 'node:zlib'
import type { RefusalReason } from './refusal.ts'
import { LARGEST_UNPACKED_BYTES, MOST_PARTS } from './limits.ts'

const END_SIGNATURE = 0x06054b50
const ENTRY_SIGNATURE = 0x02014b50
const LOCAL_SIGNATURE = 0x04034b50
const END_LENGTH = 22
const ENTRY_LENGTH = 46
const LOCAL_LENGTH = 30
const LONGEST_COMMENT = 0xffff
const NEEDS_ZIP64 = 0xffffffff

/** Parts of a workbook by their path, unpacked and no longer than the directory says. */
export type Unpacked =
  | { readonly kind: 'parts'; readonly parts: ReadonlyMap<string, Uint8Array> }
  | { readonly kind: 'refused'; readonly reason: RefusalReason }

type Entry = { path: string; flags: number; method: number; packed: number; unpacked: number; start: number }

/**
 * Unpacks every part under one common limit and believes no size it has not seen: the claims of the directory are added up first,
 * then each part is inflated with what is left as its ceiling, then claim and truth must agree.
 */
export function unpackWorkbook(file: Uint8Array): Unpacked {
  const entries = readDirectory(Buffer.from(file.buffer, file.byteOffset, file.byteLength))
  if (entries === undefined) return { kind: 'refused', reason: 'broken' }
  if (entries.some((entry) => (entry.flags & 1) === 1)) return { kind: 'refused', reason: 'locked' }
  const claimed = entries.reduce((sum, entry) => sum + entry.unpacked, 0)
  if (entries.length > MOST_PARTS || claimed > LARGEST_UNPACKED_BYTES) return { kind: 'refused', reason: 'unpacks-too-big' }
  return inflateAll(Buffer.from(file.buffer, file.byteOffset, file.byteLength), entries)
}

function inflateAll(file: Buffer, entries: readonly Entry[]): Unpacked {
  const parts = new Map<string, Uint8Array>()
  let left = LARGEST_UNPACKED_BYTES
  for (const entry of entries) {
    if (entry.path.endsWith('/')) continue
    const packed = packedBytes(file, entry)
    if (packed === undefined || parts.has(entry.path)) return { kind: 'refused', reason: 'broken' }
    const part = inflate(packed, entry.method, left)
    if (typeof part === 'string') return { kind: 'refused', reason: part }
    if (part.length !== entry.unpacked) return { kind: 'refused', reason: 'broken' }
    left -= part.length
    parts.set(entry.path, part)
  }
  return { kind: 'parts', parts }
}

function readDirectory(file: Buffer): Entry[] | undefined {
  const end = findEnd(file)
  if (end === undefined) return undefined
  const count = file.readUInt16LE(end + 10)
  const entries: Entry[] = []
  let at = file.readUInt32LE(end + 16)
  for (let index = 0; index < count; index += 1) {
    const entry = readEntry(file, at)
    if (entry === undefined) return undefined
    entries.push(entry)
    at += ENTRY_LENGTH + file.readUInt16LE(at + 28) + file.readUInt16LE(at + 30) + file.readUInt16LE(at + 32)
  }
  return entries
}

function findEnd(file: Buffer): number | undefined {
  const first = Math.max(0, file.length - END_LENGTH - LONGEST_COMMENT)
  for (let at = file.length - END_LENGTH; at >= first; at -= 1) if (file.readUInt32LE(at) === END_SIGNATURE) return at
  return undefined
}

function readEntry(file: Buffer, at: number): Entry | undefined {
  if (at + ENTRY_LENGTH > file.length || file.readUInt32LE(at) !== ENTRY_SIGNATURE) return undefined
  const nameEnd = at + ENTRY_LENGTH + file.readUInt16LE(at + 28)
  const entry = {
    path: file.toString('utf8', at + ENTRY_LENGTH, nameEnd),
    flags: file.readUInt16LE(at + 8),
    method: file.readUInt16LE(at + 10),
    packed: file.readUInt32LE(at + 20),
    unpacked: file.readUInt32LE(at + 24),
    start: file.readUInt32LE(at + 42),
  }
  // A file of 2 MB never needs ZIP64; the sentinel only hides the true size from whoever does not look for it.
  return [entry.packed, entry.unpacked, entry.start].includes(NEEDS_ZIP64) ? undefined : entry
}

function packedBytes(file: Buffer, entry: Entry): Buffer | undefined {
  if (entry.start + LOCAL_LENGTH > file.length || file.readUInt32LE(entry.start) !== LOCAL_SIGNATURE) return undefined
  const start = entry.start + LOCAL_LENGTH + file.readUInt16LE(entry.start + 26) + file.readUInt16LE(entry.start + 28)
  return start + entry.packed > file.length ? undefined : file.subarray(start, start + entry.packed)
}

function inflate(packed: Buffer, method: number, left: number): Uint8Array | RefusalReason {
  if (method === 0) return packed.length > left ? 'unpacks-too-big' : packed
  if (method !== 8) return 'broken'
  try {
    return inflateRawSync(packed, { maxOutputLength: Math.max(1, left) })
  } catch (error) {
    return error instanceof RangeError ? 'unpacks-too-big' : 'broken'
  }
}
