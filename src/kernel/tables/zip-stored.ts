import { crc32 } from 'node:zlib'

const LOCAL_LENGTH = 30
const ENTRY_LENGTH = 46
const END_LENGTH = 22

/** Packs parts again without compression, so that whoever reads them next has nothing left to inflate and nothing left to believe. */
export function packStored(parts: ReadonlyMap<string, Uint8Array>): Uint8Array {
  const local: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const [path, part] of parts) {
    const name = Buffer.from(path, 'utf8')
    const sizes = { sum: crc32(part), bytes: part.length, name: name.length }
    local.push(localHeader(sizes), name, Buffer.from(part.buffer, part.byteOffset, part.byteLength))
    directory.push(directoryEntry(sizes, offset), name)
    offset += LOCAL_LENGTH + name.length + part.length
  }
  const entries = Buffer.concat(directory)
  return Buffer.concat([...local, entries, endRecord(parts.size, entries.length, offset)])
}

type Sizes = { readonly sum: number; readonly bytes: number; readonly name: number }

function localHeader(sizes: Sizes): Buffer {
  const header = Buffer.alloc(LOCAL_LENGTH)
  header.writeUInt32LE(0x04034b50, 0)
  header.writeUInt16LE(20, 4)
  writeSizes(header, sizes, 14)
  return header
}

function directoryEntry(sizes: Sizes, offset: number): Buffer {
  const entry = Buffer.alloc(ENTRY_LENGTH)
  entry.writeUInt32LE(0x02014b50, 0)
  entry.writeUInt16LE(20, 4)
  entry.writeUInt16LE(20, 6)
  writeSizes(entry, sizes, 16)
  entry.writeUInt32LE(offset, 42)
  return entry
}

function writeSizes(record: Buffer, sizes: Sizes, at: number): void {
  record.writeUInt32LE(sizes.sum, at)
  record.writeUInt32LE(sizes.bytes, at + 4)
  record.writeUInt32LE(sizes.bytes, at + 8)
  record.writeUInt16LE(sizes.name, at + 12)
}

function endRecord(count: number, directoryBytes: number, directoryStart: number): Buffer {
  const end = Buffer.alloc(END_LENGTH)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(count, 8)
  end.writeUInt16LE(count, 10)
  end.writeUInt32LE(directoryBytes, 12)
  end.writeUInt32LE(directoryStart, 16)
  return end
}
