import type { Tx } from '../database/connection.ts'
import { statement } from '../database/statement.ts'
import type { MailboxId } from './mailbox.ts'
import type { OutboxTables } from './tables.ts'

const ofMessage = statement<{ mailbox: number; message: string }, OutboxTables>()((db, given) =>
  db
    .selectFrom('letter')
    .select(['id', 'once', 'why', 'text', 'settled_at'])
    .where('mailbox_id', '=', given('mailbox'))
    .where('message_id', '=', given('message'))
    // A refreshed card carries the number of the message it changed.
    .where('edits_letter_id', 'is', null),
)

const newest = statement<{ mailbox: number }, OutboxTables>()((db, given) =>
  db
    .selectFrom('letter')
    .select(['id', 'once', 'why', 'text', 'settled_at'])
    .where('mailbox_id', '=', given('mailbox'))
    .where('state', 'in', ['sent', 'accepted'])
    .where('edits_letter_id', 'is', null)
    .orderBy('id', 'desc')
    .limit(1),
)

const counts = statement<object, OutboxTables>()((db) =>
  db
    .selectFrom('letter')
    .select(['state', (count) => count.fn.countAll<number>().as('count')])
    .where('state', 'in', ['waiting', 'sending', 'doubtful', 'refused', 'gone'])
    .groupBy('state'),
)

/** Something we said, with the reason that was given for it, and when it arrived. */
export type SaidLetter = {
  readonly id: number
  readonly once: string
  readonly why: string
  readonly text: string
  readonly at: string | undefined
}

type Row = Omit<SaidLetter, 'at'> & { readonly settled_at: string | null }

/** The letter that a message of ours in a chat was. */
export async function findLetterOfMessage(tx: Tx, mailbox: MailboxId, message: string): Promise<SaidLetter | undefined> {
  return toSaid(await ofMessage.first(tx, { mailbox, message }))
}

/** The last thing we said in a chat. */
export async function newestLetterTo(tx: Tx, mailbox: MailboxId): Promise<SaidLetter | undefined> {
  return toSaid(await newest.first(tx, { mailbox }))
}

function toSaid(row: Row | undefined): SaidLetter | undefined {
  return row === undefined ? undefined : { id: row.id, once: row.once, why: row.why, text: row.text, at: row.settled_at ?? undefined }
}

/** How many letters wait, are on their way, in doubt or undeliverable: for the doctor and the health page. */
export async function countLetters(tx: Tx): Promise<Readonly<Record<string, number>>> {
  return Object.fromEntries((await counts.all(tx, {})).map(({ state, count }) => [state, Number(count)]))
}
