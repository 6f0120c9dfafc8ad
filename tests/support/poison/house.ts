import { randomBytes } from 'node:crypto'
import { makeGate } from '../../../src/gate.ts'
import { apologise } from '../../../src/house-letters.ts'
import { interpret } from '../../../src/interpret.ts'
import { recordAudit } from '../../../src/kernel/audit.ts'
import type { Capability, Spoken } from '../../../src/kernel/chat/capability.ts'
import type { Care } from '../../../src/kernel/chat/care.ts'
import { makeFindCommand } from '../../../src/kernel/chat/command.ts'
import { makeFlood } from '../../../src/kernel/chat/flood.ts'
import { makeMemory } from '../../../src/kernel/chat/memory.ts'
import type { Receive } from '../../../src/kernel/chat/message.ts'
import { makeReceive } from '../../../src/kernel/chat/receive.ts'
import { makeHandleEvent } from '../../../src/kernel/chat/route.ts'
import { kernelWords } from '../../../src/kernel/chat/words.ts'
import type { Database } from '../../../src/kernel/database/database.ts'
import type { Log } from '../../../src/kernel/log.ts'
import { makeOutbox } from '../../../src/kernel/outbox/outbox.ts'
import { identify } from '../../../src/roster/directory.ts'
import { TELEGRAM } from '../platform.ts'

/** Said by somebody, it sets off what the test wants to go wrong. */
export const POISON = '有毒'
/** Said by somebody, it is written down once, with the message's own key. */
export const HARMLESS = '记一笔'
/** Under this action of the audit lies what was done. */
export const DONE = 'harmless-done'

export type PoisonHouse = {
  readonly database: Database
  readonly clock: () => Date
  readonly log: Log
  /** What happens in the handler of a poisonous message, after it has written something. */
  readonly goWrong: (occasion: Spoken) => void | Promise<void>
  readonly care?: Care
}

/** The door of a real house in which one word of a capability goes wrong. */
export function openPoisonHouse(house: PoisonHouse): Receive {
  const outbox = makeOutbox(makeGate(() => 'own'))
  const capabilities = [poisonCapability(house.goWrong)]
  return makeReceive({
    ...house,
    handle: makeHandleEvent({
      capabilities,
      identify,
      outbox,
      interpret,
      memory: makeMemory(),
      flood: makeFlood(),
      words: kernelWords,
      token: () => randomBytes(9).toString('base64url'),
      platform: () => TELEGRAM,
      findCommand: makeFindCommand(capabilities),
    }),
    apologise: (tx, from, event, now) => apologise(outbox, tx, from, event, now),
    committed: () => {},
  })
}

function poisonCapability(goWrong: PoisonHouse['goWrong']): Capability {
  const note = (occasion: Spoken, action: string) =>
    recordAudit(occasion.tx, { actor: 'operator', action, subject: occasion.event.key }, occasion.now)
  return {
    name: 'poison',
    commands: [
      { words: [HARMLESS], may: 'anyone', where: 'anywhere', rest: 'anywhere', run: (occasion) => note(occasion, DONE) },
      {
        words: [POISON],
        may: 'anyone',
        where: 'anywhere',
        run: async (occasion) => {
          await note(occasion, 'poison-half-done')
          await occasion.voice.reply('办到一半')
          await goWrong(occasion)
        },
      },
    ],
  }
}
