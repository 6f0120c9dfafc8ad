import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { cutAgainAndAgain, type CutResult, record } from '../support/power/cutting.ts'
import { compileShim, hasCompiler } from '../support/power/journal.ts'
import { builtProgram } from '../support/program/start.ts'
import { settleTownship } from '../support/program/township.ts'
import { startTelegram } from '../support/telegram/start.ts'

const CUTS = Number(process.env['CUTS'] ?? 240)
const SECONDS = Number(process.env['SECONDS'] ?? 6)

async function cutThePower(synchronous: 'full' | 'weakened', cuts: number): Promise<CutResult> {
  const folder = mkdtempSync(join(tmpdir(), 'branchlink-power-'))
  const telegram = await startTelegram({ limits: 'off' })
  try {
    const town = await settleTownship(telegram, folder, { villages: 20, membersEach: 10, noticesEach: 4 }, 7)
    const shim = compileShim(join(folder, 'shim.so'))
    const recording = await record(builtProgram(), town, shim, SECONDS, synchronous)
    const result = cutAgainAndAgain(recording, town, cuts)
    const { broken, ...figures } = result
    process.stdout.write(
      `power (${synchronous}): ${JSON.stringify({ ...figures, writes: recording.entries.length, lost: broken.length })}\n`,
    )
    return result
  } finally {
    await telegram.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

describe.runIf(hasCompiler())('the power goes, and only what was synced is left', () => {
  test('nothing that the platform was told is safe, and nothing a person was told, is lost', { timeout: 180_000 }, async () => {
    const { broken, cuts, acknowledged } = await cutThePower('full', CUTS)
    expect(broken).toEqual([])
    expect(cuts).toBeGreaterThanOrEqual(200)
    expect(acknowledged).toBeGreaterThan(CUTS / 2)
  })

  test('with synchronous at NORMAL the same test finds what was lost', { timeout: 180_000 }, async () => {
    const { broken } = await cutThePower('weakened', 40)
    expect(broken.length).toBeGreaterThan(0)
    expect(broken.some((line) => line.includes('is not in the inbox') || line.includes('is not recorded'))).toBe(true)
  })
})
