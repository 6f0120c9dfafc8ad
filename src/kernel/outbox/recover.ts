import type { Tx } from '../database/connection.ts'
import { courierStore } from './courier-store.ts'
import { type Consequences, isEnough } from './settle.ts'

const REASON = '程序中断时正在发送'

/**
 * Takes up what was on its way when the program ended: said again while that may be, else left for a person to look at.
 * Either way it is known as in doubt. Tells how many there were.
 */
export async function recoverDoubtful(tx: Tx, house: Pick<Consequences, 'failed'>, now: Date): Promise<number> {
  const letters = await courierStore.onTheWay(tx)
  for (const letter of letters) {
    if (!isEnough(letter)) {
      await courierStore.retry(tx, letter.id, new Date(letter.due_at), REASON, 1)
      continue
    }
    await courierStore.giveUp(tx, letter.id, REASON, now)
    await house.failed(tx, letter, REASON, now)
  }
  return letters.length
}
