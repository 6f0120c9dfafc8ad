import type { Chance } from '../simulation/chance.ts'
import type { Entry } from './journal.ts'

/** What becomes of writes that were not synced when the power goes: all are lost, or some reach the disk, torn. */
export type Cut = 'nothing-unsynced' | 'some-unsynced'

/** A disk that follows a journal and can tell at any moment what it would hold if the power went now. */
export type PowerDisk = {
  follow(entry: Entry): void
  /** The files that would be found afterwards, by path. */
  cut(how: Cut, chance: Chance): ReadonlyMap<string, Buffer>
}

type Change = Extract<Entry, { kind: 'write' | 'truncate' }>
type File = { synced: Buffer; pending: Change[]; linked: 'on-disk' | 'in-memory' }

const SECTOR = 512

/** Begins with these files, all on the disk for good. */
export function makePowerDisk(begin: ReadonlyMap<string, Buffer>): PowerDisk {
  const files = new Map<string, File>()
  /** Names that were taken away and whose folder was not synced since: after the cut they may be there again. */
  const gone = new Map<string, Buffer>()
  for (const [path, bytes] of begin) files.set(path, { synced: Buffer.from(bytes), pending: [], linked: 'on-disk' })
  const fileAt = (path: string): File => {
    const known = files.get(path)
    if (known !== undefined) return known
    const made: File = { synced: Buffer.alloc(0), pending: [], linked: 'in-memory' }
    files.set(path, made)
    return made
  }

  function sync(path: string): void {
    const file = files.get(path)
    if (file !== undefined) {
      for (const change of file.pending) file.synced = apply(file.synced, change)
      file.pending = []
      return
    }
    // A folder: the names in it are now as they are.
    for (const [name, one] of files) if (isIn(path, name)) one.linked = 'on-disk'
    for (const name of gone.keys()) if (isIn(path, name)) gone.delete(name)
  }

  function remove(path: string): void {
    const file = files.get(path)
    if (file?.linked === 'on-disk') gone.set(path, file.synced)
    files.delete(path)
  }

  return {
    follow(entry) {
      switch (entry.kind) {
        case 'write':
        case 'truncate':
          fileAt(entry.path).pending.push(entry)
          return
        case 'sync':
          return sync(entry.path)
        case 'create':
          gone.delete(entry.path)
          fileAt(entry.path)
          return
        case 'unlink':
          return remove(entry.path)
        case 'rename': {
          const file = fileAt(entry.path)
          files.delete(entry.path)
          files.set(entry.to, { ...file, linked: 'in-memory' })
          return
        }
        case 'sent':
      }
    },
    cut(how, chance) {
      const found = new Map<string, Buffer>()
      const isKept = () => how === 'some-unsynced' && chance.happens(0.5)
      for (const [path, bytes] of gone) if (!isKept()) found.set(path, bytes)
      for (const [path, file] of files) {
        if (file.linked === 'in-memory' && !isKept()) continue
        let bytes = file.synced
        if (how === 'some-unsynced') for (const change of file.pending) bytes = applySome(bytes, change, chance)
        found.set(path, bytes)
      }
      return found
    },
  }
}

function isIn(folder: string, path: string): boolean {
  return path.slice(0, path.lastIndexOf('/')) === folder.replace(/\/+$/, '')
}

function apply(bytes: Buffer, change: Change): Buffer {
  if (change.kind === 'truncate') {
    if (change.length <= bytes.length) return Buffer.from(bytes.subarray(0, change.length))
    return Buffer.concat([bytes, Buffer.alloc(change.length - bytes.length)])
  }
  const end = change.offset + change.data.length
  const target = end <= bytes.length ? bytes : Buffer.concat([bytes, Buffer.alloc(end - bytes.length)])
  change.data.copy(target, change.offset)
  return target
}

/** A change reached the disk wholly, in some of its sectors, or not at all; the others are not asked. */
function applySome(bytes: Buffer, change: Change, chance: Chance): Buffer {
  const lot = chance.next()
  if (lot < 0.4) return bytes
  const own = Buffer.from(bytes)
  if (lot < 0.8 || change.kind === 'truncate') return apply(own, change)
  let torn: Buffer = own
  for (let at = 0; at < change.data.length; at += SECTOR)
    if (chance.happens(0.5)) torn = apply(torn, { ...change, offset: change.offset + at, data: change.data.subarray(at, at + SECTOR) })
  return torn
}
