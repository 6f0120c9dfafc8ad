import { sql, type ColumnDataType, type Kysely } from 'kysely'

/** The register of opinions and questions: every item has a number, a day by which it is answered, and an answer. Frozen once it has been run anywhere. */
export async function up(db: Kysely<Record<string, never>>, dialect: 'sqlite' | 'postgres'): Promise<void> {
  const id: ColumnDataType = dialect === 'sqlite' ? 'integer' : 'bigint'
  const table = db.schema
    .createTable('feedback')
    .addColumn('id', id, (c) => (dialect === 'sqlite' ? c.primaryKey().autoIncrement() : c.primaryKey().generatedByDefaultAsIdentity()))
    .addColumn('branch_id', id, (c) => c.notNull().references('branch.id'))
    .addColumn('about', 'integer')
    .addColumn('mailbox_id', id, (c) => c.notNull().references('mailbox.id'))
    .addColumn('asker', 'text', (c) => c.notNull())
    .addColumn('text_sealed', 'text', (c) => c.notNull())
    .addColumn('state', 'text', (c) => c.notNull().check(sql`state in ('received', 'replied', 'closed', 'reopened')`))
    .addColumn('received_at', 'text', (c) => c.notNull())
    .addColumn('due_on', 'text', (c) => c.notNull())
    .addColumn('reply', 'text')
    .addColumn('replied_by', id, (c) => c.references('member.id'))
    .addColumn('replied_at', 'text')
    .addColumn('reopened_at', 'text')
    .addColumn('closed_at', 'text')
    .addCheckConstraint('closed_was_answered', sql`state not in ('replied', 'closed') or reply is not null`)
  await (dialect === 'sqlite' ? table.modifyEnd(sql`strict`) : table).execute()
  await db.schema.createIndex('feedback_by_state').on('feedback').columns(['state', 'due_on']).execute()
  await db.schema.createIndex('feedback_by_asker').on('feedback').columns(['mailbox_id', 'asker']).execute()
}
