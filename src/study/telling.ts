import type { Tx } from '../kernel/database/connection.ts'
import { SECRETARIAL } from '../kernel/chat/converse.ts'
import type { MemberId } from '../kernel/chat/person.ts'
import type { LetterChoice, Priority, StillNeeded } from '../kernel/outbox/letter.ts'
import type { Mailbox } from '../kernel/outbox/mailbox.ts'
import type { Outbox } from '../kernel/outbox/outbox.ts'
import { officersOf, privateMailbox, reachableOfficer } from '../roster/directory.ts'
import type { Session } from './tables.ts'

/** A line for whoever is in charge of a meeting. */
export type ForSecretary = {
  readonly once: string
  readonly text: string
  /** Said instead where names may not stand. */
  readonly otherwise?: string
  readonly why: string
  readonly priority: Priority
  /** Whoever ordered it hears it rather than whoever called the meeting. */
  readonly to?: MemberId
  readonly choices?: readonly LetterChoice[]
  readonly notBefore?: Date
  readonly stillNeeded?: StillNeeded
}

const GOOD_MS = 48 * 3_600_000

/** Tells whoever called a meeting, or the nearest officer who can be written to. False when nobody can. */
export async function tellSecretary(
  { tx, now, outbox }: { readonly tx: Tx; readonly now: Date; readonly outbox: Outbox },
  session: Session,
  line: ForSecretary,
): Promise<boolean> {
  const mailbox = await secretaryOf(tx, session, line.to)
  if (mailbox === undefined) return false
  const letter = {
    once: line.once,
    to: mailbox.id,
    priority: line.priority,
    why: line.why,
    inDoubt: 'resend',
    goodUntil: new Date(now.getTime() + GOOD_MS),
    ...(line.choices === undefined ? {} : { choices: line.choices }),
    ...(line.notBefore === undefined ? {} : { notBefore: line.notBefore }),
    ...(line.stillNeeded === undefined ? {} : { stillNeeded: line.stillNeeded }),
  } as const
  const put = await outbox.put(tx, { ...letter, text: line.text }, now)
  if (put.kind === 'blocked' && line.otherwise !== undefined) await outbox.put(tx, { ...letter, text: line.otherwise }, now)
  return true
}

async function secretaryOf(tx: Tx, session: Session, wanted: MemberId | undefined): Promise<Mailbox | undefined> {
  const inOffice = new Set((await officersOf(tx, session.branch, SECRETARIAL)).map(({ member }) => member))
  for (const member of [wanted, session.author]) {
    const mailbox = member === undefined || !inOffice.has(member) ? undefined : await privateMailbox(tx, member)
    if (mailbox !== undefined) return mailbox
  }
  return (await reachableOfficer(tx, session.branch, SECRETARIAL))?.mailbox
}
