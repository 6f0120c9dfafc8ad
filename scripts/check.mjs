// Everything that must hold before a change is kept: format, lint, types, dead code, tests. The last line tells the sum.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { HOME, prepare } from './prepare.mjs'

const CHECKS = [
  ['format', 'oxfmt', ['--check']],
  ['lint', 'oxlint', ['--type-aware', '--deny-warnings']],
  ['types', 'tsc', ['-p', 'tsconfig.json', '--noEmit']],
  ['dead code', 'knip', []],
]

prepare('test')
const failedChecks = CHECKS.filter(([name, tool, words]) => !passes(name, tool, words))
const tests = runTests(process.argv.slice(2))
const failed = tests.failed + failedChecks.length
if (failedChecks.length > 0) console.log(`not in order: ${failedChecks.map(([name]) => name).join(', ')}`)
for (const title of tests.titles) console.log(`failed: ${title}`)
console.log(`tests: ${tests.passed} passed, ${failed} failed`)
process.exitCode = failed === 0 ? 0 : 1

function passes(name, tool, words) {
  const done = run(tool, words, 'pipe')
  console.log(`${name}: ${done.status === 0 ? 'in order' : 'not in order'}`)
  if (done.status !== 0) console.log(`${done.stdout}${done.stderr}`.trimEnd())
  return done.status === 0
}

function runTests(words) {
  const folder = mkdtempSync(join(tmpdir(), 'branchlink-tests-'))
  const file = join(folder, 'result.json')
  try {
    const done = run('vitest', ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${file}`, ...words], 'inherit')
    return existsSync(file)
      ? countTests(JSON.parse(readFileSync(file, 'utf8')), done.status)
      : { passed: 0, failed: 1, titles: ['the test runner'] }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** A file that could not be loaded, and an error outside of any test, count as failed tests too. */
function countTests(result, status) {
  const single = result.testResults.flatMap((file) =>
    file.assertionResults.filter((each) => each.status === 'failed').map((each) => each.fullName),
  )
  const files = result.testResults.filter(
    (file) => file.status === 'failed' && !file.assertionResults.some((each) => each.status === 'failed'),
  )
  const titles = [...single, ...files.map((file) => file.name)]
  if (status !== 0 && titles.length === 0) titles.push('an error outside of the tests')
  return { passed: result.numPassedTests, failed: titles.length, titles }
}

function run(tool, words, output) {
  const path = join(HOME, 'node_modules', '.bin', tool)
  return spawnSync(path, words, { cwd: HOME, encoding: 'utf8', stdio: ['ignore', output, output], shell: process.platform === 'win32' })
}
