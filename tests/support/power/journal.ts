import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** One thing a program did to its files or sent over the network, in the order in which it did them. */
export type Entry =
  | { readonly kind: 'write'; readonly path: string; readonly offset: number; readonly data: Buffer }
  | { readonly kind: 'truncate'; readonly path: string; readonly length: number }
  | { readonly kind: 'sync' | 'unlink' | 'create'; readonly path: string }
  | { readonly kind: 'rename'; readonly path: string; readonly to: string }
  | { readonly kind: 'sent'; readonly data: Buffer }

const SOURCE = fileURLToPath(new URL('shim.c', import.meta.url))

/** True on machines with a C compiler, which better-sqlite3 needs as well. */
export function hasCompiler(): boolean {
  return process.platform === 'linux' && spawnSync('gcc', ['--version']).status === 0
}

/** Compiles the library that writes the journal. */
export function compileShim(target: string): string {
  const done = spawnSync('gcc', ['-shared', '-fPIC', '-O2', '-o', target, SOURCE, '-ldl', '-lpthread'], { encoding: 'utf8' })
  if (done.status !== 0) throw new Error(`the journal's library was not compiled:\n${done.stderr}`)
  return target
}

/** Reads a journal. */
export function readJournal(path: string): readonly Entry[] {
  const bytes = readFileSync(path)
  const entries: Entry[] = []
  for (let at = 0; at + 17 <= bytes.length;) {
    const kind = bytes.readUInt8(at)
    const pathLength = bytes.readUInt32LE(at + 1)
    const offset = Number(bytes.readBigUInt64LE(at + 5))
    const length = bytes.readUInt32LE(at + 13)
    const name = bytes.toString('utf8', at + 17, at + 17 + pathLength)
    const data = bytes.subarray(at + 17 + pathLength, at + 17 + pathLength + length)
    at += 17 + pathLength + length
    // The program was killed while it wrote the last one.
    if (at <= bytes.length) entries.push(entryOf(kind, name, offset, data))
  }
  return entries
}

function entryOf(kind: number, path: string, offset: number, data: Buffer): Entry {
  switch (kind) {
    case 1:
      return { kind: 'write', path, offset, data }
    case 2:
      return { kind: 'truncate', path, length: offset }
    case 3:
      return { kind: 'sync', path }
    case 4:
      return { kind: 'unlink', path }
    case 5:
      return { kind: 'rename', path, to: data.toString('utf8') }
    case 6:
      return { kind: 'create', path }
    case 7:
      return { kind: 'sent', data }
    default:
      throw new Error(`the journal has an entry of kind ${kind}`)
  }
}
