import type { MemberId } from './chat/person.ts'
import type { Tx } from './database/connection.ts'
import { statement } from './database/statement.ts'

/** Who did something: a member by number, or whoever works at the machine. */
export type Actor = `member:${number}` | 'operator'

/** What is kept of a deed: numbers and words of the glossary only, never a name, a phone number or a text. */
export type Facts = Readonly<Record<string, string | number | null | readonly (string | number)[]>>

/** A privileged deed. `action` reads `office-given`, `subject` reads `member:12` or `room:7`. */
export type Deed = {
  readonly actor: Actor
  readonly action: string
  readonly subject: string
  readonly before?: Facts
  readonly after?: Facts
}

/** A line of the trail, oldest first. */
export type AuditLine = Deed & { readonly id: number; readonly at: string }

type AuditTables = {
  audit: { id: number; at: string; actor: string; action: string; subject: string; before: string | null; after: string | null }
}

const insert = statement<Omit<AuditTables['audit'], 'id'>, AuditTables>()((db, given) =>
  db.insertInto('audit').values({
    at: given('at'),
    actor: given('actor'),
    action: given('action'),
    subject: given('subject'),
    before: given('before'),
    after: given('after'),
  } as never),
)

/** The actor a member is. */
export function actorOf(member: MemberId): Actor {
  return `member:${member}`
}

/** Writes a deed into the trail, which nobody can change afterwards: the table refuses it. */
export async function recordAudit(tx: Tx, deed: Deed, now: Date): Promise<void> {
  await insert.run(tx, {
    at: now.toISOString(),
    actor: deed.actor,
    action: deed.action,
    subject: deed.subject,
    before: deed.before === undefined ? null : JSON.stringify(deed.before),
    after: deed.after === undefined ? null : JSON.stringify(deed.after),
  })
}

/** The trail, oldest first, from a moment on. */
export async function readAudit(tx: Tx, since?: Date): Promise<readonly AuditLine[]> {
  const rows = await tx
    .withTables<AuditTables>()
    .selectFrom('audit')
    .select(['id', 'at', 'actor', 'action', 'subject', 'before', 'after'])
    .where('at', '>=', since?.toISOString() ?? '')
    .orderBy('id')
    .execute()
  return rows.map(({ before, after, actor, ...row }) => ({
    ...row,
    actor: actor as Actor,
    ...(before === null ? {} : { before: JSON.parse(before) as Facts }),
    ...(after === null ? {} : { after: JSON.parse(after) as Facts }),
  }))
}
