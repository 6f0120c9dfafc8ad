import type { Tx } from '../database/connection.ts'
import { statement } from '../database/statement.ts'
import type { MailboxId } from './mailbox.ts'
import type { OutboxTables } from './tables.ts'

/** What a press means: opaque outside, checked against chat and age here. */
export type ChoiceMeaning = {
  readonly action: string
  readonly args: Readonly<Record<string, string | number>>
  readonly mailbox?: MailboxId
}

const insert = statement<OutboxTables['choice'], OutboxTables>()((db, given) =>
  db.insertInto('choice').values({
    token: given('token'),
    action: given('action'),
    args: given('args'),
    mailbox_id: given('mailbox_id'),
    expires_at: given('expires_at'),
  }),
)

const find = statement<{ token: string; now: string }, OutboxTables>()((db, given) =>
  db
    .selectFrom('choice')
    .select(['action', 'args', 'mailbox_id', 'expires_at'])
    .where('token', '=', given('token'))
    .where('expires_at', '>', given('now')),
)

const prune = statement<{ now: string }, OutboxTables>()((db, given) => db.deleteFrom('choice').where('expires_at', '<=', given('now')))

/** Keeps what a choice means under an unguessable token (≤ 64 bytes). With a mailbox it only counts when pressed there. */
export async function issueChoice(tx: Tx, token: string, meaning: ChoiceMeaning, expiresAt: Date): Promise<string> {
  await insert.run(tx, {
    token,
    action: meaning.action,
    args: JSON.stringify(meaning.args),
    mailbox_id: meaning.mailbox ?? null,
    expires_at: expiresAt.toISOString(),
  })
  return token
}

/** Finds what a pressed token means; forged and old ones mean nothing. */
export type FindChoice = (tx: Tx, token: string, now: Date) => Promise<ChoiceMeaning | undefined>

const MOST_REMEMBERED = 500

/** Finds choices and remembers the newest few: what one means never changes, and one card is pressed by hundreds at once. */
export function makeFindChoice(): FindChoice {
  const remembered = new Map<string, Kept>()
  return async (tx, token, now) => {
    const known = remembered.get(token)
    if (known !== undefined && known.expiresAt > now.getTime()) return known.meaning
    const found = await lookUp(tx, token, now)
    remembered.delete(token)
    if (found === undefined) return undefined
    remembered.set(token, found)
    if (remembered.size > MOST_REMEMBERED) remembered.delete(remembered.keys().next().value ?? token)
    return found.meaning
  }
}

/** What a pressed token means, looked up anew. */
export const findChoice: FindChoice = async (tx, token, now) => (await lookUp(tx, token, now))?.meaning

type Kept = { readonly meaning: ChoiceMeaning; readonly expiresAt: number }

async function lookUp(tx: Tx, token: string, now: Date): Promise<Kept | undefined> {
  const row = await find.first(tx, { token, now: now.toISOString() })
  if (row === undefined) return undefined
  const meaning = {
    action: row.action,
    args: JSON.parse(row.args) as ChoiceMeaning['args'],
    ...(row.mailbox_id === null ? {} : { mailbox: row.mailbox_id as MailboxId }),
  }
  return { meaning, expiresAt: Date.parse(row.expires_at) }
}

/** Forgets choices that no longer count. */
export async function pruneChoices(tx: Tx, now: Date): Promise<void> {
  await prune.run(tx, { now: now.toISOString() })
}
