import type { Capability, Occasion } from '../kernel/chat/capability.ts'
import type { Cipher } from '../kernel/privacy/cipher.ts'
import { noteUsed } from './accounts-store.ts'
import { ANSWER, hearAnswer, pressAnswer, QUESTION } from './asking.ts'
import { bind, bindingCommand } from './binding.ts'
import { branchListCommand } from './branch-list.ts'
import { tellComings } from './comings.ts'
import { findSecretaryCommand, hearNewPhone } from './contact.ts'
import { grantingCommands } from './granting.ts'
import { groupBindingCommands, roomChanged } from './group-binding.ts'
import { handingCommand } from './handing.ts'
import { helpCommands, helpGroupSeldom } from './help.ts'
import { ownCommands, quiet, tellOwnCard } from './own-card.ts'
import { beginNewLogin } from './new-login.ts'
import { codeCommands } from './passing-codes.ts'
import { hearPrivacyRequest, privacyCommands } from './privacy.ts'
import { noteSpoke, renameRoom } from './rooms-store.ts'
import { makeRunErrand, makeSettle } from './settle.ts'
import { answerWhoTheyAre, askingJob, WHO_PROMPT, whoIsWhoCommand } from './who-is-who.ts'
import { ownWords } from './words.ts'

export { makeRecognise } from './recognise.ts'

/** What the roster needs: the key, and the list of all capabilities, whose lines 帮助 and 我的 gather. */
export type RosterNeeds = { readonly cipher: Cipher; readonly capabilities: () => readonly Capability[] }

/** Who is who: binding of people and groups, offices, and what people may ask about themselves. */
export function rosterCapability({ cipher, capabilities }: RosterNeeds): Capability {
  const run = makeRunErrand(cipher)
  const settle = makeSettle(run)
  return {
    name: 'roster',
    commands: [
      ...groupBindingCommands,
      ...codeCommands(cipher, run),
      ...grantingCommands(cipher, run),
      handingCommand(cipher, run),
      branchListCommand,
      whoIsWhoCommand(cipher),
      bindingCommand(cipher),
      ...ownCommands(capabilities),
      findSecretaryCommand(cipher),
      ...privacyCommands,
      ...helpCommands(capabilities),
    ],
    answers: {
      help: (occasion) => helpGroupSeldom(capabilities(), occasion),
      identity_query: async ({ voice }) => void (await voice.reply(ownWords.identity)),
      my_record: (occasion) => tellOwnCard(capabilities(), occasion),
      quiet: (occasion) => quiet(occasion, 1),
      privacy_request: (occasion) => hearPrivacyRequest(occasion),
      contact_phone: (occasion) => hearNewPhone(cipher, occasion),
    },
    prompts: {
      [QUESTION]: (occasion, state, intents) => hearAnswer(settle, occasion, occasion.rest, state, intents),
      [WHO_PROMPT]: answerWhoTheyAre,
    },
    jobs: [askingJob(cipher)],
    presses: { [ANSWER]: (occasion, args) => pressAnswer(settle, occasion, args) },
    heard,
    // A code that was sent without its word is still a code.
    unheard: async (occasion) => {
      if (!/^\s*\p{Nd}{6}\s*$/u.test(occasion.rest)) return false
      await bind(cipher, occasion)
      return true
    },
    changed: async (occasion) => {
      await roomChanged(occasion)
      await tellComings(occasion)
    },
    loggedInAnew: beginNewLogin,
  }
}

async function heard({ tx, person, room, from, senderId, event, now }: Occasion): Promise<void> {
  if (person.member === undefined) return
  await noteUsed(tx, from, senderId, now)
  if (room === undefined) return
  await noteSpoke(tx, room.mailbox.id, person.member, now)
  if (event.chat.title !== undefined && event.chat.title !== room.title) await renameRoom(tx, room.mailbox.id, event.chat.title)
}
