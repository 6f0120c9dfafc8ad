import type { Tx } from '../database/connection.ts'
import { statement } from '../database/statement.ts'
import type { MailboxId } from './mailbox.ts'
import type { OutboxTables } from './tables.ts'

const ofMessage = statement<{ mailbox: number; message: string }, OutboxTables>()((db, given) =>
  db
    .selectFrom('letter')
    .select(['id', 'why', 'text'])
    .where('mailbox_id', '=', given('mailbox'))
    .where('message_id', '=', given('message')),
)

const newest = statement<{ mailbox: number }, OutboxTables>()((db, given) =>
  db
    .selectFrom('letter')
    .select(['id', 'why', 'text'])
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

export type SaidLetter = { readonly id: number; readonly why: string; readonly text: string }

/** The letter that a message of ours in a chat was. */
export async function findLetterOfMessage(tx: Tx, mailbox: MailboxId, message: string): Promise<SaidLetter | undefined> {
  return ofMessage.first(tx, { mailbox, message })
}

/** The last thing we said in a chat. */
export async function newestLetterTo(tx: Tx, mailbox: MailboxId): Promise<SaidLetter | undefined> {
  return newest.first(tx, { mailbox })
}

/** How many letters wait, are on their way, in doubt or undeliverable: for the doctor and the health page. */
export async function countLetters(tx: Tx): Promise<Readonly<Record<string, number>>> {
  return Object.fromEntries((await counts.all(tx, {})).map(({ state, count }) => [state, Number(count)]))
}
