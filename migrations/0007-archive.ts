import { sql, type ColumnDataType, type Kysely } from 'kysely'

/**
 * The archive: one row for each thing published, the complete subtrees over them, and what the log was whenever
 * something was added. Only a salt may ever be deleted. Frozen once it has been run anywhere.
 */
export async function up(db: Kysely<Record<string, never>>, dialect: 'sqlite' | 'postgres'): Promise<void> {
  const number: ColumnDataType = dialect === 'sqlite' ? 'integer' : 'bigint'
  const table = (name: string) => {
    const start = db.schema.createTable(name)
    return dialect === 'sqlite' ? start.modifyEnd(sql`strict`) : start
  }
  const kept = async (name: string) => {
    if (dialect === 'sqlite') {
      for (const verb of ['update', 'delete'])
        await sql`create trigger ${sql.raw(`${name}_no_${verb}`)} before ${sql.raw(verb)} on ${sql.raw(name)}
          begin select raise(abort, ${sql.lit(`${name} is append-only`)}); end`.execute(db)
      return
    }
    await sql`create or replace function refuse_change() returns trigger language plpgsql as $$ begin raise exception 'append-only'; end $$`.execute(
      db,
    )
    await sql`create trigger ${sql.raw(`${name}_kept`)} before update or delete on ${sql.raw(name)} execute function refuse_change()`.execute(
      db,
    )
  }

  await table('archive_entry')
    .addColumn('position', number, (c) => c.primaryKey())
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('subject', 'text', (c) => c.notNull())
    .addColumn('at', 'text', (c) => c.notNull())
    .addColumn('commitment', 'text', (c) => c.notNull())
    .addUniqueConstraint('archive_entry_once', ['kind', 'subject'])
    .execute()
  await table('archive_salt')
    .addColumn('position', number, (c) => c.primaryKey().references('archive_entry.position'))
    .addColumn('salt', 'text', (c) => c.notNull())
    .execute()
  await table('archive_node')
    .addColumn('level', 'integer', (c) => c.notNull())
    .addColumn('place', number, (c) => c.notNull())
    .addColumn('hash', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('archive_node_once', ['level', 'place'])
    .execute()
  await table('archive_checkpoint')
    .addColumn('size', number, (c) => c.primaryKey())
    .addColumn('root', 'text', (c) => c.notNull())
    .addColumn('signature', 'text', (c) => c.notNull())
    .addColumn('public_key', 'text', (c) => c.notNull())
    .addColumn('at', 'text', (c) => c.notNull())
    .execute()
  for (const name of ['archive_entry', 'archive_node', 'archive_checkpoint']) await kept(name)
}
