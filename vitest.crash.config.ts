import { defineConfig } from 'vitest/config'

// The program is killed again and again and must have lost and doubled nothing: minutes, one file after another.
export default defineConfig({
  test: { dir: 'tests/crash', pool: 'forks', fileParallelism: false, testTimeout: 600_000, hookTimeout: 60_000, passWithNoTests: true },
})
