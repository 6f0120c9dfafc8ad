import { type ColumnDataType, type CreateTableBuilder, type Kysely, sql } from 'kysely'

/**
 * Logins that end and take all ids with them, the names by which people are recognised afterwards, and groups whose
 * messages are carried by hand. Frozen once it has been run anywhere.
 */
export async function up(db: Kysely<Record<string, never>>, dialect: 'sqlite' | 'postgres'): Promise<void> {
  const id: ColumnDataType = dialect === 'sqlite' ? 'integer' : 'bigint'
  const table = (name: string): CreateTableBuilder<string> => {
    const start = db.schema.createTable(name)
    return dialect === 'sqlite' ? start.modifyEnd(sql`strict`) : start
  }

  /** How often an account of ours has logged in anew. */
  await table('epoch')
    .addColumn('platform', 'text', (c) => c.notNull())
    .addColumn('account', 'text', (c) => c.notNull())
    .addColumn('number', 'integer', (c) => c.notNull().check(sql`number > 0`))
    .addColumn('began_at', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('epoch_once', ['platform', 'account'])
    .execute()

  /** Whose private chat it was before a login ended; it speaks for nobody any more. */
  await table('past_login')
    .addColumn('mailbox_id', id, (c) => c.primaryKey().references('mailbox.id'))
    .addColumn('member_id', id, (c) => c.notNull().references('member.id'))
    .addColumn('ended_at', 'text', (c) => c.notNull())
    .execute()
  await db.schema.createIndex('past_login_by_member').on('past_login').column('member_id').execute()

  /** A name as a fingerprint, and the member it is known to belong to; without one it is known to be no member's. */
  await table('known_name')
    .addColumn('scope', 'text', (c) => c.notNull())
    .addColumn('fingerprint', 'text', (c) => c.notNull())
    .addColumn('member_id', id, (c) => c.references('member.id'))
    .addColumn('learned_at', 'text', (c) => c.notNull())
    .addUniqueConstraint('known_name_once', ['scope', 'fingerprint', 'member_id'])
    .execute()
  await db.schema.createIndex('known_name_by_member').on('known_name').column('member_id').execute()

  /** Which sender has shown which name in this login; the name itself is sealed. */
  await table('name_seen')
    .addColumn('platform', 'text', (c) => c.notNull())
    .addColumn('account', 'text', (c) => c.notNull())
    .addColumn('scope', 'text', (c) => c.notNull())
    .addColumn('fingerprint', 'text', (c) => c.notNull())
    .addColumn('sender', 'text', (c) => c.notNull())
    .addColumn('sealed', 'text', (c) => c.notNull())
    .addColumn('seen_at', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('name_seen_once', ['scope', 'fingerprint', 'sender'])
    .execute()
  await db.schema.createIndex('name_seen_by_account').on('name_seen').columns(['platform', 'account']).execute()

  /** A group whose messages somebody carries by hand. */
  await table('relay_room')
    .addColumn('mailbox_id', id, (c) => c.primaryKey().references('mailbox.id'))
    .addColumn('keeper_id', id, (c) => c.notNull().references('member.id'))
    .addColumn('since', 'text', (c) => c.notNull())
    .execute()

  /** A letter that was handed to the keeper to be carried on. */
  await table('forward')
    .addColumn('letter_id', id, (c) => c.primaryKey().references('letter.id'))
    .addColumn('mailbox_id', id, (c) => c.notNull().references('mailbox.id'))
    .addColumn('keeper_id', id, (c) => c.notNull().references('member.id'))
    .addColumn('copy_id', id, (c) => c.references('letter.id'))
    .addColumn('handed_at', 'text', (c) => c.notNull())
    .addColumn('passed_at', 'text')
    .addColumn('reminded_at', 'text')
    .execute()
  await db.schema
    .createIndex('forward_open')
    .on('forward')
    .columns(['keeper_id', 'letter_id'])
    .where(sql.ref('passed_at'), 'is', sql.lit(null))
    .execute()

  /** What was copied from a group by hand, as a fingerprint, so that pasting it again does nothing twice. */
  await table('relayed_line')
    .addColumn('mailbox_id', id, (c) => c.notNull().references('mailbox.id'))
    .addColumn('fingerprint', 'text', (c) => c.notNull())
    .addColumn('at', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('relayed_line_once', ['mailbox_id', 'fingerprint'])
    .execute()

  /** What a keeper copied last, so that it can be taken back: the members, no words and no names. */
  await table('transcript')
    .addColumn('keeper_id', id, (c) => c.primaryKey().references('member.id'))
    .addColumn('mailbox_id', id, (c) => c.notNull().references('mailbox.id'))
    .addColumn('members', 'text', (c) => c.notNull())
    .addColumn('at', 'text', (c) => c.notNull())
    .execute()
}
