import { describe, expect, test } from 'vitest'
import { liveThrough } from '../support/simulation/story.ts'

/** Kinds of weather, by what is left of the seed when divided by six. */
const WEATHERS = [
  'fair weather: each letter once, in order, and never too fast for the platform',
  'crashes at any statement: nothing acknowledged is lost, nothing is done twice, what is doubled is known as in doubt',
  'a bad network, a platform that throttles or is away: every letter settles or says why it waits',
  'blocked, thrown out, moved, and a clock set back: nobody is forgotten and nobody hears a thing twice',
  'a locked database, a full disk, crashes and a clock set back: messages wait and are then done once',
  'everything at once',
] as const
const SEEDS_EACH = Number(process.env['SEEDS'] ?? 300) / WEATHERS.length
const REPLAYED = process.env['SEED']

describe.runIf(REPLAYED === undefined)('four days in a simulated township', () => {
  test.each(WEATHERS.map((title, weather) => [title, weather] as const))('%s', { timeout: 900_000 }, async (_title, weather) => {
    for (let round = 0; round < SEEDS_EACH; round += 1) await expectWhole(round * WEATHERS.length + weather)
  })
})

describe.runIf(REPLAYED !== undefined)('one simulated township, lived through again', () => {
  test(`the world of seed ${REPLAYED}`, { timeout: 120_000 }, async () => {
    const ending = await liveThrough(Number(REPLAYED))
    process.stdout.write(`${ending.trace.join('\n')}\n`)
    expect(ending.broken).toEqual([])
  })
})

async function expectWhole(seed: number): Promise<void> {
  const { broken } = await liveThrough(seed)
  expect(broken, `seed ${seed}; to see it happen again: SEED=${seed} npx vitest run tests/proof/simulation.test.ts`).toEqual([])
}
