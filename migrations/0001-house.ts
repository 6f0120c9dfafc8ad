import { sql, type ColumnDataType, type Kysely } from 'kysely'

/**
 * The house: inbox, outbox, schedule, audit, people and groups, notices.
 * Frozen once it has been run anywhere: later changes come in later files.
 */
export async function up(db: Kysely<Record<string, never>>, dialect: 'sqlite' | 'postgres'): Promise<void> {
  const id: ColumnDataType = dialect === 'sqlite' ? 'integer' : 'bigint'
  const table = (name: string) => {
    const start = db.schema.createTable(name)
    return dialect === 'sqlite' ? start.modifyEnd(sql`strict`) : start
  }
  const numbered = (name: string) =>
    table(name).addColumn('id', id, (column) =>
      dialect === 'sqlite' ? column.primaryKey().autoIncrement() : column.primaryKey().generatedByDefaultAsIdentity(),
    )
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

  // ---- kernel -------------------------------------------------------------------------------------------------
  await table('setting')
    .addColumn('key', 'text', (c) => c.primaryKey())
    .addColumn('value', 'text', (c) => c.notNull())
    .execute()

  await table('inbox')
    .addColumn('account', 'text', (c) => c.notNull())
    .addColumn('key', 'text', (c) => c.notNull())
    .addColumn('at', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('inbox_once', ['account', 'key'])
    .execute()
  await db.schema.createIndex('inbox_by_time').on('inbox').column('at').execute()

  await table('parked')
    .addColumn('account', 'text', (c) => c.notNull())
    .addColumn('key', 'text', (c) => c.notNull())
    .addColumn('tries', 'integer', (c) => c.notNull())
    .addColumn('at', 'text', (c) => c.notNull())
    .addColumn('reason', 'text', (c) => c.notNull())
    .addColumn('settled', 'integer', (c) => c.notNull().defaultTo(0))
    .addPrimaryKeyConstraint('parked_once', ['account', 'key'])
    .execute()

  await numbered('mailbox')
    .addColumn('platform', 'text', (c) => c.notNull())
    .addColumn('account', 'text', (c) => c.notNull())
    .addColumn('chat', 'text', (c) => c.notNull())
    .addColumn('kind', 'text', (c) => c.notNull().check(sql`kind in ('private', 'group')`))
    .addColumn('state', 'text', (c) =>
      c
        .notNull()
        .defaultTo('open')
        .check(sql`state in ('open', 'closed')`),
    )
    .addColumn('reason', 'text')
    .addColumn('changed_at', 'text', (c) => c.notNull())
    .addUniqueConstraint('mailbox_address', ['platform', 'account', 'chat'])
    .execute()

  await numbered('letter')
    .addColumn('once', 'text', (c) => c.notNull().unique())
    .addColumn('mailbox_id', id, (c) => c.notNull().references('mailbox.id'))
    .addColumn('thread', 'text')
    .addColumn('priority', 'integer', (c) => c.notNull().check(sql`priority between 0 and 4`))
    .addColumn('text', 'text', (c) => c.notNull())
    .addColumn('choices', 'text', (c) => c.notNull().defaultTo('[]'))
    .addColumn('file', 'text')
    .addColumn('edits_letter_id', id, (c) => c.references('letter.id'))
    .addColumn('replies_to', 'text')
    .addColumn('why', 'text', (c) => c.notNull())
    .addColumn('still_needed', 'text')
    .addColumn('in_doubt', 'text', (c) => c.notNull().check(sql`in_doubt in ('resend', 'ask')`))
    .addColumn('good_until', 'text', (c) => c.notNull())
    .addColumn('due_at', 'text', (c) => c.notNull())
    .addColumn('state', 'text', (c) =>
      c
        .notNull()
        .check(sql`state in ('waiting', 'sending', 'sent', 'accepted', 'unneeded', 'expired', 'refused', 'gone', 'doubtful', 'withdrawn')`),
    )
    .addColumn('tries', 'integer', (c) => c.notNull().defaultTo(0))
    .addColumn('doubts', 'integer', (c) => c.notNull().defaultTo(0))
    .addColumn('message_id', 'text')
    .addColumn('reason', 'text')
    .addColumn('created_at', 'text', (c) => c.notNull())
    .addColumn('settled_at', 'text')
    .addColumn('sent_on', 'text')
    .addColumn('likeness', 'text', (c) => c.notNull())
    .execute()
  await db.schema
    .createIndex('letter_waiting')
    .on('letter')
    .columns(['priority', 'due_at', 'id'])
    .where(sql.ref('state'), '=', sql.lit('waiting'))
    .execute()
  await db.schema.createIndex('letter_sending').on('letter').column('mailbox_id').where(sql.ref('state'), '=', sql.lit('sending')).execute()
  await db.schema.createIndex('letter_by_mailbox').on('letter').columns(['mailbox_id', 'sent_on']).execute()
  await db.schema.createIndex('letter_by_message').on('letter').columns(['mailbox_id', 'message_id']).execute()
  await db.schema.createIndex('letter_by_likeness').on('letter').columns(['likeness', 'created_at']).execute()
  await db.schema.createIndex('letter_by_edit').on('letter').column('edits_letter_id').execute()

  await table('choice')
    .addColumn('token', 'text', (c) => c.primaryKey())
    .addColumn('action', 'text', (c) => c.notNull())
    .addColumn('args', 'text', (c) => c.notNull())
    .addColumn('mailbox_id', id, (c) => c.references('mailbox.id'))
    .addColumn('expires_at', 'text', (c) => c.notNull())
    .execute()
  await db.schema.createIndex('choice_by_time').on('choice').column('expires_at').execute()

  await numbered('prompt')
    .addColumn('mailbox_id', id, (c) => c.notNull().references('mailbox.id'))
    .addColumn('sender', 'text', (c) => c.notNull())
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('state', 'text', (c) => c.notNull())
    .addColumn('opened_at', 'text', (c) => c.notNull())
    .addColumn('expires_at', 'text', (c) => c.notNull())
    .addUniqueConstraint('prompt_one_each', ['mailbox_id', 'sender'])
    .execute()

  await table('occurrence')
    .addColumn('rule', 'text', (c) => c.notNull())
    .addColumn('day', 'text', (c) => c.notNull())
    .addColumn('state', 'text', (c) => c.notNull().check(sql`state in ('done', 'skipped')`))
    .addColumn('at', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('occurrence_once', ['rule', 'day'])
    .execute()

  await table('alarm')
    .addColumn('once', 'text', (c) => c.primaryKey())
    .addColumn('job', 'text', (c) => c.notNull())
    .addColumn('args', 'text', (c) => c.notNull())
    .addColumn('due_at', 'text', (c) => c.notNull())
    .addColumn('stale_at', 'text', (c) => c.notNull())
    .addColumn('state', 'text', (c) =>
      c
        .notNull()
        .defaultTo('waiting')
        .check(sql`state in ('waiting', 'done', 'skipped', 'parked')`),
    )
    .addColumn('tries', 'integer', (c) => c.notNull().defaultTo(0))
    .execute()
  await db.schema
    .createIndex('alarm_waiting')
    .on('alarm')
    .columns(['due_at', 'once'])
    .where(sql.ref('state'), '=', sql.lit('waiting'))
    .execute()

  await table('reminder')
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('subject', 'text', (c) => c.notNull())
    .addColumn('debtor', 'text', (c) => c.notNull())
    .addColumn('stage', 'integer', (c) => c.notNull())
    .addColumn('at', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('reminder_once', ['kind', 'subject', 'debtor', 'stage'])
    .execute()

  await numbered('audit')
    .addColumn('at', 'text', (c) => c.notNull())
    .addColumn('actor', 'text', (c) => c.notNull())
    .addColumn('action', 'text', (c) => c.notNull())
    .addColumn('subject', 'text', (c) => c.notNull())
    .addColumn('before', 'text')
    .addColumn('after', 'text')
    .execute()
  await db.schema.createIndex('audit_by_subject').on('audit').columns(['subject', 'id']).execute()
  await kept('audit')

  // ---- roster -------------------------------------------------------------------------------------------------
  await numbered('branch')
    .addColumn('name', 'text', (c) => c.notNull().unique())
    .addColumn('kind', 'text', (c) => c.notNull().check(sql`kind in ('village', 'online', 'migrant', 'joint', 'industry', 'office')`))
    .addColumn('parent_id', id, (c) => c.references('branch.id'))
    .execute()

  await numbered('member')
    .addColumn('branch_id', id, (c) => c.notNull().references('branch.id'))
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('phone_sealed', 'text')
    .addColumn('phone_fingerprint', 'text')
    .addColumn('membership', 'text', (c) => c.notNull().check(sql`membership in ('full', 'probationary')`))
    .addColumn('dues_category', 'text')
    .addColumn('base_fen', 'integer')
    .addColumn('monthly_fen', 'integer')
    .addColumn('is_migrant', 'integer', (c) => c.notNull().check(sql`is_migrant in (0, 1)`))
    .addColumn('host_place', 'text')
    .addColumn('state', 'text', (c) =>
      c
        .notNull()
        .defaultTo('active')
        .check(sql`state in ('active', 'left')`),
    )
    .addColumn('quiet', 'integer', (c) =>
      c
        .notNull()
        .defaultTo(0)
        .check(sql`quiet in (0, 1)`),
    )
    .addColumn('consent_at', 'text')
    .addColumn('created_at', 'text', (c) => c.notNull())
    .execute()
  await db.schema.createIndex('member_by_branch').on('member').columns(['branch_id', 'name']).execute()

  await numbered('office')
    .addColumn('member_id', id, (c) => c.notNull().references('member.id'))
    .addColumn('branch_id', id, (c) => c.notNull().references('branch.id'))
    .addColumn('role', 'text', (c) => c.notNull())
    .addColumn('granted_at', 'text', (c) => c.notNull())
    .addUniqueConstraint('office_once', ['member_id', 'branch_id', 'role'])
    .execute()
  await db.schema.createIndex('office_by_branch').on('office').columns(['branch_id', 'role']).execute()

  /** A person's login on a platform: the private mailbox that speaks for a member, and how surely. */
  await table('account')
    .addColumn('mailbox_id', id, (c) => c.primaryKey().references('mailbox.id'))
    .addColumn('member_id', id, (c) => c.notNull().references('member.id'))
    .addColumn('evidence', 'text', (c) => c.notNull().check(sql`evidence in ('probable', 'remark', 'verified')`))
    .addColumn('bound_at', 'text', (c) => c.notNull())
    .addColumn('last_used_at', 'text', (c) => c.notNull())
    .execute()
  await db.schema.createIndex('account_by_member').on('account').column('member_id').execute()

  await table('room')
    .addColumn('mailbox_id', id, (c) => c.primaryKey().references('mailbox.id'))
    .addColumn('branch_id', id, (c) => c.notNull().references('branch.id'))
    .addColumn('title', 'text', (c) => c.notNull())
    .addColumn('bound_by', id, (c) => c.references('member.id'))
    .addColumn('bound_at', 'text', (c) => c.notNull())
    .execute()
  await db.schema.createIndex('room_by_branch').on('room').column('branch_id').execute()

  await table('room_speaker')
    .addColumn('mailbox_id', id, (c) => c.notNull().references('mailbox.id'))
    .addColumn('member_id', id, (c) => c.notNull().references('member.id'))
    .addColumn('spoke_at', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('room_speaker_once', ['mailbox_id', 'member_id'])
    .execute()

  await numbered('bind_code')
    .addColumn('member_id', id, (c) => c.notNull().references('member.id'))
    .addColumn('fingerprint', 'text', (c) => c.notNull())
    .addColumn('issued_at', 'text', (c) => c.notNull())
    .addColumn('expires_at', 'text', (c) => c.notNull())
    .addColumn('state', 'text', (c) =>
      c
        .notNull()
        .defaultTo('open')
        .check(sql`state in ('open', 'used', 'revoked')`),
    )
    .execute()
  await db.schema
    .createIndex('bind_code_open')
    .on('bind_code')
    .column('fingerprint')
    .where(sql.ref('state'), '=', sql.lit('open'))
    .execute()

  await table('bind_try')
    .addColumn('mailbox_id', id, (c) => c.primaryKey().references('mailbox.id'))
    .addColumn('tries', 'integer', (c) => c.notNull())
    .addColumn('since', 'text', (c) => c.notNull())
    .execute()

  await numbered('roster_import')
    .addColumn('at', 'text', (c) => c.notNull())
    .addColumn('actor', 'text', (c) => c.notNull())
    .addColumn('file_hash', 'text', (c) => c.notNull())
    .addColumn('undo', 'text', (c) => c.notNull())
    .addColumn('undone_at', 'text')
    .execute()

  // ---- notices ------------------------------------------------------------------------------------------------
  await numbered('notice')
    .addColumn('number', 'integer')
    .addColumn('branch_id', id, (c) => c.notNull().references('branch.id'))
    .addColumn('author_id', id, (c) => c.notNull().references('member.id'))
    .addColumn('text', 'text', (c) => c.notNull())
    .addColumn('file', 'text')
    .addColumn('urgent', 'integer', (c) =>
      c
        .notNull()
        .defaultTo(0)
        .check(sql`urgent in (0, 1)`),
    )
    .addColumn('cleared_public', 'integer', (c) =>
      c
        .notNull()
        .defaultTo(0)
        .check(sql`cleared_public in (0, 1)`),
    )
    .addColumn('corrects_id', id, (c) => c.references('notice.id'))
    .addColumn('likeness', 'text', (c) => c.notNull())
    .addColumn('state', 'text', (c) => c.notNull().check(sql`state in ('draft', 'scheduled', 'sent', 'withdrawn', 'stopped', 'cancelled')`))
    .addColumn('created_at', 'text', (c) => c.notNull())
    .addColumn('send_at', 'text')
    .addColumn('sent_at', 'text')
    .addUniqueConstraint('notice_number', ['number'])
    .execute()
  await db.schema.createIndex('notice_by_state').on('notice').columns(['state', 'sent_at']).execute()
  await db.schema.createIndex('notice_by_likeness').on('notice').columns(['likeness', 'sent_at']).execute()

  await table('notice_audience')
    .addColumn('notice_id', id, (c) => c.notNull().references('notice.id'))
    .addColumn('branch_id', id, (c) => c.notNull().references('branch.id'))
    .addPrimaryKeyConstraint('notice_audience_once', ['notice_id', 'branch_id'])
    .execute()

  await table('notice_recipient')
    .addColumn('notice_id', id, (c) => c.notNull().references('notice.id'))
    .addColumn('member_id', id, (c) => c.notNull().references('member.id'))
    .addPrimaryKeyConstraint('notice_recipient_once', ['notice_id', 'member_id'])
    .execute()
  await db.schema.createIndex('notice_recipient_by_member').on('notice_recipient').columns(['member_id', 'notice_id']).execute()

  await table('notice_copy')
    .addColumn('notice_id', id, (c) => c.notNull().references('notice.id'))
    .addColumn('mailbox_id', id, (c) => c.notNull().references('mailbox.id'))
    .addColumn('letter_id', id, (c) => c.notNull().references('letter.id'))
    .addColumn('branch_id', id, (c) => c.notNull().references('branch.id'))
    .addColumn('shown_count', 'integer', (c) => c.notNull().defaultTo(0))
    .addPrimaryKeyConstraint('notice_copy_once', ['notice_id', 'mailbox_id'])
    .execute()
  await db.schema.createIndex('notice_copy_by_mailbox').on('notice_copy').columns(['mailbox_id', 'notice_id']).execute()
  await db.schema.createIndex('notice_copy_by_letter').on('notice_copy').column('letter_id').execute()

  await table('acknowledgement')
    .addColumn('notice_id', id, (c) => c.notNull().references('notice.id'))
    .addColumn('member_id', id, (c) => c.notNull().references('member.id'))
    .addColumn('at', 'text', (c) => c.notNull())
    .addColumn('evidence', 'text', (c) => c.notNull().check(sql`evidence in ('self', 'proxy', 'recorded', 'paper', 'relayed')`))
    .addColumn('identity', 'text', (c) => c.notNull())
    .addColumn('platform', 'text', (c) => c.notNull())
    .addColumn('recorded_by', id, (c) => c.references('member.id'))
    .addPrimaryKeyConstraint('acknowledgement_once', ['notice_id', 'member_id'])
    .execute()
  await db.schema.createIndex('acknowledgement_by_member').on('acknowledgement').columns(['member_id', 'at']).execute()
}
