import type { Capability } from '../kernel/chat/capability.ts'
import { bindingCommands } from './binding.ts'
import { PASSED } from './handing.ts'
import { passedCommand, pressPassed, remindCarriers } from './passing.ts'

export { makeCarrier } from './carrier.ts'

/** WeChat by hand: groups without any login, whose letters people carry and whose answers people copy. */
export function relayCapability(): Capability {
  return {
    name: 'relay',
    commands: [...bindingCommands, passedCommand],
    presses: { [PASSED]: pressPassed },
    jobs: [remindCarriers],
  }
}
