import type { IdentityEvidence, MemberId, Person } from '../kernel/chat/person.ts'
import type { BotAccount, Platform } from '../kernel/chat/message.ts'
import type { Tx } from '../kernel/database/connection.ts'
import { statement } from '../kernel/database/statement.ts'
import type { Mailbox, MailboxId } from '../kernel/outbox/mailbox.ts'
import type { RosterTables } from './tables.ts'

/** A login of a member on a platform. */
export type Account = {
  readonly mailbox: MailboxId
  readonly platform: Platform
  readonly evidence: Exclude<IdentityEvidence, 'none'>
  readonly boundAt: string
}

/** Whose login it is, as far as the person's card goes; the offices are asked for separately. */
export type Known = Omit<Person, 'offices'> & { readonly member: MemberId }

const bySender = statement<{ platform: string; account: string; chat: string }, RosterTables>()((db, given) =>
  db
    .selectFrom('mailbox')
    .innerJoin('account', 'account.mailbox_id', 'mailbox.id')
    .innerJoin('member', 'member.id', 'account.member_id')
    .select(['account.mailbox_id', 'account.member_id', 'account.evidence', 'member.name', 'member.branch_id', 'member.is_migrant'])
    .where('mailbox.platform', '=', given('platform') as Platform)
    .where('mailbox.account', '=', given('account'))
    .where('mailbox.chat', '=', given('chat'))
    .where('mailbox.kind', '=', 'private')
    .where('member.state', '=', 'active'),
)

const ofMember = statement<{ member: MemberId }, RosterTables>()((db, given) =>
  db
    .selectFrom('account')
    .innerJoin('mailbox', 'mailbox.id', 'account.mailbox_id')
    .select([
      'mailbox.id',
      'mailbox.platform',
      'mailbox.account',
      'mailbox.chat',
      'mailbox.kind',
      'mailbox.state',
      'account.evidence',
      'account.bound_at',
    ])
    .where('account.member_id', '=', given('member'))
    .orderBy('account.last_used_at', 'desc')
    .orderBy('mailbox.id'),
)

const ofMailbox = statement<{ mailbox: MailboxId }, RosterTables>()((db, given) =>
  db.selectFrom('account').select('member_id').where('mailbox_id', '=', given('mailbox')),
)

const surelyAt = statement<{ member: MemberId; platform: Platform; account: string }, RosterTables>()((db, given) =>
  db
    .selectFrom('account')
    .innerJoin('mailbox', 'mailbox.id', 'account.mailbox_id')
    .select('account.mailbox_id')
    .where('account.member_id', '=', given('member'))
    .where('account.evidence', '!=', 'probable')
    .where('mailbox.platform', '=', given('platform'))
    .where('mailbox.account', '=', given('account')),
)

const put = statement<RosterTables['account'], RosterTables>()((db, given) =>
  db
    .insertInto('account')
    .values({
      mailbox_id: given('mailbox_id'),
      member_id: given('member_id'),
      evidence: given('evidence'),
      bound_at: given('bound_at'),
      last_used_at: given('last_used_at'),
    })
    .onConflict((conflict) =>
      conflict.column('mailbox_id').doUpdateSet({
        member_id: given('member_id'),
        evidence: given('evidence'),
        bound_at: given('bound_at'),
        last_used_at: given('last_used_at'),
      }),
    ),
)

const touch = statement<{ platform: Platform; account: string; chat: string; at: string; before: string }, RosterTables>()((db, given) =>
  db
    .updateTable('account')
    .set({ last_used_at: given('at') })
    .where('last_used_at', '<', given('before'))
    .where('mailbox_id', '=', (one) =>
      one
        .selectFrom('mailbox')
        .select('mailbox.id')
        .where('platform', '=', given('platform'))
        .where('account', '=', given('account'))
        .where('chat', '=', given('chat')),
    ),
)

const removeOf = statement<{ member: MemberId }, RosterTables>()((db, given) =>
  db.deleteFrom('account').where('member_id', '=', given('member')),
)

/** Whose login a sender's is, known by the address of their private chat. */
export async function knownSender(tx: Tx, from: BotAccount, sender: string): Promise<Known | undefined> {
  const row = await bySender.first(tx, { platform: from.platform, account: from.account, chat: sender })
  if (row === undefined) return undefined
  return { member: row.member_id, name: row.name, branch: row.branch_id, migrant: Number(row.is_migrant) === 1, evidence: row.evidence }
}

/** The logins of a member, the one used last first. */
export async function accountsOf(tx: Tx, member: MemberId): Promise<readonly Account[]> {
  const rows = await ofMember.all(tx, { member })
  return rows.map((row) => ({ mailbox: row.id, platform: row.platform, evidence: row.evidence, boundAt: row.bound_at }))
}

/** The open private chat in which a member can surely be written to: that of the login used last, on another platform than one that is named. */
export async function privateMailbox(tx: Tx, member: MemberId, notOn?: Platform): Promise<Mailbox | undefined> {
  const row = (await ofMember.all(tx, { member })).find(
    (one) => one.state === 'open' && one.evidence !== 'probable' && one.platform !== notOn,
  )
  if (row === undefined) return undefined
  return { id: row.id, platform: row.platform, account: row.account, chat: row.chat, kind: row.kind, state: row.state }
}

/** The member a private chat speaks for. */
export async function memberOfMailbox(tx: Tx, mailbox: MailboxId): Promise<MemberId | undefined> {
  return (await ofMailbox.first(tx, { mailbox }))?.member_id
}

/** Binds a private chat to a member; an older link of that chat ends. */
export async function bindAccount(tx: Tx, mailbox: MailboxId, member: MemberId, evidence: Account['evidence'], now: Date): Promise<void> {
  const at = now.toISOString()
  await put.run(tx, { mailbox_id: mailbox, member_id: member, evidence, bound_at: at, last_used_at: at })
}

const USED_EVERY_MINUTES = 10

/** Notes that a login was used, so that letters go where the member looks. */
export async function noteUsed(tx: Tx, from: BotAccount, sender: string, now: Date): Promise<void> {
  const before = new Date(now.getTime() - USED_EVERY_MINUTES * 60_000).toISOString()
  await touch.run(tx, { platform: from.platform, account: from.account, chat: sender, at: now.toISOString(), before })
}

/** Ends all links of a member. Tells how many there were. */
export async function unbindAll(tx: Tx, member: MemberId): Promise<number> {
  return removeOf.run(tx, { member })
}

/** Ends the link of one login. */
export async function unbindLogin(tx: Tx, from: BotAccount, sender: string): Promise<void> {
  const known = await bySender.first(tx, { platform: from.platform, account: from.account, chat: sender })
  if (known !== undefined) await tx.withTables<RosterTables>().deleteFrom('account').where('mailbox_id', '=', known.mailbox_id).execute()
}

/** True when a member is surely known under this login of ours: whoever else there bears the name is somebody else. */
export async function isSurelyKnownAt(tx: Tx, member: MemberId, { platform, account }: BotAccount): Promise<boolean> {
  return (await surelyAt.first(tx, { member, platform, account })) !== undefined
}
