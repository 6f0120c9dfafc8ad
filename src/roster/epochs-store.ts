import type { BotAccount } from '../kernel/chat/message.ts'
import type { BranchId, MemberId } from '../kernel/chat/person.ts'
import type { Tx } from '../kernel/database/connection.ts'
import type { MailboxId } from '../kernel/outbox/mailbox.ts'
import type { RosterTables } from './tables.ts'

/** How often an account of ours has logged in anew; 0 while it never has. */
export async function epochOf(tx: Tx, { platform, account }: BotAccount): Promise<number> {
  const row = await tx
    .withTables<RosterTables>()
    .selectFrom('epoch')
    .select('number')
    .where('platform', '=', platform)
    .where('account', '=', account)
    .executeTakeFirst()
  return row?.number ?? 0
}

/** Notes that an account of ours has logged in anew, and tells for the how manieth time. */
export async function recordEpoch(tx: Tx, from: BotAccount, now: Date): Promise<number> {
  const { platform, account } = from
  const number = (await epochOf(tx, from)) + 1
  const began_at = now.toISOString()
  await tx
    .withTables<RosterTables>()
    .insertInto('epoch')
    .values({ platform, account, number, began_at })
    .onConflict((conflict) => conflict.columns(['platform', 'account']).doUpdateSet({ number, began_at }))
    .execute()
  return number
}

/** Takes every login of people with an account of ours from them; whose private chat it was is kept for the letters that wait there. */
export async function endPeoplesLogins(tx: Tx, { platform, account }: BotAccount, now: Date): Promise<void> {
  const rows = await tx
    .withTables<RosterTables>()
    .selectFrom('account')
    .innerJoin('mailbox', 'mailbox.id', 'account.mailbox_id')
    .select(['account.mailbox_id', 'account.member_id'])
    .where('mailbox.platform', '=', platform)
    .where('mailbox.account', '=', account)
    .execute()
  const db = tx.withTables<RosterTables>()
  for (const row of rows) {
    await db
      .insertInto('past_login')
      .values({ ...row, ended_at: now.toISOString() })
      .execute()
    await db.deleteFrom('account').where('mailbox_id', '=', row.mailbox_id).execute()
  }
}

/** The private chats that a member had with a platform under logins that have ended. */
export async function pastChatsOf(tx: Tx, member: MemberId, platform: BotAccount['platform']): Promise<readonly MailboxId[]> {
  const rows = await tx
    .withTables<RosterTables>()
    .selectFrom('past_login')
    .innerJoin('mailbox', 'mailbox.id', 'past_login.mailbox_id')
    .select('past_login.mailbox_id')
    .where('past_login.member_id', '=', member)
    .where('mailbox.platform', '=', platform)
    .execute()
  return rows.map((row) => row.mailbox_id)
}

/** The groups that are bound under one account of ours. */
export async function roomsUnder(
  tx: Tx,
  { platform, account }: BotAccount,
): Promise<readonly { readonly mailbox: MailboxId; readonly branch: BranchId; readonly title: string }[]> {
  const rows = await tx
    .withTables<RosterTables>()
    .selectFrom('room')
    .innerJoin('mailbox', 'mailbox.id', 'room.mailbox_id')
    .select(['room.mailbox_id', 'room.branch_id', 'room.title'])
    .where('mailbox.platform', '=', platform)
    .where('mailbox.account', '=', account)
    .orderBy('room.mailbox_id')
    .execute()
  return rows.map((row) => ({ mailbox: row.mailbox_id, branch: row.branch_id, title: row.title }))
}

/** Forgets which ended logins were a member's. */
export async function forgetPastLogins(tx: Tx, member: MemberId): Promise<void> {
  await tx.withTables<RosterTables>().deleteFrom('past_login').where('member_id', '=', member).execute()
}
