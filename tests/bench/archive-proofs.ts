import { createHash } from 'node:crypto'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { archive, proveInclusion } from '../../src/kernel/archive/archive.ts'
import { makeSigner } from '../../src/kernel/archive/checkpoint.ts'
import { leafOf } from '../../src/kernel/archive/entry.ts'
import { hashChildren, rootOfInclusion } from '../../src/kernel/archive/merkle.ts'
import type { Database } from '../../src/kernel/database/database.ts'
import { type Figure, median, type Plan } from './figure.ts'
import { openMigrated } from './township.ts'

const PROOFS = 2000
const APPENDS = 20
const LEAST_PROOFS_A_SECOND = 500
const NOW = new Date('2026-10-12T02:00:00Z')

/** How fast an entry of a very long log is proved and checked, and what publishing one more costs. */
export async function benchArchive(plan: Plan): Promise<readonly Figure[]> {
  const size = plan.pace === 'quick' ? 100_000 : 1_000_000
  const path = join(plan.folder, 'archive.db')
  const database = await openMigrated(path)
  layLog(path, size)
  const seconds = await prove(database, size)
  const appends: number[] = []
  const signer = makeSigner(Buffer.alloc(32, 3))
  for (let at = 0; at < APPENDS; at += 1) {
    const began = performance.now()
    await database.write((tx) => archive(tx, signer, { kind: 'bench-new', subject: String(at), content: '收入 80元' }, NOW))
    appends.push(performance.now() - began)
  }
  await database.close()
  const log = `a log of ${size.toLocaleString('en')} entries on disk`
  return [
    {
      name: 'archive: proof and verification',
      unit: '/s',
      ours: PROOFS / seconds,
      wanted: { of: 'ours', least: LEAST_PROOFS_A_SECOND },
      how: `${PROOFS} random entries of ${log}, one after the other, root computed anew`,
    },
    {
      name: 'archive: publish one more entry',
      unit: 'ms',
      ours: median(appends),
      how: `median of ${APPENDS}, with signature, phrase (200,000 rounds on purpose) and commit; ${log}`,
    },
  ]
}

async function prove(database: Database, size: number): Promise<number> {
  const began = performance.now()
  await database.read(async (tx) => {
    for (let at = 0; at < PROOFS; at += 1) {
      const proof = await proveInclusion(tx, 'bench', String((at * 7919) % size))
      if (proof === undefined) throw new Error('an entry is missing')
      const root = rootOfInclusion(proof.entry.position, proof.size, leafOf(proof.entry), proof.path)
      if (root !== proof.root) throw new Error('a proof does not hold')
    }
  })
  return (performance.now() - began) / 1000
}

/** Lays the log beside the program, all in one commit: signing each state of it would take a day. */
function layLog(path: string, size: number): void {
  const file = new Sqlite(path)
  file.pragma('synchronous = OFF')
  const entry = file.prepare('insert into archive_entry (position, kind, subject, at, commitment) values (?, ?, ?, ?, ?)')
  const node = file.prepare('insert into archive_node (level, place, hash) values (?, ?, ?)')
  file.transaction(() => {
    let row: string[] = []
    for (let position = 0; position < size; position += 1) {
      const subject = String(position)
      const made = { kind: 'bench', subject, at: NOW.toISOString(), commitment: createHash('sha256').update(subject).digest('hex') }
      entry.run(position, made.kind, made.subject, made.at, made.commitment)
      row.push(leafOf(made))
    }
    for (let level = 0; row.length > 0; level += 1) {
      for (const [place, hash] of row.entries()) node.run(level, place, hash)
      row = Array.from({ length: Math.floor(row.length / 2) }, (_, at) => hashChildren(row[at * 2] ?? '', row[at * 2 + 1] ?? ''))
    }
  })()
  file.close()
}
