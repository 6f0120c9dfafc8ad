import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'

const HOME = fileURLToPath(new URL('../../', import.meta.url))
const SMALL_PROGRAM = `
import { readFileSync } from 'node:fs'
import { greeting } from '../src/words.ts'
const style: string = readFileSync(new URL('./style.css', import.meta.url), 'utf8').trim()
if (process.argv.includes('start')) {
  process.on('SIGTERM', () => { process.stdout.write('stopped\\n'); process.exit(0) })
  setInterval(() => {}, 1000)
}
process.stdout.write(JSON.stringify([greeting, style, process.argv.slice(2)]) + '\\n')
`

/** A clone with a program of three files, which borrows the packages that are installed here. */
let clone = ''

beforeEach(() => {
  clone = mkdtempSync(join(tmpdir(), 'branchlink-clone-'))
  for (const file of ['package.json', 'package-lock.json', 'tsconfig.json', 'tsconfig.build.json'])
    cpSync(join(HOME, file), join(clone, file))
  cpSync(join(HOME, 'scripts'), join(clone, 'scripts'), { recursive: true })
  symlinkSync(join(HOME, 'node_modules'), join(clone, 'node_modules'))
  for (const folder of ['src', 'bots', 'migrations']) mkdirSync(join(clone, folder))
  write('src/words.ts', `export const greeting = '您好'\n`)
  write('bots/style.css', 'p { color: red }\n')
  write('bots/main.ts', SMALL_PROGRAM)
  write('migrations/0001-house.ts', `export const up = 'house'\n`)
})

afterEach(() => rmSync(clone, { recursive: true, force: true }))

function write(path: string, text: string): void {
  writeFileSync(join(clone, path), text)
}

function run(...words: readonly string[]) {
  return spawnSync(process.execPath, [join(clone, 'scripts', 'run.mjs'), ...words], { encoding: 'utf8', cwd: tmpdir() })
}

/** Puts something in the place of npm, and takes the packages away. */
function withNpm(script: string, ...words: readonly string[]) {
  rmSync(join(clone, 'node_modules'))
  mkdirSync(join(clone, 'pretend'))
  writeFileSync(join(clone, 'pretend', 'npm'), `#!/bin/sh\n${script}\n`, { mode: 0o755 })
  const env = { ...process.env, PATH: `${join(clone, 'pretend')}:${process.env['PATH'] ?? ''}` }
  return spawnSync(process.execPath, [join(clone, 'scripts', 'run.mjs'), ...words], { encoding: 'utf8', cwd: tmpdir(), env })
}

describe('on a fresh clone', () => {
  test('one command builds the program and becomes it, and standard output is the program’s alone', () => {
    const first = run('export', 'roster')
    expect(first.stdout).toBe('["您好","p { color: red }",["export","roster"]]\n')
    expect(first.stderr).toBe('正在生成程序…\n')
    expect(existsSync(join(clone, 'dist/migrations/0001-house.js'))).toBe(true)
    const second = run('doctor')
    expect([second.stdout, second.stderr]).toEqual(['["您好","p { color: red }",["doctor"]]\n', ''])
  })

  test('what changed is built anew, and what was taken away is gone', () => {
    run()
    write('src/words.ts', `export const greeting = '早上好'\n`)
    rmSync(join(clone, 'migrations/0001-house.ts'))
    expect(run().stdout).toContain('早上好')
    expect(existsSync(join(clone, 'dist/migrations/0001-house.js'))).toBe(false)
    expect(readdirSync(clone).filter((name) => name.startsWith('dist'))).toEqual(['dist'])
  })

  test('a program that cannot be built ends with a plain line and leaves the last one in place', () => {
    run()
    const before = readFileSync(join(clone, 'dist/bots/main.js'), 'utf8')
    write('bots/main.ts', 'const count: number = "three"\n')
    const failed = run()
    expect(failed.status).toBe(1)
    expect(failed.stdout).toBe('')
    expect(failed.stderr.trimEnd().split('\n').at(-1)).toBe('程序没有生成，原因见上面几行')
    expect(readFileSync(join(clone, 'dist/bots/main.js'), 'utf8')).toBe(before)
  })

  test('what is missing is installed once, without a word on standard output', () => {
    const installing = withNpm(
      `echo "$@" >> asked.txt; echo added 440 packages; ln -s '${join(HOME, 'node_modules')}' node_modules`,
      'doctor',
    )
    expect(installing.stdout).toBe('["您好","p { color: red }",["doctor"]]\n')
    expect(installing.stderr).toBe('正在安装所需的组件，第一次要几分钟…\n正在生成程序…\n')
    run()
    expect(readFileSync(join(clone, 'asked.txt'), 'utf8')).toBe('ci --no-audit --no-fund\n')
  })

  test.each([
    ['npm error code EAI_AGAIN', '组件没有装好：网络不通，请联网后再运行一次'],
    ['npm error code EUSAGE', '组件没有装好：package.json 和 package-lock.json 对不上，请重新取一份完整的程序'],
    ['npm error code ENOSPC', '组件没有装好：磁盘满了，请腾出 1 GB 后再运行一次'],
  ])('when npm says “%s” the last line tells people what to do', (said, line) => {
    const failed = withNpm(`echo '${said}' >&2; exit 1`)
    expect(failed.status).toBe(1)
    expect(failed.stderr.trimEnd().split('\n').at(-1)).toBe(line)
    expect(failed.stdout).toBe('')
  })

  test.each([
    ['itself', process.execPath, ['scripts/run.mjs', 'start']],
    ['through npm', 'npm', ['start', '--silent']],
  ])('a signal to stop reaches the program %s', async (_, command, words) => {
    const child = spawn(command, words, { cwd: clone, stdio: ['ignore', 'pipe', 'ignore'] })
    let said = ''
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      said += text
      if (said.includes('您好') && !said.includes('stopped')) child.kill('SIGTERM')
    })
    const [status] = (await once(child, 'close')) as [number | null]
    expect(status).toBe(0)
    expect(said).toContain('stopped')
  })
})
