import type { BotAccount } from '../chat/message.ts'
import type { Tx } from '../database/connection.ts'
import type { Mailbox, MailboxId } from './mailbox.ts'
import type { OutboxTables } from './tables.ts'

/** Stands between the name of an account and the number of its login that ended; no platform has it in a name. */
const MARK = '#'

/** True for a chat of a login that has ended. No bot serves it: what is put there waits for its group to be found again. */
export function hasEnded({ account }: Pick<Mailbox, 'account'>): boolean {
  return account.includes(MARK)
}

/**
 * A login has ended and its ids with it. Its chats are kept under a name of their own, so that no new id is ever taken
 * for an old one; private chats are closed, and what waits for groups goes on waiting.
 */
export async function endLogin(tx: Tx, from: BotAccount, number: number, reason: string, now: Date): Promise<void> {
  const ended = `${from.account}${MARK}${number}`
  await tx
    .withTables<OutboxTables>()
    .updateTable('mailbox')
    .set({ account: ended })
    .where('platform', '=', from.platform)
    .where('account', '=', from.account)
    .execute()
  await tx
    .withTables<OutboxTables>()
    .updateTable('mailbox')
    .set({ state: 'closed', reason, changed_at: now.toISOString() })
    .where('platform', '=', from.platform)
    .where('account', '=', ended)
    .where('kind', '=', 'private')
    .execute()
}

/** Lets what waits in some chats go into another one instead. Tells how many letters there were. */
export async function moveWaiting(tx: Tx, from: readonly MailboxId[], to: MailboxId): Promise<number> {
  if (from.length === 0) return 0
  const moved = await tx
    .withTables<OutboxTables>()
    .updateTable('letter')
    .set({ mailbox_id: to })
    .where('mailbox_id', 'in', [...from])
    .where('state', '=', 'waiting')
    .executeTakeFirst()
  return Number(moved.numUpdatedRows)
}

/** How many letters wait in a chat. */
export async function countWaiting(tx: Tx, mailbox: MailboxId): Promise<number> {
  const row = await tx
    .withTables<OutboxTables>()
    .selectFrom('letter')
    .select((count) => count.fn.countAll<number>().as('count'))
    .where('mailbox_id', '=', mailbox)
    .where('state', '=', 'waiting')
    .where('edits_letter_id', 'is', null)
    .executeTakeFirstOrThrow()
  return Number(row.count)
}

/** How many letters wait for groups whose login has ended: for the doctor. */
export async function countStranded(tx: Tx): Promise<number> {
  const row = await tx
    .withTables<OutboxTables>()
    .selectFrom('letter')
    .innerJoin('mailbox', 'mailbox.id', 'letter.mailbox_id')
    .select((count) => count.fn.countAll<number>().as('count'))
    .where('letter.state', '=', 'waiting')
    .where('letter.edits_letter_id', 'is', null)
    .where('mailbox.kind', '=', 'group')
    .where('mailbox.account', 'like', `%${MARK}%`)
    .executeTakeFirstOrThrow()
  return Number(row.count)
}
