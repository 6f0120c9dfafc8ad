import type { Occasion, Spoken } from '../kernel/chat/capability.ts'
import { SECRETARIAL } from '../kernel/chat/converse.ts'
import { dayOf } from '../kernel/day.ts'
import { branchesHeld, branchesUnder, branchTree } from '../roster/directory.ts'
import { findSessions, liveSessionsOf } from './find-sessions.ts'
import { OPEN_HOURS } from './rules.ts'
import { sayStart, titleOf } from './saying.ts'
import type { Session } from './tables.ts'
import { callWords } from './words.ts'

const HELD_BACK_MS = OPEN_HOURS * 3_600_000
const MOST_SHOWN = 6
const FRESH_MS = 60_000

/** The meeting of one's branches that is meant: the one whose number was said, else the only one there is. */
export async function findMeant(
  occasion: Spoken,
  word: string,
): Promise<{ readonly session?: Session; readonly rest: string; readonly line: string }> {
  const found = /^第?(\d{1,4})(?:次会?|(?=\s|$))\s*/u.exec(occasion.rest.normalize('NFKC'))
  const rest = found === null ? occasion.rest : occasion.rest.slice(found[0].length)
  const coming = await comingSessions(occasion)
  const meant = found === null ? coming : coming.filter(({ number }) => number === Number(found[1]))
  const [session, ...others] = meant
  if (session === undefined) return { rest, line: callWords.none }
  if (others.length === 0) return { session, rest, line: '' }
  const justCalled = meant.find(({ author, calledAt }) => author === occasion.person.member && isFresh(calledAt, occasion.now))
  if (justCalled !== undefined) return { session: justCalled, rest, line: '' }
  const lines = meant.slice(0, MOST_SHOWN).map((one) => callWords.whichLine(one.number ?? 0, titleOf(one)))
  return { rest, line: callWords.which(lines, word) }
}

/** 会议安排: the meetings a person is expected at, and those of the branches held. */
export async function tellSchedule(occasion: Occasion): Promise<void> {
  const { tx, person, now } = occasion
  const own = person.member === undefined ? [] : await liveSessionsOf(tx, person.member, now)
  const held = (await comingSessions(occasion)).filter(({ id }) => !own.some((session) => session.id === id))
  const lines = [...own.filter(({ state }) => state !== 'closed'), ...held]
    .toSorted((one, other) => one.startsAt.getTime() - other.startsAt.getTime())
    .slice(0, MOST_SHOWN)
    .map((session) => [sayStart(session, dayOf(now)), session.title, ...(session.place === undefined ? [] : [session.place])].join(' '))
  await occasion.voice.privately(lines.length === 0 ? callWords.scheduleNone : callWords.schedule(lines))
}

/** True in the minute in which a call can be taken back unheard. */
export function isFresh(calledAt: Date | undefined, now: Date): boolean {
  return calledAt !== undefined && now.getTime() - calledAt.getTime() < FRESH_MS
}

/** The same; in a group only those that concern its branch. */
export async function comingHere(occasion: Occasion): Promise<readonly Session[]> {
  const coming = await comingSessions(occasion)
  const { room, tx } = occasion
  if (room === undefined) return coming
  const here: Session[] = []
  for (const session of coming) if ((await branchesUnder(tx, session.branch)).includes(room.branch)) here.push(session)
  return here
}

/** The meetings of the branches held that are not over, the next first. */
export async function comingSessions({ tx, person, now }: Occasion): Promise<readonly Session[]> {
  const branches = branchesHeld(person, SECRETARIAL, await branchTree(tx))
  const from = new Date(now.getTime() - HELD_BACK_MS)
  return (await findSessions(tx, { branches, states: ['called', 'open'], from })).toReversed()
}
