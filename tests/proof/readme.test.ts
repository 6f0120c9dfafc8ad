import { execFile, spawn } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { lookAt } from '../support/program/look.ts'
import { builtProgram, HOME } from '../support/program/start.ts'
import { settleTownship, type Township } from '../support/program/township.ts'
import { startTelegram } from '../support/telegram/start.ts'

const PARTS = ['package.json', 'package-lock.json', 'tsconfig.json', 'tsconfig.build.json', 'scripts', 'src', 'bots', 'migrations', 'dist']

const endings: (() => Promise<unknown> | void)[] = []
afterEach(async () => {
  for (const end of endings.splice(0).toReversed()) await end()
})

/** What the README tells to type below a heading, block by block, line by line. */
function linesOf(heading: string): readonly (readonly string[])[] {
  const text = readFileSync(join(HOME, 'README.md'), 'utf8')
  const [, section = ''] = text.split(`## ${heading}\n`)
  const [own = ''] = section.split(/^## /m)
  return [...own.matchAll(/```bash\n([\s\S]*?)```/g)].map(([, block = '']) => block.trim().split('\n'))
}

/** A clone of the program whose packages are installed and which is built; installing takes minutes and a network. */
function clone(folder: string): string {
  for (const part of PARTS) cpSync(join(HOME, part), join(folder, part), { recursive: true })
  symlinkSync(join(HOME, 'node_modules'), join(folder, 'node_modules'))
  return folder
}

/** Nothing of this machine but the way to its tools; npm keeps its notes beside the clones. */
const environmentIn = (folder: string) => ({ PATH: process.env['PATH'] ?? '', HOME: dirname(folder) })

/** Types a line and waits for its end; a line that is refused ends the test with what it said. */
async function type(folder: string, line: string): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const options = { cwd: folder, env: environmentIn(folder), encoding: 'utf8' } as const
    execFile('bash', ['-c', line], options, (error, _said, complained) => (error === null ? resolve() : reject(new Error(complained))))
  })
}

/** Types a line that goes on until it is told to stop. */
function begin(folder: string, line: string): () => Promise<void> {
  const child = spawn('bash', ['-c', line], { cwd: folder, env: environmentIn(folder), stdio: 'ignore', detached: true })
  const ended = new Promise((resolve) => child.once('exit', resolve))
  const end = async () => {
    if (child.exitCode === null && child.signalCode === null && child.pid !== undefined) process.kill(-child.pid, 'SIGTERM')
    await ended
  }
  endings.push(end)
  return end
}

async function officeInAClone(folder: string): Promise<Township> {
  const telegram = await startTelegram({ limits: 'off' })
  endings.push(telegram.stop)
  const town = await settleTownship(telegram, clone(folder), { villages: 3, membersEach: 5, noticesEach: 1 }, 5)
  const settings = Object.entries({ ...town.environment, WEB_PORT: '0' }).map(([name, value]) => `${name}=${value}\n`)
  writeFileSync(join(folder, '.env'), settings.join(''))
  return town
}

test('a fresh machine goes on from a backup by typing what the README says', { timeout: 120_000 }, async () => {
  builtProgram()
  const folder = mkdtempSync(join(tmpdir(), 'branchlink-readme-'))
  endings.push(() => rmSync(folder, { recursive: true, force: true }))
  const [office, safe, fresh] = ['office', 'safe', 'fresh'].map((name) => join(folder, name)) as [string, string, string]
  for (const one of [office, safe, fresh]) mkdirSync(one)
  const inOurFolder = (line: string) => line.replaceAll('/safe', safe)
  const [before = [], after = []] = linesOf('Backup, and a fresh machine')
  expect([before.length, after.at(-1)]).toEqual([2, 'npm start'])

  const town = await officeInAClone(office)
  const { telegram } = town
  const stop = begin(office, 'npm start')
  const [, secretary] = town.people
  if (secretary === undefined) throw new Error('the township has no secretary')
  secretary.tells('发通知 明天9点在旧机器上开会')
  await telegram.until(() => telegram.messagesIn(secretary).length === 1, 45_000)
  for (const line of before) await type(office, inOurFolder(line))
  await stop()
  rmSync(office, { recursive: true })

  secretary.tells('帮助')
  clone(fresh)
  const began = performance.now()
  for (const line of after.slice(0, -1)) await type(fresh, inOurFolder(line))
  begin(fresh, after.at(-1) ?? '')
  await telegram.until(() => telegram.messagesIn(secretary).length === 2, 45_000)
  process.stdout.write(
    `readme: from the first line to the first answer ${Math.round(performance.now() - began)} ms, packages installed before\n`,
  )
  const drafts = lookAt(join(fresh, 'data', 'branchlink.db'), (database) => database.prepare('select text from notice').pluck().all())
  expect(drafts).toContain('明天9点在旧机器上开会')
})
