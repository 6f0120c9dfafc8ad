import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const HOME = fileURLToPath(new URL('../../', import.meta.url))

test('every way in which the proof breaks the program on purpose still fits what it breaks', () => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(HOME, 'scripts', 'broken-builds.mjs'), '--fits'], {
    encoding: 'utf8',
  })
  expect([status, stdout], stderr).toEqual([0, '8 ways to break the program fit its sources\n'])
})
