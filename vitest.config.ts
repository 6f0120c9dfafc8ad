import { defineConfig } from 'vitest/config'

// The tests of the proof (`npm run test:crash`) and the measurements (`npm run bench`) take minutes and stand apart.
export default defineConfig({
  test: {
    dir: 'tests',
    exclude: ['**/bench/**', '**/crash/**'],
    pool: 'forks',
    testTimeout: 20_000,
    hookTimeout: 30_000,
    // A build server that stalls for a moment is no fault of the program; what fails twice has failed.
    retry: process.env['CI'] === undefined ? 0 : 1,
    // Tests turn their own clock; the machine's time zone must not matter, so it is one nobody lives by.
    env: { TZ: 'America/St_Johns' },
  },
})
