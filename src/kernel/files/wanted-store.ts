import type { FileReference } from '../chat/message.ts'
import type { Tx } from '../database/connection.ts'
import type { MailboxId } from '../outbox/mailbox.ts'

/** A table somebody sent to a chat, and which reader of which capability waits for it. */
export type WantedSheet = {
  /** The key of the message it came with: the same message wants it once. */
  readonly once: string
  readonly reader: string
  readonly args: Readonly<Record<string, string | number>>
  readonly file: FileReference
  readonly mailbox: MailboxId
  readonly sender: string
}

/** One that is still to be read, and how often that was tried. */
export type DueSheet = WantedSheet & { readonly tries: number }

type WantedTables = {
  wanted_sheet: {
    once: string
    reader: string
    args: string
    file: string
    mailbox_id: number
    sender: string
    tries: number
    due_at: string
  }
}

const rows = (tx: Tx) => tx.withTables<WantedTables>()

/**
 * Asks for a table to be fetched and read after the commit, because no network may be waited for inside of one. What was
 * read is handed to the capability's reader in a transaction of its own, once.
 */
export async function wantSheet(tx: Tx, wanted: WantedSheet, now: Date): Promise<void> {
  await rows(tx)
    .insertInto('wanted_sheet')
    .values({
      once: wanted.once,
      reader: wanted.reader,
      args: JSON.stringify(wanted.args),
      file: JSON.stringify(wanted.file),
      mailbox_id: wanted.mailbox,
      sender: wanted.sender,
      tries: 0,
      due_at: now.toISOString(),
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** The tables whose time has come, the longest waiting first. */
export async function dueSheets(tx: Tx, now: Date): Promise<readonly DueSheet[]> {
  const found = await rows(tx).selectFrom('wanted_sheet').selectAll().where('due_at', '<=', now.toISOString()).orderBy('due_at').execute()
  return found.map(({ once, reader, args, file, mailbox_id, sender, tries }) => ({
    once,
    reader,
    args: JSON.parse(args) as WantedSheet['args'],
    file: JSON.parse(file) as FileReference,
    mailbox: mailbox_id as MailboxId,
    sender,
    tries,
  }))
}

/** Tries again later. */
export async function postponeSheet(tx: Tx, once: string, until: Date): Promise<void> {
  await rows(tx)
    .updateTable('wanted_sheet')
    .set((set) => ({ tries: set('tries', '+', 1), due_at: until.toISOString() }))
    .where('once', '=', once)
    .execute()
}

/** It has been read, or given up; false when that was done before. */
export async function closeSheet(tx: Tx, once: string): Promise<boolean> {
  const closed = await rows(tx).deleteFrom('wanted_sheet').where('once', '=', once).executeTakeFirst()
  return Number(closed.numDeletedRows) === 1
}
