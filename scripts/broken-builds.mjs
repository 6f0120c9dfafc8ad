// Breaks copies of the program on purpose, each in one way, and shows that the proof notices: npm run test:broken [-- name …]
// With `--fits` it only looks whether each way still fits the sources.
import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { HOME } from './prepare.mjs'

const PARTS = [
  'src',
  'bots',
  'migrations',
  'scripts',
  'tests',
  'package.json',
  'package-lock.json',
  'tsconfig.json',
  'tsconfig.build.json',
  'vitest.config.ts',
]
const SIMULATION = ['tests/proof/simulation.test.ts', { SEEDS: '60' }]
const CRASH = ['tests/proof/crash.test.ts', { KILLS: '14' }]
const POWER = ['tests/proof/power-cut.test.ts', { SECONDS: '4' }]

/** One way to break the program: what is replaced in which file, and the tests that must fail then. */
const BREAKS = [
  {
    name: 'the effect of a message outside the transaction of its arrival',
    edits: [
      [
        'src/kernel/chat/receive.ts',
        'receipts.push(await takeOne(tx, from, event, now))\n      return receipts\n    })',
        'receipts.push((await recordArrival(tx, accountOf(from), event.key, now)) as never)\n      return receipts\n    }).then(async (fresh) => {\n      const receipts: Receipt[] = []\n      for (const [index, { from, event }] of batch.entries())\n        receipts.push((fresh[index] as unknown) ? await house.database.write((tx) => house.handle(tx, from, event, now)) : { kind: "done" })\n      return receipts\n    })',
      ],
    ],
    tests: [SIMULATION, CRASH],
  },
  {
    name: 'synchronous at NORMAL',
    edits: [['src/kernel/database/sqlite.ts', "'synchronous = FULL'", "'synchronous = NORMAL'"]],
    tests: [POWER],
  },
  {
    name: 'no `once` for letters',
    edits: [
      [
        'migrations/0001-house.ts',
        "addColumn('once', 'text', (c) => c.notNull().unique())",
        "addColumn('once', 'text', (c) => c.notNull())",
      ],
      ['src/kernel/outbox/letter.ts', ".onConflict((conflict) => conflict.column('once').doNothing())", ''],
    ],
    tests: [SIMULATION],
  },
  {
    name: 'messages that came before are done again',
    edits: [
      [
        'src/kernel/chat/receive.ts',
        "if (!(await recordArrival(tx, accountOf(from), event.key, now))) return { kind: 'done' }",
        'await recordArrival(tx, accountOf(from), event.key, now)',
      ],
    ],
    tests: [SIMULATION, CRASH],
  },
  {
    name: 'acknowledged before it is committed',
    edits: [['bots/telegram/poll.ts', 'if (!(await handIn(loop, asked.updates))) return', 'void handIn(loop, asked.updates)']],
    tests: [CRASH],
  },
  {
    name: 'a letter leaves before it is written down that it does',
    edits: [['src/kernel/outbox/pick.ts', 'await courierStore.startSending(tx, letter.id)\n', '']],
    tests: [SIMULATION, CRASH],
  },
  {
    name: 'what was held back is overtaken',
    edits: [
      [
        'src/kernel/outbox/pick.ts',
        'if (later === undefined) return waitsItsTurn(tx, letter, now)',
        'void waitsItsTurn\n  if (later === undefined) return false',
      ],
    ],
    tests: [SIMULATION],
  },
  {
    name: 'reminders are not written down',
    edits: [['src/duties/reminder-store.ts', 'return (await insert.run(tx, { ...key, at: now.toISOString() })) > 0', 'return true']],
    tests: [SIMULATION],
  },
]

const words = process.argv.slice(2)
if (words.includes('--fits')) {
  for (const [file, from] of BREAKS.flatMap(({ edits }) => edits)) expectHeld(join(HOME, file), from)
  console.log(`${BREAKS.length} ways to break the program fit its sources`)
  process.exit(0)
}
if (!isWholeWithoutBreaks()) process.exit(1)
const missed = BREAKS.filter(({ name }) => words.length === 0 || words.some((word) => name.includes(word))).filter((one) => !isNoticed(one))
console.log(missed.length === 0 ? 'every broken build was noticed' : `not noticed: ${missed.map(({ name }) => name).join('; ')}`)
process.exitCode = missed.length === 0 ? 0 : 1

/** True when each of its tests fails on the broken copy, for a promise that was broken and not for another reason. */
function isNoticed(broken) {
  return runOnCopy(broken).every(({ test, status, output }) => {
    const isFailed = status !== 0 && output.includes('AssertionError')
    console.log(`${isFailed ? 'noticed    ' : 'NOT NOTICED'}  ${broken.name}  (${test})`)
    if (!isFailed) console.log(output.slice(-4000))
    return isFailed
  })
}

/** True when the same tests pass on a copy that nobody broke: otherwise nothing below would mean anything. */
function isWholeWithoutBreaks() {
  return runOnCopy({ edits: [], tests: [SIMULATION, CRASH, POWER] }).every(({ test, status, output }) => {
    console.log(`${status === 0 ? 'passes     ' : 'FAILS      '}  nothing broken  (${test})`)
    if (status !== 0) console.log(output.slice(-4000))
    return status === 0
  })
}

/** Runs tests on a copy of the program with these edits. */
function runOnCopy({ edits, tests }) {
  const folder = mkdtempSync(join(tmpdir(), 'branchlink-broken-'))
  try {
    for (const part of PARTS) cpSync(join(HOME, part), join(folder, part), { recursive: true })
    symlinkSync(join(HOME, 'node_modules'), join(folder, 'node_modules'))
    for (const [file, from, to] of edits) replace(join(folder, file), from, to)
    return tests.map(([test, environment]) => {
      const vitest = join(folder, 'node_modules', 'vitest', 'vitest.mjs')
      const done = spawnSync(process.execPath, [vitest, 'run', test], {
        cwd: folder,
        encoding: 'utf8',
        env: { ...process.env, ...environment },
      })
      return { test, status: done.status, output: `${done.stdout}${done.stderr}` }
    })
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function replace(path, from, to) {
  const text = expectHeld(path, from)
  writeFileSync(
    path,
    text.replace(from, () => to),
  )
}

function expectHeld(path, from) {
  const text = readFileSync(path, 'utf8')
  if (!text.includes(from)) throw new Error(`${path} no longer holds: ${from}`)
  return text
}
