import { type ColumnDataType, type Kysely, sql } from 'kysely'

/** The shapes of lines that were understood wrongly, kept only after a secretary agreed; never the lines themselves. */
export async function up(db: Kysely<Record<string, never>>, dialect: 'sqlite' | 'postgres'): Promise<void> {
  const id: ColumnDataType = dialect === 'sqlite' ? 'integer' : 'bigint'
  const table = db.schema
    .createTable('misunderstanding')
    .addColumn('id', id, (column) =>
      dialect === 'sqlite' ? column.primaryKey().autoIncrement() : column.primaryKey().generatedByDefaultAsIdentity(),
    )
    .addColumn('at', 'text', (column) => column.notNull())
    .addColumn('shape', 'text', (column) => column.notNull())
    .addColumn('chat', 'text', (column) => column.notNull().check(sql`chat in ('group', 'private')`))
    .addColumn('role', 'text', (column) => column.notNull())
    .addColumn('open', 'text', (column) => column.notNull())
    .addColumn('understood', 'text', (column) => column.notNull())
    .addColumn('consent_by', id, (column) => column.notNull().references('member.id'))
  await (dialect === 'sqlite' ? table.modifyEnd(sql`strict`) : table).execute()
}
