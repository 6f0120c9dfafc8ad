import { type ColumnDataType, type CreateTableBuilder, type Kysely, sql } from 'kysely'

/** Meetings and study sessions: called, attended, excused, kept. Frozen once it has been run anywhere. */
export async function up(db: Kysely<Record<string, never>>, dialect: 'sqlite' | 'postgres'): Promise<void> {
  const id: ColumnDataType = dialect === 'sqlite' ? 'integer' : 'bigint'
  const table = (name: string): CreateTableBuilder<string> => {
    const start = db.schema.createTable(name)
    return dialect === 'sqlite' ? start.modifyEnd(sql`strict`) : start
  }
  const numbered = (name: string) =>
    table(name).addColumn('id', id, (column) =>
      dialect === 'sqlite' ? column.primaryKey().autoIncrement() : column.primaryKey().generatedByDefaultAsIdentity(),
    )

  /** A meeting that comes back every month; `pattern` is `day:5` or `weekday:1:5` (the first Friday). */
  await numbered('session_rule')
    .addColumn('branch_id', id, (c) => c.notNull().references('branch.id'))
    .addColumn('author_id', id, (c) => c.notNull().references('member.id'))
    .addColumn('pattern', 'text', (c) => c.notNull())
    .addColumn('starts', 'text', (c) => c.notNull())
    .addColumn('kinds', 'text', (c) => c.notNull())
    .addColumn('title', 'text', (c) => c.notNull())
    .addColumn('place', 'text')
    .addColumn('state', 'text', (c) => c.notNull().check(sql`state in ('kept', 'ended')`))
    .addColumn('created_at', 'text', (c) => c.notNull())
    .execute()
  await db.schema.createIndex('session_rule_by_branch').on('session_rule').columns(['branch_id', 'state']).execute()

  /** A group within a branch, as the secretary named it: who is expected at its meeting. */
  await numbered('party_group')
    .addColumn('branch_id', id, (c) => c.notNull().references('branch.id'))
    .addColumn('name', 'text', (c) => c.notNull())
    .addUniqueConstraint('party_group_name', ['branch_id', 'name'])
    .execute()
  await table('party_group_member')
    .addColumn('group_id', id, (c) => c.notNull().references('party_group.id'))
    .addColumn('member_id', id, (c) => c.notNull().references('member.id'))
    .addPrimaryKeyConstraint('party_group_member_once', ['group_id', 'member_id'])
    .execute()

  /** Of old or ill members nothing is demanded; that is all that is kept of it, no reason. */
  await table('study_exemption')
    .addColumn('member_id', id, (c) => c.primaryKey().references('member.id'))
    .addColumn('recorded_by', id, (c) => c.notNull().references('member.id'))
    .addColumn('at', 'text', (c) => c.notNull())
    .execute()

  await numbered('session')
    .addColumn('number', 'integer')
    .addColumn('branch_id', id, (c) => c.notNull().references('branch.id'))
    .addColumn('author_id', id, (c) => c.notNull().references('member.id'))
    .addColumn('title', 'text', (c) => c.notNull())
    .addColumn('place', 'text')
    .addColumn('speaker', 'text')
    .addColumn('agenda', 'text')
    .addColumn('material', 'text')
    .addColumn('file', 'text')
    .addColumn('starts_at', 'text', (c) => c.notNull())
    .addColumn('closes_at', 'text', (c) => c.notNull())
    .addColumn('calendar', 'text', (c) =>
      c
        .notNull()
        .defaultTo('solar')
        .check(sql`calendar in ('solar', 'lunar')`),
    )
    .addColumn('group_id', id, (c) => c.references('party_group.id'))
    .addColumn('code', 'text')
    .addColumn('wants_code', 'integer', (c) =>
      c
        .notNull()
        .defaultTo(0)
        .check(sql`wants_code in (0, 1)`),
    )
    .addColumn('hour_before', 'integer', (c) =>
      c
        .notNull()
        .defaultTo(0)
        .check(sql`hour_before in (0, 1)`),
    )
    .addColumn('state', 'text', (c) => c.notNull().check(sql`state in ('draft', 'called', 'open', 'closed', 'cancelled')`))
    .addColumn('rule_id', id, (c) => c.references('session_rule.id'))
    .addColumn('rule_month', 'text')
    .addColumn('created_at', 'text', (c) => c.notNull())
    .addColumn('called_at', 'text')
    .addColumn('opened_at', 'text')
    .addColumn('closed_at', 'text')
    .addColumn('study_minutes', 'integer', (c) => c.check(sql`study_minutes >= 0`))
    .addColumn('minutes', 'text')
    .addColumn('resolution', 'text')
    .addColumn('minutes_by', id, (c) => c.references('member.id'))
    .addColumn('minutes_at', 'text')
    .addUniqueConstraint('session_number', ['branch_id', 'number'])
    .addUniqueConstraint('session_rule_once', ['rule_id', 'rule_month'])
    .addCheckConstraint('session_called', sql`state in ('draft', 'cancelled') or (number is not null and called_at is not null)`)
    .addCheckConstraint('session_opened', sql`state <> 'open' or opened_at is not null`)
    .addCheckConstraint('session_closed', sql`state <> 'closed' or closed_at is not null`)
    .execute()
  await db.schema.createIndex('session_by_branch').on('session').columns(['branch_id', 'state', 'starts_at']).execute()

  await table('session_kind')
    .addColumn('session_id', id, (c) => c.notNull().references('session.id'))
    .addColumn('kind', 'text', (c) =>
      c
        .notNull()
        .check(
          sql`kind in ('member_assembly', 'branch_committee_meeting', 'party_group_meeting', 'party_lecture', 'theme_party_day', 'study_session', 'organizational_life_meeting')`,
        ),
    )
    .addPrimaryKeyConstraint('session_kind_once', ['session_id', 'kind'])
    .execute()

  /**
   * The letters about a session that hang in groups: the call, the card to check in by. Here and with who is expected,
   * `live_until` tells until when people may still say something about it, so that nobody's line is looked up in years of sessions.
   */
  await table('session_copy')
    .addColumn('session_id', id, (c) => c.notNull().references('session.id'))
    .addColumn('mailbox_id', id, (c) => c.notNull().references('mailbox.id'))
    .addColumn('purpose', 'text', (c) => c.notNull().check(sql`purpose in ('call', 'check_in')`))
    .addColumn('letter_id', id, (c) => c.notNull().references('letter.id'))
    .addColumn('live_until', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('session_copy_once', ['session_id', 'mailbox_id', 'purpose'])
    .execute()
  await db.schema.createIndex('session_copy_by_letter').on('session_copy').column('letter_id').execute()

  /** Who is expected, fixed when the session is called; `exempt` members may come and are not counted as missing. */
  await table('session_expected')
    .addColumn('session_id', id, (c) => c.notNull().references('session.id'))
    .addColumn('member_id', id, (c) => c.notNull().references('member.id'))
    .addColumn('state', 'text', (c) => c.notNull().check(sql`state in ('expected', 'exempt')`))
    .addColumn('leave_refused_at', 'text')
    .addColumn('live_until', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('session_expected_once', ['session_id', 'member_id'])
    .execute()
  await db.schema.createIndex('session_expected_by_member').on('session_expected').columns(['member_id', 'live_until']).execute()

  /** What is known of one member and one session. No row: expected, nothing known yet. `before` is what stood there before. */
  await table('attendance')
    .addColumn('session_id', id, (c) => c.notNull().references('session.id'))
    .addColumn('member_id', id, (c) => c.notNull().references('member.id'))
    .addColumn('state', 'text', (c) => c.notNull().check(sql`state in ('checked_in', 'late', 'leave', 'absent')`))
    .addColumn('way', 'text', (c) => c.check(sql`way in ('in_room', 'from_afar', 'home_delivery', 'made_up')`))
    .addColumn('late_minutes', 'integer', (c) => c.check(sql`late_minutes > 0`))
    .addColumn('evidence', 'text', (c) => c.notNull().check(sql`evidence in ('self', 'proxy', 'recorded', 'paper', 'relayed')`))
    .addColumn('identity', 'text', (c) => c.notNull())
    .addColumn('platform', 'text', (c) => c.notNull())
    .addColumn('recorded_by', id, (c) => c.references('member.id'))
    .addColumn('login', 'text')
    .addColumn('event_key', 'text')
    .addColumn('at', 'text', (c) => c.notNull())
    .addColumn('before', 'text')
    .addPrimaryKeyConstraint('attendance_once', ['session_id', 'member_id'])
    .addCheckConstraint('attendance_way', sql`state not in ('checked_in', 'late') or way is not null`)
    .addCheckConstraint('attendance_late', sql`state = 'late' or late_minutes is null`)
    .execute()
  await db.schema.createIndex('attendance_by_member').on('attendance').columns(['member_id', 'at']).execute()
  await db.schema
    .createIndex('attendance_by_recorder')
    .on('attendance')
    .columns(['recorded_by', 'at'])
    .where(sql.ref('recorded_by'), 'is not', sql.lit(null))
    .execute()
  await db.schema
    .createIndex('attendance_by_login')
    .on('attendance')
    .columns(['session_id', 'login'])
    .where(sql.ref('login'), 'is not', sql.lit(null))
    .execute()

  await db.schema
    .createIndex('attendance_by_event')
    .on('attendance')
    .column('event_key')
    .where(sql.ref('event_key'), 'is not', sql.lit(null))
    .execute()
  await db.schema.createIndex('session_copy_by_mailbox').on('session_copy').columns(['mailbox_id', 'live_until']).execute()
  await db.schema.createIndex('session_by_state').on('session').columns(['state', 'closes_at']).execute()

  /** Somebody says that another is here, or cannot come: it waits for the secretary. */
  await numbered('attendance_proxy')
    .addColumn('session_id', id, (c) => c.notNull().references('session.id'))
    .addColumn('member_id', id, (c) => c.notNull().references('member.id'))
    .addColumn('said_by', id, (c) => c.references('member.id'))
    .addColumn('what', 'text', (c) => c.notNull().check(sql`what in ('check_in', 'leave')`))
    .addColumn('way', 'text', (c) => c.notNull().check(sql`way in ('in_room', 'from_afar')`))
    .addColumn('platform', 'text', (c) => c.notNull())
    .addColumn('identity', 'text', (c) => c.notNull())
    .addColumn('evidence', 'text', (c) => c.notNull().check(sql`evidence in ('proxy', 'relayed')`))
    .addColumn('event_key', 'text', (c) => c.notNull())
    .addColumn('at', 'text', (c) => c.notNull())
    .addColumn('state', 'text', (c) => c.notNull().check(sql`state in ('pending', 'agreed', 'refused', 'withdrawn')`))
    .addColumn('settled_by', id, (c) => c.references('member.id'))
    .addColumn('settled_at', 'text')
    .execute()
  await db.schema
    .createIndex('attendance_proxy_pending')
    .on('attendance_proxy')
    .columns(['session_id', 'member_id'])
    .unique()
    .where(sql.ref('state'), '=', sql.lit('pending'))
    .execute()

  await db.schema
    .createIndex('attendance_proxy_by_speaker')
    .on('attendance_proxy')
    .columns(['said_by', 'at'])
    .where(sql.ref('state'), '=', sql.lit('pending'))
    .execute()

  /** Somebody of another branch who came, or whose login nobody knows; `guest` is `member:12` or the login. */
  await table('session_guest')
    .addColumn('session_id', id, (c) => c.notNull().references('session.id'))
    .addColumn('guest', 'text', (c) => c.notNull())
    .addColumn('member_id', id, (c) => c.references('member.id'))
    .addColumn('evidence', 'text', (c) => c.notNull().check(sql`evidence in ('self', 'recorded', 'relayed')`))
    .addColumn('platform', 'text', (c) => c.notNull())
    .addColumn('event_key', 'text')
    .addColumn('at', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('session_guest_once', ['session_id', 'guest'])
    .execute()

  /** A vote held in the room by hand or paper; here it is only written down. */
  await numbered('session_vote')
    .addColumn('session_id', id, (c) => c.notNull().references('session.id'))
    .addColumn('matter', 'text', (c) => c.notNull())
    .addColumn('entitled', 'integer', (c) => c.notNull().check(sql`entitled > 0`))
    .addColumn('present', 'integer', (c) => c.notNull().check(sql`present between 0 and entitled`))
    .addColumn('in_favour', 'integer', (c) => c.notNull().check(sql`in_favour between 0 and present`))
    .addColumn('recorded_by', id, (c) => c.notNull().references('member.id'))
    .addColumn('at', 'text', (c) => c.notNull())
    .execute()
  await db.schema.createIndex('session_vote_by_session').on('session_vote').column('session_id').execute()
}
