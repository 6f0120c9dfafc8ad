import type { Capability, Occasion } from '../kernel/chat/capability.ts'
import type { Tx } from '../kernel/database/connection.ts'
import { roomsOf } from '../roster/directory.ts'
import { attendanceWords, officeWords } from './attendance-words.ts'
import { findStanding } from './attendance-store.ts'
import { findCopyOfLetter } from './copies-store.ts'
import { liveHere, openHere } from './session-here.ts'
import { titleOf } from './saying.ts'
import { getSession } from './sessions-store.ts'
import type { SessionId } from './tables.ts'
import { tellSecretary } from './telling.ts'
import { meetingWords } from './words.ts'

const OF_SESSION = /^session:(\d+):/u

/** What comes after a letter about a meeting; in private also what is recorded of the asker. */
export const explainSession: NonNullable<Capability['explains']> = async (occasion, { once }) => {
  const id = OF_SESSION.exec(once)?.[1]
  if (id === undefined) return []
  const session = await getSession(occasion.tx, Number(id) as SessionId)
  const { member } = occasion.person
  if (occasion.mailbox.kind === 'group' || member === undefined) return [officeWords.whatNext]
  const { recorded } = await findStanding(occasion.tx, session.id, member)
  return recorded === undefined
    ? [officeWords.whatNext]
    : [officeWords.whyAnswered(officeWords.stateNames[recorded.state], titleOf(session))]
}

/** Whoever is asked to check in is shown how to. */
export async function exampleForSession(occasion: Occasion): Promise<string | undefined> {
  const open = await openHere(occasion, await liveHere(occasion))
  return open === undefined || open.wantsCode ? undefined : attendanceWords.checkInChoice
}

/** A call or a card did not reach a group: whoever called the meeting hears which one and why (LESSONS L15). */
export const tellSessionUndelivered: NonNullable<Capability['undelivered']> = async (house, letter, reason) => {
  const copy = await findCopyOfLetter(house.tx, letter)
  if (copy === undefined) return false
  const session = await getSession(house.tx, copy.session)
  return tellSecretary(house, session, {
    once: `session:${session.id}:undelivered:${letter}`,
    text: meetingWords.undelivered(titleOf(session), await roomTitle(house.tx, copy.mailbox, session.branch), reason),
    why: meetingWords.whyUndelivered,
    priority: 'reply',
  })
}

async function roomTitle(tx: Tx, mailbox: number, branch: Parameters<typeof roomsOf>[1][number]): Promise<string> {
  const room = (await roomsOf(tx, [branch])).find((one) => one.mailbox.id === mailbox)
  return room?.title ?? meetingWords.unboundRoom
}
