import { describe, expect, test } from 'vitest'
import { CLOCKS, FLOORS, mayImport, PACKAGES, zoneOf } from './support/floors.ts'
import { type Import, importsOf, packageOf, readSources } from './support/sources.ts'

/**
 * The map of the house (DESIGN, “Floors”), executable: an import goes down, never up, never sideways. When a test here
 * fails, the answer is nearly always to move the code to where it belongs, not to change the map.
 */
const sources = readSources(['src', 'bots', 'migrations', 'tests', 'scripts'])
const ours = sources.filter(({ path }) => /^(?:src|bots|migrations)\//.test(path))
const imports: readonly Import[] = ours.flatMap((source) => importsOf(source))
const say = ({ from, to }: Import): string => `${from} → ${to}`

describe('the floors', () => {
  test('every file lies in a zone of the map', () => {
    expect(ours.map(({ path }) => path).filter((path) => zoneOf(path) === undefined)).toEqual([])
  })

  test.each(FLOORS.map(({ name, why }) => [name, why]))('%s: %s', (name) => {
    const wrong = imports.filter(({ from, to, kind }) => kind === 'file' && zoneOf(from)?.name === name && !mayImport(from, to))
    expect(wrong.map(say)).toEqual([])
  })

  test('no two files need each other', () => {
    expect(findCycles(imports)).toEqual([])
  })

  test('every import names a file that exists, with its ending', () => {
    const paths = new Set(sources.map(({ path }) => path))
    expect(imports.filter(({ to, kind }) => kind === 'file' && !paths.has(to)).map(say)).toEqual([])
  })
})

describe('the map tells', () => {
  test.each([
    ['bots/telegram/incoming.ts', 'src/kernel/chat/message.ts'],
    ['bots/serve.ts', 'bots/telegram/bot.ts'],
    ['src/app.ts', 'src/notices/index.ts'],
    ['src/notices/commands.ts', 'src/roster/directory.ts'],
    ['src/notices/index.ts', 'src/duties/index.ts'],
    ['src/duties/rules.ts', 'src/kernel/day.ts'],
  ])('%s may need %s', (from, to) => {
    expect(mayImport(from, to)).toBe(true)
  })

  test.each([
    ['bots/telegram/incoming.ts', 'bots/sandbox/words.ts'],
    ['bots/telegram/bot.ts', 'src/kernel/log.ts'],
    ['bots/serve.ts', 'bots/telegram/client.ts'],
    ['src/app.ts', 'src/notices/rules.ts'],
    ['src/notices/commands.ts', 'src/study/rules.ts'],
    ['src/notices/commands.ts', 'src/roster/members-store.ts'],
    ['src/notices/commands.ts', 'src/app.ts'],
    ['src/duties/rules.ts', 'src/notices/index.ts'],
    ['src/roster/rules.ts', 'src/duties/index.ts'],
    ['src/kernel/day.ts', 'src/roster/directory.ts'],
    ['migrations/0001-house.ts', 'src/kernel/day.ts'],
  ])('%s may not need %s', (from, to) => {
    expect(mayImport(from, to)).toBe(false)
  })
})

describe('packages', () => {
  test.each(PACKAGES.map((rule) => [rule.name, rule]))('%s is known in one place only', (_, rule) => {
    const using = imports.filter(({ to, kind }) => kind === 'package' && rule.matches(packageOf(to)))
    expect(using.filter(({ from }) => !rule.allowed(from)).map(say)).toEqual([])
  })

  test('wechaty and opencc-js are loaded only when they are needed', () => {
    const heavy = imports.filter(({ to, kind }) => kind === 'package' && /^(?:wechaty|opencc-js)/.test(packageOf(to)))
    expect(heavy.filter(({ loading }) => loading === 'at-start').map(say)).toEqual([])
  })
})

describe('manners of the code', () => {
  test('a file is at most 250 lines; a migration is frozen and may be longer', () => {
    const long = sources.filter(({ path, text }) => !path.startsWith('migrations/') && text.split('\n').length > 251)
    expect(long.map(({ path }) => path)).toEqual([])
  })

  test('nobody looks at the clock or throws dice but those who bring the time in', () => {
    const looking = ours.filter(
      ({ path, code }) => !(path in CLOCKS) && !/^bots\/[^/]+\/incoming\.ts$/.test(path) && LOOKS_AT_CLOCK.test(code),
    )
    expect(looking.map(({ path }) => path)).toEqual([])
  })

  test('nothing is exported by default', () => {
    expect(ours.filter(({ code }) => /^export default /m.test(code)).map(({ path }) => path)).toEqual([])
  })

  test('nobody writes to the console', () => {
    expect(ours.filter(({ code }) => /\bconsole\.\w/.test(code)).map(({ path }) => path)).toEqual([])
  })

  test('a migration imports nothing of ours, so that it stays what it was', () => {
    expect(imports.filter(({ from, kind }) => from.startsWith('migrations/') && kind === 'file').map(say)).toEqual([])
  })
})

describe('what this program never does', () => {
  test('no column, table or sentence is a score, a rank, points or a streak', () => {
    const remembered = ours.filter(({ path }) => /^migrations\/|\/(?:tables|[a-z-]*store|words|[a-z-]*words|pages)\.tsx?$/.test(path))
    expect(remembered.filter(({ text }) => PUSHING_NAME.test(text)).map(({ path }) => path)).toEqual([])
  })

  test('no sentence speaks of points, league tables, daily punching or reading time', () => {
    const words = ours.filter(({ path }) => /(?:^|\/)(?:words|pages)(?:-[a-z-]+)?\.tsx?$/.test(path))
    expect(words.filter(({ text }) => PUSHING_WORD.test(text)).map(({ path }) => path)).toEqual([])
  })
})

const LOOKS_AT_CLOCK = /\bnew Date\(\s*\)|\bDate\.now\b|\bMath\.random\b/
const PUSHING_NAME = /(?<![A-Za-z])(?:score|rank|ranking|points|streak|leaderboard)s?(?![A-Za-z])/i
const PUSHING_WORD = /积分|排行榜|排名榜|连续打卡|每日打卡|学习时长|阅读时长|在线时长/

/** Walks the imports depth first; whoever is met again on the way closes a circle. */
function findCycles(all: readonly Import[]): readonly string[] {
  const next = groupByFrom(all)
  const done = new Set<string>()
  const cycles: string[] = []
  const visit = (path: string, way: readonly string[]): void => {
    if (way.includes(path)) cycles.push([...way.slice(way.indexOf(path)), path].join(' → '))
    if (done.has(path) || way.includes(path)) return
    for (const to of next.get(path) ?? []) visit(to, [...way, path])
    done.add(path)
  }
  for (const path of next.keys()) visit(path, [])
  return cycles
}

function groupByFrom(all: readonly Import[]): ReadonlyMap<string, readonly string[]> {
  const next = new Map<string, string[]>()
  for (const { from, to, kind } of all) if (kind === 'file') next.set(from, [...(next.get(from) ?? []), to])
  return next
}
