import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startTelegram } from '../telegram/start.ts'
import type { Person } from '../telegram/people.ts'
import type { Telegram } from '../telegram/telegram.ts'
import type { Press } from '../telegram/world.ts'
import { type Program, type Run, startProgram } from './start.ts'
import { settleTownship, type Size, type Township } from './township.ts'

/** A program that serves a small township, and what an operator sees of it. */
export type Scene = {
  readonly town: Township
  readonly telegram: Telegram
  /** The secretary of the first village. */
  secretary(): Person
  /** A member of the first village presses the button below its notice. */
  presses(): Press
  start(more?: Partial<Run>): Program
  /** What the health page of a run says. */
  health(
    program: Program,
  ): Promise<{ readonly status: number; readonly page: { readonly ok: boolean; readonly database: string; readonly courier: string } }>
}

const SMALL: Size = { villages: 4, membersEach: 6, noticesEach: 1 }
const cleanups: (() => Promise<void>)[] = []

/** Ends everything that was started since the last time; for `afterEach`. */
export async function endScenes(): Promise<void> {
  for (const end of cleanups.splice(0).toReversed()) await end()
}

/** Sets a scene up on a folder of its own; the township's notices are already in the groups unless it says otherwise. */
export async function setScene(program: string, size: Size = SMALL, base: string = tmpdir()): Promise<Scene> {
  const folder = mkdtempSync(join(base, 'branchlink-scene-'))
  const telegram = await startTelegram({ limits: 'off' })
  const town = await settleTownship(telegram, folder, size, 11)
  const running = new Set<Program>()
  cleanups.push(async () => {
    for (const one of running) one.kill('SIGKILL')
    await Promise.all([...running].map(({ ended }) => ended))
    await telegram.stop()
    rmSync(folder, { recursive: true, force: true })
  })
  return {
    town,
    telegram,
    secretary: () => {
      const [, secretary] = town.people
      if (secretary === undefined) throw new Error('the township has no secretary')
      return secretary
    },
    presses: () => pressFirst(town),
    start: (more = {}) => {
      const started = startProgram(program, { ...town, ...more, environment: { ...town.environment, ...more.environment } })
      running.add(started)
      return started
    },
    health: async (run) => {
      const [, address = ''] = await run.says(/状态页：(\S+)\/healthz/)
      const response = await fetch(`${address}/healthz`)
      return { status: response.status, page: (await response.json()) as { ok: boolean; database: string; courier: string } }
    },
  }
}

function pressFirst({ telegram, notices, halls, groups, citizens, people }: Township): Press {
  const [notice] = notices
  const group = groups[halls.findIndex(({ branch }) => branch === notice?.branch)]
  const [shown] = group === undefined ? [] : telegram.messagesIn(group)
  const member = people[citizens.findIndex(({ branch, office }) => branch === notice?.branch && office === undefined)]
  if (notice === undefined || shown === undefined || member === undefined) throw new Error('there is nothing to press')
  return member.forges(shown, notice.token)
}
