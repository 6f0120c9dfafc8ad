import type { LetterChoice } from '../kernel/outbox/letter.ts'
import type { Letter, StillNeeded } from '../kernel/outbox/letter.ts'
import { issueChoice } from '../kernel/outbox/choice.ts'
import type { MailboxId } from '../kernel/outbox/mailbox.ts'
import type { Outbox } from '../kernel/outbox/outbox.ts'
import type { Tx } from '../kernel/database/connection.ts'
import { dayOf, timeOf } from '../kernel/day.ts'
import { getBranch } from '../roster/directory.ts'
import { type Audience, audienceOf } from './audience.ts'
import { copiesOf, recordCopy } from './copies-store.ts'
import { liveUntil } from './sessions-store.ts'
import { sayStart, titleOf } from './saying.ts'
import type { Session } from './tables.ts'
import { attendanceWords } from './attendance-words.ts'
import { meetingWords } from './words.ts'

/** What telling people needs, whether a person or the clock orders it. */
export type Telling = { readonly tx: Tx; readonly now: Date; readonly outbox: Outbox; readonly token: () => string }

const HOUR = 3_600_000
/** A call that could not be delivered within a day is shown as undelivered instead. */
const CALL_GOOD_HOURS = 24
/** So near before a meeting what is told of it does not wait for the morning. */
const PRESSING_HOURS = 4
/** Nor does it for a meeting that begins before the morning’s letters are read. */
const EARLY_HOURS = 12
const EARLY = '08:30'

/** Tells everybody whom a meeting concerns, after a pause in which one word takes it back. */
export async function announceCall(telling: Telling, session: Session, leaves: Date): Promise<void> {
  const audience = await audienceOf(telling.tx, session)
  const text = await callText(telling.tx, session, telling.now)
  const choices = [await leaveChoice(telling, session)]
  for (const { mailbox } of audience.rooms) {
    const put = await telling.outbox.put(
      telling.tx,
      { ...(await letterOf(telling, session, `call:room:${mailbox.id}`, text)), to: mailbox.id, notBefore: leaves, choices },
      telling.now,
    )
    if (put.kind === 'put') await recordCopy(telling.tx, session, 'call', { mailbox: mailbox.id, letter: put.id })
  }
  for (const { id } of audience.alone)
    await telling.outbox.put(
      telling.tx,
      { ...(await letterOf(telling, session, `call:to:${id}`, text)), to: id, notBefore: leaves, choices },
      telling.now,
    )
}

/** Tells everybody who was told of a meeting that it changed. Shortly before it begins this does not wait for the morning. */
export async function announceChange(telling: Telling, session: Session): Promise<void> {
  const branch = await getBranch(telling.tx, session.branch)
  const text = meetingWords.changed({ ...session, ...fileOf(session), when: sayStart(session, dayOf(telling.now)), branch: branch.name })
  await tellAgain(telling, session, `change:${telling.now.toISOString()}`, text)
}

/** Tells everybody who was told of a meeting that it is not held. */
export async function announceCancel(telling: Telling, session: Session): Promise<void> {
  const branch = await getBranch(telling.tx, session.branch)
  await tellAgain(telling, session, 'cancelled', meetingWords.cancelled(titleOf(session), branch.name))
}

/** Takes back the calls that have not left. True when nobody has heard of the meeting. */
export async function withdrawCalls(telling: Telling, session: Session, reason: string): Promise<boolean> {
  let everything = true
  for (const { letter } of await copiesOf(telling.tx, session.id, 'call'))
    if (!(await telling.outbox.withdraw(telling.tx, letter, reason, telling.now))) everything = false
  return everything
}

/** Puts one line about a meeting into every chat in which it was told. */
export async function tellAll(
  telling: Telling,
  session: Session,
  letter: Omit<Letter, 'once' | 'to' | 'inDoubt'> & { readonly occasion: string },
): Promise<void> {
  const { occasion, ...rest } = letter
  for (const to of await toldIn(telling.tx, session))
    await telling.outbox.put(telling.tx, { ...rest, once: `session:${session.id}:${occasion}:${to}`, to, inDoubt: 'resend' }, telling.now)
}

/** The chats in which a meeting was told: its groups, and whoever was told alone. */
export async function toldIn(tx: Tx, session: Session): Promise<readonly MailboxId[]> {
  const rooms = await copiesOf(tx, session.id, 'call')
  const { alone } = await audienceOf(tx, session)
  return [...rooms.map(({ mailbox }) => mailbox), ...alone.map(({ id }) => id)]
}

/** What the gate says of a call in any of its groups; asked before anything is written. */
export async function firstObjection(telling: Telling, session: Session, audience: Audience): Promise<string | undefined> {
  const text = await callText(telling.tx, session, telling.now)
  for (const { mailbox } of audience.rooms) {
    const line = await telling.outbox.inspect(telling.tx, {
      once: '',
      to: mailbox.id,
      priority: 'notice',
      text,
      why: '',
      inDoubt: 'ask',
      goodUntil: telling.now,
    })
    if (line !== undefined) return line
  }
  return undefined
}

/** A letter about a meeting goes as long as the meeting stands as it was told. */
export function whileItStands(session: Session): StillNeeded {
  return { check: 'session-stands', args: { session: session.id, starts: session.startsAt.toISOString() } }
}

function isPressing({ startsAt }: Session, now: Date): boolean {
  const hours = (startsAt.getTime() - now.getTime()) / HOUR
  return hours < PRESSING_HOURS || (hours < EARLY_HOURS && timeOf(startsAt) < EARLY)
}

async function tellAgain(telling: Telling, session: Session, occasion: string, text: string): Promise<void> {
  await tellAll(telling, session, {
    occasion,
    text,
    priority: isPressing(session, telling.now) ? 'urgent' : 'notice',
    why: meetingWords.why((await getBranch(telling.tx, session.branch)).name),
    goodUntil: session.startsAt > telling.now ? session.startsAt : new Date(telling.now.getTime() + CALL_GOOD_HOURS * HOUR),
    ...(session.file === undefined || occasion === 'cancelled' ? {} : { file: session.file }),
  })
}

async function callText(tx: Tx, session: Session, now: Date): Promise<string> {
  const branch = await getBranch(tx, session.branch)
  return meetingWords.call({ ...session, ...fileOf(session), when: sayStart(session, dayOf(now)), branch: branch.name })
}

const fileOf = ({ file }: Session): { readonly file: string | undefined } => ({ file: file?.name })

async function letterOf({ tx, now }: Telling, session: Session, occasion: string, text: string): Promise<Omit<Letter, 'to'>> {
  const until = new Date(now.getTime() + CALL_GOOD_HOURS * HOUR)
  return {
    once: `session:${session.id}:${occasion}`,
    text,
    priority: isPressing(session, now) ? 'urgent' : 'notice',
    why: meetingWords.why((await getBranch(tx, session.branch)).name),
    inDoubt: 'resend',
    goodUntil: session.startsAt < until ? session.startsAt : until,
    stillNeeded: whileItStands(session),
    ...(session.file === undefined ? {} : { file: session.file }),
  }
}

/** The choice by which a member is excused from one meeting. */
async function leaveChoice({ tx, token }: Telling, session: Session): Promise<LetterChoice> {
  const meaning = { action: 'session-leave', args: { session: session.id } }
  const label = attendanceWords.leaveChoice
  return { label, word: label, token: await issueChoice(tx, token(), meaning, new Date(liveUntil(session.closesAt))) }
}
