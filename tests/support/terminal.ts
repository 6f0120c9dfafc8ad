import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { vi } from 'vitest'

/** The folder of the program under test. */
export const HOME = fileURLToPath(new URL('../../', import.meta.url))

/** A file as an office sends it. */
export const sample = (name: string): string => join(HOME, 'tests', 'samples', name)

/** Settings that a run of the program is given. */
export type Environment = Readonly<Record<string, string>>

/** What a command left behind: its exit status and what it wrote. */
export type Done = { readonly status: number | string; readonly out: string; readonly err: string }

/** A program that keeps running. */
export type Running = {
  readonly child: ChildProcess
  out(): string
  err(): string
  /** Resolves once standard output or the log says this; rejects when the program ends before. */
  says(pattern: RegExp): Promise<RegExpMatchArray>
  /** Sends a signal and tells how the program ended. */
  ends(signal?: NodeJS.Signals): Promise<number | string>
}

/** What else a command is given. */
export type RunMore = { readonly env?: Environment; readonly input?: string; readonly reads?: 'a little' }

/** Where an operator types: a folder of its own, with nothing of this process's environment but the way to Node. */
export type Terminal = {
  readonly folder: string
  readonly dataDir: string
  /** The path of a file in that folder. */
  path(name: string): string
  /** Runs one command of the built program to its end. A reader of `a little` hangs up after the first piece, as `head` does. */
  run(words: readonly string[], more?: RunMore): Promise<Done>
  /** Starts the built program, which goes on until it is ended. */
  start(env?: Environment): Running
  /** Ends what is still running and clears everything away. */
  close(): Promise<void>
}

/** Settings for a house with real members, which nobody reaches: what is typed at a terminal needs no network. */
export const REAL: Environment = { PLATFORMS: 'telegram', TELEGRAM_BOT_TOKEN: '1:offline', TELEGRAM_API_ROOT: 'http://127.0.0.1:9' }

// Programs are started by the dozen here, beside everything else that is being tested on the same machine.
vi.setConfig({ testTimeout: 90_000, hookTimeout: 120_000 })

const MAIN = join(HOME, 'dist', 'bots', 'main.js')
const LONGEST_WAIT_MS = 40_000

/** Builds the program when its sources changed. */
export function buildProgram(): void {
  const done = spawnSync(process.execPath, [join(HOME, 'scripts', 'build.mjs')], { cwd: HOME, encoding: 'utf8' })
  if (done.status !== 0) throw new Error(`the program was not built:\n${done.stdout}${done.stderr}`)
}

/** Opens a terminal whose commands all have these settings. */
export function openTerminal(settings: Environment = {}): Terminal {
  const folder = mkdtempSync(join(tmpdir(), 'branchlink-terminal-'))
  const dataDir = join(folder, 'data')
  const running: Running[] = []
  const environment = (env: Environment = {}) => ({
    PATH: process.env['PATH'] ?? '',
    HOME: folder,
    DATA_DIR: dataDir,
    WEB_PORT: '0',
    ...settings,
    ...env,
  })
  const keep = (child: ChildProcess): Running => {
    const one = follow(child)
    running.push(one)
    return one
  }
  return {
    folder,
    dataDir,
    path: (name) => join(folder, name),
    run: (words, more = {}) => finish(keep(spawnMain(words, folder, environment(more.env))), more),
    start: (env) => keep(spawnMain(['start'], folder, environment(env))),
    async close() {
      await Promise.all(running.map((one) => one.ends('SIGKILL')))
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

function spawnMain(words: readonly string[], cwd: string, env: Record<string, string>): ChildProcess {
  return spawn(process.execPath, [MAIN, ...words], { cwd, env, stdio: ['pipe', 'pipe', 'pipe'] })
}

async function finish(one: Running, { input = '', reads }: RunMore): Promise<Done> {
  const { child } = one
  if (reads === 'a little') child.stdout?.once('data', () => child.stdout?.destroy())
  child.stdin?.on('error', () => {})
  child.stdin?.end(input)
  return { status: await one.ends(), out: one.out(), err: one.err() }
}

function follow(child: ChildProcess): Running {
  const said = { out: '', err: '' }
  const listeners = new Set<() => void>()
  const hear = (stream: 'out' | 'err') => (text: string) => {
    said[stream] += text
    for (const listener of listeners) listener()
  }
  child.stdout?.setEncoding('utf8').on('data', hear('out'))
  child.stderr?.setEncoding('utf8').on('data', hear('err'))
  const ended = new Promise<number | string>((resolve) => child.once('close', (code, signal) => resolve(code ?? signal ?? 'gone')))
  return {
    child,
    out: () => said.out,
    err: () => said.err,
    says: (pattern) =>
      new Promise((resolve, reject) => {
        const fail = (why: string) => reject(new Error(`${why} ${String(pattern)}:\n${said.out}${said.err}`))
        const limit = setTimeout(() => fail('waited in vain for'), LONGEST_WAIT_MS)
        const look = () => {
          const found = pattern.exec(said.out) ?? pattern.exec(said.err)
          if (found === null) return
          clearTimeout(limit)
          listeners.delete(look)
          resolve(found)
        }
        listeners.add(look)
        look()
        void ended.then(() => fail('ended before it said'))
      }),
    ends(signal) {
      if (signal !== undefined) child.kill(signal)
      return ended
    },
  }
}
