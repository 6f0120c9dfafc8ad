import { spawnSync } from 'node:child_process'
import { readFileSync, statSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readSheets } from '../../src/kernel/tables/read-sheets.ts'
import { buildProgram, HOME, openTerminal, REAL, sample, type Terminal } from '../support/terminal.ts'

let terminal: Terminal

beforeAll(async () => {
  buildProgram()
  terminal = openTerminal(REAL)
  await terminal.run(['import-roster', sample('roster.xlsx'), '--apply'])
})
afterAll(() => terminal.close())

describe('tables for people who keep files', () => {
  test('a roster for programs names things as the glossary does, and shows no whole phone number', async () => {
    const { status, out, err } = await terminal.run(['export', 'roster', '--branch', '河西', '--format', 'json'])
    expect([status, err]).toEqual([0, ''])
    const people = JSON.parse(out) as Record<string, unknown>[]
    expect(people[0]).toEqual({
      branch: '河西村党支部',
      name: '姜福生',
      membership: 'full',
      roles: ['secretary'],
      migrant: false,
      host_place: null,
      platforms: [],
      phone: expect.stringMatching(/^135\*{6}\d\d$/) as string,
    })
    expect(new Set(people.map(({ branch }) => branch))).toEqual(new Set(['河西村党支部']))
    expect(out).not.toMatch(/1\d{10}/)
  })

  test('the same roster for an office is a sheet with Chinese headings', async () => {
    const { out } = await terminal.run(['export', 'roster', '--format', 'csv'])
    const lines = out.trimEnd().split('\r\n')
    expect(lines[0]).toBe('\u{feff}所在党支部,姓名,党员类别,职务,流动,流入地,已绑定,电话')
    expect(lines).toHaveLength(145)
  })

  test('a workbook is written into the file that is named, readable by its owner only', async () => {
    const file = terminal.path('名册.xlsx')
    const { status, out } = await terminal.run(['export', 'roster', '--format', 'xlsx', '--out', file])
    expect([status, out]).toEqual([0, ''])
    expect(statSync(file).mode & 0o777).toBe(0o600)
    const read = await readSheets(readFileSync(file), '名册.xlsx')
    expect(read.kind === 'sheets' ? read.sheets[0]?.name : read).toBe('党员名册')
  })

  test('who gave which office when stands in the audit, and nobody’s name', async () => {
    const { out } = await terminal.run(['export', 'audit', '--format', 'json'])
    const lines = JSON.parse(out) as { actor: string; action: string; at: string }[]
    expect(lines.filter(({ actor, action }) => actor === 'operator' && action === 'office-given')).toHaveLength(19)
    expect(lines.at(-1)?.action).toBe('roster-imported')
    expect(out).not.toMatch(/\p{Script=Han}/u)
    const year = lines[0]?.at.slice(0, 4) ?? ''
    expect(JSON.parse((await terminal.run(['export', 'audit', '--period', year, '--format', 'json'])).out)).toEqual(lines)
    expect((await terminal.run(['export', 'audit', '--period', '1999', '--format', 'json'])).out).toBe('[]\n')
  })

  test('before the first notice there is an empty table, not a refusal', async () => {
    expect(await terminal.run(['export', 'notices', '--format', 'json'])).toEqual({ status: 0, out: '[]\n', err: '' })
  })

  test('through npm, standard output is the table alone', () => {
    const { status, stdout } = spawnSync('npm', ['run', '-s', 'branchlink', '--', 'export', 'roster', '--format', 'json'], {
      cwd: HOME,
      encoding: 'utf8',
      env: { ...process.env, ...REAL, DATA_DIR: terminal.dataDir },
    })
    expect(status).toBe(0)
    expect(JSON.parse(stdout)).toHaveLength(144)
  })

  test.each(['contacts', 'members', 'points'])('a table that does not exist (%s) is refused with those that do', async (what) => {
    const { status, out, err } = await terminal.run(['export', what, '--format', 'json'])
    expect([status, out]).toEqual([1, ''])
    expect(err).toMatch(new RegExp(`^没有“${what}”这张表，能导出的有：[a-z、]+\\n$`))
    for (const name of ['roster', 'notices', 'attendance', 'dues', 'disclosures', 'feedback', 'audit']) expect(err).toContain(name)
  })

  test.each([
    [['--branch', '月亮村'], '没有叫“月亮村”的支部\n'],
    [['--out', '/no/such/folder/roster.json'], /^写不进这个文件：/],
  ])('what cannot be done (%s) is refused in one plain line', async (words, line) => {
    const { status, out, err } = await terminal.run(['export', 'roster', '--format', 'json', ...words])
    expect([status, out]).toEqual([1, ''])
    expect(err).toEqual(typeof line === 'string' ? line : expect.stringMatching(line))
  })
})

describe('codes to bind people', () => {
  test('one person gets one code, and a line that says what to do with it', async () => {
    const { status, out } = await terminal.run(['bind-code', '--member', '胡大勇'])
    expect(status).toBe(0)
    expect(out).toMatch(/^龙潭村党支部　胡大勇　绑定 \d{6}\n每个码 7 天内用一次有效。请本人私聊机器人，原样发“绑定”和数字\n$/)
  })

  test('everybody who is not bound gets a code of their own, in a branch or in all', async () => {
    const codesOf = (out: string) => [...out.matchAll(/绑定 (\d{6})/g)].map(([, code]) => code)
    const branch = await terminal.run(['bind-code', '--all', '--branch', '龙潭村党支部'])
    expect(codesOf(branch.out)).toHaveLength(34)
    const all = codesOf((await terminal.run(['bind-code', '--all'])).out)
    expect([all.length, new Set(all).size]).toEqual([144, 144])
  })

  test('no code lies in the database in clear', async () => {
    const { out } = await terminal.run(['bind-code', '--member', '胡大勇'])
    const code = /绑定 (\d{6})/.exec(out)?.[1] ?? ''
    const bytes = readFileSync(`${terminal.dataDir}/branchlink.db`)
    expect(code).toMatch(/^\d{6}$/)
    expect(bytes.includes(code)).toBe(false)
  })

  test.each([
    [['--member', '无此人'], '名册里没有“无此人”。请写全名，或先导入名册\n'],
    [['--member', '汤春梅'], /^叫“汤春梅”的有 2 人/],
    [['--all', '--branch', '月亮村'], '没有叫“月亮村”的支部\n'],
  ])('%s is refused in one plain line', async (words, line) => {
    const { status, out, err } = await terminal.run(['bind-code', ...words])
    expect([status, out]).toEqual([1, ''])
    expect(err).toEqual(typeof line === 'string' ? line : expect.stringMatching(line))
  })
})
