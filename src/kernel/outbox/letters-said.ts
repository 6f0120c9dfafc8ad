import type { Tx } from '../database/connection.ts'
import { statement } from '../database/statement.ts'
import type { LetterChoice } from './letter.ts'
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

const withChoices = statement<{ mailbox: number; since: string }, OutboxTables>()((db, given) =>
  db
    .selectFrom('letter')
    .select(['id', 'choices'])
    .where('mailbox_id', '=', given('mailbox'))
    .where('created_at', '>=', given('since'))
    .where('state', 'in', ['sent', 'accepted', 'sending', 'doubtful'])
    .where('choices', '!=', '[]')
    .orderBy('id', 'desc')
    .limit(8),
)

const lastId = statement<{ mailbox: number }, OutboxTables>()((db, given) =>
  db
    .selectFrom('letter')
    .select((of) => of.fn.max<number | null>('id').as('id'))
    .where('mailbox_id', '=', given('mailbox')),
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

/** The letters with choices that hang in a chat since then, newest first. */
export async function lettersWithChoices(
  tx: Tx,
  mailbox: MailboxId,
  since: string,
): Promise<readonly { readonly choices: readonly LetterChoice[] }[]> {
  const rows = await withChoices.all(tx, { mailbox, since })
  return rows.map(({ choices }) => ({ choices: JSON.parse(choices) as readonly LetterChoice[] }))
}

/** The number of the last letter that was put for a chat; 0 when there is none. */
export async function lastLetterId(tx: Tx, mailbox: MailboxId): Promise<number> {
  return Number((await lastId.first(tx, { mailbox }))?.id ?? 0)
}
