import Sqlite from 'better-sqlite3'

/** The tables a plain bot would have: what it has processed, who has acknowledged, and a counter for each notice. */
export const PLAIN_TABLES = `
  create table processed (update_id integer primary key, at text not null) strict;
  create table acknowledgement (notice integer not null, member integer not null, at text not null, primary key (notice, member)) strict;
  create table outbox (notice integer primary key, count integer not null, changed_at text not null) strict;
`

/** Opens a file for a peer with the same promise to the disk as the house: WAL, and FULL after the first write. */
export function openPlain(path: string): Sqlite.Database {
  const database = new Sqlite(path)
  database.pragma('journal_mode = WAL')
  database.exec(PLAIN_TABLES)
  database.pragma('synchronous = FULL')
  if (database.pragma('synchronous', { simple: true }) !== 2) throw new Error('synchronous is not FULL')
  return database
}

/** The three statements of a receipt, prepared. */
export function prepareReceipt(database: Sqlite.Database): (update: number, notice: number, member: number, at: string) => void {
  const processed = database.prepare('insert into processed (update_id, at) values (?, ?) on conflict do nothing')
  const acknowledged = database.prepare('insert into acknowledgement (notice, member, at) values (?, ?, ?) on conflict do nothing')
  const counted = database.prepare(
    'insert into outbox (notice, count, changed_at) values (?, 1, ?) on conflict (notice) do update set count = count + 1, changed_at = excluded.changed_at',
  )
  return (update, notice, member, at) => {
    processed.run(update, at)
    acknowledged.run(notice, member, at)
    counted.run(notice, at)
  }
}
