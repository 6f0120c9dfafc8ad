import type { Capability } from '../kernel/chat/capability.ts'
import { bindingCommands } from './binding.ts'
import { PASSED } from './handing.ts'
import { passedCommand, pressPassed, remindCarriers } from './passing.ts'
import { transcriptCommand } from './starting.ts'
import { lastTranscript } from './taking-back.ts'
import { answerTranscript, TRANSCRIPT_PROMPT } from './transcript.ts'
import type { Reader } from './understanding.ts'

export { makeCarrier } from './carrier.ts'
export { recallByHand } from './recalling.ts'

/** WeChat by hand: groups without any login, whose letters people carry and whose answers people copy. */
export function relayCapability(reader: Reader): Capability {
  return {
    name: 'relay',
    commands: [...bindingCommands, passedCommand, transcriptCommand(reader)],
    prompts: { [TRANSCRIPT_PROMPT]: (occasion, state) => answerTranscript(reader, occasion, state) },
    presses: { [PASSED]: pressPassed },
    lastRecord: (occasion) => lastTranscript(reader, occasion),
    jobs: [remindCarriers],
  }
}
