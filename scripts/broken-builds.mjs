// Breaks copies of the program on purpose, each in one way, and shows that the proof notices: npm run test:broken [-- name …]
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
    edits: [['src/kernel/outbox/pick.ts', 'if (await waitsItsTurn(tx, letter, now)) continue', 'void waitsItsTurn']],
    tests: [SIMULATION],
  },
  {
    name: 'reminders are not written down',
    edits: [['src/duties/reminder-store.ts', 'return (await insert.run(tx, { ...key, at: now.toISOString() })) > 0', 'return true']],
    tests: [SIMULATION],
  },
]

const wanted = process.argv.slice(2)
const missed = BREAKS.filter(({ name }) => wanted.length === 0 || wanted.some((word) => name.includes(word))).filter(
  (one) => !isNoticed(one),
)
console.log(missed.length === 0 ? 'every broken build was noticed' : `not noticed: ${missed.map(({ name }) => name).join('; ')}`)
process.exitCode = missed.length === 0 ? 0 : 1

/** True when each of its tests fails on the broken copy. */
function isNoticed({ name, edits, tests }) {
  const folder = mkdtempSync(join(tmpdir(), 'branchlink-broken-'))
  try {
    for (const part of PARTS) cpSync(join(HOME, part), join(folder, part), { recursive: true })
    symlinkSync(join(HOME, 'node_modules'), join(folder, 'node_modules'))
    for (const [file, from, to] of edits) replace(join(folder, file), from, to)
    const results = tests.map(([test, environment]) => {
      const vitest = join(folder, 'node_modules', 'vitest', 'vitest.mjs')
      const done = spawnSync(process.execPath, [vitest, 'run', test], {
        cwd: folder,
        encoding: 'utf8',
        env: { ...process.env, ...environment },
      })
      const isFailed = done.status !== 0 && `${done.stdout}${done.stderr}`.includes('AssertionError')
      console.log(`${isFailed ? 'noticed    ' : 'NOT NOTICED'}  ${name}  (${test})`)
      if (!isFailed) console.log(done.stdout.slice(-2000), done.stderr.slice(-2000))
      return isFailed
    })
    return results.every(Boolean)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function replace(path, from, to) {
  const text = readFileSync(path, 'utf8')
  if (!text.includes(from)) throw new Error(`${path} no longer holds: ${from}`)
  writeFileSync(
    path,
    text.replace(from, () => to),
  )
}
