import Sqlite from 'better-sqlite3'
import type { Kysely } from 'kysely'
import type { NoticeTables } from '../../src/notices/tables.ts'

/**
 * What a receipt writes, as the peers do it: the same three statements on the same tables as in the house, namely the
 * row that the update was taken, the acknowledgement, and the counter of the card. Who is who they know by heart.
 */
export type Receipt = { readonly update: number; readonly notice: number; readonly member: number; readonly mailbox: number }

/** The tables they write to. */
export type PlainTables = Pick<NoticeTables, 'acknowledgement' | 'notice_copy'> & { inbox: { account: string; key: string; at: string } }

const ACCOUNT = 'telegram:6100200300'

/** Opens a database of the house for a peer, with the same promise to the disk: WAL, and FULL after the first write. */
export function openPlain(path: string): Sqlite.Database {
  const database = new Sqlite(path)
  database.pragma('journal_mode = WAL')
  database.pragma('foreign_keys = ON')
  database.exec('begin immediate; commit')
  database.prepare('select count(*) from inbox').get()
  database.pragma('synchronous = FULL')
  if (database.pragma('synchronous', { simple: true }) !== 2) throw new Error('synchronous is not FULL')
  return database
}

/** The three statements of a receipt, prepared. */
export function prepareReceipt(database: Sqlite.Database): (receipt: Receipt, at: string) => void {
  const taken = database.prepare('insert into inbox (account, key, at) values (?, ?, ?) on conflict do nothing')
  const acknowledged = database.prepare(
    `insert into acknowledgement (notice_id, member_id, at, evidence, identity, platform) values (?, ?, ?, 'self', 'verified', 'telegram') on conflict do nothing`,
  )
  const counted = database.prepare('update notice_copy set shown_count = shown_count + 1 where notice_id = ? and mailbox_id = ?')
  return ({ update, notice, member, mailbox }, at) => {
    taken.run(ACCOUNT, String(update), at)
    acknowledged.run(notice, member, at)
    counted.run(notice, mailbox)
  }
}

/** The same three statements with Kysely as it is shipped. */
export async function writeReceipt(db: Kysely<PlainTables>, { update, notice, member, mailbox }: Receipt, at: string): Promise<void> {
  const taken = await db
    .insertInto('inbox')
    .values({ account: ACCOUNT, key: String(update), at })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  if (taken.numInsertedOrUpdatedRows === 0n) return
  await db
    .insertInto('acknowledgement')
    .values({ notice_id: notice, member_id: member, at, evidence: 'self', identity: 'verified', platform: 'telegram', recorded_by: null })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  await db
    .updateTable('notice_copy')
    .set((old) => ({ shown_count: old('shown_count', '+', 1) }))
    .where('notice_id', '=', notice)
    .where('mailbox_id', '=', mailbox)
    .execute()
}
