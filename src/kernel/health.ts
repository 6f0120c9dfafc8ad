import type { Bot } from './chat/message.ts'
import type { Database } from './database/database.ts'
import type { Courier } from './outbox/courier.ts'
import { countLetters } from './outbox/letters-said.ts'
import { findSetBack } from './schedule/clock-mark.ts'
import type { Health } from './web/server.ts'

/** The courier looks at least once a minute; three silent minutes mean that it is stuck. */
const COURIER_SILENT_SECONDS = 180

/** Looks whether the database answers and the courier runs. */
export async function readHealth(house: {
  readonly database: Database
  readonly courier: Pick<Courier, 'lastLook'>
  readonly bots: readonly Bot[]
  readonly now: Date
}): Promise<Health> {
  const bots = house.bots.map((bot) => {
    const { kind, line } = bot.state()
    return { platform: bot.platform, state: kind, line }
  })
  const last = house.courier.lastLook()
  const runs = last !== undefined && house.now.getTime() - last.getTime() < COURIER_SILENT_SECONDS * 1000
  const courier = runs ? 'running' : 'silent'
  try {
    const latest = await house.database.read(async (tx) => {
      await countLetters(tx)
      return findSetBack(tx, house.now)
    })
    const trouble = house.database.trouble()
    const clock = latest === undefined ? 'right' : 'set-back'
    return { ok: runs && trouble === undefined, database: trouble ?? 'answers', courier, clock, bots }
  } catch {
    return { ok: false, database: 'silent', courier, clock: 'unknown', bots }
  }
}
