import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { end } from './child.ts'

const HOME = fileURLToPath(new URL('../..', import.meta.url))
const MAIN = join(HOME, 'dist', 'bots', 'main.js')

/** The program as people run it, in a process of its own. */
export type Program = {
  readonly pid: number
  /** From the order to start until it said that it listens. */
  readonly startMs: number
  /** Megabytes of memory it holds now. */
  residentMb(): number
  stop(): Promise<void>
}

/** What a program needs to be told to serve a database and to talk to a Telegram. */
export type Wiring = {
  readonly folder: string
  readonly database: string
  readonly url: string
  readonly token: string
  /** Settings beside the usual ones. */
  readonly more?: Readonly<Record<string, string>>
}

let isBuilt = false

/** Builds the program when its sources changed; once for all measurements. */
export function buildProgram(): void {
  if (isBuilt) return
  const done = spawnSync(process.execPath, [join(HOME, 'scripts', 'build.mjs')], { cwd: HOME, encoding: 'utf8' })
  if (done.status !== 0) throw new Error(`the program was not built:\n${done.stderr}`)
  isBuilt = true
}

/** Starts the program, built before, and waits until it listens. `flags` go to Node, for instance to profile it. */
export async function startProgram(wiring: Wiring, flags: readonly string[] = []): Promise<Program> {
  const began = performance.now()
  const child = spawn(process.execPath, [...flags, MAIN, 'start'], {
    cwd: wiring.folder,
    env: environmentOf(wiring),
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  await untilListening(child)
  const startMs = performance.now() - began
  return {
    pid: child.pid ?? 0,
    startMs,
    residentMb: () => residentMb(child.pid ?? 0),
    stop: () => end(child),
  }
}

/** Runs one command of the program to its end and tells how long it took. */
export async function runVerb(wiring: Wiring, words: readonly string[]): Promise<number> {
  const began = performance.now()
  const child = spawn(process.execPath, [MAIN, ...words], {
    cwd: wiring.folder,
    env: environmentOf(wiring),
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  child.stdout.on('data', (bytes: Buffer) => (said += bytes.toString()))
  child.stderr.on('data', (bytes: Buffer) => (said += bytes.toString()))
  const code = await new Promise((resolve) => child.on('close', resolve))
  if (code !== 0) throw new Error(`${words[0]} ended with ${String(code)}: ${said}`)
  return performance.now() - began
}

function environmentOf({ folder, database, url, token, more = {} }: Wiring): Record<string, string> {
  return {
    PATH: process.env['PATH'] ?? '',
    DATABASE_URL: `file:${database}`,
    DATA_DIR: folder,
    TELEGRAM_BOT_TOKEN: token,
    TELEGRAM_API_ROOT: url,
    WEB_PORT: '0',
    QUIET_HOURS: 'off',
    GROUP_DAILY_CAP: 'off',
    ...more,
  }
}

function untilListening(child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let said = ''
    const listen = (bytes: Buffer) => {
      said = (said + bytes.toString()).slice(-4000)
      if (said.includes('/healthz')) resolve()
    }
    child.stdout?.on('data', listen)
    child.stderr?.on('data', listen)
    child.once('exit', (code) => reject(new Error(`the program ended with ${code}: ${said}`)))
  })
}

/** What a process holds in memory, as Linux tells it; not a number elsewhere. */
export function residentMb(pid: number): number {
  try {
    const found = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))
    return Number(found?.[1]) / 1024
  } catch {
    return Number.NaN
  }
}
