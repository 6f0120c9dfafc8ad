import type { Occasion } from '../kernel/chat/capability.ts'
import { findSessionOfMessage } from './copies-store.ts'
import { saidAt } from './check-in.ts'
import { findSessions, liveSessionsIn, liveSessionsOf } from './find-sessions.ts'
import { judgeCheckIn, mayAskLeave } from './rules.ts'
import type { Session } from './tables.ts'

/** The meetings about which a person may say something here: those the person is expected at, and those told in this group. */
export async function liveHere({ tx, mailbox, person, now }: Occasion): Promise<readonly Session[]> {
  const own = person.member === undefined ? [] : await liveSessionsOf(tx, person.member, now)
  const here = mailbox.kind === 'group' ? await liveSessionsIn(tx, mailbox.id, now) : []
  const others = here.filter(({ id }) => !own.some((session) => session.id === id))
  return others.length === 0 ? own : [...own, ...others].toSorted((one, other) => one.startsAt.getTime() - other.startsAt.getTime())
}

/** The meeting for which a check-in said here and now counts: the one above a reply, else the latest that is open. */
export async function openHere(occasion: Occasion, live: readonly Session[]): Promise<Session | undefined> {
  const at = saidAt(occasion)
  const open = live.filter((session) => ['on-time', 'late'].includes(judgeCheckIn(session, at).kind))
  const above = await sessionAbove(occasion)
  return open.find(({ id }) => id === above) ?? open.at(-1)
}

/** The meeting that leave asked for here means: an open one, else the next, else the last that is not long over. */
export async function leaveHere(occasion: Occasion, live: readonly Session[]): Promise<Session | undefined> {
  const may = live.filter((session) => mayAskLeave(session, occasion.now))
  const above = await sessionAbove(occasion)
  const at = saidAt(occasion)
  return (
    may.find(({ id }) => id === above) ??
    may.findLast((session) => ['on-time', 'late'].includes(judgeCheckIn(session, at).kind)) ??
    may.find((session) => judgeCheckIn(session, at).kind === 'not-yet') ??
    may.at(-1)
  )
}

/** The open meeting of anybody whose code was typed: a guest tells it in private. */
export async function openByCode({ tx }: Occasion, code: string | undefined): Promise<Session | undefined> {
  if (code === undefined) return undefined
  return (await findSessions(tx, { states: ['open'], code }, 1))[0]
}

async function sessionAbove({ tx, mailbox, event }: Occasion): Promise<Session['id'] | undefined> {
  const repliesTo = event.kind === 'message' ? event.repliesTo : undefined
  return repliesTo === undefined ? undefined : findSessionOfMessage(tx, mailbox.id, repliesTo)
}
