import type { Tx } from '../database/connection.ts'
import { statement } from '../database/statement.ts'
import type { Platform } from '../chat/message.ts'
import type { OutboxTables } from './tables.ts'

/** A chat that letters can be put into: a group, or one person's private chat with the bot. */
export type MailboxId = number & { readonly brand: 'mailbox' }

export type Mailbox = {
  readonly id: MailboxId
  readonly platform: Platform
  readonly account: string
  readonly chat: string
  readonly kind: 'private' | 'group'
  readonly state: 'open' | 'closed'
}

type Address = { platform: string; account: string; chat: string }

const columns = ['id', 'platform', 'account', 'chat', 'kind', 'state'] as const

/** Only what the address does not tell already: it is asked for with every message. */
const byAddress = statement<Address, OutboxTables>()((db, given) =>
  db
    .selectFrom('mailbox')
    .select(['id', 'kind', 'state'])
    .where('platform', '=', given('platform'))
    .where('account', '=', given('account'))
    .where('chat', '=', given('chat')),
)

const byId = statement<{ id: number }, OutboxTables>()((db, given) =>
  db.selectFrom('mailbox').select(columns).where('id', '=', given('id')),
)

const create = statement<Address & { kind: 'private' | 'group'; at: string }, OutboxTables>()((db, given) =>
  db
    .insertInto('mailbox')
    .values({
      platform: given('platform'),
      account: given('account'),
      chat: given('chat'),
      kind: given('kind'),
      state: 'open',
      reason: null,
      changed_at: given('at'),
    } as never)
    .returning(columns),
)

const setState = statement<{ id: number; state: 'open' | 'closed'; reason: string | null; at: string }, OutboxTables>()((db, given) =>
  db
    .updateTable('mailbox')
    .set({ state: given('state'), reason: given('reason'), changed_at: given('at') })
    .where('id', '=', given('id'))
    .where('state', '!=', given('state')),
)

const setAddress = statement<Address & { id: number; at: string }, OutboxTables>()((db, given) =>
  db
    .updateTable('mailbox')
    .set({ platform: given('platform'), account: given('account'), chat: given('chat'), changed_at: given('at') })
    .where('id', '=', given('id')),
)

/** The mailbox of a chat, if it was ever spoken in. */
export async function findMailbox(tx: Tx, { platform, account, chat }: Address): Promise<Mailbox | undefined> {
  const row = await byAddress.first(tx, { platform, account, chat })
  return row === undefined
    ? undefined
    : { id: row.id as MailboxId, platform: platform as Platform, account, chat, kind: row.kind, state: row.state }
}

/** The mailbox with this number; a bug if there is none. */
export async function getMailbox(tx: Tx, id: MailboxId): Promise<Mailbox> {
  const found = await byId.first(tx, { id })
  if (found === undefined) throw new Error(`no mailbox ${id}`)
  return found as Mailbox
}

/** The mailbox of a chat, made when it is new. */
export async function openMailbox(tx: Tx, address: Address & { kind: 'private' | 'group' }, now: Date): Promise<Mailbox> {
  const known = await findMailbox(tx, address)
  if (known !== undefined) return known
  const made = await create.first(tx, { ...address, at: now.toISOString() })
  if (made === undefined) throw new Error('a mailbox was not made')
  return made as Mailbox
}

/** Nobody can be reached there any more, for a reason people understand. True when that is news. */
export async function closeMailbox(tx: Tx, id: MailboxId, reason: string, now: Date): Promise<boolean> {
  return (await setState.run(tx, { id, state: 'closed', reason, at: now.toISOString() })) > 0
}

/** It can be written to again. True when that is news. */
export async function reopenMailbox(tx: Tx, id: MailboxId, now: Date): Promise<boolean> {
  return (await setState.run(tx, { id, state: 'open', reason: null, at: now.toISOString() })) > 0
}

/** The group goes on under another id: everything that waits for it follows. */
export async function moveMailbox(tx: Tx, id: MailboxId, chat: string, now: Date): Promise<void> {
  const { platform, account } = await getMailbox(tx, id)
  await readdressMailbox(tx, id, { platform, account, chat }, now)
}

/** The same group is now found elsewhere, perhaps under another login or on another platform: everything that waits follows. */
export async function readdressMailbox(tx: Tx, id: MailboxId, address: Address, now: Date): Promise<void> {
  const { platform, account, chat } = address
  const squatter = await findMailbox(tx, address)
  const at = now.toISOString()
  // The new id may have been heard before the move was told; nothing can wait there yet, so it steps aside.
  if (squatter !== undefined && squatter.id !== id)
    await setAddress.run(tx, { platform, account, chat: `${chat}#replaced-by-${id}`, id: squatter.id, at })
  await setAddress.run(tx, { platform, account, chat, id, at })
}
