import { type Kysely, sql } from 'kysely'

/**
 * Finds what a receipt asks for without looking through all that was ever sent: the cards of a notice in one branch,
 * the notice that corrects another, and what an officer recorded for others. Frozen once it has been run anywhere.
 */
export async function up(db: Kysely<Record<string, never>>): Promise<void> {
  await db.schema.createIndex('notice_copy_by_branch').on('notice_copy').columns(['notice_id', 'branch_id', 'mailbox_id']).execute()
  await db.schema
    .createIndex('notice_by_corrected')
    .on('notice')
    .column('corrects_id')
    .where(sql.ref('corrects_id'), 'is not', sql.lit(null))
    .execute()
  await db.schema
    .createIndex('acknowledgement_by_recorder')
    .on('acknowledgement')
    .columns(['recorded_by', 'at'])
    .where(sql.ref('recorded_by'), 'is not', sql.lit(null))
    .execute()
}
