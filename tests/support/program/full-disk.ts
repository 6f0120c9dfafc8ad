import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Program } from './start.ts'

/** One way to leave a program without room on the disk, and to make room again. */
export type FullDisk = {
  readonly name: string
  isPossible(): boolean
  /** What the doctor says of it; a limit on one program cannot be seen from another. */
  readonly seenByDoctor: RegExp
  /** A folder for the scene. */
  prepare(): string
  fill(run: Program, database: string): void
  empty(run: Program): void
  clear(): void
}

/** No file of the program may grow: what a disk quota does. Needs no rights. */
export const limitedFiles: FullDisk = {
  name: 'a limit on the size of files',
  seenByDoctor: /^好　磁盘：还有 \d+ MB$/m,
  isPossible: () => spawnSync('prlimit', ['--version']).status === 0,
  prepare: () => tmpdir(),
  fill: (run, database) =>
    void execFileSync('prlimit', ['--pid', String(run.child.pid), `--fsize=${statSync(`${database}-wal`).size}:unlimited`]),
  empty: (run) => void execFileSync('prlimit', ['--pid', String(run.child.pid), '--fsize=unlimited:unlimited']),
  clear: () => {},
}

const PAGE = 4096

/** A small disk of its own that somebody else has filled. Needs the right to mount. */
export function smallDisk(): FullDisk {
  let folder = ''
  const filler = () => join(folder, 'filler')
  return {
    name: 'a small disk that somebody has filled',
    seenByDoctor: /^要管　磁盘：只剩 0 MB，请腾出空间[^\n]*$/m,
    isPossible: () => {
      const probe = mkdtempSync(join(tmpdir(), 'branchlink-disk-'))
      const done = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', probe])
      if (done.status === 0) spawnSync('umount', [probe])
      rmSync(probe, { recursive: true, force: true })
      return done.status === 0
    },
    prepare: () => {
      folder = mkdtempSync(join(tmpdir(), 'branchlink-disk-'))
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=16m', 'tmpfs', folder])
      return folder
    },
    fill: () => {
      for (let size = 16 * 1024 * 1024; size >= PAGE; size = Math.floor(size / 2))
        for (;;) {
          try {
            writeFileSync(filler(), Buffer.alloc(size), { flag: 'a' })
          } catch {
            break
          }
        }
    },
    empty: () => rmSync(filler(), { force: true }),
    clear: () => {
      execFileSync('umount', [folder])
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
