import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { buildProgram, openTerminal, REAL, type Terminal } from '../support/terminal.ts'

let terminal: Terminal

beforeAll(() => {
  buildProgram()
  terminal = openTerminal()
})
afterAll(() => terminal.close())

describe('how a command line is refused', () => {
  test.each([
    [['fly'], '没有“fly”这个命令。有哪些命令，请看：branchlink --help'],
    [['--fly'], '没有 --fly 这个选项。怎么写，请看：branchlink --help'],
    [['import-roster'], '请写明文件，如：import-roster 花名册.xlsx'],
    [['import-roster', 'a.xlsx', 'b.xlsx'], '写多了，读不懂。怎么写，请看：branchlink import-roster --help'],
    [['bind-code'], '请写 --member 姓名，或写 --all 给所有还没绑定的人，只写一样'],
    [['bind-code', '--all', '--member', '胡大勇'], '请写 --member 姓名，或写 --all 给所有还没绑定的人，只写一样'],
    [['bind-code', '--member'], '--member <name> 后面少写了内容。怎么写，请看：branchlink bind-code --help'],
    [['export', '--format', 'json'], '少写了 what。怎么写，请看：branchlink export --help'],
    [['export', 'roster'], '少写了 --format <format>。怎么写，请看：branchlink export --help'],
    [['export', 'roster', '--format', 'pdf'], '--format 请写 json、csv 或 xlsx'],
    [['export', 'roster', '--format', 'json', '--period', '去年'], '--period 请写 2026、2026-11 或 2026-11-22'],
    [['backup'], '少写了 file。怎么写，请看：branchlink backup --help'],
    [['restore'], '少写了 file。怎么写，请看：branchlink restore --help'],
  ])('%s ends with 2 and one plain line', async (words, line) => {
    expect(await terminal.run(words, { env: REAL })).toEqual({ status: 2, out: '', err: `${line}\n` })
  })

  test('help is no mistake and names every command', async () => {
    const { status, out } = await terminal.run(['--help'])
    expect(status).toBe(0)
    const verbs = ['start', 'migrate', 'import-roster', 'bind-code', 'export', 'interpret', 'verify', 'backup', 'restore', 'doctor', 'demo']
    for (const verb of verbs) expect(out).toMatch(new RegExp(`^ {2}${verb}\\b`, 'm'))
    expect(out).not.toMatch(/Usage|Options|Commands/)
  })

  test('there is nothing to verify before something was published, and that is said', async () => {
    const { status, out, err } = await terminal.run(['verify'])
    expect([status, out]).toEqual([1, ''])
    expect(err).toMatch(/^还没有公开存档可核对.*\n$/)
  })
})

describe('a wrong setting stops every command with one plain line that names it', () => {
  test.each([
    ['PLATFORMS', 'qq'],
    ['DATABASE_URL', 'postgres://localhost/branchlink'],
    ['DATABASE_URL', './branchlink.db'],
    ['TELEGRAM_BOT_TOKEN', 'secret-without-number'],
    ['TELEGRAM_API_ROOT', 'api.telegram.org'],
    ['WEB_PORT', 'three'],
    ['QUIET_HOURS', 'at night'],
    ['GROUP_DAILY_CAP', '0'],
    ['LOG_LEVEL', 'loud'],
  ])('%s=%s', async (name, value) => {
    const { status, out, err } = await terminal.run(['start'], { env: { [name]: value } })
    expect([status, out]).toEqual([1, ''])
    expect(err).toMatch(new RegExp(`^${name} .*\\n$`))
    expect(err).not.toContain('secret-without-number')
  })

  test.each([['export', 'roster', '--format', 'json'], ['doctor'], ['backup', 'b.db'], ['migrate']])('so does %s', async (...words) => {
    const { status, out, err } = await terminal.run(words, { env: { WEB_PORT: 'three' } })
    expect([status, out]).toEqual([1, ''])
    expect(err).toMatch(/^WEB_PORT .*\n$/)
  })

  test('a folder that cannot be used for the data is named', async () => {
    const { status, err } = await terminal.run(['demo'], { env: { DATA_DIR: `${process.execPath}/data` } })
    expect([status, err]).toEqual([1, expect.stringMatching(/^DATA_DIR .*请换一个能写的目录\n$/)])
  })
})
