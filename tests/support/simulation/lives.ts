import { openOffice } from '../../../src/app.ts'
import { beginCarefully } from '../../../src/kernel/chat/care.ts'
import { testCipher } from '../cipher.ts'
import { testSigner } from '../signer.ts'
import type { Chance } from './chance.ts'
import type { Disk, Life } from './disk.ts'
import type { Platform } from './platform.ts'
import type { Post } from './post.ts'
import type { VirtualTime } from './time.ts'
import type { Weather } from './weather.ts'
import type { Witness } from './witness.ts'

/** The runs of the program in a world, one after the other. */
export type Lives = { crash(): void; crashes(): number }

/** Rules of courtesy of every simulated house. */
export const COURTESY = { quiet: { kind: 'between', from: 21 * 60, until: 8 * 60 }, groupDailyCap: 3 } as const
const TICK_MS = 600_000
const LOOK_MS = 500

type Stage = {
  readonly time: VirtualTime
  readonly chance: Chance
  readonly disk: Disk
  readonly platform: Platform
  readonly post: Post
  readonly witness: Witness
  readonly weather: () => Weather
  readonly minutes: () => number
}

/** Starts the program, and starts it again whenever it has died. */
export function beginLives(stage: Stage): Lives {
  const { time, chance, witness } = stage
  let life: Life = { alive: false }
  let crashes = 0
  const watch = (): void => {
    if (life.alive) {
      time.timer(LOOK_MS, watch)
      return
    }
    crashes += 1
    witness.note('the program died')
    time.timer(chance.between(500, 60_000), () => {
      life = { alive: true }
      void live(stage, life).then(() => time.timer(100, watch))
    })
  }
  life = { alive: true }
  void live(stage, life)
  if (stage.weather().crash > 0) watch()
  return { crash: () => stage.disk.crash(life), crashes: () => crashes }
}

/** One life: the house opens, the clock strikes every ten minutes, and the platform's events are carried in. */
async function live(stage: Stage, mine: Life): Promise<void> {
  const { time, platform, witness } = stage
  const bot = platform.bot(mine)
  const database = stage.disk.open(mine)
  const care = await beginCarefully(database).catch(() => undefined)
  if (care === undefined) {
    stage.disk.crash(mine)
    return
  }
  const ifAlive = (work: () => void) => () => {
    if (mine.alive) work()
  }
  const office = openOffice({
    database,
    care,
    cipher: testCipher,
    signer: testSigner,
    log: witness.listen(mine),
    clock: time.now,
    timer: (milliseconds, then) => time.timer(milliseconds, ifAlive(then)),
    token: stage.chance.token,
    settings: COURTESY,
    bots: () => (mine.alive ? [bot] : []),
  })
  const beat = ifAlive(() => {
    void office.clockwork.tick()
    time.timer(TICK_MS, beat)
  })
  void office.courier.start().catch(() => {})
  beat()
  for (const { until } of stage.weather().absences) time.timer(Math.max(0, until - stage.minutes()) * 60_000, ifAlive(office.courier.nudge))
  void stage.post.carry(mine, office.receive).catch((error: unknown) => {
    if (mine.alive) witness.seen.push(`receive threw ${String(error)}`)
  })
}
