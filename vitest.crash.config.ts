import { defineConfig } from 'vitest/config'

// The program is killed again and again and must have lost and doubled nothing: minutes, one file after another.
export default defineConfig({
  test: {
    dir: 'tests',
    include: ['**/proof/crash.test.ts'],
    pool: 'forks',
    fileParallelism: false,
    env: { TZ: 'America/St_Johns', KILLS: process.env['KILLS'] ?? '300' },
  },
})
