import type { LetterId } from '../outbox/letter.ts'
import type { Occasion } from './capability.ts'
import type { Voice } from './voice.ts'

/** A voice that keeps what is answered in the chat, until all of it is said as one letter. */
export type Gathering = { readonly voice: Voice; say(): Promise<void> }

/** A line that waits has no number yet; nobody may look it up. */
const NOT_YET = 0 as LetterId

/**
 * Several things in one line are each done, and answered once (CHAT.md §3). A question that carries choices takes with it
 * what waits; what may not be said is refused at once, so that whoever says it can say it otherwise.
 */
export function gatherAnswers(occasion: Occasion): Gathering {
  const { voice, mailbox, outbox, tx, now } = occasion
  const here: string[] = []
  const alone: string[] = []
  const say = async (): Promise<void> => {
    const [reply, aside] = [here.splice(0), alone.splice(0)]
    if (reply.length > 0) await voice.reply(reply.join('\n'))
    if (aside.length > 0) await voice.privately(aside.join('\n'))
  }
  return {
    say,
    voice: {
      ...voice,
      reply: async (text, extras) => {
        if (extras !== undefined) return voice.reply([...here.splice(0), text].join('\n'), extras)
        const line = await outbox.inspect(tx, {
          once: '',
          to: mailbox.id,
          priority: 'reply',
          text,
          why: '',
          inDoubt: 'resend',
          goodUntil: now,
        })
        if (line !== undefined) return undefined
        here.push(text)
        return NOT_YET
      },
      privately: async (text, extras) => {
        if (mailbox.kind === 'group' || extras !== undefined) return voice.privately(text, extras)
        alone.push(text)
        return true
      },
    },
  }
}
