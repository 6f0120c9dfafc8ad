import { sql, type ColumnDataType, type Kysely } from 'kysely'

/**
 * Payments from a list a collector sent: each stays until it is booked or set aside, and the same line of the same day
 * counts once however often the list is sent. Frozen once it has been run anywhere.
 */
export async function up(db: Kysely<Record<string, never>>, dialect: 'sqlite' | 'postgres'): Promise<void> {
  const id: ColumnDataType = dialect === 'sqlite' ? 'integer' : 'bigint'
  const table = db.schema
    .createTable('dues_listed')
    .addColumn('id', id, (c) => (dialect === 'sqlite' ? c.primaryKey().autoIncrement() : c.primaryKey().generatedByDefaultAsIdentity()))
    .addColumn('branch_id', id, (c) => c.notNull().references('branch.id'))
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('fen', 'integer', (c) => c.notNull().check(sql`fen > 0`))
    .addColumn('day', 'text', (c) => c.notNull())
    .addColumn('nth', 'integer', (c) => c.notNull())
    .addColumn('state', 'text', (c) => c.notNull().check(sql`state in ('waiting', 'booked', 'set_aside')`))
    .addColumn('member_id', id, (c) => c.references('member.id'))
    .addColumn('listed_by', id, (c) => c.notNull().references('member.id'))
    .addColumn('at', 'text', (c) => c.notNull())
    .addUniqueConstraint('dues_listed_once', ['branch_id', 'name', 'fen', 'day', 'nth'])
  await (dialect === 'sqlite' ? table.modifyEnd(sql`strict`) : table).execute()
  await db.schema
    .createIndex('dues_listed_waiting')
    .on('dues_listed')
    .columns(['branch_id', 'id'])
    .where(sql.ref('state'), '=', sql.lit('waiting'))
    .execute()
}
