import type { FileReference } from './message.ts'
import type { LetterChoice, LetterId, Priority } from '../outbox/letter.ts'
import type { MailboxId } from '../outbox/mailbox.ts'

/** What else a line may carry. */
export type Extras = {
  readonly choices?: readonly LetterChoice[]
  readonly file?: FileReference
  readonly priority?: Priority
  /** Who ordered it and by which rule, for 为什么; left out = "you asked". */
  readonly why?: string
}

/** How a handler speaks. Everything goes through the outbox; the occasion's key makes each line said once. */
export type Voice = {
  /** Answers where it was said. */
  reply(text: string, extras?: Extras): Promise<LetterId | undefined>
  /** Answers the speaker alone: in private, or not at all. True when there is a private chat to say it in. */
  privately(text: string, extras?: Extras): Promise<boolean>
  /** Says something in another chat, still as a consequence of this message. */
  tell(to: MailboxId, text: string, extras?: Extras): Promise<LetterId | undefined>
}
