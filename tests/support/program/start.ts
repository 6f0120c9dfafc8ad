import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The folder of the program under test. */
export const HOME = fileURLToPath(new URL('../../..', import.meta.url))

/** Builds the program when its sources are newer, and tells where it begins. */
export function builtProgram(): string {
  const prepare = `import('./scripts/prepare.mjs').then(({ prepare }) => prepare('run'))`
  const done = spawnSync(process.execPath, ['-e', prepare], { cwd: HOME, encoding: 'utf8' })
  if (done.status !== 0) throw new Error(`the program could not be built:\n${done.stdout}${done.stderr}`)
  return join(HOME, 'dist', 'bots', 'main.js')
}

/** What a run of the program is given. */
export type Run = {
  readonly words?: readonly string[]
  readonly dataDir: string
  readonly environment?: Readonly<Record<string, string>>
  /** Put before the program: `['prlimit', '--fsize=1000']`. */
  readonly wrapper?: readonly string[]
}

/** A run of the built program. */
export type Program = {
  readonly child: ChildProcess
  /** Everything it printed, both streams. */
  output(): string
  /** Resolves with the exit status, or the signal that ended it. */
  readonly ended: Promise<number | string>
  kill(signal: NodeJS.Signals): void
  /** Resolves once a line matches; rejects when the program ends before. */
  says(pattern: RegExp, withinMs?: number): Promise<RegExpMatchArray>
}

/** Starts the program as an operator would; nothing of this process's environment but the path to Node's tools is given on. */
export function startProgram(program: string, run: Run): Program {
  const [command = process.execPath, ...words] = [...(run.wrapper ?? []), process.execPath, program, ...(run.words ?? ['start'])]
  const child = spawn(command, words, {
    cwd: run.dataDir,
    env: { PATH: process.env['PATH'] ?? '', HOME: run.dataDir, DATA_DIR: join(run.dataDir, 'data'), WEB_PORT: '0', ...run.environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let printed = ''
  const listeners = new Set<() => void>()
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => {
      printed += text
      for (const listener of listeners) listener()
    })
  const ended = new Promise<number | string>((resolve) => child.once('close', (code, signal) => resolve(code ?? signal ?? 'gone')))
  return {
    child,
    ended,
    output: () => printed,
    kill: (signal) => void child.kill(signal),
    says: (pattern, withinMs = 15_000) =>
      new Promise((resolve, reject) => {
        const limit = setTimeout(() => reject(new Error(`never said ${pattern}:\n${printed}`)), withinMs)
        const look = () => {
          const found = pattern.exec(printed)
          if (found === null) return
          clearTimeout(limit)
          listeners.delete(look)
          resolve(found)
        }
        listeners.add(look)
        look()
        void ended.then(() => setTimeout(() => reject(new Error(`ended before it said ${pattern}:\n${printed}`)), 50))
      }),
  }
}

/** Runs one verb to its end. */
export async function runVerb(program: string, run: Run): Promise<{ readonly status: number | string; readonly output: string }> {
  const running = startProgram(program, run)
  const status = await running.ended
  return { status, output: running.output() }
}
