import { createHash } from 'node:crypto'
import type { FileReference } from '../chat/message.ts'
import type { Tx } from '../database/connection.ts'
import { statement } from '../database/statement.ts'
import type { MailboxId } from './mailbox.ts'
import type { LetterState, OutboxTables } from './tables.ts'

export type LetterId = number & { readonly brand: 'letter' }

/** Replies to people go first; a card's counter is refreshed when nothing else waits. */
export const PRIORITY = { reply: 0, urgent: 1, notice: 2, reminder: 3, card: 4 } as const
export type Priority = keyof typeof PRIORITY

/** A choice below a letter, by the token that `issueChoice` gave for it. */
export type LetterChoice = { readonly label: string; readonly word: string; readonly token: string }

/** A question asked again at the moment of sending: the letter goes only while the answer is yes. */
export type StillNeeded = { readonly check: string; readonly args: Readonly<Record<string, string | number>> }

/** What 为什么 tells about a letter: who ordered it and by which rule, in one short line. */
export type Letter = {
  /** A name for its occasion, unique for ever: putting it again changes nothing. */
  readonly once: string
  readonly to: MailboxId
  readonly thread?: string
  readonly priority: Priority
  readonly text: string
  readonly choices?: readonly LetterChoice[]
  readonly file?: FileReference
  readonly edits?: LetterId
  readonly repliesTo?: string
  readonly why: string
  readonly stillNeeded?: StillNeeded
  /** After a crash nobody knows whether it arrived: say it again, or ask a person. */
  readonly inDoubt: 'resend' | 'ask'
  readonly notBefore?: Date
  /** Too late after this: not sent, and shown as such. */
  readonly goodUntil: Date
}

type Row = Omit<OutboxTables['letter'], 'id' | 'tries' | 'doubts' | 'message_id' | 'reason' | 'settled_at' | 'sent_on' | 'state'>

const insert = statement<Row, OutboxTables>()((db, given) =>
  db
    .insertInto('letter')
    .values({
      once: given('once'),
      mailbox_id: given('mailbox_id'),
      thread: given('thread'),
      priority: given('priority'),
      text: given('text'),
      choices: given('choices'),
      file: given('file'),
      edits_letter_id: given('edits_letter_id'),
      replies_to: given('replies_to'),
      why: given('why'),
      still_needed: given('still_needed'),
      in_doubt: given('in_doubt'),
      good_until: given('good_until'),
      due_at: given('due_at'),
      state: 'waiting',
      created_at: given('created_at'),
      likeness: given('likeness'),
    } as never)
    .onConflict((conflict) => conflict.column('once').doNothing())
    .returning('id'),
)

const sameBefore = statement<{ likeness: string; since: string }, OutboxTables>()((db, given) =>
  db
    .selectFrom('letter')
    .select((count) => count.fn.countAll<number>().as('count'))
    .where('likeness', '=', given('likeness'))
    .where('created_at', '>', given('since')),
)

const setStateOfWaiting = statement<{ id: number; state: LetterState; reason: string; at: string }, OutboxTables>()((db, given) =>
  db
    .updateTable('letter')
    .set({ state: given('state'), reason: given('reason'), settled_at: given('at') })
    .where('id', '=', given('id'))
    .where('state', '=', 'waiting'),
)

const dropCards = statement<{ edits: number; at: string }, OutboxTables>()((db, given) =>
  db
    .updateTable('letter')
    .set({ state: 'unneeded', settled_at: given('at') })
    .where('edits_letter_id', '=', given('edits'))
    .where('state', '=', 'waiting'),
)

/** A line is said to one chat at most this often in the window below: nobody gets the same line five times (LESSONS L5). */
export const MOST_IDENTICAL = 4
export const IDENTICAL_WINDOW_MINUTES = 30

/** The fingerprint by which two letters to one chat are the same line. */
export function likenessOf(to: MailboxId, text: string): string {
  return createHash('sha1').update(`${to}\n${text}`).digest('base64url')
}

/** Stores a letter that has passed the gate. `undefined`: it was put before, or said too often already. */
export async function storeLetter(tx: Tx, letter: Letter, now: Date): Promise<LetterId | undefined> {
  const likeness = letter.edits === undefined ? likenessOf(letter.to, letter.text) : `card:${letter.edits}:${letter.once}`
  const since = new Date(now.getTime() - IDENTICAL_WINDOW_MINUTES * 60_000).toISOString()
  const before = await sameBefore.first(tx, { likeness, since })
  if (Number(before?.count ?? 0) >= MOST_IDENTICAL) return undefined
  if (letter.edits !== undefined) await dropCards.run(tx, { edits: letter.edits, at: now.toISOString() })
  const stored = await insert.first(tx, {
    once: letter.once,
    mailbox_id: letter.to,
    thread: letter.thread ?? null,
    priority: PRIORITY[letter.priority],
    text: letter.text,
    choices: letter.choices === undefined ? '[]' : JSON.stringify(letter.choices),
    file: letter.file === undefined ? null : JSON.stringify(letter.file),
    edits_letter_id: letter.edits ?? null,
    replies_to: letter.repliesTo ?? null,
    why: letter.why,
    still_needed: letter.stillNeeded === undefined ? null : JSON.stringify(letter.stillNeeded),
    in_doubt: letter.inDoubt,
    good_until: letter.goodUntil.toISOString(),
    due_at: (letter.notBefore ?? now).toISOString(),
    created_at: now.toISOString(),
    likeness,
  })
  return stored?.id as LetterId | undefined
}

const bringForward = statement<{ id: number; now: string }, OutboxTables>()((db, given) =>
  db
    .updateTable('letter')
    .set({ due_at: given('now') })
    .where('id', '=', given('id'))
    .where('state', '=', 'waiting')
    .where('due_at', '>', given('now')),
)

/** Lets a letter go now that was to wait a little. False when it does not wait any more. */
export async function hurryLetter(tx: Tx, id: LetterId, now: Date): Promise<boolean> {
  return (await bringForward.run(tx, { id, now: now.toISOString() })) > 0
}

/** Takes a letter back before it leaves. False when it has left already. */
export async function withdrawLetter(tx: Tx, id: LetterId, reason: string, now: Date): Promise<boolean> {
  return (await setStateOfWaiting.run(tx, { id, state: 'withdrawn', reason, at: now.toISOString() })) > 0
}

const byOnce = statement<{ once: string }, OutboxTables>()((db, given) =>
  db.selectFrom('letter').select('id').where('once', '=', given('once')),
)

/** True when a letter for this occasion was put already. */
export async function hasLetter(tx: Tx, once: string): Promise<boolean> {
  return (await byOnce.first(tx, { once })) !== undefined
}
