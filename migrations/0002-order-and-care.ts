import { sql, type ColumnDataType, type Kysely } from 'kysely'

/**
 * Finds a chat's own letters that were held back, so that none overtakes them, and counts how often an event was begun
 * without being finished, so that one that kills the program is set aside. Frozen once it has been run anywhere.
 */
export async function up(db: Kysely<Record<string, never>>, dialect: 'sqlite' | 'postgres'): Promise<void> {
  const text: ColumnDataType = 'text'
  await db.schema
    .createIndex('letter_waiting_by_mailbox')
    .on('letter')
    .columns(['mailbox_id', 'priority', 'id'])
    .where(sql.ref('state'), '=', sql.lit('waiting'))
    .execute()

  const attempt = db.schema
    .createTable('attempt')
    .addColumn('account', text, (c) => c.notNull())
    .addColumn('key', text, (c) => c.notNull())
    .addColumn('tries', 'integer', (c) => c.notNull())
    .addColumn('at', text, (c) => c.notNull())
    .addPrimaryKeyConstraint('attempt_once', ['account', 'key'])
  await (dialect === 'sqlite' ? attempt.modifyEnd(sql`strict`) : attempt).execute()
}
