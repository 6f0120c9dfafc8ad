import { findMailbox } from '../outbox/mailbox.ts'
import type { Spoken } from './capability.ts'

/**
 * Takes a conversation aside: what is said and asked from here on goes to the speaker's private chat, wherever it began.
 * `undefined` when there is no private chat to say it in.
 */
export async function takeAside(occasion: Spoken): Promise<Spoken | undefined> {
  if (occasion.mailbox.kind === 'private') return occasion
  const { platform, account } = occasion.from
  const own = await findMailbox(occasion.tx, { platform, account, chat: occasion.senderId })
  if (own === undefined || own.state === 'closed') return undefined
  const { thread: _thread, room: _room, voice, ...rest } = occasion
  return { ...rest, mailbox: own, voice: { ...voice, reply: (text, extras) => voice.tell(own.id, text, extras) } }
}
