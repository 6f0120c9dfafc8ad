import type { BotAccount, Capabilities } from './kernel/chat/message.ts'
import type { Tx } from './kernel/database/connection.ts'
import { getMailbox, type Mailbox } from './kernel/outbox/mailbox.ts'
import type { Gate } from './kernel/outbox/outbox.ts'
import { type Audience, inspectLetter } from './kernel/privacy/gate.ts'
import { sayBlocked } from './kernel/privacy/words.ts'
import { identify, namesOnRoster, rosterStamp } from './roster/directory.ts'

/** Joins the kernel's gate with the roster: who reads a letter, and whose names it must protect. */
export function makeGate(personalData: (from: BotAccount) => Capabilities['personalData']): Gate {
  let known: { readonly stamp: string; readonly names: readonly string[] } | undefined
  const knownNames = async (tx: Tx): Promise<readonly string[]> => {
    const stamp = await rosterStamp(tx)
    known = known?.stamp === stamp ? known : { stamp, names: await namesOnRoster(tx) }
    return known.names
  }
  return async (tx, letter) => {
    // A card's words were read when the card was first put; only its counter is new.
    if (letter.edits !== undefined) return undefined
    const mailbox = await getMailbox(tx, letter.to)
    const { audience, ownName } = await readerOf(tx, mailbox)
    const verdict = inspectLetter({
      text: letter.text,
      audience,
      platformPersonalData: personalData(mailbox),
      knownNames: await knownNames(tx),
      ...(ownName === undefined ? {} : { ownName }),
    })
    return verdict.kind === 'clean' ? undefined : sayBlocked(verdict.reasons)
  }
}

async function readerOf(tx: Tx, mailbox: Mailbox): Promise<{ readonly audience: Audience; readonly ownName?: string }> {
  if (mailbox.kind === 'group') return { audience: 'group' }
  const { person } = await identify(tx, mailbox, mailbox, mailbox.chat)
  const audience = person.offices.length > 0 && person.evidence === 'verified' ? 'office-holder' : 'person'
  return person.name === undefined ? { audience } : { audience, ownName: person.name }
}
