import type { Tx } from '../database/connection.ts'
import { statement } from '../database/statement.ts'
import type { MailboxId } from '../outbox/mailbox.ts'

/** A question the bot has put to one person in one chat and whose answer it waits for. There is one at a time. */
export type Prompt = {
  readonly kind: string
  readonly state: unknown
  /** When it was put, UTC; known of a prompt that was found. */
  readonly openedAt?: string
}

type PromptTables = {
  prompt: { id: number; mailbox_id: number; sender: string; kind: string; state: string; opened_at: string; expires_at: string }
}
type Where = { mailbox: number; sender: string }

const find = statement<Where & { now: string }, PromptTables>()((db, given) =>
  db
    .selectFrom('prompt')
    .select(['kind', 'state', 'opened_at'])
    .where('mailbox_id', '=', given('mailbox'))
    .where('sender', '=', given('sender'))
    .where('expires_at', '>', given('now')),
)

const put = statement<Where & { kind: string; state: string; now: string; expires: string }, PromptTables>()((db, given) =>
  db
    .insertInto('prompt')
    .values({
      mailbox_id: given('mailbox'),
      sender: given('sender'),
      kind: given('kind'),
      state: given('state'),
      opened_at: given('now'),
      expires_at: given('expires'),
    } as never)
    .onConflict((conflict) =>
      conflict.columns(['mailbox_id', 'sender']).doUpdateSet({
        kind: given('kind'),
        state: given('state'),
        opened_at: given('now'),
        expires_at: given('expires'),
      }),
    ),
)

const remove = statement<Where, PromptTables>()((db, given) =>
  db.deleteFrom('prompt').where('mailbox_id', '=', given('mailbox')).where('sender', '=', given('sender')),
)

/** A draft may be left for later: the question stays open for a day. */
const PROMPT_HOURS = 24

/** The question that is open for this person in this chat. */
export async function findPrompt(tx: Tx, mailbox: MailboxId, sender: string, now: Date): Promise<Prompt | undefined> {
  const row = await find.first(tx, { mailbox, sender, now: now.toISOString() })
  return row === undefined ? undefined : { kind: row.kind, state: JSON.parse(row.state) as unknown, openedAt: row.opened_at }
}

/** Opens a question; an older one of this person in this chat is let go. */
export async function openPrompt(tx: Tx, mailbox: MailboxId, sender: string, prompt: Prompt, now: Date): Promise<void> {
  const expires = new Date(now.getTime() + PROMPT_HOURS * 3_600_000).toISOString()
  await put.run(tx, { mailbox, sender, kind: prompt.kind, state: JSON.stringify(prompt.state), now: now.toISOString(), expires })
}

/** Nothing is waited for any more. */
export async function closePrompt(tx: Tx, mailbox: MailboxId, sender: string): Promise<void> {
  await remove.run(tx, { mailbox, sender })
}
