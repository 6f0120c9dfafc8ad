import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { settleDues } from '../support/program/dues-talk.ts'
import { killAgainAndAgain } from '../support/program/killing.ts'
import { builtProgram } from '../support/program/start.ts'
import { settleTownship } from '../support/program/township.ts'
import { startTelegram } from '../support/telegram/start.ts'

/** `npm run test:crash` kills 300 times and more; within `npm test` it is a minute of it, with a fixed seed. */
const KILLS = Number(process.env['KILLS'] ?? 50)
const SEED = Number(process.env['SEED'] ?? 20_261_122)
const MOST_DOUBLED_PER_KILL = 3

test(
  `killed ${KILLS} times while a township talks, the program loses nothing and does nothing twice`,
  { timeout: 300_000 + KILLS * 6000 },
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'branchlink-crash-'))
    const telegram = await startTelegram({ limits: 'off' })
    try {
      const town = await settleTownship(telegram, folder, { villages: 40, membersEach: 12, noticesEach: 4 }, SEED)
      await settleDues(town)
      const killed = await killAgainAndAgain(builtProgram(), town, KILLS)
      const { broken, ...figures } = killed
      process.stdout.write(`crash: ${JSON.stringify(figures)}\n`)
      expect(broken, `to see it happen again: KILLS=${KILLS} SEED=${SEED} npx vitest run tests/proof/crash.test.ts`).toEqual([])
      expect(killed.updates).toBeGreaterThan(KILLS * 10)
      expect(killed.dues.claims).toBeGreaterThan(KILLS / 2)
      expect(killed.dues.confirmed).toBeGreaterThan(KILLS / 4)
      expect(killed.doubled).toBeLessThanOrEqual(KILLS * MOST_DOUBLED_PER_KILL)
    } finally {
      await telegram.stop()
      rmSync(folder, { recursive: true, force: true })
    }
  },
)
