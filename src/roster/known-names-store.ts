import type { BotAccount } from '../kernel/chat/message.ts'
import type { BranchId, MemberId } from '../kernel/chat/person.ts'
import type { Tx } from '../kernel/database/connection.ts'
import { statement } from '../kernel/database/statement.ts'
import type { RosterTables } from './tables.ts'

/** Where a name is a name: one group, or our remarks on the friends of one account. */
export type NameScope = string & { readonly brand: 'name-scope' }

/** Somebody who has shown a name in this login. */
export type NameSeen = { readonly sender: string; readonly fingerprint: string; readonly sealed: string }

type Name = { scope: NameScope; fingerprint: string }

const note = statement<RosterTables['name_seen'], RosterTables>()((db, given) =>
  db
    .insertInto('name_seen')
    .values({
      platform: given('platform'),
      account: given('account'),
      scope: given('scope'),
      fingerprint: given('fingerprint'),
      sender: given('sender'),
      sealed: given('sealed'),
      seen_at: given('seen_at'),
    })
    .onConflict((conflict) => conflict.columns(['scope', 'fingerprint', 'sender']).doNothing()),
)

const sendersOf = statement<Name, RosterTables>()((db, given) =>
  db.selectFrom('name_seen').select('sender').where('scope', '=', given('scope')).where('fingerprint', '=', given('fingerprint')),
)

const knownAs = statement<Name, RosterTables>()((db, given) =>
  db
    .selectFrom('known_name')
    .leftJoin('member', 'member.id', 'known_name.member_id')
    .select(['known_name.member_id', 'member.state'])
    .where('scope', '=', given('scope'))
    .where('fingerprint', '=', given('fingerprint')),
)

const learn = statement<RosterTables['known_name'], RosterTables>()((db, given) =>
  db
    .insertInto('known_name')
    .values({
      scope: given('scope'),
      fingerprint: given('fingerprint'),
      member_id: given('member_id'),
      learned_at: given('learned_at'),
    })
    .onConflict((conflict) => conflict.columns(['scope', 'fingerprint', 'member_id']).doNothing()),
)

const inBranch = statement<{ branch: BranchId }, RosterTables>()((db, given) =>
  db.selectFrom('member').select(['id', 'name']).where('branch_id', '=', given('branch')).where('state', '=', 'active'),
)

/** Notes that a sender shows a name, and tells all who have shown it in this login. */
export async function noteName(tx: Tx, from: BotAccount, scope: NameScope, seen: NameSeen, now: Date): Promise<readonly string[]> {
  const { platform, account } = from
  const { fingerprint } = seen
  const before = (await sendersOf.all(tx, { scope, fingerprint })).map(({ sender }) => sender)
  if (before.includes(seen.sender)) return before
  await note.run(tx, { platform, account, scope, ...seen, seen_at: now.toISOString() })
  return [...before, seen.sender]
}

/** Whose a name is known to be; `nobody` stands for people who are no members. */
export async function ownersOf(tx: Tx, scope: NameScope, fingerprint: string): Promise<readonly (MemberId | 'nobody')[]> {
  const rows = await knownAs.all(tx, { scope, fingerprint })
  return rows.filter(({ member_id, state }) => member_id === null || state === 'active').map(({ member_id }) => member_id ?? 'nobody')
}

/** Learns that a name is a member's too. */
export async function learnName(tx: Tx, scope: NameScope, fingerprint: string, member: MemberId, now: Date): Promise<void> {
  await learn.run(tx, { scope, fingerprint, member_id: member, learned_at: now.toISOString() })
}

/** The active members of a branch with their names, asked for with every message of somebody unknown. */
export async function namesOfBranch(tx: Tx, branch: BranchId): Promise<readonly { readonly id: MemberId; readonly name: string }[]> {
  return inBranch.all(tx, { branch })
}

/** Keeps what somebody in charge has said of a name: it is this member's alone, or no member's. */
export async function settleName(tx: Tx, scope: NameScope, fingerprint: string, owner: MemberId | 'nobody', now: Date): Promise<void> {
  const db = tx.withTables<RosterTables>()
  await db.deleteFrom('known_name').where('scope', '=', scope).where('fingerprint', '=', fingerprint).execute()
  await db
    .insertInto('known_name')
    .values({ scope, fingerprint, member_id: owner === 'nobody' ? null : owner, learned_at: now.toISOString() })
    .execute()
}

/** Everybody who has shown a name in a scope in this login, in the order in which they came. */
export async function namesSeenIn(tx: Tx, scope: NameScope): Promise<readonly NameSeen[]> {
  return tx
    .withTables<RosterTables>()
    .selectFrom('name_seen')
    .select(['sender', 'fingerprint', 'sealed'])
    .where('scope', '=', scope)
    .orderBy('seen_at')
    .orderBy('sender')
    .execute()
}

/** The scopes in which anybody has shown a name in this login; on most platforms there are none. */
export async function scopesSeen(tx: Tx): Promise<ReadonlySet<string>> {
  const rows = await tx.withTables<RosterTables>().selectFrom('name_seen').select('scope').distinct().execute()
  return new Set(rows.map(({ scope }) => scope))
}

/** Forgets which senders have shown which names: their ids mean nobody any more. */
export async function forgetSenders(tx: Tx, { platform, account }: BotAccount): Promise<void> {
  await tx.withTables<RosterTables>().deleteFrom('name_seen').where('platform', '=', platform).where('account', '=', account).execute()
}

/** Forgets which names the logins of a member have shown; to be done while they are still known as theirs. */
export async function forgetNamesShownBy(tx: Tx, member: MemberId): Promise<void> {
  const db = tx.withTables<RosterTables>()
  const logins = await db
    .selectFrom('account')
    .innerJoin('mailbox', 'mailbox.id', 'account.mailbox_id')
    .select(['mailbox.platform', 'mailbox.account', 'mailbox.chat'])
    .where('account.member_id', '=', member)
    .execute()
  for (const { platform, account, chat } of logins)
    await db.deleteFrom('name_seen').where('platform', '=', platform).where('account', '=', account).where('sender', '=', chat).execute()
}

/** Forgets by which names a member was known. */
export async function forgetNamesOf(tx: Tx, member: MemberId): Promise<void> {
  await tx.withTables<RosterTables>().deleteFrom('known_name').where('member_id', '=', member).execute()
}
