import { sql, type ColumnDataType, type Kysely } from 'kysely'

/** Tables that somebody sent and that are still to be fetched and read. Frozen once it has been run anywhere. */
export async function up(db: Kysely<Record<string, never>>, dialect: 'sqlite' | 'postgres'): Promise<void> {
  const id: ColumnDataType = dialect === 'sqlite' ? 'integer' : 'bigint'
  const table = db.schema
    .createTable('wanted_sheet')
    .addColumn('once', 'text', (c) => c.primaryKey())
    .addColumn('reader', 'text', (c) => c.notNull())
    .addColumn('args', 'text', (c) => c.notNull())
    .addColumn('file', 'text', (c) => c.notNull())
    .addColumn('mailbox_id', id, (c) => c.notNull().references('mailbox.id'))
    .addColumn('sender', 'text', (c) => c.notNull())
    .addColumn('tries', 'integer', (c) => c.notNull())
    .addColumn('due_at', 'text', (c) => c.notNull())
  await (dialect === 'sqlite' ? table.modifyEnd(sql`strict`) : table).execute()
  await db.schema.createIndex('wanted_sheet_by_time').on('wanted_sheet').column('due_at').execute()
}
