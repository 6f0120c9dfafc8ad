import { sql, type ColumnDataType, type Kysely } from 'kysely'

/**
 * Village affairs made public: items, their versions, who reviewed them, where they hang, and matters on their way through
 * the four discussions. What a version said can never be changed. Frozen once it has been run anywhere.
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

  await numbered('disclosure')
    .addColumn('branch_id', id, (c) => c.notNull().references('branch.id'))
    .addColumn('domain', 'text', (c) => c.notNull().check(sql`domain in ('village', 'party', 'finance')`))
    .addColumn('category', 'text', (c) => c.notNull())
    .addColumn('period', 'text', (c) => c.notNull())
    .addColumn('stage', 'text', (c) => c.notNull().check(sql`stage in ('before', 'during', 'after')`))
    .addColumn('comments_until', 'text')
    .addColumn('due_on', 'text')
    .addColumn('created_at', 'text', (c) => c.notNull())
    .execute()
  await db.schema.createIndex('disclosure_by_branch').on('disclosure').columns(['branch_id', 'category', 'period']).execute()

  await numbered('disclosure_version')
    .addColumn('disclosure_id', id, (c) => c.notNull().references('disclosure.id'))
    .addColumn('version', 'integer', (c) => c.notNull().check(sql`version > 0`))
    .addColumn('author_id', id, (c) => c.notNull().references('member.id'))
    .addColumn('title', 'text', (c) => c.notNull())
    .addColumn('summary', 'text', (c) => c.notNull())
    .addColumn('body', 'text', (c) => c.notNull())
    .addColumn('masked', 'text', (c) => c.notNull())
    .addColumn('reason', 'text')
    .addColumn('state', 'text', (c) =>
      c.notNull().check(sql`state in ('draft', 'in_review', 'objected', 'approved', 'published', 'superseded', 'cancelled')`),
    )
    .addColumn('created_at', 'text', (c) => c.notNull())
    .addColumn('submitted_at', 'text')
    .addColumn('approved_at', 'text')
    .addColumn('approved_by', id, (c) => c.references('member.id'))
    .addColumn('published_at', 'text')
    .addColumn('days_late', 'integer')
    .addColumn('archive_position', id)
    .addColumn('phrase', 'text')
    .addUniqueConstraint('disclosure_version_once', ['disclosure_id', 'version'])
    .addCheckConstraint('author_is_not_reviewer', sql`approved_by is null or approved_by <> author_id`)
    .addCheckConstraint('published_was_approved', sql`published_at is null or approved_by is not null`)
    .execute()
  await db.schema.createIndex('disclosure_version_by_state').on('disclosure_version').columns(['state', 'disclosure_id']).execute()
  await db.schema.createIndex('disclosure_version_published').on('disclosure_version').column('published_at').execute()
  if (dialect === 'sqlite') {
    await sql`create trigger disclosure_version_kept before update on disclosure_version
      when old.published_at is not null and (
        old.disclosure_id is not new.disclosure_id or old.version is not new.version or old.author_id is not new.author_id or
        old.title is not new.title or old.summary is not new.summary or old.body is not new.body or old.masked is not new.masked or
        old.reason is not new.reason or old.submitted_at is not new.submitted_at or old.approved_at is not new.approved_at or
        old.approved_by is not new.approved_by or old.published_at is not new.published_at or old.days_late is not new.days_late or
        old.archive_position is not new.archive_position or old.phrase is not new.phrase or
        new.state not in ('published', 'superseded'))
      begin select raise(abort, 'a published version is never changed'); end`.execute(db)
    await sql`create trigger disclosure_version_not_deleted before delete on disclosure_version
      when old.published_at is not null begin select raise(abort, 'a published version is never changed'); end`.execute(db)
  } else {
    await sql`create or replace function keep_published() returns trigger language plpgsql as $$ begin
      if old.published_at is null then return case when tg_op = 'DELETE' then old else new end; end if;
      if tg_op = 'UPDATE' and to_jsonb(old) - 'state' = to_jsonb(new) - 'state' and new.state in ('published', 'superseded') then return new; end if;
      raise exception 'a published version is never changed'; end $$`.execute(db)
    await sql`create trigger disclosure_version_kept before update or delete on disclosure_version
      for each row execute function keep_published()`.execute(db)
  }

  await numbered('disclosure_review')
    .addColumn('version_id', id, (c) => c.notNull().references('disclosure_version.id'))
    .addColumn('reviewer_id', id, (c) => c.notNull().references('member.id'))
    .addColumn('verdict', 'text', (c) => c.notNull().check(sql`verdict in ('approved', 'objected')`))
    .addColumn('reason', 'text')
    .addColumn('at', 'text', (c) => c.notNull())
    .addColumn('answer', 'text')
    .addColumn('answered_at', 'text')
    .addCheckConstraint('an_objection_has_a_reason', sql`verdict = 'approved' or reason is not null`)
    .execute()
  await db.schema.createIndex('disclosure_review_by_version').on('disclosure_review').column('version_id').execute()

  await table('disclosure_copy')
    .addColumn('version_id', id, (c) => c.notNull().references('disclosure_version.id'))
    .addColumn('mailbox_id', id, (c) => c.notNull().references('mailbox.id'))
    .addColumn('letter_id', id, (c) => c.notNull().references('letter.id'))
    .addPrimaryKeyConstraint('disclosure_copy_once', ['version_id', 'mailbox_id'])
    .execute()
  await db.schema.createIndex('disclosure_copy_by_letter').on('disclosure_copy').column('letter_id').execute()

  await numbered('disclosure_posting')
    .addColumn('version_id', id, (c) => c.notNull().references('disclosure_version.id'))
    .addColumn('place', 'text', (c) => c.notNull())
    .addColumn('posted_on', 'text', (c) => c.notNull())
    .addColumn('recorded_by', id, (c) => c.notNull().references('member.id'))
    .addColumn('at', 'text', (c) => c.notNull())
    .execute()
  await db.schema.createIndex('disclosure_posting_by_version').on('disclosure_posting').column('version_id').execute()

  await table('disclosure_choice')
    .addColumn('branch_id', id, (c) => c.notNull().references('branch.id'))
    .addColumn('key', 'text', (c) => c.notNull())
    .addColumn('value', 'text', (c) => c.notNull())
    .addColumn('decided_by', id, (c) => c.notNull().references('member.id'))
    .addColumn('at', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('disclosure_choice_once', ['branch_id', 'key'])
    .execute()

  await numbered('matter')
    .addColumn('branch_id', id, (c) => c.notNull().references('branch.id'))
    .addColumn('title', 'text', (c) => c.notNull())
    .addColumn('created_by', id, (c) => c.notNull().references('member.id'))
    .addColumn('created_at', 'text', (c) => c.notNull())
    .execute()
  await table('matter_step')
    .addColumn('matter_id', id, (c) => c.notNull().references('matter.id'))
    .addColumn('step', 'integer', (c) => c.notNull().check(sql`step between 1 and 6`))
    .addColumn('held_on', 'text', (c) => c.notNull())
    .addColumn('entitled', 'integer', (c) => c.check(sql`entitled > 0`))
    .addColumn('present', 'integer', (c) => c.check(sql`present >= 0 and present <= entitled`))
    .addColumn('in_favour', 'integer', (c) => c.check(sql`in_favour >= 0 and in_favour <= present`))
    .addColumn('resolution', 'text')
    .addColumn('disclosure_id', id, (c) => c.references('disclosure.id'))
    .addColumn('recorded_by', id, (c) => c.notNull().references('member.id'))
    .addColumn('at', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('matter_step_once', ['matter_id', 'step'])
    .execute()
}
