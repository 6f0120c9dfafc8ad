import { findMailbox } from '../outbox/mailbox.ts'
import type { Occasion } from './capability.ts'
import type { Extras, Voice } from './voice.ts'
import type { MailboxId } from '../outbox/mailbox.ts'

/** An answer is worth something for a day; afterwards it would only puzzle. */
const REPLY_GOOD_HOURS = 24

/** What a voice has to know: where something was said, by whom, and the transaction it is a part of. */
type Speaking = Pick<Occasion, 'tx' | 'now' | 'outbox' | 'mailbox' | 'senderId' | 'from' | 'key' | 'thread'>

/** A voice for one occasion. Each line's `once` is the occasion's key and its place in the order of speaking. */
export function makeVoice(occasion: Speaking, words: { readonly youAsked: string }): Voice {
  let spoken = 0
  const say = async (to: MailboxId, thread: string | undefined, text: string, extras: Extras = {}) => {
    spoken += 1
    const put = await occasion.outbox.put(
      occasion.tx,
      {
        once: `${occasion.key}:${spoken}`,
        to,
        text,
        priority: extras.priority ?? 'reply',
        why: extras.why ?? words.youAsked,
        inDoubt: 'resend',
        goodUntil: new Date(occasion.now.getTime() + REPLY_GOOD_HOURS * 3_600_000),
        ...(thread === undefined ? {} : { thread }),
        ...(extras.choices === undefined ? {} : { choices: extras.choices }),
        ...(extras.file === undefined ? {} : { file: extras.file }),
      },
      occasion.now,
    )
    return put.kind === 'put' ? put.id : undefined
  }
  return {
    reply: (text, extras) => say(occasion.mailbox.id, occasion.thread, text, extras),
    privately: async (text, extras) => {
      if (occasion.mailbox.kind === 'private') {
        await say(occasion.mailbox.id, undefined, text, extras)
        return true
      }
      const { platform, account } = occasion.from
      const own = await findMailbox(occasion.tx, { platform, account, chat: occasion.senderId })
      if (own === undefined || own.state === 'closed') return false
      await say(own.id, undefined, text, extras)
      return true
    },
    tell: (to, text, extras) => say(to, undefined, text, extras),
  }
}
