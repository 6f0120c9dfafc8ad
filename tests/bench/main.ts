import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { availableParallelism, cpus, loadavg } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { benchArchive } from './archive-proofs.ts'
import { benchBackupSilence } from './backup-silence.ts'
import { benchBoardAndPosters } from './board-and-posters.ts'
import { benchBurst } from './burst.ts'
import { benchCheckInBurst } from './check-in-burst.ts'
import { benchDuesArrears } from './dues-arrears.ts'
import { isReached, type Plan, type Result, tableOf } from './figure.ts'
import { benchInterpret } from './interpret.bench.ts'
import { benchLonePress } from './lone-press.ts'
import { benchNoticeToAll } from './notice-to-all.ts'
import { benchOutbox } from './outbox.ts'
import { benchScheduleTick } from './schedule-tick.ts'
import { benchStartAndMemory } from './start-and-memory.ts'

/** Measures everything that was promised, with peers beside it, prints a table and writes it as JSON. */

const BENCHES: Readonly<Record<string, (plan: Plan) => Promise<readonly Result[]>>> = {
  burst: (plan) => benchBurst(plan),
  'check-in': (plan) => benchCheckInBurst(plan),
  lone: (plan) => benchLonePress(plan),
  notice: () => benchNoticeToAll(),
  interpret: () => figuresOfInterpret(),
  start: (plan) => benchStartAndMemory(plan),
  outbox: (plan) => benchOutbox(plan),
  schedule: (plan) => benchScheduleTick(plan),
  backup: (plan) => benchBackupSilence(plan),
  archive: (plan) => benchArchive(plan),
  board: (plan) => benchBoardAndPosters(plan),
  dues: (plan) => benchDuesArrears(plan),
}

const { values } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    json: { type: 'string', default: '.bench/figures.json' },
    only: { type: 'string', multiple: true },
  },
})

async function main(): Promise<void> {
  const chosen = values.only ?? Object.keys(BENCHES)
  const unknown = chosen.find((name) => !(name in BENCHES))
  if (unknown !== undefined) throw new Error(`nothing is called ${unknown}; there is ${Object.keys(BENCHES).join(', ')}`)
  mkdirSync('.bench', { recursive: true })
  const results: Result[] = []
  const loadBefore = loadavg()
  for (const name of chosen) {
    // Beside the sources and not in the system's folder for temporary files, which may be memory.
    const folder = mkdtempSync(join(resolve('.bench'), `${name}-`))
    const began = performance.now()
    process.stderr.write(`${name} … `)
    try {
      results.push(...((await BENCHES[name]?.({ pace: values.quick ? 'quick' : 'full', folder })) ?? []))
    } catch (error) {
      results.push({ name, skipped: `it failed: ${String(error instanceof Error ? error.message : error)}` })
      process.exitCode = 1
    } finally {
      rmSync(folder, { recursive: true, force: true })
      process.stderr.write(`${Math.round((performance.now() - began) / 1000)} s\n`)
    }
  }
  report(results, loadBefore)
}

function report(results: readonly Result[], loadBefore: readonly number[]): void {
  const figures = {
    date: new Date().toISOString(),
    node: process.version,
    cores: availableParallelism(),
    processor: cpus()[0]?.model ?? 'unknown',
    load: { before: loadBefore[0], after: loadavg()[0] },
    repeat: `npm run bench${values.quick ? ' -- --quick' : ''}`,
    results: results.map((one) => ('skipped' in one ? one : { ...one, ok: isReached(one) ?? null })),
  }
  mkdirSync(dirname(values.json), { recursive: true })
  writeFileSync(values.json, `${JSON.stringify(figures, undefined, 2)}\n`)
  console.log(
    `${figures.date}  Node ${figures.node}  ${figures.cores} cores (${figures.processor})  load ${figures.load.before?.toFixed(1)} → ${figures.load.after?.toFixed(1)}`,
  )
  console.log(tableOf(results))
  console.log(`written to ${values.json}`)
  if (results.some((one) => !('skipped' in one) && isReached(one) === false)) process.exitCode = 1
}

async function figuresOfInterpret(): Promise<readonly Result[]> {
  const { messagesPerSecond, hostileP99Milliseconds } = await benchInterpret()
  return [
    {
      name: 'interpret, one core',
      unit: 'messages/s',
      ours: messagesPerSecond,
      wanted: { of: 'ours', least: 20_000 },
      how: 'the corpus of what people type, warmed up',
    },
    { name: 'interpret, hostile texts of 10,000, p99', unit: 'ms', ours: hostileP99Milliseconds, how: 'texts made to be slow' },
  ]
}

await main()
