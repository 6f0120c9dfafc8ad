import type { Capability } from '../kernel/chat/capability.ts'
import type { Cipher } from '../kernel/privacy/cipher.ts'
import { bindingCommand } from './binding.ts'

/** What the roster needs: the key, and the list of all capabilities, whose lines 帮助 and 我的 gather. */
export type RosterNeeds = { readonly cipher: Cipher; readonly capabilities: () => readonly Capability[] }

/** Who is who: binding of people and groups, offices, and what people may ask about themselves. */
export function rosterCapability({ cipher }: RosterNeeds): Capability {
  return { name: 'roster', commands: [bindingCommand(cipher)] }
}
