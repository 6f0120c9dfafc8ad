import { type ColumnDataType, type Kysely, sql } from 'kysely'

/**
 * Dues: what was decided, who owes how much for which month, what was said to be paid, and what a collector confirmed.
 * The entries are the ledger and are only ever added to. A row for each member and month is added up from them by the
 * database itself, so that it cannot say anything else, and its checks keep the ledger sound. Money is in fen, months
 * are YYYY-MM. Frozen once it has been run anywhere.
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
    await sql`create trigger ${sql.raw(`${name}_kept`)} before update or delete on ${sql.raw(name)} execute function refuse_change()`.execute(
      db,
    )
  }

  /** What a township or a branch has fixed: the farmers' figure in fen, the day of the month on which dues are collected. */
  await numbered('dues_setting')
    .addColumn('branch_id', id, (c) => c.notNull().references('branch.id'))
    .addColumn('key', 'text', (c) => c.notNull().check(sql`key in ('farmer_fen', 'collecting_day')`))
    .addColumn('value', 'integer', (c) => c.notNull().check(sql`value > 0`))
    .addColumn('valid_from', 'text', (c) => c.notNull())
    .addColumn('decided_by', id, (c) => c.notNull().references('member.id'))
    .addColumn('at', 'text', (c) => c.notNull())
    .execute()
  await db.schema.createIndex('dues_setting_by_branch').on('dues_setting').columns(['branch_id', 'key', 'id']).execute()
  await kept('dues_setting')

  /** What a member pays a month from a month on, by which category and base, and who decided it. */
  await numbered('dues_assessment')
    .addColumn('member_id', id, (c) => c.notNull().references('member.id'))
    .addColumn('branch_id', id, (c) => c.notNull().references('branch.id'))
    .addColumn('year', 'integer', (c) => c.notNull())
    .addColumn('category', 'text')
    .addColumn('base_fen', 'integer')
    .addColumn('monthly_fen', 'integer', (c) => c.notNull().check(sql`monthly_fen > 0`))
    .addColumn('effective_from', 'text', (c) => c.notNull())
    .addColumn('article', 'text')
    .addColumn('assessed_by', id, (c) => c.notNull().references('member.id'))
    .addColumn('at', 'text', (c) => c.notNull())
    .execute()
  await db.schema.createIndex('dues_assessment_by_member').on('dues_assessment').columns(['member_id', 'year', 'id']).execute()
  await kept('dues_assessment')

  /** Something said to have been paid, for one or several people and months; what it holds are its entries. */
  await numbered('dues_payment')
    .addColumn('branch_id', id, (c) => c.notNull().references('branch.id'))
    .addColumn('payer_id', id, (c) => c.notNull().references('member.id'))
    .addColumn('recorded_by', id, (c) => c.references('member.id'))
    .addColumn('fen', 'integer', (c) => c.notNull().check(sql`fen > 0`))
    .addColumn('channel', 'text', (c) => c.check(sql`channel in ('wechat', 'alipay', 'bank', 'cash', 'transfer')`))
    .addColumn('evidence', 'text', (c) => c.notNull().check(sql`evidence in ('self', 'proxy', 'recorded', 'paper', 'relayed')`))
    .addColumn('identity', 'text', (c) => c.notNull())
    .addColumn('platform', 'text', (c) => c.notNull())
    .addColumn('message_key', 'text')
    .addColumn('at', 'text', (c) => c.notNull())
    .execute()
  await db.schema
    .createIndex('dues_payment_by_message')
    .on('dues_payment')
    .column('message_key')
    .where(sql.ref('message_key'), 'is not', sql.lit(null))
    .execute()
  await db.schema.createIndex('dues_payment_by_payer').on('dues_payment').columns(['payer_id', 'at']).execute()
  await db.schema
    .createIndex('dues_payment_by_recorder')
    .on('dues_payment')
    .columns(['recorded_by', 'at'])
    .where(sql.ref('recorded_by'), 'is not', sql.lit(null))
    .execute()
  await kept('dues_payment')

  /** A receipt for what a collector confirmed of a member's; its number counts through a branch and a year. */
  await numbered('dues_receipt')
    .addColumn('branch_id', id, (c) => c.notNull().references('branch.id'))
    .addColumn('year', 'integer', (c) => c.notNull())
    .addColumn('number', 'integer', (c) => c.notNull())
    .addColumn('member_id', id, (c) => c.notNull().references('member.id'))
    .addColumn('payment_id', id, (c) => c.notNull().references('dues_payment.id'))
    .addColumn('fen', 'integer', (c) => c.notNull().check(sql`fen > 0`))
    .addColumn('collector_id', id, (c) => c.notNull().references('member.id'))
    .addColumn('at', 'text', (c) => c.notNull())
    .addUniqueConstraint('dues_receipt_number', ['branch_id', 'year', 'number'])
    .execute()
  await db.schema.createIndex('dues_receipt_by_member').on('dues_receipt').columns(['member_id', 'id']).execute()
  await db.schema.createIndex('dues_receipt_by_collector').on('dues_receipt').columns(['collector_id', 'at']).execute()
  await kept('dues_receipt')

  /** The ledger. `settles_id` is the claim that a confirmation, return or withdrawal answers; each claim has one answer. */
  await numbered('dues_entry')
    .addColumn('kind', 'text', (c) =>
      c
        .notNull()
        .check(
          sql`kind in ('assessment', 'exemption', 'reduction', 'claim', 'confirmation', 'return', 'withdrawal', 'credit_use', 'reversal')`,
        ),
    )
    .addColumn('purpose', 'text', (c) => c.notNull().check(sql`purpose in ('month', 'credit', 'extra')`))
    .addColumn('member_id', id, (c) => c.notNull().references('member.id'))
    .addColumn('branch_id', id, (c) => c.notNull().references('branch.id'))
    .addColumn('month', 'text')
    .addColumn('fen', 'integer', (c) => c.notNull().check(sql`fen > 0`))
    .addColumn('assessment_id', id, (c) => c.references('dues_assessment.id'))
    .addColumn('payment_id', id, (c) => c.references('dues_payment.id'))
    .addColumn('receipt_id', id, (c) => c.references('dues_receipt.id'))
    .addColumn('settles_id', id, (c) => c.unique().references('dues_entry.id'))
    .addColumn('reverses_id', id, (c) => c.unique().references('dues_entry.id'))
    .addColumn('reversed_kind', 'text')
    .addColumn('approved_by_branch', id, (c) => c.references('branch.id'))
    .addColumn('reason', 'text')
    .addColumn('by_id', id, (c) => c.references('member.id'))
    .addColumn('at', 'text', (c) => c.notNull())
    .addCheckConstraint('dues_entry_month', sql`(purpose = 'month') = (month is not null)`)
    .addCheckConstraint('dues_entry_settles', sql`settles_id is null or kind in ('confirmation', 'return', 'withdrawal')`)
    .addCheckConstraint('dues_entry_reverses', sql`(kind = 'reversal') = (reverses_id is not null)`)
    .addCheckConstraint('dues_entry_reversed', sql`(kind = 'reversal') = (reversed_kind is not null)`)
    .addCheckConstraint('dues_entry_receipt', sql`kind != 'confirmation' or receipt_id is not null`)
    .execute()
  await db.schema.createIndex('dues_entry_by_member').on('dues_entry').columns(['member_id', 'month', 'id']).execute()
  await db.schema.createIndex('dues_entry_by_payment').on('dues_entry').columns(['payment_id', 'id']).execute()
  await db.schema
    .createIndex('dues_entry_claims')
    .on('dues_entry')
    .columns(['branch_id', 'id'])
    .where(sql.ref('kind'), '=', sql.lit('claim'))
    .execute()
  await db.schema
    .createIndex('dues_entry_by_receipt')
    .on('dues_entry')
    .column('receipt_id')
    .where(sql.ref('receipt_id'), 'is not', sql.lit(null))
    .execute()
  await db.schema
    .createIndex('dues_entry_beside_months')
    .on('dues_entry')
    .columns(['member_id', 'purpose'])
    .where(sql.ref('purpose'), '!=', sql.lit('month'))
    .execute()
  await kept('dues_entry')

  /** One member's month as the entries add up to it. Nobody but the entries writes here. */
  await table('dues_month')
    .addColumn('member_id', id, (c) => c.notNull().references('member.id'))
    .addColumn('month', 'text', (c) => c.notNull())
    .addColumn('branch_id', id, (c) => c.notNull().references('branch.id'))
    .addColumn('assessed_fen', 'integer', (c) => c.notNull().check(sql`assessed_fen >= 0`))
    .addColumn('waived_fen', 'integer', (c) => c.notNull().check(sql`waived_fen >= 0`))
    .addColumn('claimed_fen', 'integer', (c) => c.notNull().check(sql`claimed_fen >= 0`))
    .addColumn('confirmed_fen', 'integer', (c) => c.notNull().check(sql`confirmed_fen >= 0`))
    .addColumn('returned_fen', 'integer', (c) => c.notNull().check(sql`returned_fen >= 0`))
    .addPrimaryKeyConstraint('dues_month_once', ['member_id', 'month'])
    .addCheckConstraint('dues_month_sound', sql`confirmed_fen + waived_fen + claimed_fen <= assessed_fen`)
    .execute()
  await db.schema.createIndex('dues_month_by_branch').on('dues_month').columns(['branch_id', 'month', 'member_id']).execute()
  // SQLite turns a comparison so that the bare column stands first, and knows this index again only in that form.
  await sql`create index dues_month_open on dues_month (branch_id, month, member_id, assessed_fen, waived_fen, confirmed_fen, claimed_fen)
    where assessed_fen > confirmed_fen + waived_fen`.execute(db)
  await addUp(db, dialect)
}

/** Adds every entry to its member's month as it is written. */
async function addUp(db: Kysely<Record<string, never>>, dialect: 'sqlite' | 'postgres'): Promise<void> {
  const change = (kinds: string, sign: '+' | '-', reversed: '+' | '-') =>
    sql.raw(
      `case when new.kind in (${kinds}) then ${sign}new.fen when new.kind = 'reversal' and new.reversed_kind in (${kinds}) then ${reversed}new.fen else 0 end`,
    )
  const begin = sql`insert into dues_month (member_id, month, branch_id, assessed_fen, waived_fen, claimed_fen, confirmed_fen, returned_fen)
      values (new.member_id, new.month, new.branch_id, 0, 0, 0, 0, 0) on conflict do nothing;`
  const add = sql`update dues_month set
      branch_id = case when new.kind = 'assessment' then new.branch_id else branch_id end,
      assessed_fen = assessed_fen + ${change(`'assessment'`, '+', '-')},
      waived_fen = waived_fen + ${change(`'exemption', 'reduction'`, '+', '-')},
      confirmed_fen = confirmed_fen + ${change(`'confirmation', 'credit_use'`, '+', '-')},
      claimed_fen = claimed_fen + case when new.kind = 'claim' then new.fen when new.settles_id is not null then -new.fen else 0 end,
      returned_fen = case when new.kind = 'claim' then 0 when new.kind = 'return' then new.fen else returned_fen end
      where member_id = new.member_id and month = new.month;`
  if (dialect === 'sqlite') {
    await sql`create trigger dues_entry_adds_up after insert on dues_entry when new.month is not null begin ${begin} ${add} end`.execute(db)
    return
  }
  await sql`create function dues_add_up() returns trigger language plpgsql as $$ begin
    if new.month is not null then ${begin} ${add} end if; return new; end $$`.execute(db)
  await sql`create trigger dues_entry_adds_up after insert on dues_entry for each row execute function dues_add_up()`.execute(db)
}
